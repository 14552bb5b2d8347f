"""Protects the parts of a whole that stands exactly beside them, because the whole is work.

Nothing else may be shown of the same rows: no other split, and not the same one of an area.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from metrics.disclosure import AT_LEAST, THRESHOLD
from metrics.suppression.secondary_suppression import find_hidden
from metrics.suppression.table_model import CellFlags, Sum, is_small, make_cells


def withhold_parts(figures: pl.DataFrame, count: str, threshold: int = THRESHOLD) -> pl.DataFrame:
    """``figures`` with null for each ``count`` that may not be shown, beside their known sum.

    Withheld are small counts, and as few others as leave each of these possibly no small one, with
    four possible values; all of them where they come to fewer than ten.
    """
    shown = shown_parts(figures[count].to_list(), threshold)
    return figures.with_columns(pl.Series(count, shown, pl.Int64))


def shown_parts(parts: Sequence[int], threshold: int = THRESHOLD) -> list[int | None]:
    """Each of ``parts``, whose sum is known, or null where it may not be shown."""
    total = sum(parts)
    if total < AT_LEAST:
        return [None if total else 0 for _ in parts]
    counts = np.array([total, *parts], dtype=np.int64)
    of_parts = np.arange(counts.size) > 0
    small = is_small(counts, threshold) & of_parts
    cells = make_cells(
        counts,
        [Sum(0, tuple(range(1, counts.size)))],
        CellFlags(small, small, of_parts & (counts > 0)),
        counts,
        # A nought is shown, so what is withheld is at least 1.
        known=(np.minimum(counts, 1), np.where(small, threshold, 0)),
    )
    hidden = find_hidden(cells)
    return [None if hidden[place] else number for place, number in enumerate(parts, start=1)]
