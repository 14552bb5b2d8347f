"""Days of a case in their order, cut off at the demonstration's last day.

Every history is invented to its end and then cut off, which leaves some of it open.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.demo.config import AS_AT

# Some things improve from here on: the report was published in the middle of July 2021.
BETTER_FROM = date(2021, 8, 1)


def after(start: pl.Expr, days: pl.Series) -> pl.Expr:
    """So many days after ``start``, or the Monday after where that is at a weekend."""
    return (start + pl.duration(days=pl.lit(days))).dt.add_business_days(0, roll="forward")


def before(end: pl.Expr, days: pl.Series, *, not_before: pl.Expr) -> pl.Expr:
    """So many days before ``end``, or the Friday before, but never before another day."""
    earlier = (end - pl.duration(days=pl.lit(days))).dt.add_business_days(0, roll="backward")
    return pl.max_horizontal(earlier, not_before)


def between(start: pl.Expr, end: pl.Expr, part: pl.Series) -> pl.Expr:
    """The day when ``part`` of the time from ``start`` to ``end`` has gone by."""
    return start + pl.duration(days=((end - start).dt.total_days() * part).floor().cast(pl.Int64))


def by_period(on: pl.Expr, group: pl.Expr | None = None) -> pl.Expr:
    """Before or later; with ``group``, that group and " later" from ``BETTER_FROM`` on."""
    later = on >= BETTER_FROM
    if group is None:
        return pl.when(later).then(pl.lit("later")).otherwise(pl.lit("before"))
    return pl.when(later).then(group + " later").otherwise(group)


def numbered(rows: pl.DataFrame, start: str) -> pl.DataFrame:
    """``rows`` in the order of cases and days, each with its ``number`` in its case."""
    in_order = rows.sort("case", start, maintain_order=True)
    return in_order.with_columns(number=pl.int_range(1, pl.len() + 1).over("case"))


def cut_off(
    rows: pl.DataFrame, start: str, ends: Mapping[str, tuple[str, ...]] | None = None
) -> pl.DataFrame:
    """The rows as on the last day: without those that start later, and without later ends.

    ``ends``: each day that may lie after it, with the columns that are blank until then.
    """
    begun = rows.filter(pl.col(start).is_null() | (pl.col(start) <= AS_AT))
    return begun.with_columns(
        pl.when(pl.col(end) > AS_AT).then(None).otherwise(pl.col(column)).alias(column)
        for end, with_it in (ends or {}).items()
        for column in (end, *with_it)
    )
