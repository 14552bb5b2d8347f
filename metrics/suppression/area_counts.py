"""Counts of each area in a quarter, which add up to those of a year.

Single areas are shown by year only, but each quarter is counted once: so the counts of its areas
are kept with it until the year ends.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.cases.aggregation import AREA
from metrics.suppression.linked_tables import (
    CountTables,
    LinkedTables,
    code_categories,
    link_areas,
)
from metrics.suppression.quarter_counts import QuarterCounts, add_up, of_tables
from metrics.suppression.table_model import Numbers

# With more areas, finding the few counts to hide among all of them takes hours. Each area is then
# protected by itself, alongside the smallest ones, which are not shown.
MOST_AREAS = 12


class AreasOfQuarter(NamedTuple):
    """The counts of each area in a quarter. ``names``: of the areas that have cases, in order.

    ``counts``: by table, areas (rows) and categories (columns), in the order of ``QuarterCounts``.
    """

    names: list[str]
    counts: Mapping[str, Numbers]


class AreaCounts(NamedTuple):
    """The counts of a year and of each area; of more than ``MOST_AREAS``, linked in one array.

    ``by_area``: without what categories share, which is asked of the ``year`` alone.
    """

    tables: CountTables
    year: QuarterCounts
    by_area: Mapping[str, QuarterCounts]
    linked: LinkedTables | None


def count_by_area(rows: pl.DataFrame, tables: CountTables) -> AreasOfQuarter:
    """The counts of the areas of ``rows``. Nulls: null is "not recorded", also of the area."""
    words, codes = code_categories(rows.select(AREA, *tables))
    names, areas = words.pop(AREA), codes.pop(AREA)
    counts = {}
    for name, of_word in codes.items():
        size = len(names), len(words[name])
        cells = np.bincount(areas * size[1] + of_word, minlength=size[0] * size[1])
        counts[name] = cells.reshape(size)
    return AreasOfQuarter(names, counts)


def areas_of_year(
    quarters: Sequence[tuple[QuarterCounts, AreasOfQuarter]], tables: CountTables
) -> AreaCounts:
    """The counts of each area in the year of ``quarters``."""
    year = add_up([of_tables(counts, tables) for counts, _ in quarters])
    names = sorted({name for _, areas in quarters for name in areas.names})
    counts = {table: _in_year(names, words, quarters, table) for table, words in year.words.items()}
    if len(names) > MOST_AREAS:
        linked = link_areas(names, year.words, counts, year.meets, tables)
        return AreaCounts(tables, year, {}, linked)
    by_area = {
        name: _of_area(year, {table: cells[row] for table, cells in counts.items()})
        for row, name in enumerate(names)
    }
    return AreaCounts(tables, year, by_area, None)


def _of_area(year: QuarterCounts, cells: Mapping[str, Numbers]) -> QuarterCounts:
    """The counts of an area, of the categories that it has."""
    has = {table: np.flatnonzero(numbers) for table, numbers in cells.items()}
    words = {table: [year.words[table][each] for each in at] for table, at in has.items()}
    own = {table: numbers[has[table]] for table, numbers in cells.items()}
    return QuarterCounts(int(next(iter(own.values())).sum()), words, own, {})


def _in_year(
    names: Sequence[str],
    words: Sequence[str],
    quarters: Sequence[tuple[QuarterCounts, AreasOfQuarter]],
    table: str,
) -> Numbers:
    """The counts of a table in the year, by area and category."""
    cells: Numbers = np.zeros((len(names), len(words)), np.int64)
    for counts, areas in quarters:
        if table in areas.counts:
            rows = [names.index(name) for name in areas.names]
            columns = [words.index(word) for word in counts.words[table]]
            cells[np.ix_(rows, columns)] += areas.counts[table]
    return cells
