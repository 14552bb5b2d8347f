"""Hides counts of a year one area after another, for when there are too many areas to do at once.

Some areas are not shown at all. If a count of a shown area were greater, their counts could be
smaller by as much, and every sum over areas would stay the same. So a reader of the whole table
knows no more about an area than a reader of that area alone, as long as its counts are not thought
to exceed their true values by more than the total of the areas not shown. Counts that all areas
withhold by quarter are attacked in the same way, with the areas not shown as one.
"""

from collections.abc import Mapping

import numpy as np
import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.suppression.linked_tables import (
    ALL,
    FINE,
    NOT_SHOWN,
    SHARE,
    TOTAL,
    YEAR,
    LinkedTables,
)
from metrics.suppression.lp_attack import LpAttack
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import (
    ROOM,
    CellFlags,
    Cells,
    Flags,
    Numbers,
    Sum,
    is_small,
    make_cells,
)

# If more than one area in this many would not be shown, none is shown.
LEAST_SHOWN = 4


def hide_one_by_one(
    linked: LinkedTables, suppressed: Mapping[tuple[str, str | None], bool], threshold: int
) -> pl.DataFrame:
    """One row for each count of an area in the year, and whether it is ``suppressed``.

    ``suppressed``: whether each count of all areas together is hidden. Shape: ``COUNTS``.
    """
    flags, cost = _flags(linked, suppressed, threshold), _cost(linked)
    hidden = find_hidden_one_by_one(linked, flags, cost, _known(linked, threshold))
    if hidden is None:
        hidden = flags.hidden | (cost != NOT_SHOWN)
    return linked.with_hidden(hidden, by_area=True)


def find_hidden_one_by_one(
    linked: LinkedTables, flags: CellFlags, cost: Numbers, known: tuple[Numbers, Numbers]
) -> Flags | None:
    """The counts that are hidden; null where not every area can be protected by itself."""
    places = _by_area(linked, YEAR)
    counts = linked.counts[places][None]
    unseen = _not_shown(linked, counts, cost[places[0]] != NOT_SHOWN)
    sums = _sums_within(linked, places)
    of_all = _all_areas(linked, flags, places, sums[0], unseen)
    if LpAttack(of_all, of_all.hidden.copy()).first_narrow() is not None:
        return None
    hidden = flags.hidden.copy()
    for area, at in enumerate(places):
        beside = unseen & (np.arange(len(places)) != area)
        above = counts[:, beside].sum(axis=1).min(axis=0)
        own = CellFlags(*(each[at] for each in flags))
        if unseen[area]:
            own = own._replace(hidden=np.ones_like(own.hidden))
        least, enough = (each[at] for each in known)
        cells = make_cells(linked.counts[at], sums[area], own, cost[at], above, (least, enough))
        hidden_here = cells.hidden if unseen[area] else find_hidden(cells)
        if LpAttack(cells, hidden_here.copy()).first_narrow() is not None:
            return None
        hidden[at] = hidden_here
    return hidden


def _by_area(linked: LinkedTables, period: int, areas: slice = slice(ALL)) -> Numbers:
    """The places of the counts of a period, one row per area, in the same order in each row."""
    tables = [*linked.places.values()]
    words = [places[areas, period, :ALL] for places in tables]
    return np.concatenate([*words, tables[0][areas, period, ALL:]], axis=1)


def _not_shown(linked: LinkedTables, counts: Numbers, is_shown: Flags) -> Flags:
    """The cases of no area, and the smallest areas until none of their counts together is small.

    ``counts``: by quarter, area and place. Each of these areas must leave room for the others, so
    the largest part of a count is left out.
    """
    unseen: Flags = np.array([area == NOT_RECORDED for area in linked.areas])
    for area in np.argsort(counts[:, :, -1].sum(axis=0), kind="stable"):
        together = counts[:, unseen][:, :, is_shown]
        if unseen.sum() > 1 and (together.sum(axis=1) - together.max(axis=1) >= ROOM).all():
            break
        unseen[area] = True
    if unseen.sum() * LEAST_SHOWN > len(unseen):
        unseen[:] = True
    return unseen


def _sums_within(linked: LinkedTables, places: Numbers) -> list[list[Sum]]:
    """The sums of each area's own counts; places are columns of ``places``."""
    area_of: Numbers = np.full_like(linked.counts, NOT_SHOWN)
    column: Numbers = np.zeros_like(linked.counts)
    area_of[places] = np.arange(len(places))[:, np.newaxis]
    column[places] = np.arange(places.shape[1])
    sums: list[list[Sum]] = [[] for _ in places]
    for total, parts in linked.sums:
        area = area_of[total]
        if area != NOT_SHOWN and (area_of[[*parts]] == area).all():
            sums[area].append(Sum(int(column[total]), tuple(column[[*parts]].tolist())))
    return sums


