"""The cost of hiding a count: the cheapest are hidden first."""

from collections.abc import Sequence

import numpy as np

from metrics.disclosure import AT_LEAST
from metrics.suppression.linked_tables import CostLevel, CountTables
from metrics.suppression.quarter_counts import Cell
from metrics.suppression.table_model import Flags, Numbers, Reals

# With so many in a year, hardly a quarter has fewer than five. With fewer, no quarter is shown, so
# that the year can be.
ENOUGH_FOR_QUARTERS = 40
# With fewer investigations in a year, victims are counted in the year to March alone: what changed
# from one quarter's year to the next would be a few people.
ENOUGH_FOR_EVERY_QUARTER = 300
# Where the total stands exactly elsewhere, its parts are shown if it is as great as this: of fewer,
# too much would follow.
ENOUGH_OF_A_KNOWN_TOTAL = 20
# What was hidden in the period before costs this part: the same count is hidden again and again.
AGAIN = 0.4
# A share of which the numerator or the rest is below ten costs this part.
OF_FEW = 0.2
# In a year, and in a quarter. A quarter goes before a year, a minor part before a headline, and
# what two dimensions share before each of them.
COSTS: dict[CostLevel, tuple[float, float]] = {
    CostLevel.HEADLINE: (4_000, 80),
    CostLevel.TOTAL: (3_000, 60),
    CostLevel.SHARE: (1_500, 30),
    CostLevel.WORD: (100, 5),
    CostLevel.MINOR: (60, 2),
    CostLevel.CROSSED: (25, 2),
}


def cost_of(tables: CountTables, cell: Cell, *, is_year: bool) -> float:
    """The cost of hiding a category of a table (null for the total) in a year or quarter."""
    if cell is None:
        level = CostLevel.TOTAL
    else:
        name, word = cell
        level = CostLevel.MINOR if word in tables[name].minor else tables[name].level
    return COSTS[level][0 if is_year else 1]


def costs_of(
    tables: CountTables,
    cells: Sequence[Cell],
    counts: Numbers,
    quarters: int,
    newest: Sequence[int],
    hidden: Sequence[Flags],
) -> Reals:
    """The cost of hiding each of ``counts``, of which the first rows are ``quarters``.

    ``hidden``: of each of the ``newest`` rows, what was hidden one period before, which costs less;
    the year to the fourth quarter has none.
    """
    by_column = [
        [cost_of(tables, cell, is_year=is_year) for cell in cells] for is_year in (False, True)
    ]
    cost = np.array([by_column[row >= quarters] for row in range(len(counts))], float)
    shares = _parts_of_shares(tables, cells)
    for row in newest:
        for parts in shares:
            if counts[row, parts].min() < AT_LEAST:
                cost[row, parts] *= OF_FEW
    for row, before in zip(newest, hidden, strict=False):
        cost[row, np.flatnonzero(before)] *= AGAIN
    # Of counts that cost the same, the smallest is hidden.
    return cost + counts / 1_000


def _parts_of_shares(tables: CountTables, cells: Sequence[Cell]) -> list[list[int]]:
    """The columns of the two parts of each share, without what is left out of it."""
    parts: dict[str, list[int]] = {}
    for column, cell in enumerate(cells):
        name, word = cell or (None, None)
        if name and tables[name].is_share and word not in tables[name].minor:
            parts.setdefault(name, []).append(column)
    return [*parts.values()]
