"""Counts of one period, by area and one dimension more, protected all together before any filter.

A longer period is the sum of such counts where they are shown, so that nothing new is told of it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.disclosure import THRESHOLD
from metrics.process_counts import AREA, NOT_RECORDED
from metrics.suppression.cells import Cells, Flags, Links, Numbers, is_small, without_noughts
from metrics.suppression.cube_tables import (
    Codes,
    Rows,
    Shape,
    count_cubes,
    place_cubes,
    same_cases,
    sums_between,
)
from metrics.suppression.searching import find_hidden

COUNTS = {
    "cube": pl.String,
    AREA: pl.String,
    "value": pl.String,
    "count": pl.Int64,
    "suppressed": pl.Boolean,
}
# What is hidden last to keep others, the higher the later.
FINE, SHARE_OF_AREA, TOTAL_OF_AREA, SHARE_OF_ALL, TOTAL_OF_ALL = range(5)
NOT_SHOWN = -1


class Cube(NamedTuple):
    """``by_area``: counts of each area are shown, and not those of all alone.

    ``is_share``: a share is read from it, so its counts are hidden later than others. ``ties``: the
    dimensions that it is crossed of, where no count is shown and all are reckoned with: how they
    cross says which of their words exclude others.
    """

    by_area: bool = True
    is_share: bool = False
    ties: tuple[str, ...] = ()


class Coded(NamedTuple):
    """The areas and by dimension the words that were found, and the rows as their numbers."""

    areas: list[str]
    words: dict[str, list[str]]
    rows: Rows


def protect_period(
    rows: pl.DataFrame, cubes: Mapping[str, Cube], threshold: int = THRESHOLD
) -> pl.DataFrame:
    """A row a count of ``cubes``, by dimension: its number, and whether it is ``suppressed``.

    Counts of areas that are not shown are reckoned with: others that are may add up from them.
    Units: ``rows`` are the cases of one period, with ``area`` and each dimension. Nulls: of
    ``area`` and ``value``, all of them; in ``rows``, a null is "not recorded".
    Shape: ``COUNTS``. Values without cases are not there. No cases: no rows.
    """
    if rows.is_empty():
        return pl.DataFrame(schema=COUNTS)
    coded = _coded(rows, [*cubes])
    sizes = {name: len(words) for name, words in coded.words.items()}
    shape = _shape(len(coded.areas), cubes)
    places = place_cubes(shape, sizes)
    counts = _counts(coded.rows, shape, sizes, places)
    sums = list(sums_between(places, shape, _same_cases(coded.rows.values, sizes, cubes)))
    dear = _dear(counts, cubes, places)
    kept = dear != NOT_SHOWN
    tied = without_noughts(sums, kept & (counts == 0))
    cells = Cells(
        counts=counts,
        sums=tied,
        links=Links(tied),
        hidden=~kept | is_small(counts, threshold),
        guarded=kept,
        open=kept & (counts > 0),
        dear=dear,
    )
    return _listed(coded, cubes, places, counts, find_hidden(cells))


def _coded(rows: pl.DataFrame, names: Sequence[str]) -> Coded:
    filled = rows.select(pl.col(AREA, *names).cast(pl.String).fill_null(NOT_RECORDED))
    words = {name: filled[name].unique().sort().to_list() for name in (AREA, *names)}
    number = {
        name: filled[name].replace_strict(known, range(len(known)), return_dtype=pl.Int64)
        for name, known in words.items()
    }
    values: dict[str, Codes] = {name: number[name].to_numpy() for name in names}
    only_month = np.zeros(rows.height, dtype=np.int64)
    return Coded(words.pop(AREA), words, Rows(number[AREA].to_numpy(), only_month, values))


def _shape(areas: int, cubes: Mapping[str, Cube]) -> Shape:
    every = np.ones((areas + 1, 1), dtype=bool)
    return Shape(areas, [[]], every, dict.fromkeys(cubes, every), np.ones((1, 1), dtype=np.int64))


def _counts(rows: Rows, shape: Shape, sizes: dict[str, int], places: dict[str, Numbers]) -> Numbers:
    last = max(int(place.max()) for place in places.values())
    counts: Numbers = np.zeros(last + 1, dtype=np.int64)
    for name, cube in count_cubes(rows, shape, sizes).items():
        counts[places[name]] = cube
    return counts


def _same_cases(
    values: dict[str, Codes], sizes: dict[str, int], cubes: Mapping[str, Cube]
) -> list[tuple[str, int, str, list[int]]]:
    """As ``same_cases``; of a cube that ties others, only which words of theirs it is made of."""
    among_shown = same_cases(values, {name: sizes[name] for name in _shown(cubes)})
    of_ties = (
        each
        for name, cube in cubes.items()
        for tied in cube.ties
        for each in same_cases(values, {tied: sizes[tied], name: sizes[name]})
    )
    return [*among_shown, *of_ties]


def _dear(counts: Numbers, cubes: Mapping[str, Cube], places: dict[str, Numbers]) -> Numbers:
    """How late each count is hidden to keep others; of areas the smallest first, and so the same.

    One area that is withheld each quarter leaves the others whole over several.
    """
    totals = next(iter(places.values()))[:, 0, -1]
    by_size = np.argsort(np.argsort(counts[totals], kind="stable"), kind="stable")
    by_size[-1] = len(totals)
    step = len(totals) + 1
    dear: Numbers = np.full_like(counts, NOT_SHOWN)
    for name, cube in _shown(cubes).items():
        place = places[name][:, 0, :-1]
        if cube.by_area:
            level = SHARE_OF_AREA if cube.is_share else FINE
            dear[place[:-1]] = level * step + by_size[:-1, np.newaxis]
        dear[place[-1]] = (SHARE_OF_ALL if cube.is_share else FINE) * step + by_size[-1]
    dear[totals] = TOTAL_OF_AREA * step + by_size
    dear[totals[-1]] = TOTAL_OF_ALL * step
    return dear


def _listed(
    coded: Coded,
    cubes: Mapping[str, Cube],
    places: dict[str, Numbers],
    counts: Numbers,
    hidden: Flags,
) -> pl.DataFrame:
    areas = [*coded.areas, None]
    rows = [
        (name, area, word, int(counts[at]), bool(hidden[at]))
        for name, cube in _shown(cubes).items()
        for area, of_area in zip(areas, places[name][:, 0].tolist(), strict=True)
        if cube.by_area or area is None
        for word, at in zip([*coded.words[name], None], of_area, strict=True)
    ]
    return pl.DataFrame(rows, COUNTS, orient="row")


def _shown(cubes: Mapping[str, Cube]) -> dict[str, Cube]:
    return {name: cube for name, cube in cubes.items() if not cube.ties}
