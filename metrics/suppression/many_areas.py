"""Counts of a year hidden one area after the other, where there are too many for all at once.

By as much as the counts of one may be other than they are, those of the areas that are not shown
may be the other way: every sum over areas then stays as it is, and who has them knows no more than
who has the one area. So a count may be more by no more than those areas come to. In the same way
what all areas withhold in a quarter is looked at beside them.
"""

import numpy as np

from metrics.cases.aggregation import NOT_RECORDED
from metrics.suppression.lp_attack import Attack
from metrics.suppression.quarterly import ALL, NOT_SHOWN
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import ROOM, Cells, Flagged, Flags, Numbers, Sum, cells_of
from metrics.suppression.year_layout import YEAR, Table, every_one_hidden

# Where more than one area in so many would not be shown, none is.
LEAST_SHOWN = 4


def hidden_one_by_one(table: Table, flagged: Flagged, dear: Numbers) -> Flags:
    """Which counts are hidden; every one of an area, where that cannot be found one by one."""
    places = _by_area(table, YEAR)
    quarters = range(len(table.shown))
    counts = np.stack([table.counts[_by_area(table, quarter)] for quarter in quarters])
    unseen = _not_shown(table, counts, dear[places[0]] != NOT_SHOWN)
    hidden = flagged.hidden.copy()
    sums = _sums_within(table, places)
    of_all = _all_beside(table, flagged, places, sums[0], unseen)
    if Attack(of_all, of_all.hidden.copy()).first_narrow() is not None:
        return every_one_hidden(flagged.hidden, dear)
    for area, at in enumerate(places):
        beside = unseen & (np.arange(len(places)) != area)
        # Not even with the counts of each quarter before him, which nobody is shown.
        others = counts[:, beside].sum(axis=1).min(axis=0)
        cells = _alone(table, flagged, dear, at, sums[area], others, is_shown=not unseen[area])
        mine = cells.hidden if unseen[area] else find_hidden(cells)
        if Attack(cells, mine.copy()).first_narrow() is not None:
            return every_one_hidden(flagged.hidden, dear)
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
