"""Meetings held and meetings planned, and the last board."""

from datetime import date, timedelta

import polars as pl

from metrics.frames import Row
from metrics.meetings.meeting_kinds import boards
from metrics.meetings.series import next_in_series
from metrics.memoize import memoize


@memoize
def meetings_before(meetings: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Meetings held before ``as_at``, newest first; changes can be counted from each."""
    return meetings.filter(pl.col("held_on") < as_at).sort("held_on", "id", descending=True)


@memoize
def planned_meetings(meetings: pl.DataFrame, as_at: date, today: date) -> pl.DataFrame:
    """Meetings that were planned by ``as_at`` and not held by then, the nearest first.

    ``meetings``: every row of the table, for the table as at a day has only those held. Rows
    recorded after ``today`` are in a store of a past day, and kept.
    """
    is_held = (pl.col("held_on") <= as_at).fill_null(value=False)
    recorded_since = pl.col("recorded_at").dt.date().is_between(as_at, today, closed="right")
    return meetings.filter(pl.col("planned_on").is_not_null(), ~recorded_since, ~is_held).sort(
        "planned_on", "id"
    )


def next_of_series(kind: Row, meetings: pl.DataFrame, today: date) -> date | None:
    """The day of a kind's series from ``today`` on, after its last meeting held or planned.

    Nulls: null where it has no series.
    """
    days = meetings.filter(pl.col("kind") == kind["ref"]).select(
        pl.coalesce("held_on", "planned_on")
    )
    yesterday = today - timedelta(1)
    return next_in_series(kind, max([yesterday, *days.to_series().drop_nulls()]))


@memoize
def board_days(
    meetings: pl.DataFrame, kinds: pl.DataFrame, as_at: date, today: date
) -> tuple[date, ...]:
    """The days of boards, oldest first: held by ``as_at``, or planned from then on.

    ``meetings``: as for ``planned_meetings``.
    """
    of_boards = boards(kinds)
    held = meetings.select("kind", "held_on").rows()
    days = {day for kind, day in held if kind in of_boards and day and day <= as_at}
    # Most stores have none planned, and asking takes longer than all the rest.
    if meetings["planned_on"].null_count() < meetings.height:
        planned = planned_meetings(meetings, as_at, today).select("kind", "planned_on").rows()
        days |= {day for kind, day in planned if kind in of_boards and day >= as_at}
    return tuple(sorted(days))


@memoize
def last_board(meetings: pl.DataFrame, kinds: pl.DataFrame, as_at: date) -> date | None:
    """The day of the newest board before ``as_at``; null before the first."""
    return next(iter(last_boards(meetings, kinds, as_at, 1)), None)


@memoize
def last_meetings(meetings: pl.DataFrame, as_at: date, most: int) -> list[date]:
    """The days of the newest meetings before ``as_at``, at most ``most``, the oldest first."""
    held_on = meetings_before(meetings, as_at)["held_on"]
    return held_on.unique(maintain_order=True).head(most).reverse().to_list()


@memoize
def last_boards(meetings: pl.DataFrame, kinds: pl.DataFrame, as_at: date, most: int) -> list[date]:
    """The days of the newest boards before ``as_at``, at most ``most``, the newest first."""
    held = meetings_before(meetings, as_at).filter(pl.col("kind").is_in(boards(kinds)))
    return held["held_on"].unique(maintain_order=True).head(most).to_list()
