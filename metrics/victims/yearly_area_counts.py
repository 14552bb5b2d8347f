"""What victims met in each area, a year at a time: in a quarter nearly every area is too small.

A year is counted once, from its quarters as each of them was counted, and then stands. Years do not
overlap: they end with March, as those that the police report by.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from metrics.cases.case_tables import Tables
from metrics.disclosure import THRESHOLD
from metrics.suppression.yearly_areas import protect_areas
from metrics.victims.quarterly_counts import (
    CountedPeriod,
    ProtectedCounts,
    numbers_of,
    rows_of_quarter,
)
from metrics.victims.row_sets import ROW_SETS, RowsByKind
from metrics.victims.share_parts import count_tables_of

BEGINS = 4
# The first day of a quarter, and the month-end it was counted at.
Days = tuple[date, date]


class Year(CountedPeriod):
    """One year, of each area and never of all, counted when its last quarter is."""

    MONTHS = 12


def years_to_show(quarters: Iterable[Days]) -> list[tuple[Days, ...]]:
    """The quarters of each year of which all four are among ``quarters``. Oldest first."""
    counted_at = dict(quarters)
    begun = [first for first in sorted(counted_at) if first.month == BEGINS]
    years = [_quarters_in(first) for first in begun]
    return [
        tuple((first, counted_at[first]) for first in year)
        for year in years
        if counted_at.keys() >= {*year}
    ]


def count_year(
    tables: Tables, limits: pl.DataFrame, quarters: Sequence[Days], threshold: int = THRESHOLD
) -> Year:
    """The year of ``quarters``, of the tables of cases, each as at when it was counted."""
    rows = [rows_of_quarter(tables, limits, first, at) for first, at in quarters]
    numbers = pl.concat([numbers_of(of) for of in rows], how="vertical")
    return Year(quarters[0][0], quarters[-1][1], protect_year(rows, threshold), numbers)


def protect_year(quarters: Sequence[RowsByKind], threshold: int = THRESHOLD) -> ProtectedCounts:
    """By kind, the protected counts of areas, of the rows of each quarter. This takes seconds."""
    return {
        kind: protect_areas([rows[kind] for rows in quarters], count_tables_of(kind), threshold)
        for kind in ROW_SETS
    }


def _quarters_in(first: date) -> list[date]:
    return [*(date(first.year, month, 1) for month in (4, 7, 10)), date(first.year + 1, 1, 1)]
