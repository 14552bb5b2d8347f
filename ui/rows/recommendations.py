"""Rows about inspections, recommendations, their parts, what each voice says, and evidence."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.vocabulary import State, Voice
from metrics.day_state import DayState
from metrics.meetings.meeting_summary import VOICES, state_word
from metrics.memoize import memoize
from metrics.recommendations.evidence_seen import seen_text
from metrics.text_format import capitalised, counted
from ui.elements.markdown import NOTHING, badge, plain, quiet, quoted, short_names
from ui.rows.cell_format import Row, day_cell, linked, recorded


@memoize
def recommendation_rows(day_state: DayState) -> pl.DataFrame:
    """The briefing's table: a row a recommendation."""
    published = dict(day_state.inspections.select("ref", "published_on").iter_rows())
    return pl.DataFrame(
        [
            {
                "No.": str(row["number"]),
                "What it asks": plain(row["short_title"]),
                "Whose": plain(short_names(row["whose"])),
                "Parts": f"{row['parts_complete']}\u00a0of\u00a0{row['parts']}"
                if row["parts"]
                else NOTHING,
                "Force says": _voice(row, Voice.FORCE, asked=row["asks_force"]),
                "CPS says": _voice(row, Voice.CPS, asked=row["asks_cps"]),
                "OPCC has seen": _seen(row),
                "Inspectorate": _closed(row),
                "Next date": _next_date(row, published[row["inspection"]], day_state.day),
                "Board’s view": _judged(row),
            }
            for row in day_state.recommendations.iter_rows(named=True)
        ],
        infer_schema_length=None,
    )


def part_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a part: what it asks, what the response says of it, what each voice says."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "What it asks": plain(row["short_title"]),
                "Whose": plain(short_names(row["addressee"])),
                "The response": row["answered"] or "not answered yet",
                "Force says": _voice(row, Voice.FORCE, asked=row["for_force"]),
                "CPS says": _voice(row, Voice.CPS, asked=row["for_cps"]),
                "Other body says": _voice(row, Voice.ADDRESSEE, asked=not row["is_local"]),
                "OPCC has seen": _opcc(row),
                "Inspectorate": _voice(row, Voice.INSPECTORATE, asked=True),
            }
            for row in rows.iter_rows(named=True)
        ],
        infer_schema_length=None,
    )


def _voice(row: Row, voice: Voice, *, asked: bool) -> str:
    state = row[f"{voice}_state"]
    if state is None and not asked:
        elsewhere = voice == Voice.FORCE and not row.get("asks_cps", row.get("for_cps"))
        return badge(State.ANOTHER_BODY) if elsewhere else NOTHING
    word = state_word(state, voice)
    return badge(word) if state else quiet(word)


def _seen(row: Row) -> str:
    if not row["parts"]:
        return "not asked"
    return seen_text(row)


def _opcc(row: Row) -> str:
    said = [state_word(row["opcc_state"], Voice.OPCC)] if row["opcc_state"] else []
    return "; ".join([seen_text(row), *said])


def _closed(row: Row) -> str:
    if not row["parts"]:
        return NOTHING
    return f"{row['parts_closed']} closed"


def _next_date(row: Row, published_on: date, day: date) -> str:
    immediate = (
        f"immediate: {counted((day - published_on).days, 'day')}" if row["immediate"] else ""
    )
    if row["days_overdue"]:
        when = f"**{counted(row['days_overdue'], 'day')} late**"
    elif row["next_due_on"]:
        when = day_cell(row["next_due_on"])
    elif row["undated"] and not immediate:
        when = "no date agreed"
    else:
        when = "" if immediate else NOTHING
    return "; ".join(part for part in (when, immediate) if part)


def _judged(row: Row) -> str:
    if not row["parts"]:
        return NOTHING
    if row["performance"] is None:
        return "not yet given"
    return f"{badge(row['performance'])} {day_cell(row['judged_on'])}"


