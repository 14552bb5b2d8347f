"""Days of a case in order, cut off at the demonstration's last day.

Every case is invented to its end and then cut off, which leaves some cases open.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.demo.config import AS_AT

# Some levels improve from this day, because the report was published in mid-July 2021.
BETTER_FROM = date(2021, 8, 1)


def after(start: pl.Expr, days: pl.Series) -> pl.Expr:
    """The day ``days`` after ``start``, or the next Monday if it is at a weekend."""
    return (start + pl.duration(days=pl.lit(days))).dt.add_business_days(0, roll="forward")


def days_before(end: pl.Expr, days: pl.Series, *, not_before: pl.Expr) -> pl.Expr:
    """The day ``days`` before ``end``, or the Friday before, but not before ``not_before``."""
    earlier = (end - pl.duration(days=pl.lit(days))).dt.add_business_days(0, roll="backward")
    return pl.max_horizontal(earlier, not_before)


def between(start: pl.Expr, end: pl.Expr, part: pl.Series) -> pl.Expr:
    """The day when ``part`` of the time from ``start`` to ``end`` has passed."""
    return start + pl.duration(days=((end - start).dt.total_days() * part).floor().cast(pl.Int64))


def group_on(on: pl.Expr, group: pl.Expr | None = None) -> pl.Expr:
    """The group of levels on a day: "before" or "later", or ``group`` with " later" if later."""
    later = on >= BETTER_FROM
    if group is None:
        return pl.when(later).then(pl.lit("later")).otherwise(pl.lit("before"))
    return pl.when(later).then(group + " later").otherwise(group)


def with_numbers(rows: pl.DataFrame, start: str) -> pl.DataFrame:
    """``rows`` in order of case and day, each with its ``number`` in the case."""
    in_order = rows.sort("case", start, maintain_order=True)
    return in_order.with_columns(number=pl.int_range(1, pl.len() + 1).over("case"))


def cut_off(
    rows: pl.DataFrame, start: str, ends: Mapping[str, tuple[str, ...]] | None = None
) -> pl.DataFrame:
    """The rows as known on the last day, without later rows and later ends.

    ``ends``: each column of days that may be later, with the columns that are blank until then.
    """
    begun = rows.filter(pl.col(start).is_null() | (pl.col(start) <= AS_AT))
    return begun.with_columns(
        pl.when(pl.col(end) > AS_AT).then(None).otherwise(pl.col(column)).alias(column)
        for end, with_it in (ends or {}).items()
        for column in (end, *with_it)
    )
