"""Protects the counts of each area in a year, given those shown for all areas by quarter.

In a quarter nearly every area has a small count somewhere, so single areas are shown by year only.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import THRESHOLD
from metrics.suppression.linked_tables import (
    ALL,
    COUNTS,
    FINE,
    NOT_SHOWN,
    SHARE,
    TOTAL,
    YEAR,
    CountTables,
    LinkedTables,
    link_tables,
)
from metrics.suppression.lp_attack import Attack
from metrics.suppression.many_areas import find_hidden_one_by_one
from metrics.suppression.quarterly import protect_period
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import CellFlags, Flags, Numbers, is_small, make_cells

# With more areas, finding the few counts to hide among all of them takes hours. Each area is then
# protected by itself, alongside the smallest ones, which are not shown.
MOST_AREAS = 12


def protect_areas(
    quarters: Sequence[pl.DataFrame], tables: CountTables, threshold: int = THRESHOLD
) -> pl.DataFrame:
    """One row for each count of an area in the year, and whether it is ``suppressed``.

    Shape: ``quarters`` are the cases of each quarter of one year, with ``area`` and each dimension.
    Nulls: a null ``value`` is the total; null in ``quarters`` is "not recorded". Cases of no area
    are never shown, and a small number of them cannot be derived. With more than ``MOST_AREAS``
    areas, the smallest are not shown. Shape: ``COUNTS``.
    """
    if all(rows.is_empty() for rows in quarters):
        return pl.DataFrame(schema=COUNTS)
    linked = link_tables(quarters, tables, by_area=True)
    protected = [protect_period(rows, tables, threshold) for rows in quarters]
    flags, cost = _flags(linked, protected, threshold), _cost(linked)
    if len(linked.areas) > MOST_AREAS:
        hidden = find_hidden_one_by_one(linked, flags, cost, len(quarters))
    else:
        hidden = _find_hidden(linked, flags, cost)
    if hidden is None:
        hidden = flags.hidden | (cost != NOT_SHOWN)
    return linked.with_hidden(hidden, by_area=True)


def _find_hidden(linked: LinkedTables, flags: CellFlags, cost: Numbers) -> Flags | None:
    """The counts that are hidden; null where hiding all that may be hidden is not enough."""
    cells = make_cells(linked.counts, linked.sums, flags, cost)
    hidden = find_hidden(cells)
    return hidden if Attack(cells, hidden.copy()).first_narrow() is None else None


def _flags(linked: LinkedTables, protected: Sequence[pl.DataFrame], threshold: int) -> CellFlags:
    """The flags: counts of areas are open, those of all areas are settled by quarter and year."""
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
    by_quarter = []
    for quarter, counts in enumerate(protected):
        suppressed = {(name, word): is_hidden for name, _, word, _, is_hidden in counts.rows()}
        at = _places_of_all(linked, quarter)
        hidden[at] = [suppressed.get(key, False) for key in keys]
        guarded[at] = True
        by_quarter.append(hidden[at])
    hidden[_places_of_all(linked, YEAR)] = np.stack(by_quarter).any(axis=0)
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
