"""Things past a day of their own: dates of actions and parts, times in words, recurrences."""

from typing import NamedTuple

import polars as pl

from data_access.vocabulary import DeadlineKind
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.recommendations.part_dates import PROGRESS_NOT_RECORDED, WHOSE
from metrics.text_format import counted

IS_PAST = pl.col("days_overdue").is_not_null()
ACTION, IN_WORDS, PART, RECURRENCE = "action", "time in words", "part", "recurrence"
# How each kind is counted: one of it, several, and what they are.
COUNTED = {
    ACTION: ("action", "actions", ""),
    PART: ("part", "parts", " past its own date"),
    RECURRENCE: ("thing", "things", " to be done again"),
}


class NewlyPast(NamedTuple):
    """Things newly past their day, and those that were so by then and were entered since.

    Each has ``kind``, ``ref``, ``days_overdue`` and ``item``, a line about it.
    """

    newly: pl.DataFrame
    entered_since: pl.DataFrame


@memoize
def past_their_day(day_state: DayState) -> pl.DataFrame:
    """One row for each thing that is past a day of its own: open, or due again.

    Shape: kind, ref (with the day, of what recurs: done again, it may be late again), days_overdue,
    item. Due on the day itself is not past.
    """
    actions = day_state.actions
    in_words = actions.with_columns(days_overdue="days_past_words")
    again = pl.format("{} {}", "ref", pl.col("next_due_on").cast(pl.String))
    kinds = [
        (ACTION, actions, _action),
        (IN_WORDS, in_words, _in_words),
        (PART, day_state.part_dates, _part),
        (RECURRENCE, day_state.recurrences.with_columns(ref=again), _recurrence),
    ]
    return pl.DataFrame(
        [
            (kind, row["ref"], row["days_overdue"], item(row))
            for kind, rows, item in kinds
            for row in rows.filter(IS_PAST).iter_rows(named=True)
        ],
        {"kind": pl.String, "ref": pl.String, "days_overdue": pl.Int64, "item": pl.String},
        orient="row",
    )


def newly_past(previous: DayState, then: DayState, day_state: DayState) -> NewlyPast:
    """Things past their day on ``day_state`` and not on ``previous``, the day as it was seen.

    What was so by ``then``, that day as it is known now, was only entered since.
    """
    before, by_then, now = (past_their_day(each) for each in (previous, then, day_state))
    key = ["kind", "ref"]
    found = now.join(before, on=key, how="anti", maintain_order="left")
    return NewlyPast(
        found.join(by_then, on=key, how="anti", maintain_order="left"),
        found.join(by_then, on=key, how="semi", maintain_order="left"),
    )


def is_overdue() -> pl.Expr:
    """True for what is past a day; a time in words is past without one that anybody agreed."""
    return pl.col("kind") != IN_WORDS


def counts_of(rows: pl.DataFrame) -> list[str]:
    """The overdue rows of ``past_their_day`` by kind: "2 actions", "1 part past its own date".

    Actions are counted even where there is none.
    """
    return [
        counted(number, one, several) + (what.replace("its", "their") if number > 1 else what)
        for kind, (one, several, what) in COUNTED.items()
        if (number := rows.filter(pl.col("kind") == kind).height) or kind == ACTION
    ]


def _action(row: Row) -> str:
    return f"{_since(row)} late"


def _in_words(row: Row) -> str:
    return f"{_since(row)} past “{row['time_stated']}”"


def _since(row: Row) -> str:
    return f"{row['ref']}, {row['title']}, {counted(row['days_overdue'], 'day')}"


def _part(row: Row) -> str:
    unknown = "" if row["is_recorded"] else f"; {PROGRESS_NOT_RECORDED}"
    whose = WHOSE[DeadlineKind(row["deadline_kind"])]
    days = counted(row["days_overdue"], "day")
    return f"{row['label']}, {row['short_title']}, {days} past the {whose}{unknown}"


def _recurrence(row: Row) -> str:
    return f"{row['title']}, due again {counted(row['days_overdue'], 'day')} ago"
