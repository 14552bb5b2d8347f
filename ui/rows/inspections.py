"""Rows about inspections: their clocks, sources, published facts and time limits."""

import polars as pl

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.text_format import day_text
from ui.elements.markdown import NOTHING, plain
from ui.rows.cell_format import TextRow, day_cell, per_row, per_row_of


@per_row
def fact_rows(row: Row) -> TextRow:
    """One row per published fact: what was published, when, where it was read."""
    return {
        "When": plain(row["dated"]),
        "What": plain(row["text"]),
        "Recommendation": row["number"] or NOTHING,
        "Source": plain(row["source"]),
        "Verified": "yes" if row["verified"] else "**not verified**",
    }


def _inspections(day_state: DayState) -> pl.DataFrame:
    return day_state.inspections


def _answer_recorded(row: Row) -> str:
    if row["answer_recorded_at"] is None:
        return NOTHING
    return f"{plain(row['answer_recorded_by'])}, {day_text(row['answer_recorded_at'])}"


@per_row_of(_inspections)
def clock_rows(row: Row) -> TextRow:
    """One row per inspection: its dates as stated and as the law counts them, and the response."""
    return {
        "Inspection": plain(row["short_title"]),
        "Published": day_cell(row["published_on"]),
        "Due, as stated": day_cell(row["response_due_stated_on"]),
        "Statutory deadline": day_cell(row["answer_due_on"], NOTHING),
        "Published answer": f"**{row['clock']}**",
        "Recorded": _answer_recorded(row),
    }


@per_row_of(_inspections)
def source_rows(row: Row) -> TextRow:
    """One row per inspection: the inspectors, and the sources of its content and dates."""
    return {
        "Inspection": plain(row["title"]),
        "By": plain(row["bodies"]),
        "Source": plain(row["source"]),
        "Verified": "yes" if row["verified"] else "**not verified**",
    }


def _unverified_first(limits: pl.DataFrame) -> pl.DataFrame:
    return limits.sort("verified", maintain_order=True)


@per_row_of(_unverified_first)
def limit_rows(row: Row) -> TextRow:
    """One row per time limit: its days, from when to when it holds, its source, if verified."""
    until = f" to {day_cell(row['effective_to'])}" if row["effective_to"] else ""
    return {
        "Limit": plain(row["title"]),
        "Days": f"{row['days']} {row['day_type']}",
        "Holds": f"from {day_cell(row['effective_from'])}{until}",
        "Source": plain(row["source"]),
        "Verified": "yes" if row["verified"] else "**not verified**",
    }
