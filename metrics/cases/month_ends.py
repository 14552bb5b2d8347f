"""The month-ends up to which case figures may be shown."""

from datetime import date, timedelta

import polars as pl

from metrics.cases.case_tables import CASE_TABLES, days_in
from metrics.frames import Tables
from metrics.memoize import memoize
from metrics.periods import Period
from metrics.text_format import counted, day_text


def closed_by(months: pl.DataFrame, day: date) -> pl.DataFrame:
    """The closed month-ends up to ``day``, oldest first."""
    return months.filter(pl.col("month_end") <= day).sort("month_end")


@memoize
def last_closed(months: pl.DataFrame, day: date) -> date | None:
    """The last closed month-end up to ``day``, the day of all case figures; null for none."""
    last = closed_by(months, day)["month_end"].max()
    return last if isinstance(last, date) else None


def last_closed_text(last: date | None) -> str:
    """The day as at which case figures are counted, in a sentence."""
    if last is None:
        return (
            "No month of cases has been loaded and closed here by this day, so no case figure can "
            "be shown. The page Data says what it takes."
        )
    return f"Case figures as at {day_text(last)}, the last closed month-end."


def months_up_to(last: date, months: int | None, tables: Tables) -> Period:
    """The period of ``months`` whole months up to ``last``; for null, from the first row of a case.

    Without any row, it begins with the month of ``last``.
    """
    if months is not None:
        place = last.year * 12 + last.month - months
        return Period(date(place // 12, place % 12 + 1, 1), last)
    days = pl.concat(days_in(name, tables[name]) for name in CASE_TABLES if name in tables)
    first = days.filter(days <= last).min()
    return Period(first if isinstance(first, date) else last.replace(day=1), last)


def closed_months_text(closed: pl.DataFrame) -> str:
    """The month-ends for which case figures may be shown, in sentences."""
    if closed.is_empty():
        return "No month-end is closed, so no case figure can be shown."
    first, last = closed["month_end"][0], closed["month_end"][-1]
    until = f"from {day_text(first)} to {day_text(last)}" if last > first else ""
    return (
        f"{counted(closed.height, 'month-end')} closed, {until or day_text(last)}. "
        "Case figures go back to a closed month-end, never to a day between two of them: the "
        "difference could give one case away."
    )


def next_month_end(closed: pl.DataFrame, first_reported_on: date | None, day: date) -> date | None:
    """The month-end that may be closed next: the one after the last closed one, once it has passed.

    Where none is closed yet, it is the month-end of the first report. Nulls: null where there is
    nothing to close.
    """
    last = closed["month_end"].max()
    if isinstance(last, date):
        following = month_end(last + timedelta(days=1))
    elif first_reported_on:
        following = month_end(first_reported_on)
    else:
        return None
    return following if following < day else None


def month_ends_to_close(
    closed: pl.DataFrame, first_reported_on: date | None, day: date
) -> list[date]:
    """Every month-end that may be closed on ``day``, in order; the first as ``next_month_end``."""
    following = next_month_end(closed, first_reported_on, day)
    ends = []
    while following and following < day:
        ends.append(following)
        following = month_end(following + timedelta(days=1))
    return ends


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return next_month - timedelta(days=1)
