"""Cubes that share their totals, as counts in one array, and the sums between them."""

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.suppression.table_model import Numbers, Sum

Codes = npt.NDArray[np.int64]


class Shape(NamedTuple):
    """The axes that every cube has: areas, then all of them; and periods.

    ``within``: for each period, the finer ones it is made of, if any. ``exists``: a row an area,
    a column a period: whether totals are kept of the two; ``of``: by dimension, whether counts of
    its values are too. ``months``: a row a period, a column a month of the rows: whether the one
    takes in the other.
    """

    areas: int
    within: list[list[int]]
    exists: npt.NDArray[np.bool_]
    of: dict[str, npt.NDArray[np.bool_]]
    months: Numbers


class Rows(NamedTuple):
    """What is counted, a number a row on each axis; ``values`` by dimension."""

    area: Codes
    month: Codes
    values: dict[str, Codes]


def count_cubes(rows: Rows, shape: Shape, sizes: dict[str, int]) -> dict[str, Numbers]:
    """By dimension: counts by area, period and value; the last area and value stand for all."""
    return {name: _count(rows, shape, name, size) for name, size in sizes.items()}


def _count(rows: Rows, shape: Shape, name: str, size: int) -> Numbers:
    finest = np.zeros((shape.areas, shape.months.shape[1], size), dtype=np.int64)
    np.add.at(finest, (rows.area, rows.month, rows.values[name]), 1)
    by_period = np.einsum("pm,amv->apv", shape.months, finest)
    with_areas = np.concatenate([by_period, by_period.sum(axis=0, keepdims=True)], axis=0)
    return np.concatenate([with_areas, with_areas.sum(axis=2, keepdims=True)], axis=2)


def place_cubes(shape: Shape, sizes: dict[str, int]) -> dict[str, Numbers]:
    """By dimension: the place of each count. Cubes share the places of their totals."""
    outline = shape.exists.shape
    totals = np.arange(shape.exists.size).reshape((*outline, 1))
    start, places = totals.size, {}
    for name, size in sizes.items():
        own = start + np.arange(shape.exists.size * size).reshape((*outline, size))
        places[name] = np.concatenate([own, totals], axis=2)
        start += own.size
    return places


def sums_between(
    places: dict[str, Numbers], shape: Shape, same: list[tuple[str, int, str, list[int]]]
) -> Iterator[Sum]:
    """Every sum that ties the counts of the cubes together.

    ``same``: the cases of a value of one dimension are those of some values of another.
    """
    totals = next(iter(places.values()))[..., -1]
    yield from _along_periods_and_areas(totals, shape.exists, shape.within)
    for name, place in places.items():
        for area, period in np.argwhere(shape.of[name]).tolist():
            yield _sum(place[area, period, -1], place[area, period, :-1])
        for value in range(place.shape[2] - 1):
            yield from _along_periods_and_areas(place[..., value], shape.of[name], shape.within)
    for name, value, other, values in same:
        for area, period in np.argwhere(shape.of[name] & shape.of[other]).tolist():
            yield _sum(places[name][area, period, value], places[other][area, period, values])


def _along_periods_and_areas(
    place: Numbers, exists: npt.NDArray[np.bool_], within: list[list[int]]
) -> Iterator[Sum]:
    for area, period in np.argwhere(exists).tolist():
        finer = within[period]
        if finer and exists[area, finer].all():
            yield _sum(place[area, period], place[area, finer])
    for period in np.flatnonzero(exists[:-1].all(axis=0)).tolist():
        yield _sum(place[-1, period], place[:-1, period])


def _sum(total: int, parts: Numbers) -> Sum:
    return Sum(int(total), tuple(parts.tolist()))


def same_cases(
    values: dict[str, Codes], sizes: dict[str, int]
) -> list[tuple[str, int, str, list[int]]]:
    """Which value of one dimension has exactly the cases of some values of another.

    Whoever knows what the words mean knows this: who was not told was told by nobody.
    """
    return [
        (name, value, other, found)
        for name, other in permutations(sizes, 2)
        for value, found in _same(values[name], values[other], sizes[name], sizes[other])
        if len(found) > 1 or name < other
    ]


def _same(one: Codes, other: Codes, size: int, other_size: int) -> Iterator[tuple[int, list[int]]]:
    both = np.bincount(one * other_size + other, minlength=size * other_size)
    meet = both.reshape(size, other_size)
    whole = (meet == meet.sum(axis=0)) & (meet > 0)
    for value in np.flatnonzero((meet > 0).any(axis=1)).tolist():
        if (whole[value] == (meet[value] > 0)).all():
            yield value, np.flatnonzero(whole[value]).tolist()
