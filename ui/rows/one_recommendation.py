"""The words of one recommendation, and all that was said and done about it, in order."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import DateBasis, Voice
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.recommendations.one_recommendation import OneRecommendation, with_words
from metrics.recommendations.positions import VOICES
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import NOTHING, plain, quoted
from ui.rows.cell_format import TextRow, day_cell
from ui.rows.evidence import evidence_rows, quote_lines
from ui.rows.inspections import fact_rows
from ui.rows.meetings import ask_rows
from ui.rows.plan import date_change_rows, escalation_rows, update_rows
from ui.rows.recommendations import (
    first_position_rows,
    judgement_rows,
    position_rows,
)

OFFICE_HOLDERS = {Voice.FORCE: "The Chief Constable", Voice.OPCC: "The Commissioner"}
NO_RESPONSE = "No response to it is held here on this day."
# The source of a quotation in a table.
ANSWER = "Published response"


class HistoryEntry(NamedTuple):
    """Something said or done: when, what kind of thing, about what, in which words, by whom.

    ``dated``: the day as its source gives it, where that is no day, such as "May 2022".
    """

    day: date
    what: str
    about: str
    says: str
    recorded: str
    dated: str = ""


def recommendation_text(row: Row) -> str:
    """The text of a recommendation, with its list items on lines of their own."""
    text = quoted(row["text"]) if row["wording"] == "verbatim" else plain(row["text"])
    # The published response marks list items with dots.
    return text.replace("• ", "\n- ")


def wording_text(row: Row, publication: str) -> str:
    """Whether these are the words themselves, and where they stand."""
    return (
        f"Wording: {row['wording']}. Read in section {row['section']}, paragraph "
        f"{row['paragraph']} of {publication}."
    )


def comment_texts(comments: pl.DataFrame) -> list[tuple[str, str]]:
    """The body and place of each comment in the published response; and its text."""
    return [
        (
            f"**{OFFICE_HOLDERS.get(row['voice'], capitalised(VOICES[row['voice']]))}**, section "
            f"{row['section']}, paragraph {row['paragraph']}",
            plain(row["text"]),
        )
        for row in comments.iter_rows(named=True)
    ]


def counts_from_text(comments: pl.DataFrame) -> str:
    """A sentence: from which day the published response counts, and why; empty without one."""
    for row in comments.head(1).iter_rows(named=True):
        is_due_date = row["date_basis"] == DateBasis.DUE_DATE_USED
        why = (
            "the day the response was due, since it states no date of its own"
            if is_due_date
            else "as stated"
        )
        return f"Counts from {day_text(row['effective_on'])}, {why}."
    return ""


def history_rows(day_state: DayState, one: OneRecommendation) -> pl.DataFrame:
    """One row per thing said or done about a recommendation, the oldest first.

    The comments in the published response are left out: they stand in full by themselves. Entries
    that were corrected are left out, too: their corrections count.
    """
    entries = sorted(_entries(day_state, one), key=lambda entry: entry.day)
    return pl.DataFrame(
        [
            {
                "Day": entry.dated or day_cell(entry.day),
                "What": entry.what,
                "About": entry.about,
                "In their words": entry.says or NOTHING,
                "Recorded": entry.recorded or NOTHING,
            }
            for entry in entries
        ],
        infer_schema_length=None,
    )


def _entries(day_state: DayState, one: OneRecommendation) -> Iterator[HistoryEntry]:
    yield from _of_the_answer(day_state, one)
    yield from _of_parts(day_state, one)
    yield from _of_actions(day_state, one)
    for row, cells in _with_cells(one.facts, fact_rows(one.facts)):
        yield HistoryEntry(
            row["effective_on"],
            "Published",
            NOTHING,
            cells["What"],
            cells["Source"],
            dated=cells["When"],
        )


def _of_the_answer(day_state: DayState, one: OneRecommendation) -> Iterator[HistoryEntry]:
    """The publication of the inspection, and what the response promised and stated."""
    inspection = day_state.inspections.filter(pl.col("ref") == one.row["inspection"])
    for row in inspection.to_dicts():
        yield HistoryEntry(
            row["published_on"], "Inspection published", NOTHING, plain(row["title"]), ""
        )
    for row, cells in _with_cells(one.stated, first_position_rows(one.stated)):
        says = _sentences(cells["Position"], cells["Words"])
        yield HistoryEntry(
            row["effective_on"], f"{cells['Said by']} said", cells["Part"], says, ANSWER
        )
    promised = with_words(one.actions)
    for what, rows, day in (
        ("Promised", promised, "opened_on"),
        ("Stated", one.said, "effective_on"),
    ):
        for row, line in zip(rows.to_dicts(), quote_lines(rows), strict=True):
            # A statement that was once read as an action counts from the day it was opened.
            when = row[day] or row["opened_on"]
            about = day_state.labels.get(row["requirement"], NOTHING)
            yield HistoryEntry(when, what, about, line, ANSWER)


def _of_parts(day_state: DayState, one: OneRecommendation) -> Iterator[HistoryEntry]:
    for row, cells in _with_cells(one.positions, position_rows(one.positions)):
        says = _sentences(cells["Says"], cells["In their words"])
        what = f"{cells['Body']} says"
        yield HistoryEntry(row["effective_on"], what, cells["Part"], says, cells["Recorded"])
    for row, cells in _with_cells(one.judgements, judgement_rows(one.judgements)):
        says = (
            f"Performance: {cells['Performance']}; plan: {cells['Plan']}. {cells['Reasons']} "
            f"Due again: {cells['Due again']}"
        )
        by = cells["Given"].partition(", ")[2]
        recorded = f"{by}; {cells['Recorded']}"
        yield HistoryEntry(
            row["effective_on"], "The board’s judgement", cells["Part"], says, recorded
        )
    for row, cells in _with_cells(one.evidence, evidence_rows(one.evidence, day_state.day)):
        about = ", ".join(filter(None, (day_state.labels.get(row["requirement"]), row["action"])))
        until = cells["Valid until"]
        valid = "" if until == NOTHING else f"; valid until {until}"
        says = (
            f"**{cells['Ref.']}** {cells['Evidence']} ({cells['Kind']}, from {cells['From']}; "
            f"strength {cells['Strength']}; dated {cells['Dated']}{valid})"
        )
        yield HistoryEntry(row["effective_on"], "Evidence", about, says, cells["Recorded"])


def _of_actions(day_state: DayState, one: OneRecommendation) -> Iterator[HistoryEntry]:
    names = day_state.facts.names
    for row in one.actions.filter(pl.col("quote").is_null()).to_dicts():
        about = day_state.labels.get(row["requirement"], NOTHING)
        says = f"**{row['ref']}** {plain(row['title'])}"
        yield HistoryEntry(
            row["opened_on"], "Action opened", about, says, plain(row["recorded_by"])
        )
    for row, cells in _with_cells(one.updates, update_rows(one.updates, names)):
        about = row["action"]
        yield HistoryEntry(row["effective_on"], "Update", about, _update(cells), cells["Recorded"])
    for row, cells in _with_cells(one.date_changes, date_change_rows(one.date_changes)):
        says = f"Was {cells['Was']}, now {cells['Now']}. Why: {cells['Why']}. {cells['Notice']}"
        by = f"agreed by {cells['Agreed by']}; {cells['Recorded']}"
        yield HistoryEntry(row["effective_on"], "Date changed", row["action"], says, by)
    escalations = one.escalations.sort("raised_on", "id", descending=True)
    for row, cells in _with_cells(escalations, escalation_rows(one.escalations)):
        says = (
            f"**{cells['Ref.']}** {cells['Route']}, level {cells['Level']}: {cells['Why']} "
            f"Answer due: {cells['Answer due']}. Result: {cells['Result']}"
        )
        by = f"{cells['Raised by']}; {plain(row['recorded_by'])}"
        yield HistoryEntry(row["raised_on"], "Escalated", cells["About"], says, by)
    asks = one.asks.sort("asked_on", "id")
    for row, cells in _with_cells(asks, ask_rows(asks, names, day_state.day)):
        says = f"{cells['Asked']} Due: {cells['Due']}. Answer: {cells['Answer']}"
        about = row["action"] or row["evidence"]
        asked = f"Asked of {cells['Of whom']}"
        yield HistoryEntry(row["asked_on"], asked, about, says, plain(row["recorded_by"]))


def _update(cells: TextRow) -> str:
    said = {
        "": cells["State"],
        "New date: ": cells["New date"],
        "Waiting on: ": cells["Waiting on"],
        " ": cells["In their words"],
    }
    return _sentences(*(f"{name}{text}".strip() for name, text in said.items() if text != NOTHING))


def _sentences(*said: str) -> str:
    """A state and words about it, apart for who sees no colours; without what was not said."""
    return ". ".join(text for text in said if text != NOTHING)


def _with_cells(rows: pl.DataFrame, cells: pl.DataFrame) -> Iterable[tuple[Row, TextRow]]:
    """Each row with the cells that the pages show of it."""
    return zip(rows.iter_rows(named=True), cells.iter_rows(named=True), strict=True)
