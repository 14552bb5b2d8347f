"""How a row of each kind reads on a page: words and marks for the cells of a table."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data_access.vocabulary import State, TimeState, Voice
from metrics.digest import VOICES, state_word
from metrics.standing import Standing
from metrics.wording import NOBODY, capitalised, counted, day_in_words
from ui.figures import NOTHING, badge, plain, quoted, short_names

Row = Mapping[str, Any]


def recommendations(standing: Standing) -> pl.DataFrame:
    """The briefing's table: a row a recommendation."""
    published = dict(standing.inspections.select("ref", "published_on").iter_rows())
    return pl.DataFrame(
        [
            {
                "No.": str(row["number"]),
                "What it asks": plain(row["short_title"]),
                "Whose": plain(short_names(row["whose"])),
                "Parts": f"{row['parts_complete']} of {row['parts']}" if row["parts"] else NOTHING,
                "Force says": _voice(row, Voice.FORCE, asked=row["asks_force"]),
                "CPS says": _voice(row, Voice.CPS, asked=row["asks_cps"]),
                "OPCC has seen": _seen(row),
                "Inspectorate": _closed(row),
                "Next date": _next_date(row, published[row["inspection"]], standing.day),
                "Board’s view": _judged(row),
            }
            for row in standing.recommendations.iter_rows(named=True)
        ],
        infer_schema_length=None,
    )


def inspections(standing: Standing) -> pl.DataFrame:
    """A row an inspection: its dates as stated and as the law counts them, and its answer."""
    return pl.DataFrame(
        [
            {
                "Inspection": plain(row["short_title"]),
                "Published": day_in_words(row["published_on"]),
                "Answer due, as stated": day_in_words(row["response_due_stated_on"], NOTHING),
                "Answer due, as the law counts": day_in_words(
                    row["response_due_computed_on"], NOTHING
                ),
                "Answer": f"**{row['clock']}**",
            }
            for row in standing.inspections.iter_rows(named=True)
        ]
    )


def parts(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a part: what it asks, what the response says of it, what each voice says."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "What it asks": plain(row["short_title"]),
                "Whose": plain(short_names(row["addressee"])),
                "The response": response_says(row),
                "Force says": _voice(row, Voice.FORCE, asked=row["for_force"]),
                "CPS says": _voice(row, Voice.CPS, asked=row["for_cps"]),
                "OPCC has seen": _opcc(row),
                "Inspectorate": _voice(row, Voice.INSPECTORATE, asked=True),
            }
            for row in rows.iter_rows(named=True)
        ],
        infer_schema_length=None,
    )


def actions(rows: pl.DataFrame, labels: Mapping[str, str]) -> pl.DataFrame:
    """A row an action: whose, how late, both dates, what it waits for."""
    return pl.DataFrame(
        [
            {
                "Ref.": row["ref"],
                "Action": plain(row["title"]),
                "Part": labels.get(row["requirement"], NOTHING),
                "Whose": plain(
                    f"{short_names(row['lead'])}: {row['owner_role'] or 'owner not stated'}"
                ),
                "State": badge(row["state"]) if row["state"] else "nothing recorded",
                "Time": time_words(row),
                "First date": day_in_words(row["first_agreed_on"], NOTHING),
                "Current date": day_in_words(row["due_on"], NOTHING),
                "Waiting on": plain(row["waiting_on"]) or NOTHING,
            }
            for row in rows.iter_rows(named=True)
        ],
        infer_schema_length=None,
    )


def response_says(row: Row) -> str:
    """What the published response says of a part, and what it is silent on."""
    if row["answered"] is None:
        return "not answered yet"
    silent = f"; silent on {plain(row['silent_on'])}" if row["silent_on"] else ""
    return f"{row['answered']}{silent}"


def time_words(row: Row) -> str:
    """Where an action's date stands, in words."""
    if row["days_overdue"]:
        return f"**{counted(row['days_overdue'], 'day')} late**"
    if row["time_state"] == TimeState.NO_DATE:
        return badge(TimeState.NO_DATE)
    return badge(row["time_state"])


def _voice(row: Row, voice: Voice, *, asked: bool) -> str:
    state = row[f"{voice}_state"]
    if state is None and not asked:
        elsewhere = voice == Voice.FORCE and not row.get("asks_cps", row.get("for_cps"))
        return badge(State.ANOTHER_BODY) if elsewhere else NOTHING
    word = state_word(state, voice)
    return badge(word) if state else word


def _seen(row: Row) -> str:
    if not row["parts"]:
        return "not asked"
    return row["seen"] or "none seen"


def _opcc(row: Row) -> str:
    said = state_word(row["opcc_state"], Voice.OPCC)
    return (
        f"{row['seen'] or 'none seen'}; {said}" if row["opcc_state"] else row["seen"] or "none seen"
    )


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
        when = day_in_words(row["next_due_on"])
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
    return f"{badge(row['performance'])} {day_in_words(row['judged_on'])}"