def difference_rows(rows: pl.DataFrame, ages: Mapping[str, str]) -> pl.DataFrame:
    """A row a difference; ``ages``: how old the newest evidence of a part is, by its ref."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "What it asks": plain(row["short_title"]),
                "Difference": plain(capitalised(row["difference"])),
                "Newest evidence seen": ages.get(row["ref"], "none seen"),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def silence_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a part that the response does not answer in full."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "What it asks": plain(row["short_title"]),
                "The response": row["answered"],
                "Silent on": plain(row["silent_on"]) or NOTHING,
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def position_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """A row an entry: who says what of a part since when, in their words."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "Voice": capitalised(VOICES[row["voice"]]),
                "Says": badge(state_word(row["state"], row["voice"])),
                "From": day_cell(row["effective_on"]),
                "In their words": plain(row["note"]) or NOTHING,
                "Recorded": recorded(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def judgement_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a judgement of the board."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "Performance": badge(row["performance"]),
                "Plan": badge(row["plan"]),
                "Reasons": plain(row["reasons"]),
                "Given": f"{day_cell(row['effective_on'])}, {plain(row['given_by'])}",
                "Recorded": recorded(row),
                "Due again": day_cell(row["review_due_on"], "no date agreed"),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def evidence_rows(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """A row a piece of evidence: from whom, of what kind, and whether it is still in date."""
    return pl.DataFrame(
        [
            {
                "Ref.": row["ref"],
                "Evidence": linked(row["title"], row["link"]),
                "From": capitalised(VOICES[row["voice"]]),
                "Kind": row["kind"].replace("_", " "),
                "Strength": row["strength"] or "not stated",
                "Dated": day_cell(row["dated_on"]),
                "Holds until": expiry(row["expires_on"], day),
                "Recorded": recorded(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def owed_rows(rows: pl.DataFrame, labels: Mapping[str, str]) -> pl.DataFrame:
    """A row a figure that was claimed in words and not supplied."""
    return pl.DataFrame(
        [
            {
                "Ref.": row["ref"],
                "Part": labels.get(row["requirement"], NOTHING),
                "What was claimed": plain(row["title"]),
                "In these words": quoted(row["quote"]),
                "By": plain(short_names(row["lead"] or VOICES[row["claimed_by"]])),
                "Asked for": day_cell(row["asked_on"], "never"),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def expiry(expires_on: date | None, day: date) -> str:
    """Until when evidence holds, marked where that day has passed."""
    words = day_cell(expires_on)
    return f"**{words}: out of date**" if expires_on and expires_on < day else words


def quote_lines(rows: pl.DataFrame) -> list[str]:
    """Each row's title with its quote and where the quote stands."""
    return [
        f"**{row['ref']}, {plain(row['title'])}** ({row['stated_as'] or 'statement'}). "
        f"{quoted(row['quote'])} Section {row['quote_section']}, "
        f"paragraph {row['quote_paragraph']}." + (" **Figure owed.**" if row["figure_owed"] else "")
        for row in rows.iter_rows(named=True)
    ]


@memoize
def clock_rows(day_state: DayState) -> pl.DataFrame:
    """A row an inspection: its dates as stated and as the law counts them, and its answer."""
    return pl.DataFrame(
        [
            {
                "Inspection": plain(row["short_title"]),
                "Published": day_cell(row["published_on"]),
                "Answer due, as stated": day_cell(row["response_due_stated_on"]),
                "Answer due, as the law counts": day_cell(row["response_due_computed_on"], NOTHING),
                "Answer": f"**{row['clock']}**",
            }
            for row in day_state.inspections.iter_rows(named=True)
        ]
    )


def source_rows(day_state: DayState) -> pl.DataFrame:
    """A row an inspection: who inspected, and where its content and dates were read."""
    return pl.DataFrame(
        [
            {
                "Inspection": plain(row["title"]),
                "By": plain(row["bodies"]),
                "Source": plain(row["source"]),
                "Verified": "yes" if row["verified"] else "**not verified**",
            }
            for row in day_state.inspections.iter_rows(named=True)
        ]
    )


def limit_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a limit: how many days, of which kind, from where, and whether it is verified."""
    return pl.DataFrame(
        [
            {
                "Limit": plain(row["title"]),
                "Days": f"{row['days']} {row['day_type']}",
                "Source": plain(row["source"]),
                "Verified": "yes" if row["verified"] else "**not verified**",
            }
            for row in rows.sort("verified", maintain_order=True).iter_rows(named=True)
        ]
    )
