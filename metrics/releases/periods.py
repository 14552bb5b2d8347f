"""The periods in which people are counted, and when each row set of one is released."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from metrics.cases.month_ends import closed_by, month_end
from metrics.periods import YEAR_BEGINS
from metrics.releases.counting import QUARTER, YEAR
from metrics.victims.row_sets import ROW_SETS

# The longest that so many working days take, holidays and all.
CALENDAR_DAYS_A_WORKING_DAY = 2
# Longer than any limit runs on after its quarter.
MONTHS_AHEAD = 36


class Due(NamedTuple):
    """A period of a row set whose last limit has passed. ``counted_at``: a closed month-end."""

    row_set: str
    first: date
    months: int
    counted_at: date

    @property
    def last(self) -> date:
        """The last day of the period."""
        return last_day(self.first, self.months)


def last_day(first: date, months: int) -> date:
    """The last day of the period of ``months`` that begins on ``first``."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1) - timedelta(days=1)


def span_text(first: date, months: int) -> str:
    """The months of a period as text: "April 2024 to March 2025", "January to March 2021"."""
    last = last_day(first, months)
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} to {last:%B %Y}"


def quarter_of(day: date) -> date:
    """The first day of the quarter of ``day``."""
    return date(day.year, day.month - (day.month - 1) % QUARTER, 1)


def year_of(day: date) -> date:
    """The first day of the police year of ``day``."""
    return date(day.year - (day.month < YEAR_BEGINS), YEAR_BEGINS, 1)


def due_periods(months: pl.DataFrame, limits: pl.DataFrame, day: date) -> list[Due]:
    """Every period that is to be released by ``day``, in the order in which they fell due.

    ``months``: the closed month-ends. Each quarter that lies in them, and each year of which all
    four quarters do; a year comes after its last quarter.
    """
    closed = closed_by(months, day)["month_end"].to_list()
    quarters = [
        quarter_of(end)
        for end in closed
        if end.month % QUARTER == 0 and len(_within(closed, quarter_of(end), QUARTER)) >= 1
    ]
    due = [each for kind in ROW_SETS for each in _of_row_set(kind, quarters, closed, limits)]
    order = [*ROW_SETS]
    return sorted(
        due, key=lambda each: (each.counted_at, each.last, each.months, order.index(each.row_set))
    )


def next_due(
    releases: pl.DataFrame,
    withdrawals: pl.DataFrame,
    months: pl.DataFrame,
    limits: pl.DataFrame,
    day: date,
) -> list[Due]:
    """What is released next, of the periods that end by the quarter after the last closed month.

    ``months``: the closed month-ends. ``counted_at`` of each is the month-end that has to be closed
    first; where it is closed by ``day``, the release is due. Nothing while no month-end is closed.
    """
    closed = closed_by(months, day).select("month_end")
    if closed.is_empty():
        return []
    last = ahead = closed["month_end"][-1]
    ends = [ahead := month_end(ahead + timedelta(days=1)) for _ in range(MONTHS_AHEAD)]
    every = pl.concat([closed, pl.DataFrame({"month_end": ends})])
    by_then = releases.filter(pl.col("counted_at") <= last)
    released = {*by_then.select("row_set", "first", "months").iter_rows()}
    withdrawn = {*withdrawals.select("first", "months").iter_rows()}
    until = last_day(quarter_of(ends[0]), QUARTER)
    return [
        each
        for each in due_periods(every, limits, ahead)
        if each.last <= until and each[:3] not in released and each[1:3] not in withdrawn
    ]


def _within(closed: list[date], first: date, months: int) -> list[date]:
    return [end for end in closed if first <= end <= last_day(first, months)]


def _of_row_set(
    kind: str, quarters: list[date], closed: list[date], limits: pl.DataFrame
) -> Iterator[Due]:
    released = set()
    for first in quarters:
        last = last_day(first, QUARTER)
        until = last + timedelta(days=_wait(kind, limits))
        counted_at = next((end for end in closed if end > last and end >= until), None)
        if counted_at is None:
            continue
        released.add(first)
        yield Due(kind, first, QUARTER, counted_at)
        year = year_of(first)
        each = [date(year.year + (at > 12), (at - 1) % 12 + 1, 1) for at in range(4, 16, QUARTER)]
        if first == each[-1] and released >= {*each}:
            yield Due(kind, year, YEAR, counted_at)


def _wait(kind: str, limits: pl.DataFrame) -> int:
    """The days after a period in which what is counted of it can still be done in time."""
    days = limits.filter(pl.col("code").is_in(ROW_SETS[kind].waits_for))["days"]
    return max(days, default=0) * CALENDAR_DAYS_A_WORKING_DAY