def differences(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a difference between voices."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "What it asks": plain(row["short_title"]),
                "Difference": plain(row["difference"]),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def silences(rows: pl.DataFrame) -> pl.DataFrame:
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


def positions(rows: pl.DataFrame) -> pl.DataFrame:
    """A row an entry: who says what of a part since when, in their words."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "Voice": capitalised(VOICES[row["voice"]]),
                "Says": badge(state_word(row["state"], row["voice"])),
                "From": day_in_words(row["effective_on"]),
                "In their words": plain(row["note"]) or NOTHING,
                "Recorded": recorded(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def judgements(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a judgement of the board."""
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "Performance": badge(row["performance"]),
                "Plan": badge(row["plan"]),
                "Reasons": plain(row["reasons"]),
                "Given": f"{day_in_words(row['effective_on'])}, {plain(row['given_by'])}",
                "Due again": day_in_words(row["review_due_on"], "no date agreed"),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def evidence(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """A row a piece of evidence that was seen, and whether it is still in date."""
    return pl.DataFrame(
        [
            {
                "Ref.": row["ref"],
                "Evidence": linked(row["title"], row["link"]),
                "Kind": row["kind"].replace("_", " "),
                "Strength": row["strength"] or "not stated",
                "Dated": day_in_words(row["dated_on"]),
                "Holds until": expiry(row["expires_on"], day),
                "Recorded": recorded(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def meetings(standing: Standing) -> pl.DataFrame:
    """A row a meeting, newest first, with how much of what it decided is done."""
    decided = standing.tables["decision"]
    return pl.DataFrame(
        [
            {
                "Held": day_in_words(row["held_on"]),
                "Meeting": capitalised(row["kind"]),
                "Decisions": str(decided.filter(pl.col("meeting") == row["ref"]).height),
                "Not done": str(
                    decided.filter(
                        pl.col("meeting") == row["ref"], pl.col("done_on").is_null()
                    ).height
                ),
            }
            for row in standing.tables["meeting"]
            .sort("held_on", "id", descending=True)
            .iter_rows(named=True)
        ]
    )


def decisions(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a decision: whose, when due, how late, and of which meeting."""
    return pl.DataFrame(
        [
            {
                "Decision": plain(row["text"]),
                "Whose": plain(row["owner"]) or NOBODY,
                "Decided": day_in_words(row["held_on"]),
                "Due": day_in_words(row["due_on"], "no date agreed"),
                "State": decision_state(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def decision_state(row: Row) -> str:
    """Done and when, late and by how much, or open."""
    if row["done_on"]:
        return f"done {day_in_words(row['done_on'])}"
    return f"**{counted(row['days_late'], 'day')} late**" if row["days_late"] else "open"


def asks(rows: pl.DataFrame, names: Mapping[str, str], day: date) -> pl.DataFrame:
    """A row a question: of whom, since when, and what was answered."""
    return pl.DataFrame(
        [
            {
                "Asked": plain(row["what"]),
                "Of whom": plain(short_names(names[row["of_whom"]])),
                "On": day_in_words(row["asked_on"]),
                "Due": day_in_words(row["due_on"], "no date agreed"),
                "Answer": (
                    f"{day_in_words(row['answered_on'])}: {plain(row['answer'])}"
                    if row["answered_on"]
                    else f"**none for {counted((day - row['asked_on']).days, 'day')}**"
                ),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def date_changes(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a changed date: was, now, why, who agreed, with notice or not."""
    return pl.DataFrame(
        [
            {
                "Action": f"{row['action']}: {plain(row['title'])}",
                "Changed": day_in_words(row["effective_on"]),
                "Was": day_in_words(row["was"]),
                "Now": day_in_words(row["now"]),
                "Why": row["change_reason"] or "not stated",
                "Agreed by": plain(row["agreed_by"]),
                "Notice": "after it had passed" if row["after_passed"] else "with notice",
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def updates(rows: pl.DataFrame) -> pl.DataFrame:
    """A row an update of an action, as it was recorded."""
    return pl.DataFrame(
        [
            {
                "From": day_in_words(row["effective_on"]),
                "State": badge(row["state"]),
                "New date": day_in_words(row["new_due_on"], NOTHING),
                "Waiting on": plain(row["waiting_on"]) or NOTHING,
                "In their words": plain(row["note"]) or NOTHING,
                "Recorded": recorded(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def sources(standing: Standing) -> pl.DataFrame:
    """A row an inspection: who inspected, and where its content and dates were read."""
    return pl.DataFrame(
        [
            {
                "Inspection": plain(row["title"]),
                "By": plain(row["bodies"]),
                "Source": plain(row["source"]),
                "Verified": "yes" if row["verified"] else "**not verified**",
            }
            for row in standing.inspections.iter_rows(named=True)
        ]
    )


def limits(rows: pl.DataFrame) -> pl.DataFrame:
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


def expiry(expires_on: date | None, day: date) -> str:
    """Until when evidence holds, marked where that day has passed."""
    words = day_in_words(expires_on)
    return f"**{words}: out of date**" if expires_on and expires_on < day else words


def recorded(row: Row) -> str:
    """Who recorded an entry, and on which day where that was later than the entry's own."""
    day = row["recorded_at"].date()
    late = f", late: {day_in_words(day)}" if day > row["effective_on"] else ""
    return f"{plain(row['recorded_by'])}{late}"


def linked(title: str, link: str | None) -> str:
    """A title that opens what it names, where there is an address."""
    return f"[{plain(title)}](<{link}>)" if link else plain(title)


def quotes(rows: pl.DataFrame) -> list[str]:
    """Each row's title with its quote and where the quote stands."""
    return [
        f"**{row['ref']}, {plain(row['title'])}** ({row['stated_as'] or 'statement'}). "
        f"{quoted(row['quote'])} Section {row['quote_section']}, paragraph {row['quote_paragraph']}."
        + (" **Figure owed.**" if row["figure_owed"] else "")
        for row in rows.iter_rows(named=True)
    ]
