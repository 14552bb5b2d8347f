"""The date that an inspection, or somebody else, set for each part: past, near or to come."""

from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import DeadlineKind, TimeState
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.recommendations.part_time_states import is_at
from metrics.recommendations.parts import is_recorded
from metrics.status_rules import asked_at_once_text
from metrics.text_format import counted, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState

# Whose date it is.
WHOSE = {
    DeadlineKind.STATUTORY: "statutory date",
    DeadlineKind.INSPECTORATE: "inspectorate’s date",
    DeadlineKind.IMMEDIATE: "date set",
    DeadlineKind.AGREED: "agreed date",
    DeadlineKind.LOCAL: "local date",
    DeadlineKind.NONE: "date set",
}
PROGRESS_NOT_RECORDED = "progress not recorded"
AT_ONCE = "at once"


@memoize
def overdue_parts(day_state: "DayState") -> pl.DataFrame:
    """Open parts past their own date, the longest first."""
    return day_state.part_dates.filter(pl.col("days_overdue").is_not_null())


@memoize
def pressing_parts(day_state: "DayState") -> pl.DataFrame:
    """Open parts past their own date or due soon, the longest past first.

    Those past their date on which no position is recorded come last.
    """
    return day_state.part_dates.filter(is_at(TimeState.OVERDUE, TimeState.DUE_SOON)).sort(
        pl.col("is_recorded").not_() & (pl.col("days_to_due") < 0), "due_on", maintain_order=True
    )


@memoize
def immediate_parts(day_state: "DayState") -> list[Row]:
    """The parts asked for at once and not reported complete, those answered in full last.

    Each has the day of publication of its inspection, ``published_on``.
    """
    published = day_state.tables["inspection"].select(inspection="ref", published_on="published_on")
    return (
        day_state.parts.filter("immediate")
        .join(
            day_state.tables["recommendation"].select("inspection", recommendation="ref"),
            on="recommendation",
            maintain_order="left",
        )
        .join(published, on="inspection", maintain_order="left")
        .sort(pl.col("answered") == "answered", "published_on", maintain_order=True)
        .to_dicts()
    )


def at_once_text(part: Row) -> str:
    """What was asked for at once, with its day: a row of ``immediate_parts``."""
    return asked_at_once_text(part["published_on"], is_recorded=is_recorded(part))


@memoize
def part_dates_text(day_state: "DayState") -> str:
    """The parts with a date of their own, counted; empty where no part has one. Markdown."""
    dates, past = day_state.part_dates, overdue_parts(day_state)
    if dates.is_empty():
        return ""
    recorded = int(past["is_recorded"].sum())
    soon = dates.filter(is_at(TimeState.DUE_SOON)).height
    counts = (
        (recorded, "past the date set, not reported complete"),
        (past.height - recorded, f"past the date set, {PROGRESS_NOT_RECORDED} here"),
        (soon, "due soon"),
    )
    clauses = [f"**{counted(number, 'part')}** {words}" for number, words in counts if number]
    return f"{'; '.join(clauses) or 'No part with a date is past it or due soon'}."


def part_date_text(row: Row) -> str:
    """The date of an open part, and how far off or past it is."""
    unknown = f"; {PROGRESS_NOT_RECORDED}" if row["days_overdue"] and not row["is_recorded"] else ""
    return f"{WHOSE[row['deadline_kind']]} {_in_short(row)}{unknown}"


@memoize
def dates_in_short(day_state: "DayState") -> dict[str, str]:
    """The date of each part that has one of its own, and whether it is past or near, by ref.

    Beside these, parts asked for at once say so.
    """
    dated = {row["ref"]: _in_short(row) for row in day_state.part_dates.to_dicts()}
    at_once = day_state.parts.filter(pl.col("deadline_kind") == DeadlineKind.IMMEDIATE)["ref"]
    return dict.fromkeys(at_once, AT_ONCE) | dated if dated else {}


@memoize
def next_dates(day_state: "DayState") -> dict[str, str]:
    """The earliest date of its own that an open part of each recommendation has, by its ref."""
    first = day_state.part_dates.filter(pl.col("closed_as").is_null()).unique(
        "recommendation", keep="first", maintain_order=True
    )
    return {
        row["recommendation"]: f"{WHOSE[row['deadline_kind']]}: {_in_short(row)}"
        for row in first.to_dicts()
    }


def _in_short(row: Row) -> str:
    words = {
        TimeState.OVERDUE: f"{counted(-row['days_to_due'], 'day')} past",
        TimeState.DUE_SOON: f"in {counted(row['days_to_due'], 'day')}"
        if row["days_to_due"]
        else "today",
        TimeState.COMPLETE: "reported complete or closed",
        TimeState.NOT_TAKEN_FORWARD: TimeState.NOT_TAKEN_FORWARD.value,
    }
    state = words.get(row["time_state"])
    return day_text(row["due_on"]) + (f", {state}" if state else "")
