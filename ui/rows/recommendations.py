"""Rows about recommendations, their parts, positions and evidence."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_access.vocabulary import SPEAKER_NAMES, State, Voice
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.recommendations.evidence_seen import seen_text
from metrics.recommendations.first_positions import NO_WORD_OF_ITS_OWN, in_short, in_the_answer
from metrics.recommendations.gaps import parts_with_gaps
from metrics.recommendations.part_dates import next_dates
from metrics.recommendations.positions import VOICES, state_word
from metrics.status_rules import NOT_RECORDED, asked_at_once_text, standing_of_all
from metrics.text_format import capitalised, counted, note_and_source
from ui.elements.markdown import NOTHING, plain, quiet, quoted, short_names
from ui.elements.state_badges import badge
from ui.rows.cell_format import (
    TextRow,
    day_cell,
    per_row,
    per_row_of,
    writer_cell,
)


def recommendation_rows(day_state: DayState) -> pl.DataFrame:
    """The briefing's table: one row per recommendation."""
    dates, named = next_date_cells(day_state), day_state.facts.inspection_words
    parts: dict[str, list[Row]] = {ref: [] for ref in day_state.recommendations["ref"]}
    for part in day_state.parts.iter_rows(named=True):
        parts[part["recommendation"]].append(part)
    return pl.DataFrame(
        [
            {
                "No.": ", ".join([str(row["number"]), *named.get(row["inspection"], [])]),
                "What it asks": plain(row["short_title"]),
                "Whose": plain(short_names(row["whose"])),
                "Parts": f"{row['parts_complete']}\u00a0of\u00a0{row['parts']}"
                if row["parts"]
                else NOTHING,
                "Force says": _said(day_state, row["ref"], Voice.FORCE, parts[row["ref"]]),
                "CPS says": _said(day_state, row["ref"], Voice.CPS, parts[row["ref"]]),
                "OPCC has seen": _seen(row),
                "Inspectorate": _closed(row),
                "Next date": dates[row["ref"]],
                "Board’s view": _judged(row),
            }
            for row in day_state.recommendations.iter_rows(named=True)
        ],
        infer_schema_length=None,
    )


def next_date_cells(day_state: DayState) -> dict[str, str]:
    """The next date of each recommendation, how late it is, and what was asked for at once."""
    published = dict(day_state.inspections.select("ref", "published_on").iter_rows())
    own_dates = next_dates(day_state)
    return {
        row["ref"]: _next_date(
            row,
            asked_at_once_text(
                published[row["inspection"]],
                is_recorded=bool(standing_of_all(day_state.standings.get(row["ref"], {})).counts),
            )
            if row["immediate"]
            else "",
            own_dates.get(row["ref"]),
        )
        for row in day_state.recommendations.iter_rows(named=True)
    }


@per_row
def part_rows(row: Row, dates: Mapping[str, str]) -> TextRow:
    """One row per part: its text, the response to it, and each body's position.

    ``dates``: the date of each part that has one of its own, by its ref; without any there is no
    column of dates.
    """
    own_date = {"Its date": plain(dates.get(row["ref"], NOTHING))} if dates else {}
    return {
        "Part": row["label"],
        "What it asks": plain(row["short_title"]),
        "Whose": plain(short_names(row["addressee"])),
        **own_date,
        "The response": answered_text(row),
        "Force says": _voice(
            row,
            Voice.FORCE,
            asked=row["for_force"],
            first=_first(row, "force_stated") or (_unspoken(row) if row["for_force"] else ""),
        ),
        "CPS says": _voice(
            row, Voice.CPS, asked=row["for_cps"], first=_first(row, "cps_stated") or _unspoken(row)
        ),
        "Other body says": _voice(
            row, Voice.ADDRESSEE, asked=not row["is_local"], first=_unspoken(row)
        ),
        "OPCC has seen": _opcc(row),
        "Inspectorate": _inspectorate(row),
    }


def answered_text(row: Row) -> str:
    """The extent to which the response answers a part; or that none is assessed or held."""
    return row["answered"] or ("not assessed" if row["stated_on"] else "none held here")


def _first(row: Row, stated: str) -> str:
    """The response's first position on a part, in words; empty where there is none."""
    return in_the_answer(row[stated], row["stated_on"]) if row[stated] else ""


def _unspoken(row: Row) -> str:
    """A note that the body says nothing in the response; empty where there is no response yet."""
    return NO_WORD_OF_ITS_OWN if row["stated_on"] else ""


def _said(day_state: DayState, ref: str, voice: Voice, parts: Sequence[Row]) -> str:
    """The positions of a body on the ``parts`` of a recommendation, and what the response says.

    Where they differ, or some are not recorded, how many parts are in each state.
    """
    by_body, first = day_state.standings.get(ref, {}), in_short(parts, voice)
    standing = by_body.get(voice)
    if standing is None or standing.only or not standing.counts:
        state = standing and standing.only
        others = Voice.CPS in by_body
        return _voice_of(state, voice, asked=standing is not None, others=others, first=first)
    return plain(standing.text) + (quiet(f"; {first}") if standing.left and first else "")


