"""The date that an inspection, or somebody else, set for each part: past, near or to come."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import DeadlineKind, State, TimeState, Voice
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.recommendations.positions import IS_ASKED
from metrics.text_format import counted, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState

# The inspectorate's words for a part of which it asks nothing more.
CLOSED_BY_INSPECTORATE = (State.COMPLETE, State.SUPERSEDED)


def dated_parts(parts: pl.DataFrame) -> pl.DataFrame:
    """The parts that have a date of their own, the earliest first.

    ``parts``: with the position of every voice. Adds ``closed_as``, the time state of a part that
    is not open (null: it is), and ``is_recorded``: a body that is asked has said where it stands. A
    part is open until all that are asked report it complete, or the inspectorate has closed it, or
    none of them takes it forward.
    """
    closed = pl.col(f"{Voice.INSPECTORATE}_state").is_in(CLOSED_BY_INSPECTORATE)
    is_complete = _all_say(State.COMPLETE) | closed.fill_null(value=False)
    recorded = [asked & pl.col(f"{voice}_state").is_not_null() for voice, asked in IS_ASKED.items()]
    return (
        parts.filter(pl.col("due_on").is_not_null())
        .with_columns(
            closed_as=pl.when(is_complete)
            .then(pl.lit(TimeState.COMPLETE.value))
            .when(_all_say(State.NOT_TAKEN_FORWARD))
            .then(pl.lit(TimeState.NOT_TAKEN_FORWARD.value)),
            is_recorded=pl.any_horizontal(recorded),
        )
        .sort("due_on", maintain_order=True)
    )


def with_dates(dated: pl.DataFrame, as_at: date, due_soon: int | None) -> pl.DataFrame:
    """The parts of ``dated_parts`` with their time state on ``as_at``, in the order given.

    Adds ``time_state``, as an action has it; ``days_to_due`` (negative once past); and
    ``days_overdue`` (null: not past, or not open). ``due_soon``: days; null where no limit is in
    force.
    """
    left = (pl.col("due_on") - pl.lit(as_at)).dt.total_days()
    is_past = pl.col("closed_as").is_null() & (left < 0)
    is_near = left <= (due_soon if due_soon is not None else -1)
    return dated.with_columns(
        days_to_due=left,
        days_overdue=pl.when(is_past).then(-left),
        time_state=pl.coalesce(
            "closed_as",
            pl.when(is_past).then(pl.lit(TimeState.OVERDUE.value)),
            pl.when(is_near).then(pl.lit(TimeState.DUE_SOON.value)),
            pl.lit(TimeState.ON_TIME.value),
        ),
    )


def is_at(*states: TimeState) -> pl.Expr:
    """True for a part that is in one of these states."""
    return pl.col("time_state").is_in(states)


def _all_say(state: State) -> pl.Expr:
    """True where every body that is asked says ``state``."""
    return pl.all_horizontal(
        ~asked | (pl.col(f"{voice}_state") == state).fill_null(value=False)
        for voice, asked in IS_ASKED.items()
    )


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
