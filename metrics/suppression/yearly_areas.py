"""Protects the counts of each area in a year, given those shown for all areas together.

In a quarter nearly every area has a small count somewhere, so single areas are shown by year only.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import THRESHOLD
from metrics.suppression.area_counts import AreaCounts
from metrics.suppression.costs import cost_of
from metrics.suppression.hitting_set import hide_cheapest
from metrics.suppression.layout import lay_out
from metrics.suppression.linked_tables import COUNTS, CountTables
from metrics.suppression.many_areas import hide_one_by_one
from metrics.suppression.possible_counts import Worlds
from metrics.suppression.quarter_counts import Cell, Columns, QuarterCounts, padded
from metrics.suppression.secret_counts import Secrets
from metrics.suppression.table_model import Flags, Numbers, Reals, Sum, is_small


def protect_areas(
    counted: AreaCounts,
    of_all: pl.DataFrame,
    quarters: Sequence[tuple[QuarterCounts, pl.DataFrame]] = (),
    threshold: int = THRESHOLD,
) -> pl.DataFrame:
    """One row for each count of an area in the year, and whether it is ``suppressed``.

    ``of_all``: the protected counts of all areas together in that year, as ``History`` gives them.
    ``quarters``: the counts of each of its quarters, and the protected ones. Nulls: a null
    ``value`` is the total. Cases of no area are never shown, and a small number of them cannot be
    derived. With more than ``MOST_AREAS`` areas, the smallest are not shown. Shape: ``COUNTS``.
    """
    if counted.linked:
        return hide_one_by_one(counted.linked, _suppressed(of_all), threshold)
    if not counted.by_area:
        return pl.DataFrame(schema=COUNTS)
    columns = Columns(counted.tables)
    rows = [columns.add(each) for each in counted.by_area.values()]
    columns.add(counted.year)
    sums = columns.sums()
    rows += [columns.add(each) for each, _ in quarters]
    counts = padded(rows, len(columns.cells))
    by_area = counts[: len(counted.by_area)]
    of_quarters = counts[len(by_area) :], [shown for _, shown in quarters]
    worlds, is_open = _worlds(counted, columns.cells, sums, by_area, of_all, of_quarters, threshold)
    try:
        hide_cheapest(worlds, _cost(counted.tables, columns.cells, by_area, len(quarters)))
        hidden = worlds.hidden
    except ValueError:
        # Nothing of any area is shown, not even noughts.
        hidden = np.ones_like(worlds.hidden)
    return _frame(counted, columns.cells, by_area, hidden, is_open)


def _suppressed(protected: pl.DataFrame) -> dict[tuple[str, str | None], bool]:
    return {(name, word): is_hidden for name, _, word, _, is_hidden in protected.rows()}


def _worlds(
    counted: AreaCounts,
    cells: list[Cell],
    sums: Sequence[Sum],
    by_area: Numbers,
    of_all: pl.DataFrame,
    of_quarters: tuple[Numbers, Sequence[pl.DataFrame]],
    threshold: int,
) -> tuple[Worlds, Flags]:
    """The attack on areas, and which columns are shown of them.

    Its rows are areas, then the quarters of all areas together, then the year of all areas.
    """
    tables = counted.tables
    counts = np.vstack([by_area, of_quarters[0], by_area.sum(axis=0)])
    areas, quarters = len(by_area), len(of_quarters[0])
    is_open = np.array([not cell or tables[cell[0]].by_area for cell in cells])
    is_shown = np.array([not cell or not tables[cell[0]].ties for cell in cells])
    is_named = np.array([area != NOT_RECORDED for area in counted.by_area])
    offered = np.vstack([np.outer(is_named, is_open), np.tile(is_shown, (quarters + 1, 1))])
    hidden = ~offered | is_small(counts, threshold)
    any_table = next(iter(tables))
    for row, protected in enumerate((*of_quarters[1], of_all), start=areas):
        suppressed = _suppressed(protected)
        is_hidden = [suppressed.get(cell or (any_table, None), False) for cell in cells]
        hidden[row] = ~is_shown | np.array(is_hidden)
    may_hide = offered & ~hidden & (counts > 0)
    may_hide[areas:] = False
    least = offered.astype(np.int64)
    least[areas:-1] = 0
    # Cases of no area, and categories not shown by area, must not be derived either.
    secrets = Secrets(
        counts,
        areas + quarters,
        [range(areas)],
        lay_out(len(cells), sums),
        is_small(counts, threshold) & is_shown,
        np.minimum(least, counts),
        threshold,
        may_hide,
        [(range(areas), range(areas, areas + quarters))] if quarters else [],
    )
    return Worlds(secrets, hidden), is_open


def _cost(tables: CountTables, cells: list[Cell], by_area: Numbers, quarters: int) -> Reals:
    """The cost of hiding each count; the smallest area is hidden first, so the same every year.

    A series of years is then interrupted for one area, and complete for the others.
    """
    by_size = np.argsort(np.argsort(by_area[:, 0], kind="stable"), kind="stable")
    of_cell = np.array([cost_of(tables, cell, is_year=True) for cell in cells])
    cost = np.outer(1.0 + by_size, of_cell) + by_area / 1_000
    return np.vstack([cost, np.tile(of_cell, (quarters + 1, 1))])


def _frame(
    counted: AreaCounts, cells: list[Cell], by_area: Numbers, hidden: Flags, is_open: Flags
) -> pl.DataFrame:
    """A row for each category of each table that is shown by area, and for the total."""
    names = [name for name, table in counted.tables.items() if table.by_area]
    rows = [
        (name, area, word, int(by_area[row, column]), bool(hidden[row, column]))
        for name in names
        for row, area in enumerate(counted.by_area)
        for word, column in [
            *sorted((cell[1], at) for at, cell in enumerate(cells) if cell and cell[0] == name),
            (None, 0),
        ]
        if is_open[column]
    ]
    return pl.DataFrame(rows, COUNTS, orient="row")
