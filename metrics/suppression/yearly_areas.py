"""Counts of each area in a year, protected given what is shown of all areas in its quarters.

In a quarter something is small in nearly every area, and takes the area with it; in a year little
is. A year is made of quarters as each was counted, and nothing of an area is shown but by year.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import THRESHOLD
from metrics.suppression.lp_attack import Attack
from metrics.suppression.many_areas import hidden_one_by_one
from metrics.suppression.quarterly import (
    ALL,
    COUNTS,
    FINE,
    NOT_SHOWN,
    SHARE,
    TOTAL,
    CountTables,
    shown_of,
)
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import Cells, Flagged, Flags, Numbers, cells_of, is_small
from metrics.suppression.year_layout import YEAR, Table, every_one_hidden, year_table

# Of more areas it would take hours to find which few of all their counts to hide: each is protected
# by itself, beside the smallest, which are not shown at all.
MOST_AREAS = 12


def protect_areas(
    quarters: Sequence[pl.DataFrame], cubes: CountTables, threshold: int = THRESHOLD
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
    table = year_table(quarters, cubes, threshold)
    flagged, dear = _flagged(table, threshold), _dear(table)
    if len(table.coded.areas) > MOST_AREAS:
        return _listed(table, hidden_one_by_one(table, flagged, dear))
    return _listed(table, _hidden(cells_of(table.counts, table.sums, flagged, dear)))


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
    return every_one_hidden(cells.hidden, cells.dear)


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
