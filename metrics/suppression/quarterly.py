"""Protects the counts of one quarter, for all areas together, before any filter.

A longer period is the sum of its quarters where they are shown, so it reveals nothing more.
"""

import numpy as np
import polars as pl

from metrics.disclosure import THRESHOLD
from metrics.suppression.linked_tables import (
    ALL,
    COUNTS,
    FINE,
    NOT_SHOWN,
    SHARE,
    TOTAL,
    CountTables,
    link_tables,
)
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import Numbers, flag_small, make_cells


def protect_period(
    rows: pl.DataFrame, tables: CountTables, threshold: int = THRESHOLD
) -> pl.DataFrame:
    """One row for each count of ``tables``: its number, and whether it is ``suppressed``.

    Units: ``rows`` are the cases of one period, with ``area`` and each dimension. Nulls: ``area``
    is always null; a null ``value`` is the total; null in ``rows`` is "not recorded". Shape:
    ``COUNTS``; values without cases have no row.
    """
    if rows.is_empty():
        return pl.DataFrame(schema=COUNTS)
    linked = link_tables([rows], tables, by_area=False)
    cost: Numbers = np.full_like(linked.counts, NOT_SHOWN)
    for name, table in linked.tables.items():
        cost[linked.places[name][ALL]] = SHARE if table.is_share else FINE
        cost[linked.places[name][ALL, :, ALL]] = TOTAL
    flags = flag_small(linked.counts, cost != NOT_SHOWN, threshold)
    hidden = find_hidden(make_cells(linked.counts, linked.sums, flags, cost))
    return linked.with_hidden(hidden, by_area=False)
