"""The counts of a period with what is hidden of them, as a frame, and back. Shape: ``COUNTS``."""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl

from metrics.cases.aggregation import AREA
from metrics.suppression.linked_tables import COUNTS, CountTables
from metrics.suppression.quarter_counts import Cell
from metrics.suppression.table_model import Flags, Numbers


def protected_frame(
    tables: CountTables,
    cells: Sequence[Cell],
    counts: Numbers,
    hidden: Flags,
    lacks: Collection[str] = (),
) -> pl.DataFrame:
    """The counts of a period that are not known to be 0, with the total in each table.

    ``lacks``: tables that are left out.
    """
    numbers = [*zip(counts.tolist(), hidden.tolist(), strict=True)]
    total = numbers[0]
    shown = [name for name, each in tables.items() if not each.ties and name not in lacks]
    found = [(cell, each) for cell, each in zip(cells, numbers, strict=True) if cell and any(each)]
    rows = [
        (name, None, word, *each)
        for name in shown
        for word, each in [
            *sorted((word, each) for (of, word), each in found if of == name),
            *([(None, total)] if any(total) else []),
        ]
    ]
    return pl.DataFrame(rows, COUNTS, orient="row")


def hidden_in(frame: pl.DataFrame, tables: CountTables, cells: Sequence[Cell]) -> Flags:
    """Whether each count was hidden; what is not in ``frame`` is a nought, or never shown."""
    of_all = frame.filter(pl.col(AREA).is_null()).rows()
    hidden = {(name, word): is_hidden for name, _, word, _, is_hidden in of_all}
    any_table = next(name for name, each in tables.items() if not each.ties)
    keys = (cell or (any_table, None) for cell in cells)
    return np.array([hidden.get(key, False) for key in keys]) | ~offered(tables, cells)


def offered(tables: CountTables, cells: Sequence[Cell]) -> Flags:
    """Whether each count is shown at all, and not only a tie between tables."""
    return np.array([not cell or not tables[cell[0]].ties for cell in cells])
