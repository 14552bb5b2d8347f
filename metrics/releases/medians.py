"""Medians as they are released: of 20 values or more, in whole units, all from one table each."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

from metrics.releases.rule import ENOUGH_FOR_A_MEDIAN
from metrics.releases.tables import ALL, MEDIANS, ReleasedTable

MEDIAN = "median"
# The dimensions whose words say how great a number is.
TELLING_OF: Mapping[str, Sequence[str]] = {
    "days_to_tell": ("told", "lateness", "decided_by_and_told", "support_ended_and_told")
}


class Halves(NamedTuple):
    """Words of a dimension whose values all lie on one side of the median, and its other words.

    At most half of the values lie on one side, so ``few`` count no more rows than ``others`` do.
    """

    dimension: str
    few: Sequence[str]
    others: Sequence[str]


class Middle(NamedTuple):
    """A median, and what a reader who sees it may know of the rows that it is of."""

    value: int
    halves: Sequence[Halves]


def median_table(code: str) -> str:
    """The table that the median ``code`` is released in."""
    return f"median of {code}"


@cache
def median_tables(row_set: str) -> Mapping[str, ReleasedTable]:
    """By code, the table of each median of ``row_set``: its one group is the rows it is of."""
    return {
        code: ReleasedTable(
            median_table(code), "", row_set, median.dimension, {ALL: median.words}, by_area=True
        )
        for code, median in MEDIANS.items()
        if median.row_set == row_set
    }


def middles(row_set: str, rows: pl.DataFrame) -> dict[str, Middle]:
    """By code, each median of ``rows`` that is of enough values."""
    found = {}
    for code, median in MEDIANS.items():
        if median.row_set == row_set:
            numbers = rows.filter(pl.col(median.dimension).is_in(median.words))[median.column]
            if numbers.count() >= ENOUGH_FOR_A_MEDIAN:
                middle = numbers.cast(pl.Float64).median()
                value = int(middle + 0.5) if isinstance(middle, float) else 0
                found[code] = Middle(value, _halves(code, rows, value))
    return found


def _halves(code: str, rows: pl.DataFrame, value: int) -> list[Halves]:
    median, found = MEDIANS[code], []
    of = rows.filter(pl.col(median.dimension).is_in(median.words))
    number = pl.col(median.column)
    for dimension in TELLING_OF.get(code, ()):
        by_word = of.group_by(dimension).agg(
            is_below=(number < value).all() & number.is_not_null().all(),
            is_above=(number > value).all() & number.is_not_null().all(),
        )
        for side in ("is_below", "is_above"):
            few, others = (
                sorted(by_word.filter(which)[dimension]) for which in (pl.col(side), ~pl.col(side))
            )
            if few:
                found.append(Halves(dimension, few, others))
    return found
