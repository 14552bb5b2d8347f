"""Quarters and years of victims, counted and protected one after the other.

It takes seconds and tens of megabytes: the app calls this in a worker process.
"""

import pickle
from collections.abc import Collection, Sequence
from hashlib import blake2b
from typing import NamedTuple

import polars as pl

from metrics.cases.case_tables import Tables
from metrics.disclosure import THRESHOLD
from metrics.victims.quarterly_counts import (
    ProtectedCounts,
    numbers_of,
    protect_quarter,
    rows_of_quarter,
)
from metrics.victims.row_sets import RowsByKind
from metrics.victims.yearly_area_counts import Days, protect_year

# One quarter, to be counted of all areas; or the four of a year, to be counted of each.
Period = Sequence[Days]


class PeriodCounts(NamedTuple):
    """A hash of the rows of a period, the numbers that medians are of, and the protected counts.

    Nulls: no ``cubes`` where the caller has them, under the same hash.
    """

    key: str
    numbers: pl.DataFrame
    cubes: ProtectedCounts | None


def count_periods(
    tables: Tables,
    limits: pl.DataFrame,
    periods: Sequence[Period],
    known: Collection[str],
    threshold: int = THRESHOLD,
) -> list[PeriodCounts]:
    """Each of ``periods``, in their order. One whose hash is ``known`` is not protected again.

    The hash says nothing of the threshold: ``known`` must be of the same one.
    """
    rows: dict[Days, RowsByKind] = {}
    counted = {}
    # Oldest first, so that no more rows are in memory than a year has.
    in_order = sorted(range(len(periods)), key=lambda number: max(periods[number]))
    for done, number in enumerate(in_order, start=1):
        period = periods[number]
        rows |= {days: rows_of_quarter(tables, limits, *days) for days in {*period} - rows.keys()}
        counted[number] = _count([rows[days] for days in period], known, threshold)
        to_come = {days for later in in_order[done:] for days in periods[later]}
        rows = {days: rows[days] for days in rows.keys() & to_come}
    return [counted[number] for number in range(len(periods))]


def _count(quarters: Sequence[RowsByKind], known: Collection[str], threshold: int) -> PeriodCounts:
    of_rows = blake2b(digest_size=16)
    for rows in quarters:
        for kind, of_kind in rows.items():
            of_rows.update(pickle.dumps((kind, of_kind)))
    key = of_rows.hexdigest()
    numbers = pl.concat([numbers_of(rows) for rows in quarters], how="vertical")
    return PeriodCounts(key, numbers, None if key in known else _protect(quarters, threshold))


def _protect(quarters: Sequence[RowsByKind], threshold: int) -> ProtectedCounts:
    if len(quarters) == 1:
        return protect_quarter(quarters[0], threshold)
    return protect_year(quarters, threshold)
