"""Counts of each area in a year, protected given what is shown of all areas in its quarters.

In a quarter something is small in nearly every area, and takes the area with it; in a year little
is. A year is made of quarters as each was counted, and nothing of an area is shown but by year.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.cases.counts import NOT_RECORDED
from metrics.disclosure import THRESHOLD
from metrics.suppression.attack import Attack
from metrics.suppression.cells import ROOM, Cells, Flagged, Flags, Numbers, Sum, cells_of, is_small
from metrics.suppression.cube_tables import Codes, Rows, Shape, place_cubes, sums_between
from metrics.suppression.period_cubes import (
    ALL,
    COUNTS,
    FINE,
    NOT_SHOWN,
    SHARE,
    TOTAL,
    Coded,
    Cubes,
    Places,
    coded_rows,
    counts_at,
    protect_period,
    same_words,
    shown_of,
)
from metrics.suppression.searching import find_hidden

# The year comes after its quarters.
YEAR = -1
# Of more areas it would take hours to find which few of all their counts to hide: each is protected
# by itself, beside the smallest, which are not shown at all.
MOST_AREAS = 12
# Where more than one area in so many would not be shown, none is.
LEAST_SHOWN = 4


class Table(NamedTuple):
    """Every count of a year: of each area in the year, and of all areas in each quarter too.

    ``shown``: by quarter, its counts of all areas, as they were protected.
    """

    coded: Coded
    cubes: Cubes
    places: Places
    counts: Numbers
    sums: list[Sum]
    shown: list[pl.DataFrame]


def protect_areas(
    quarters: Sequence[pl.DataFrame], cubes: Cubes, threshold: int = THRESHOLD
) -> pl.DataFrame:
    """A row a count of an area in the year, by dimension, and whether it is ``suppressed``.

    Units: ``quarters`` are the cases of each quarter of one year, with ``area`` and each dimension.
    Nulls: of ``value``, all of them; in ``quarters``, a null is "not recorded". Cases of no area
    are never shown, and where they are few nobody can reckon how few. Of more than ``MOST_AREAS``
    the smallest are not shown, so that the others can be protected one by one. Shape: ``COUNTS``.
    """
    rows = pl.concat(quarters, how="vertical")
    if rows.is_empty():
        return pl.DataFrame(schema=COUNTS)
    table = _table(quarters, cubes, threshold)
    flagged, dear = _flagged(table, threshold), _dear(table)
    if len(table.coded.areas) > MOST_AREAS:
        return _listed(table, _hidden_one_by_one(table, flagged, dear))
    return _listed(table, _hidden(cells_of(table.counts, table.sums, flagged, dear)))


def _table(quarters: Sequence[pl.DataFrame], cubes: Cubes, threshold: int) -> Table:
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


def _shape(areas: int, quarters: int, cubes: Cubes) -> Shape:
    """Areas have the year alone; all of them have each quarter, and the year that they come to."""
    exists = np.ones((areas + 1, quarters + 1), dtype=bool)
    exists[:ALL, :YEAR] = False
    within = [*([] for _ in range(quarters)), [*range(quarters)]]
    taken = np.concatenate([np.eye(quarters), np.ones((1, quarters))]).astype(np.int64)
    return Shape(areas, within, exists, dict.fromkeys(cubes, exists), taken)


def _same_in(period: int, coded: Coded, cubes: Cubes, places: Places) -> list[Sum]:
    """What words have the same cases in one quarter, though not in the year."""
    mine = coded.rows.month == period
    values: dict[str, Codes] = {name: codes[mine] for name, codes in coded.rows.values.items()}
    rows = Rows(coded.rows.area[mine], coded.rows.month[mine], values)
    return [
        Sum(int(places[name][ALL, period, word]), tuple(places[other][ALL, period, words].tolist()))
        for name, word, other, words in same_words(coded._replace(rows=rows), cubes)
    ]


def _flagged(table: Table, threshold: int) -> Flagged:
    hidden = np.ones(table.counts.shape, dtype=bool)
    guarded, is_open = np.zeros_like(hidden), np.zeros_like(hidden)
    small = is_small(table.counts, threshold)
    of_areas = _of_areas(table, named=True)
    hidden[of_areas], guarded[of_areas] = small[of_areas], True
    is_open[of_areas] = table.counts[of_areas] > 0
    # Nobody is shown these, and what is not small of them may be reckoned from the rest.
    of_none = _of_areas(table, named=False)
    guarded[of_none] = small[of_none]
    for period, shown in enumerate(table.shown):
        at = _places_of(table, period)
        said = {(name, word): is_hidden for name, _, word, _, is_hidden in shown.rows()}
        hidden[at] = [said.get(key, False) for key in _keys(table)]
        guarded[at] = True
    by_quarter = np.stack([hidden[_places_of(table, each)] for each in range(len(table.shown))])
    hidden[_places_of(table, YEAR)] = by_quarter.any(axis=0)
    return Flagged(hidden, guarded, is_open)


def _keys(table: Table) -> list[tuple[str, str | None]]:
    """The cube and word of each of ``_places_of``."""
    return [
        (name, word) for name in shown_of(table.cubes) for word in (*table.coded.words[name], None)
    ]


def _places_of(table: Table, period: int) -> Numbers:
    """Where the counts of all areas in a period are, in the order of ``_keys``."""
    return np.concatenate([table.places[name][ALL, period] for name in shown_of(table.cubes)])


def _of_areas(table: Table, *, named: bool) -> Numbers:
    """Where the counts are that are shown of areas by year; of no area, where not ``named``."""
    rows = [
        place for place, area in enumerate(table.coded.areas) if (area != NOT_RECORDED) == named
    ]
    found = [
        table.places[name][rows, YEAR].ravel()
        for name, cube in shown_of(table.cubes).items()
        if cube.by_area
    ]
    return np.unique(np.concatenate(found))


def _dear(table: Table) -> Numbers:
    """How late each count is hidden to keep others; of areas the smallest first, and so the same.

    One area that is withheld each year leaves the others whole over several.
    """
    dear: Numbers = np.full_like(table.counts, NOT_SHOWN)
    totals = next(iter(table.places.values()))[:ALL, YEAR, ALL]
    by_size = np.argsort(np.argsort(table.counts[totals], kind="stable"), kind="stable")
    for name, cube in shown_of(table.cubes).items():
        if cube.by_area:
            level = SHARE if cube.is_share else FINE
            dear[table.places[name][:ALL, YEAR]] = level * len(totals) + by_size[:, np.newaxis]
    dear[totals] = TOTAL * len(totals) + by_size
    return dear


def _hidden(cells: Cells) -> Flags:
    """Which counts are hidden; where the few that do are not found, every one of an area."""
    hidden = find_hidden(cells)
    if Attack(cells, hidden.copy()).first_narrow() is None:
        return hidden
    return _every_one_hidden(cells.hidden, cells.dear)


def _every_one_hidden(hidden: Flags, dear: Numbers) -> Flags:
    of_areas: Flags = dear != NOT_SHOWN
    return hidden | of_areas


# One area after the other. By as much as the counts of one may be other than they are, those of the
# areas that are not shown may be the other way: every sum over areas then stays as it is, and who
# has them knows no more than who has the one area. So a count may be more by no more than those
# areas come to. In the same way what all areas withhold in a quarter is looked at beside them.


def _hidden_one_by_one(table: Table, flagged: Flagged, dear: Numbers) -> Flags:
    """Which counts are hidden; every one of an area, where that cannot be found one by one."""
    places = _by_area(table, YEAR)
    quarters = range(len(table.shown))
    counts = np.stack([table.counts[_by_area(table, quarter)] for quarter in quarters])
    unseen = _not_shown(table, counts, dear[places[0]] != NOT_SHOWN)
    hidden = flagged.hidden.copy()
    sums = _sums_within(table, places)
    of_all = _all_beside(table, flagged, places, sums[0], unseen)
    if Attack(of_all, of_all.hidden.copy()).first_narrow() is not None:
        return _every_one_hidden(flagged.hidden, dear)
    for area, at in enumerate(places):
        beside = unseen & (np.arange(len(places)) != area)
        # Not even with the counts of each quarter before him, which nobody is shown.
        others = counts[:, beside].sum(axis=1).min(axis=0)
        cells = _alone(table, flagged, dear, at, sums[area], others, is_shown=not unseen[area])
        mine = cells.hidden if unseen[area] else find_hidden(cells)
        if Attack(cells, mine.copy()).first_narrow() is not None:
            return _every_one_hidden(flagged.hidden, dear)
        hidden[at] = mine
    return hidden


def _by_area(table: Table, period: int, areas: slice = slice(ALL)) -> Numbers:
    """A row an area: where its counts of a period are, in the same order in each row."""
    of_cubes = [*table.places.values()]
    words = [places[areas, period, :ALL] for places in of_cubes]
    return np.concatenate([*words, of_cubes[0][areas, period, ALL:]], axis=1)


def _not_shown(table: Table, counts: Numbers, is_shown: Flags) -> Flags:
    """The areas that are not shown: no area, and the smallest, until no count of them is small.

    ``counts``: by quarter, area and place. Each of them must leave room to the others, so the
    largest of a count is not reckoned with.
    """
    unseen: Flags = np.array([area == NOT_RECORDED for area in table.coded.areas])
    for area in np.argsort(counts[:, :, -1].sum(axis=0), kind="stable"):
        of_these = counts[:, unseen][:, :, is_shown]
        if unseen.sum() > 1 and (of_these.sum(axis=1) - of_these.max(axis=1) >= ROOM).all():
            break
        unseen[area] = True
    if unseen.sum() * LEAST_SHOWN > len(unseen):
        unseen[:] = True
    return unseen


def _sums_within(table: Table, places: Numbers) -> list[list[Sum]]:
    """By area, the sums of its own counts, by their order in its row of ``places``."""
    area_of: Numbers = np.full_like(table.counts, NOT_SHOWN)
    order: Numbers = np.zeros_like(table.counts)
    area_of[places] = np.arange(len(places))[:, np.newaxis]
    order[places] = np.arange(places.shape[1])
    found: list[list[Sum]] = [[] for _ in places]
    for total, parts in table.sums:
        area = area_of[total]
        if area != NOT_SHOWN and (area_of[[*parts]] == area).all():
            found[area].append(Sum(int(order[total]), tuple(order[[*parts]].tolist())))
    return found


def _alone(
    table: Table,
    flagged: Flagged,
    dear: Numbers,
    at: Numbers,
    sums: list[Sum],
    others: Numbers,
    *,
    is_shown: bool,
) -> Cells:
    hidden, guarded, is_open = (flags[at] for flags in flagged)
    if not is_shown:
        hidden = np.ones_like(hidden)
    return cells_of(table.counts[at], sums, Flagged(hidden, guarded, is_open), dear[at], others)


def _all_beside(
    table: Table, flagged: Flagged, places: Numbers, sums: list[Sum], unseen: Flags
) -> Cells:
    """The counts of all areas, the areas that are not shown as one, and what the others come to."""
    of_all = np.unique(
        np.concatenate([place[ALL].ravel() for place in table.places.values()]),
    )
    new = {old: place for place, old in enumerate(of_all.tolist())}
    one, rest = (
        start * places.shape[1] + of_all.size + np.arange(places.shape[1]) for start in range(2)
    )
    counts = table.counts[places]
    among_all = (
        Sum(new[total], tuple(new[part] for part in parts))
        for total, parts in table.sums
        if total in new and all(part in new for part in parts)
    )
    within_one = (Sum(int(one[total]), tuple(one[[*parts]].tolist())) for total, parts in sums)
    over_areas = (
        Sum(new[total], tuple(parts))
        for total, *parts in zip(
            _by_area(table, YEAR, slice(ALL, None))[0].tolist(),
            one.tolist(),
            rest.tolist(),
            strict=True,
        )
    )
    nobody = np.zeros(one.size, dtype=bool)
    return cells_of(
        np.concatenate(
            [table.counts[of_all], counts[unseen].sum(axis=0), counts[~unseen].sum(axis=0)]
        ),
        [*among_all, *within_one, *over_areas],
        Flagged(
            np.concatenate([flagged.hidden[of_all], ~nobody, nobody]),
            np.concatenate([flagged.guarded[of_all], nobody, nobody]),
            np.concatenate([flagged.open[of_all], nobody, nobody]),
        ),
        np.zeros(of_all.size + 2 * one.size, dtype=np.int64),
    )


def _listed(table: Table, hidden: Flags) -> pl.DataFrame:
    rows = [
        (name, area, word, int(table.counts[at]), bool(hidden[at]))
        for name, cube in shown_of(table.cubes).items()
        if cube.by_area
        for area, of_area in zip(
            table.coded.areas, table.places[name][:ALL, YEAR].tolist(), strict=True
        )
        for word, at in zip([*table.coded.words[name], None], of_area, strict=True)
    ]
    return pl.DataFrame(rows, COUNTS, orient="row")
