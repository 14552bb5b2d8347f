"""Counts of the rows of a period before they are rounded, which only the proof sees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.releases.medians import Middle, middles
from metrics.releases.tables import MEDIANS, ReleasedTable, listed
from metrics.victims.row_sets import ROW_SETS

# The number of rows by dimension and word; every word of a dimension is there.
WordCounts = Mapping[str, Mapping[str, int]]
QUARTER, YEAR = 3, 12


@dataclass(frozen=True)
class CountedPeriod:
    """The rows of one row set in a quarter or a year. ``by_area``: of a year alone.

    ``middles``: by area, "" for all, the medians of enough values by their code. ``at_most``: by
    area, null for all, the number of rows that exact counts of work show not to be exceeded; it is
    only there while a period is released.
    """

    row_set: str
    first: date
    months: int
    of_all: WordCounts
    by_area: Mapping[str, WordCounts] = field(default_factory=dict)
    middles: Mapping[str, Mapping[str, Middle]] = field(default_factory=dict)
    at_most: Mapping[str | None, int] = field(default_factory=dict)

    @property
    def areas(self) -> list[str]:
        """The areas that may have tables of their own: cases of no area are too few for that."""
        return [area for area in self.by_area if area != NOT_RECORDED]

    def of(self, area: str | None) -> WordCounts:
        """The counts of an area; null for all."""
        return self.of_all if area is None else self.by_area[area]


def tables_of(row_set: str) -> list[ReleasedTable]:
    """The listed tables that are counted from rows of ``row_set``, in the order of the list."""
    tables, _ = listed()
    return [each for each in tables.values() if each.row_set == row_set]


def dimensions_of(row_set: str, *, by_area: bool = False) -> list[str]:
    """The dimensions that ``row_set`` is counted by; ``by_area``: those of areas."""
    tables = (each for each in tables_of(row_set) if each.by_area or not by_area)
    of_medians = (each.dimension for each in MEDIANS.values() if each.row_set == row_set)
    return [*dict.fromkeys((*(each.dimension for each in tables), *of_medians))]


def count_period(
    row_set: str, first: date, months: int, rows: pl.DataFrame, areas: Collection[str] = ()
) -> CountedPeriod:
    """The counts of ``rows``, which are those of the period; of a year, by area too.

    ``areas``: those that are counted even where they have no row, so that to be missing says
    nothing.
    """
    by_area: dict[str, WordCounts] = {}
    of_medians = {"": middles(row_set, rows)}
    dimensions = dimensions_of(row_set, by_area=True)
    if months == YEAR and dimensions:
        named = rows.with_columns(pl.col(AREA).fill_null(NOT_RECORDED))
        for area in sorted({*areas, *named[AREA]}):
            of_area = named.filter(pl.col(AREA) == area)
            by_area[area] = _counts(row_set, dimensions, of_area)
            of_medians[area] = middles(row_set, of_area)
    of_all = _counts(row_set, dimensions_of(row_set), rows)
    return CountedPeriod(row_set, first, months, of_all, by_area, of_medians)


def _counts(row_set: str, dimensions: Collection[str], rows: pl.DataFrame) -> WordCounts:
    counted = {}
    for name in dimensions:
        found = dict(rows.group_by(name).len().iter_rows())
        counted[name] = {word: found.get(word, 0) for word in ROW_SETS[row_set].words[name]}
    return counted
