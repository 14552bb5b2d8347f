"""The quarters in which victims are counted, and the years that four of them make."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from metrics.cases.month_ends import closed_by, month_end
from metrics.periods import YEAR_BEGINS
from metrics.suppression.closed_periods import QUARTERS_OF_A_YEAR
from metrics.victims.counted_period import PeriodDays, QuarterDays

QUARTER_ENDS = (3, 6, 9, 12)


def quarters_to_show(months: pl.DataFrame, day: date) -> list[QuarterDays]:
    """The quarters that are counted by ``day``, oldest first.

    A quarter is counted as at the month-end after it, once that is closed.
    """
    closed = set(closed_by(months, day)["month_end"].to_list())
    ends = [end for end in sorted(closed) if end.month in QUARTER_ENDS]
    counted = ((end, month_end(end + timedelta(days=1))) for end in ends)
    return [(date(end.year, end.month - 2, 1), at) for end, at in counted if at in closed]


def years_to_show(quarters: Sequence[QuarterDays]) -> list[tuple[QuarterDays, ...]]:
    """Every four of ``quarters`` that follow each other, oldest first."""
    ends = range(QUARTERS_OF_A_YEAR, len(quarters) + 1)
    years = (tuple(quarters[end - QUARTERS_OF_A_YEAR : end]) for end in ends)
    return [year for year in years if all(map(follows, year[1:], year))]


def is_of_areas(year: PeriodDays) -> bool:
    """Whether single areas are counted in the year of these quarters."""
    return year[0][0].month == YEAR_BEGINS


def periods_to_show(quarters: Sequence[QuarterDays]) -> list[PeriodDays]:
    """Every quarter, and then every year of ``years_to_show``."""
    return [*((each,) for each in quarters), *years_to_show(quarters)]


def quarters_of_edition(quarters: Sequence[QuarterDays]) -> Sequence[QuarterDays]:
    """Those of ``quarters`` that the newest year and the newest year to March are made of.

    An edition shows nothing of the others, and nothing of them follows from what it shows.
    """
    newest = [year[0] for year in years_to_show(quarters) if is_of_areas(year)][-1:]
    return [each for each in quarters if [each] >= newest]


def follows(quarter: QuarterDays, before: QuarterDays) -> bool:
    """Whether ``quarter`` is the next after ``before``."""
    return quarter[0] == month_end(before[0] + timedelta(days=62)) + timedelta(days=1)
