"""Rows about meetings, their decisions and their questions."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.text_format import NOBODY, capitalised, counted
from ui.elements.markdown import plain, short_names
from ui.rows.cell_format import TextRow, day_cell, per_row, per_row_of


@memoize
def meeting_rows(day_state: DayState) -> pl.DataFrame:
    """One row per meeting, newest first, with how many of its decisions are done."""
    decided = day_state.tables["decision"]
    return pl.DataFrame(
        [
            {
                "Held": day_cell(row["held_on"]),
                "Meeting": capitalised(row["kind"]),
                "Decisions": str(decided.filter(pl.col("meeting") == row["ref"]).height),
                "Not done": str(
                    decided.filter(
                        pl.col("meeting") == row["ref"], pl.col("done_on").is_null()
                    ).height
                ),
            }
            for row in day_state.tables["meeting"]
            .sort("held_on", "id", descending=True)
            .iter_rows(named=True)
        ]
    )


@per_row
def one_meeting_rows(row: Row) -> TextRow:
    """The row of a meeting, held or planned."""
    return {
        "Meeting": capitalised(row["kind"]),
        "Held": day_cell(row["held_on"], "not yet"),
        "Planned for": day_cell(row["planned_on"]),
        "Recorded by": plain(row["recorded_by"]),
    }


@memoize
@per_row
def decision_rows(row: Row) -> TextRow:
    """One row per decision: its owner, due date, lateness and meeting."""
    return {
        "Decision": plain(row["text"]),
        "Whose": plain(row["owner"]) or NOBODY,
        "Decided": day_cell(row["held_on"]),
        "Due": day_cell(row["due_on"], "no date agreed"),
        "State": decision_state(row),
    }


def decision_state(row: Row) -> str:
    """The state of a decision (done, late or open) with its day or lateness."""
    if row["done_on"]:
        return f"done {day_cell(row['done_on'])}"
    return f"**{counted(row['days_late'], 'day')} late**" if row["days_late"] else "open"


def _oldest_first(asks: pl.DataFrame) -> pl.DataFrame:
    return asks.sort("asked_on", maintain_order=True)


@memoize
@per_row_of(_oldest_first)
def ask_rows(row: Row, names: Mapping[str, str], day: date) -> TextRow:
    """One row per question, the oldest first: the body asked, the date, and the answer."""
    return {
        "Asked": plain(row["what"]),
        "Of whom": plain(short_names(names[row["of_whom"]])),
        "On": day_cell(row["asked_on"]),
        "Due": day_cell(row["due_on"], "no date agreed"),
        "Answer": (
            f"{day_cell(row['answered_on'])}: {plain(row['answer'])}{_accepted(row)}"
            if row["answered_on"]
            else no_answer(row, day)
        ),
    }


def _accepted(row: Row) -> str:
    """Who proposed an answer and who accepted it; empty where nobody did."""
    proposed_by = row.get("proposed_by")
    if not proposed_by:
        return ""
    return f" (proposed by {plain(proposed_by)}, accepted by {plain(row['accepted_by'])})"


def no_answer(row: Row, day: date) -> str:
    """The lateness of an answer, its due date, or the age of the question."""
    if row["due_on"] is None:
        return f"none for {counted((day - row['asked_on']).days, 'day')}, no date agreed"
    left = (row["due_on"] - day).days
    return (
        f"**{counted(-left, 'day')} late**"
        if left < 0
        else f"none yet, due in {counted(left, 'day')}"
    )