def _voice(row: Row, voice: Voice, *, asked: bool, first: str = "") -> str:
    """The newest position of a body; without one ``first``, its words in the response or a note."""
    state = row[f"{voice}_state"]
    return _voice_of(state, voice, asked=asked, others=row["for_cps"], first=first)


def _voice_of(state: str | None, voice: Voice, *, asked: bool, others: bool, first: str) -> str:
    if state is None and first and (asked or voice == Voice.FORCE):
        return quiet(first)
    if state is None and not asked:
        elsewhere = voice == Voice.FORCE and not others
        return badge(State.ANOTHER_BODY) if elsewhere else NOTHING
    word = state_word(state, voice)
    return badge(word) if state else quiet(word)


def _inspectorate(row: Row) -> str:
    state = row["inspectorate_state"]
    return badge(state_word(state, Voice.INSPECTORATE)) if state else NOTHING


def _seen(row: Row) -> str:
    if not row["parts"]:
        return "not asked"
    return seen_text(row)


def _opcc(row: Row) -> str:
    states = [state_word(row["opcc_state"], Voice.OPCC)] if row["opcc_state"] else []
    return "; ".join([seen_text(row), *states])


def _closed(row: Row) -> str:
    if not row["parts"]:
        return NOTHING
    return f"{row['parts_closed']} closed"


def _next_date(row: Row, immediate: str, own_date: str | None) -> str:
    if row["days_overdue"]:
        when = f"**{counted(row['days_overdue'], 'day')} late**"
    elif row["next_due_on"]:
        when = day_cell(row["next_due_on"])
    elif row["undated"] and not (immediate or own_date):
        when = "no date agreed"
    else:
        when = "" if immediate or own_date else NOTHING
    return "; ".join(part for part in (when, immediate, own_date) if part)


def _judged(row: Row) -> str:
    if not row["parts"]:
        return NOTHING
    if row["performance"] is None:
        return NOT_RECORDED
    return f"{badge(row['performance'])} {day_cell(row['judged_on'])}"


@per_row
def difference_rows(row: Row, ages: Mapping[str, str]) -> TextRow:
    """One row per difference; ``ages``: the age of a part's newest evidence, by its ref."""
    return {
        "Part": row["label"],
        "What it asks": plain(row["short_title"]),
        "Difference": plain(capitalised(row["difference"])),
        "Newest evidence seen": ages.get(row["ref"], "none seen"),
    }


@per_row
def silence_rows(row: Row) -> TextRow:
    """One row per part that the response does not answer in full."""
    return {
        "Part": row["label"],
        "What it asks": plain(row["short_title"]),
        "The response": row["answered"],
        "Not addressed": plain(row["silent_on"]) or NOTHING,
    }


@per_row
def first_position_rows(row: Row) -> TextRow:
    """One row per part and speaker: what the published response says of it, in which words."""
    section, paragraph = row["quote_section"], row["quote_paragraph"]
    place = f" Section {section}, paragraph {paragraph}." if section and paragraph else ""
    return {
        "Part": row["label"],
        "Said by": SPEAKER_NAMES[row["voice"]],
        "Position": badge(row["stated_as"]),
        "Words": f"{quoted(row['quote'])}{place}" if row["quote"] else NOTHING,
        "From": day_cell(row["effective_on"]),
    }


@per_row
def position_rows(row: Row) -> TextRow:
    """One row per position: the body, its position, the date and its words."""
    return {
        "Part": row["label"],
        "Body": capitalised(VOICES[row["voice"]]),
        "Says": badge(state_word(row["state"], row["voice"])),
        "From": day_cell(row["effective_on"]),
        "In their words": plain(note_and_source(row)) or NOTHING,
        "Recorded": writer_cell(row),
    }


@per_row
def judgement_rows(row: Row) -> TextRow:
    """One row per judgement of the board."""
    return {
        "Part": row["label"],
        "Performance": badge(row["performance"]),
        "Plan": badge(row["plan"]),
        "Reasons": plain(row["reasons"]),
        "Given": f"{day_cell(row['effective_on'])}, {plain(row['given_by'])}",
        "Recorded": writer_cell(row),
        "Due again": day_cell(row["review_due_on"], "no date agreed"),
    }


@per_row_of(parts_with_gaps)
def gap_rows(row: Row) -> TextRow:
    """One row per part that has no action, no owner, no evidence or no update."""
    return {
        "Part": row["label"],
        "What it asks": plain(row["short_title"]),
        "Whose": plain(short_names(row["addressee"])),
        "Actions": str(row["actions"] or "**none**"),
        "Owners named": plain("; ".join(row["owners"] or [])) or "**none**",
        "Evidence": "**none seen**" if row["no_evidence"] else seen_text(row),
        "Last update": day_cell(row["updated_on"], "**none**"),
    }
