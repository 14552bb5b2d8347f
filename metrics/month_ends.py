"""The month-ends up to which case figures may be shown."""

from datetime import date, timedelta

import polars as pl

from metrics.case_tables import Tables
from metrics.wording import counted, day_in_words


def closed_by(months: pl.DataFrame, day: date) -> pl.DataFrame:
    """The month-ends that had passed by ``day`` and are closed, oldest first."""
    return months.filter(pl.col("month_end") <= day).sort("month_end")


def months_in_words(closed: pl.DataFrame) -> str:
    """How far case figures may be shown."""
    if closed.is_empty():
        return "No month-end is closed, so no case figure can be shown."
    first, last = closed["month_end"][0], closed["month_end"][-1]
    until = f"from {day_in_words(first)} to {day_in_words(last)}" if last > first else ""
    return (
        f"{counted(closed.height, 'month-end')} closed, {until or day_in_words(last)}. "
        "Case figures go back to a closed month-end, never to a day between two of them: the "
        "difference could give one case away."
    )


def next_month_end(closed: pl.DataFrame, tables: Tables, day: date) -> date | None:
    """The month-end that may be closed next: the one after the last, once it has passed.

    Where none is closed yet, the first month with a report; null where there is nothing to close.
    """
    last = closed["month_end"].max()
    reported = tables["investigation"]["reported_on"].min()
    if isinstance(last, date):
        following = month_end(last + timedelta(days=1))
    elif isinstance(reported, date):
        following = month_end(reported)
    else:
        return None
    return following if following < day else None


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return next_month - timedelta(days=1)