def _all_areas(
    linked: LinkedTables, flags: CellFlags, places: Numbers, sums: list[Sum], unseen: Flags
) -> Cells:
    """The counts of all areas, then the areas not shown as one, then the sum of the others."""
    of_all = np.unique(np.concatenate([each[ALL].ravel() for each in linked.places.values()]))
    new = {old: place for place, old in enumerate(of_all.tolist())}
    width = places.shape[1]
    one, rest = (of_all.size + start + np.arange(width) for start in (0, width))
    among_all = (
        Sum(new[total], tuple(new[part] for part in parts))
        for total, parts in linked.sums
        if total in new and all(part in new for part in parts)
    )
    within_one = (Sum(int(one[total]), tuple(one[[*parts]].tolist())) for total, parts in sums)
    totals = _by_area(linked, YEAR, slice(ALL, None))[0].tolist()
    over_areas = (
        Sum(new[total], tuple(parts))
        for total, *parts in zip(totals, one.tolist(), rest.tolist(), strict=True)
    )
    counts = linked.counts[places]
    nobody = np.zeros(width, dtype=bool)
    return make_cells(
        np.concatenate(
            [linked.counts[of_all], counts[unseen].sum(axis=0), counts[~unseen].sum(axis=0)]
        ),
        [*among_all, *within_one, *over_areas],
        CellFlags(
            np.concatenate([flags.hidden[of_all], ~nobody, nobody]),
            np.concatenate([flags.guarded[of_all], nobody, nobody]),
            np.concatenate([flags.may_hide[of_all], nobody, nobody]),
        ),
        np.zeros(of_all.size + 2 * width, dtype=np.int64),
    )


def _known(linked: LinkedTables, threshold: int) -> tuple[Numbers, Numbers]:
    """The known lower bound of each hidden count, and what a small one must possibly be.

    Noughts are shown, except of cases of no area.
    """
    least: Numbers = np.zeros_like(linked.counts)
    least[_places_by_area(linked, named=True)] = 1
    least[_places_of_all(linked, YEAR)] = 1
    small = is_small(linked.counts, threshold)
    return np.minimum(least, linked.counts), np.where(small, threshold, 0)


def _flags(
    linked: LinkedTables, suppressed: Mapping[tuple[str, str | None], bool], threshold: int
) -> CellFlags:
    """The flags: counts of areas are open, those of all areas are settled."""
    hidden = np.ones(linked.counts.shape, dtype=bool)
    guarded, may_hide = np.zeros_like(hidden), np.zeros_like(hidden)
    small = is_small(linked.counts, threshold)
    named = _places_by_area(linked, named=True)
    hidden[named], guarded[named] = small[named], True
    may_hide[named] = linked.counts[named] > 0
    # Cases of no area are not shown, but a small number of them must not be derived either.
    unnamed = _places_by_area(linked, named=False)
    guarded[unnamed] = small[unnamed]
    keys = [(name, word) for name in linked.tables for word in (*linked.words[name], None)]
    for period in (0, YEAR):
        at = _places_of_all(linked, period)
        hidden[at] = [suppressed.get(key, False) for key in keys]
        guarded[at] = True
    return CellFlags(hidden, guarded, may_hide)


def _places_of_all(linked: LinkedTables, period: int) -> Numbers:
    """The places of the shown counts of all areas in a period."""
    return np.concatenate([linked.places[name][ALL, period] for name in linked.tables])


def _places_by_area(linked: LinkedTables, *, named: bool) -> Numbers:
    """The places of the shown counts of areas in the year; if not ``named``, of no area."""
    rows = [row for row, area in enumerate(linked.areas) if (area != NOT_RECORDED) == named]
    by_table = [
        linked.places[name][rows, YEAR].ravel()
        for name, table in linked.tables.items()
        if table.by_area
    ]
    return np.unique(np.concatenate(by_table))


def _cost(linked: LinkedTables) -> Numbers:
    """The cost of each count of an area: the smallest area is hidden first, so the same every year.

    A series of years is then interrupted for one area, and complete for the others.
    """
    cost: Numbers = np.full_like(linked.counts, NOT_SHOWN)
    totals = next(iter(linked.places.values()))[:ALL, YEAR, ALL]
    by_size = np.argsort(np.argsort(linked.counts[totals], kind="stable"), kind="stable")
    for name, table in linked.tables.items():
        if table.by_area:
            level = SHARE if table.is_share else FINE
            cost[linked.places[name][:ALL, YEAR]] = level * len(totals) + by_size[:, np.newaxis]
    cost[totals] = TOTAL * len(totals) + by_size
    return cost
