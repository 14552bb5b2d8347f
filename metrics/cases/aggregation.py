"""How figures of the process are counted: whole, or by area, and one dimension more at most.

A row of a case never leaves: what comes back is counts, shares and medians.
"""

from collections.abc import Iterable
from typing import Any

import polars as pl

Row = dict[str, Any]
AnyRows = pl.DataFrame | pl.LazyFrame

AREA, MONTH = "area", "month"
NOT_RECORDED = "not recorded"
YES, NO = "yes", "no"


def aggregate(rows: AnyRows, by_area: bool, **figures: pl.Expr) -> pl.DataFrame:
    """One row of ``figures``; with ``by_area``, a row an area, in the order of their names.

    Nulls: a null area is a row of its own, the last.
    """
    if not by_area:
        return rows.lazy().select(**figures).collect()
    return rows.lazy().group_by(AREA).agg(**figures).sort(AREA, nulls_last=True).collect()


def aggregate_by(
    rows: AnyRows,
    dimension: str,
    values: Iterable[str | int],
    by_area: bool,
    **figures: pl.Expr,
) -> pl.DataFrame:
    """A row of ``figures`` for each of ``values``, in their order; with ``by_area``, in each area.

    Nulls: a count of a value that no row bears is 0, any other figure of it null.
    """
    keys = [AREA, dimension] if by_area else [dimension]
    found = rows.lazy().group_by(keys).agg(**figures).collect()
    every = pl.DataFrame({dimension: list(values)}, {dimension: found.schema[dimension]})
    if by_area:
        areas = found.select(pl.col(AREA).unique()).sort(AREA, nulls_last=True)
        every = areas.join(every, how="cross", maintain_order="left_right")
    joined = every.join(found, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.selectors.integer().exclude(keys).fill_null(0))


def count_where(condition: pl.Expr) -> pl.Expr:
    """Of how many rows ``condition`` holds. Nulls: of a row where it is null it does not."""
    return condition.sum().cast(pl.Int64)


def share_of(met: pl.Expr, of: pl.Expr) -> dict[str, pl.Expr]:
    """``met`` of ``of`` rows, and the ``share`` they are, 0 to 1; null where there are none."""
    both, all_of = count_where(met & of), count_where(of)
    return {"met": both, "of": all_of, "share": pl.when(all_of > 0).then(both / all_of)}


def month_of(day: str) -> pl.Expr:
    """The first day of the month of ``day``, as the column ``month``."""
    return pl.col(day).dt.truncate("1mo").alias(MONTH)


def only_row(figures: pl.DataFrame) -> Row:
    """The one row of ``figures`` as ``aggregate`` gives them without areas."""
    return figures.row(0, named=True)
