"""Aggregation of rows of cases: in total or by area, and by at most one further dimension."""

from collections.abc import Iterable

import polars as pl

from metrics.frames import Row

AnyRows = pl.DataFrame | pl.LazyFrame

AREA, MONTH = "area", "month"
NOT_RECORDED = "not recorded"
YES, NO = "yes", "no"
# The smallest number of values of which a median of work says something.
ENOUGH_FOR_A_MEDIAN = 10
TOO_FEW = "too few for a median"


def aggregate(rows: AnyRows, by_area: bool, **figures: pl.Expr) -> pl.DataFrame:
    """One row of ``figures``; with ``by_area``, one per area in alphabetical order, null last."""
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

    Nulls: for a value without rows, integer figures are 0 and others null.
    """
    keys = [AREA, dimension] if by_area else [dimension]
    aggregated = rows.lazy().group_by(keys).agg(**figures).collect()
    every = pl.DataFrame({dimension: list(values)}, {dimension: aggregated.schema[dimension]})
    if by_area:
        areas = aggregated.select(pl.col(AREA).unique()).sort(AREA, nulls_last=True)
        every = areas.join(every, how="cross", maintain_order="left_right")
    joined = every.join(aggregated, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.selectors.integer().exclude(keys).fill_null(0))


def count_where(condition: pl.Expr) -> pl.Expr:
    """The number of rows that meet ``condition``; null does not."""
    return condition.sum().cast(pl.Int64)


def share_of(met: pl.Expr, of: pl.Expr) -> dict[str, pl.Expr]:
    """The columns met, of and share (0 to 1; null where ``of`` is 0)."""
    both, all_of = count_where(met & of), count_where(of)
    return {"met": both, "of": all_of, "share": pl.when(all_of > 0).then(both / all_of)}


def of_enough(of: str, *medians: str) -> pl.Expr:
    """The columns ``medians``, null where they are of fewer than ten numbers: column ``of``."""
    return pl.when(pl.col(of) >= ENOUGH_FOR_A_MEDIAN).then(pl.col(medians))


def is_of_too_few(median: float | None, of: int) -> bool:
    """Whether there are numbers, but too few for a median."""
    return median is None and of > 0


def month_of(day: str) -> pl.Expr:
    """The first day of the month of ``day``, as the column ``month``."""
    return pl.col(day).dt.truncate("1mo").alias(MONTH)


def only_row(figures: pl.DataFrame) -> Row:
    """The only row of ``figures``, as a dict."""
    return figures.row(0, named=True)
