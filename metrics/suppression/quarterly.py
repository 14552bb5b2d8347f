"""Counts of one quarter, of all areas by one dimension, protected all together before any filter.

A longer period is the sum of such counts where they are shown, so that nothing new is told of it.
Counts of single areas are in ``area_cubes``.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.disclosure import THRESHOLD
from metrics.suppression.linked_tables import (
    Codes,
    Rows,
    Shape,
    count_cubes,
    place_cubes,
    same_cases,
    sums_between,
)
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import Flags, Numbers, cells_of, flagged_by

COUNTS = {
    "cube": pl.String,
    AREA: pl.String,
    "value": pl.String,
    "count": pl.Int64,
    "suppressed": pl.Boolean,
}
# What is hidden last to keep others, the higher the later.
FINE, SHARE, TOTAL = range(3)
NOT_SHOWN = -1
# All areas, and all periods, come last.
ALL = -1
Places = Mapping[str, Numbers]
# By cube and word, the cases are those of some words of another cube.
Same = list[tuple[str, int, str, list[int]]]


class CountTable(NamedTuple):
    """``by_area``: counts of each area are shown, and not those of all alone.

    ``is_share``: a share is read from it, so its counts are hidden later than others. ``ties``: the
    dimensions that it is crossed of, where no count is shown and all are reckoned with: how they
    cross says which of their words exclude others.
    """

    by_area: bool = True
    is_share: bool = False
    ties: tuple[str, ...] = ()


CountTables = Mapping[str, CountTable]


class Coded(NamedTuple):
    """The areas and by dimension the words that were found, and the rows as their numbers."""

    areas: list[str]
    words: dict[str, list[str]]
    rows: Rows

    @property
    def sizes(self) -> dict[str, int]:
        """By dimension, how many words were found."""
        return {name: len(words) for name, words in self.words.items()}


def protect_period(
    rows: pl.DataFrame, cubes: CountTables, threshold: int = THRESHOLD
) -> pl.DataFrame:
    """A row a count of ``cubes``, by dimension: its number, and whether it is ``suppressed``.

    Units: ``rows`` are the cases of one period, with ``area`` and each dimension. Nulls: of
    ``area``, for all of them; of ``value``, all of them; in ``rows``, a null is "not recorded".
    Shape: ``COUNTS``. Values without cases are not there. No cases: no rows.
    """
    if rows.is_empty():
        return pl.DataFrame(schema=COUNTS)
    coded = coded_rows(rows.with_columns(pl.lit(None, pl.String).alias(AREA)), [*cubes])
    shape = _shape(cubes)
    places = place_cubes(shape, coded.sizes)
    counts = counts_at(places, coded, shape)
    sums = sums_between(places, shape, same_words(coded, cubes))
    dear = _dear(counts, cubes, places)
    cells = cells_of(counts, sums, flagged_by(counts, dear != NOT_SHOWN, threshold), dear)
    return _listed(coded, cubes, places, counts, find_hidden(cells))


def coded_rows(rows: pl.DataFrame, names: Sequence[str], period: Codes | None = None) -> Coded:
    """``rows`` as numbers of their area and words; ``period`` numbers the period of each."""
    filled = rows.select(pl.col(AREA, *names).cast(pl.String).fill_null(NOT_RECORDED))
    words = {name: filled[name].unique().sort().to_list() for name in (AREA, *names)}
    number = {
        name: filled[name].replace_strict(known, range(len(known)), return_dtype=pl.Int64)
        for name, known in words.items()
    }
    values: dict[str, Codes] = {name: number[name].to_numpy() for name in names}
    of_period = np.zeros(rows.height, dtype=np.int64) if period is None else period
    return Coded(words.pop(AREA), words, Rows(number[AREA].to_numpy(), of_period, values))


def counts_at(places: Places, coded: Coded, shape: Shape) -> Numbers:
    """By place, how many of the rows are counted there."""
    last = max(int(place.max()) for place in places.values())
    counts: Numbers = np.zeros(last + 1, dtype=np.int64)
    for name, cube in count_cubes(coded.rows, shape, coded.sizes).items():
        counts[places[name]] = cube
    return counts


def same_words(coded: Coded, cubes: CountTables) -> Same:
    """As ``same_cases``; of a cube that ties others, only which words of theirs it is made of."""
    values, sizes = coded.rows.values, coded.sizes
    among_shown = same_cases(values, {name: sizes[name] for name in shown_of(cubes)})
    of_ties = (
        each
        for name, cube in cubes.items()
        for tied in cube.ties
        for each in same_cases(values, {tied: sizes[tied], name: sizes[name]})
    )
    return [*among_shown, *of_ties]


def shown_of(cubes: CountTables) -> dict[str, CountTable]:
    """The cubes that counts are shown of."""
    return {name: cube for name, cube in cubes.items() if not cube.ties}


def _shape(cubes: CountTables) -> Shape:
    of_all = np.array([[False], [True]])
    return Shape(1, [[]], of_all, dict.fromkeys(cubes, of_all), np.ones((1, 1), dtype=np.int64))


def _dear(counts: Numbers, cubes: CountTables, places: Places) -> Numbers:
    """How late each count is hidden to keep others."""
    dear: Numbers = np.full_like(counts, NOT_SHOWN)
    for name, cube in shown_of(cubes).items():
        dear[places[name][ALL]] = SHARE if cube.is_share else FINE
        dear[places[name][ALL][:, -1]] = TOTAL
    return dear


def _listed(
    coded: Coded, cubes: CountTables, places: Places, counts: Numbers, hidden: Flags
) -> pl.DataFrame:
    rows = [
        (name, None, word, int(counts[at]), bool(hidden[at]))
        for name in shown_of(cubes)
        for word, at in zip([*coded.words[name], None], places[name][ALL].flat, strict=True)
    ]
    return pl.DataFrame(rows, COUNTS, orient="row")
