"""Every count of a year that is shown of areas or of all of them, and the sums between them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.suppression.linked_tables import Codes, Rows, Shape, place_cubes, sums_between
from metrics.suppression.quarterly import (
    ALL,
    NOT_SHOWN,
    Coded,
    CountTables,
    Places,
    coded_rows,
    counts_at,
    protect_period,
    same_words,
)
from metrics.suppression.table_model import Flags, Numbers, Sum

# The year comes after its quarters.
YEAR = -1


class Table(NamedTuple):
    """Every count of a year: of each area in the year, and of all areas in each quarter too.

    ``shown``: by quarter, its counts of all areas, as they were protected.
    """

    coded: Coded
    cubes: CountTables
    places: Places
    counts: Numbers
    sums: list[Sum]
    shown: list[pl.DataFrame]


def year_table(quarters: Sequence[pl.DataFrame], cubes: CountTables, threshold: int) -> Table:
    """Every count of the year that ``quarters`` are of; all areas protected by quarter.

    Units: ``quarters`` are the cases of each quarter of one year.
    """
    sizes = [rows.height for rows in quarters]
    period = np.repeat(np.arange(len(quarters)), sizes)
    coded = coded_rows(pl.concat(quarters, how="vertical"), [*cubes], period)
    shape = _shape(len(coded.areas), len(quarters), cubes)
    places = place_cubes(shape, coded.sizes)
    sums = [
        *sums_between(places, shape, same_words(coded, cubes)),
        *(
            each
            for period in range(len(quarters))
            for each in _same_in(period, coded, cubes, places)
        ),
    ]
    shown = [protect_period(rows, cubes, threshold) for rows in quarters]
    return Table(coded, cubes, places, counts_at(places, coded, shape), sums, shown)


def _shape(areas: int, quarters: int, cubes: CountTables) -> Shape:
    """Areas have the year alone; all of them have each quarter, and the year that they come to."""
    exists = np.ones((areas + 1, quarters + 1), dtype=bool)
    exists[:ALL, :YEAR] = False
    within = [*([] for _ in range(quarters)), [*range(quarters)]]
    taken = np.concatenate([np.eye(quarters), np.ones((1, quarters))]).astype(np.int64)
    return Shape(areas, within, exists, dict.fromkeys(cubes, exists), taken)


def _same_in(period: int, coded: Coded, cubes: CountTables, places: Places) -> list[Sum]:
    """What words have the same cases in one quarter, though not in the year."""
    mine = coded.rows.month == period
    values: dict[str, Codes] = {name: codes[mine] for name, codes in coded.rows.values.items()}
    rows = Rows(coded.rows.area[mine], coded.rows.month[mine], values)
    return [
        Sum(int(places[name][ALL, period, word]), tuple(places[other][ALL, period, words].tolist()))
        for name, word, other, words in same_words(coded._replace(rows=rows), cubes)
    ]


def every_one_hidden(hidden: Flags, dear: Numbers) -> Flags:
    """What is ``hidden``, and every count of an area: those that are ``dear``."""
    of_areas: Flags = dear != NOT_SHOWN
    return hidden | of_areas
