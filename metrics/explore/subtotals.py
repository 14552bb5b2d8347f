"""Subtotals of a result: what it comes to with one split, or all of them, taken away.

A subtotal about people is a released number too: the table has it, or there is none. Work in cases
is added up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from metrics.explore.people import period_of
from metrics.explore.quantity import AREA, PERIOD
from metrics.explore.query import Cell, Query
from metrics.explore.run_query import (
    NOT_RELEASED,
    Sources,
    add_cells,
    people_cell,
    run_query,
    words_by_dimension,
)
from metrics.measures.measure import Family, MeasureKind
from metrics.periods import Period
from metrics.releases.people import PeopleSummary

# A period, area or category; null for all of them together.
PlaceOnSplit = Period | str | None
CellPlace = tuple[PlaceOnSplit, ...]


class QueryResult(NamedTuple):
    """A query with its cells, and its subtotals by place."""

    query: Query
    cells: Sequence[Cell]
    totals: Mapping[CellPlace, Cell]


def place_of(query: Query, cell: Cell) -> CellPlace:
    """The place of ``cell`` on each split of the query."""
    return tuple(_on(query, split, cell) for split in query.splits)


def subtotals(query: Query, cells: Sequence[Cell], sources: Sources) -> dict[CellPlace, Cell]:
    """The subtotals by place, which has null for each split that is taken away.

    Figures of several days are not added up. A median of cases in
    all areas is left out, for joint actions would be in it.
    """
    found: dict[CellPlace, Cell] = {}
    if query.quantity.family == Family.VICTIMS:
        return dict(_released(query, sources.people)) if sources.people else found
    for kept in _fewer(query.splits):
        if not _has_total(query, [each for each in query.splits if each not in kept]):
            continue
        if query.quantity.kind == MeasureKind.MEDIAN:
            found |= dict(_asked_for(query, kept, sources))
        else:
            found |= dict(_added_up(query, kept, cells))
    return found


def _released(query: Query, people: PeopleSummary) -> Iterator[tuple[CellPlace, Cell]]:
    """The released numbers of all areas, and of all categories; periods are never added up."""
    has_areas = AREA in query.splits
    for released in people.periods:
        if period_of(released) not in query.periods:
            continue
        areas = [None, *released.areas] if has_areas else [query.area]
        words: Iterable[tuple[str | None, ...]] = product(
            *((None, *each) for each in words_by_dimension(query))
        )
        for area, each in product(areas, [*words]):
            if None not in (each if not has_areas else (*each, area)):
                continue
            cell = people_cell(query, released, area, each)
            if cell.why != NOT_RELEASED:
                by_split = {PERIOD: cell.period, AREA: area} | dict(
                    zip(query.dimensions, each, strict=True)
                )
                yield tuple(by_split[split] for split in query.splits), cell


def _fewer(splits: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The splits that are left of one or two when one, or all, are taken away."""
    if len(splits) > 1:
        yield from ((split,) for split in splits)
    if splits:
        yield ()


def _has_total(query: Query, dropped: Sequence[str]) -> bool:
    quantity = query.quantity
    if PERIOD in dropped and quantity.on_the_day:
        return False
    is_median = quantity.kind == MeasureKind.MEDIAN and quantity.family == Family.CASES
    return not (is_median and AREA in dropped)


def _asked_for(
    query: Query, kept: tuple[str, ...], sources: Sources
) -> Iterator[tuple[CellPlace, Cell]]:
    fewer = replace(query, splits=kept)
    for cell in run_query(fewer, sources):
        of_kept = dict(zip(kept, place_of(fewer, cell), strict=True))
        yield tuple(of_kept.get(each) for each in query.splits), cell


def _added_up(
    query: Query, kept: tuple[str, ...], cells: Sequence[Cell]
) -> Iterator[tuple[CellPlace, Cell]]:
    by_place: dict[CellPlace, list[Cell]] = {}
    for cell in cells:
        both = zip(query.splits, place_of(query, cell), strict=True)
        place = tuple(where if split in kept else None for split, where in both)
        by_place.setdefault(place, []).append(cell)
    for place, of_place in by_place.items():
        yield place, add_cells(query.quantity.kind, of_place)


def _on(query: Query, split: str, cell: Cell) -> PlaceOnSplit:
    if split == PERIOD:
        return cell.period
    return cell.area if split == AREA else cell.words[query.dimensions.index(split)]
