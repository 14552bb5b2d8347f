"""Limits and the calendar they are counted in."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import polars as pl
from holidays import country_holidays

from data_access.vocabulary import DayType
from metrics.memoize import memoize
from metrics.text_format import counted, day_text

# The years whose bank holidays are known here; in other years only weekends are excluded.
CALENDAR_YEARS = range(1990, 2061)
# Years end with March, as police reporting years do.
YEAR_BEGINS = 4
IN_FORCE = ("code", "effective_from", "effective_to")


class Limit(NamedTuple):
    """The number of days a rule allows, whether that is verified, and which days are counted."""

    days: int
    verified: bool
    day_type: DayType = DayType.CALENDAR

    @property
    def text(self) -> str:
        """The limit as text, such as "14 days" or "5 working days"."""
        is_working = self.day_type == DayType.WORKING
        return counted(self.days, "working day" if is_working else "day")


# By code; null where none is in force.
Limits = Mapping[str, Limit | None]


def limits_in_force(
    time_limits: pl.DataFrame, codes: Iterable[str], on: date
) -> dict[str, Limit | None]:
    """The limits ``codes`` in force on the day ``on``, by code; null where none is."""
    limits: dict[str, Limit | None] = dict.fromkeys(codes)
    for code, first, last, *limit in _oldest_first(time_limits):
        if code in limits and first <= on and (last is None or last >= on):
            days, verified, day_type = limit
            limits[code] = Limit(days, verified, DayType(day_type))
    return limits


def limits_to_show(time_limits: pl.DataFrame, on: date) -> pl.DataFrame:
    """The limits in force on a day, those not verified first."""
    holds = (pl.col("effective_from") <= on) & (pl.col("effective_to").fill_null(on) >= on)
    return time_limits.filter(holds).sort("verified", maintain_order=True)


@memoize
def _oldest_first(time_limits: pl.DataFrame) -> list[tuple[Any, ...]]:
    """One row per limit: code, effective_from, effective_to, and the fields of ``Limit``."""
    in_order = time_limits.sort("effective_from", maintain_order=True)
    return in_order.select(*IN_FORCE, *Limit._fields).rows()


class Period(NamedTuple):
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def takes_in(self, day: pl.Expr) -> pl.Expr:
        """True where a day falls in the period. Nulls: false for a day not recorded."""
        return day.is_between(self.first, self.last).fill_null(value=False)


def days_text(period: Period) -> str:
    """The period as text: "1 February 2021 to 31 January 2022"."""
    return f"{day_text(period.first)} to {day_text(period.last)}"


# Working days exclude Saturdays, Sundays and the bank holidays of England and Wales.


@cache
def bank_holidays() -> tuple[date, ...]:
    """The bank holidays of England and Wales, and the Sundays and Saturdays they replace."""
    return tuple(sorted(country_holidays("GB", subdiv="ENG", years=CALENDAR_YEARS)))


@cache
def _bank_holidays_in_polars() -> pl.Series:
    """The bank holidays as a series, which Polars would otherwise build anew for each column."""
    return pl.Series([bank_holidays()], dtype=pl.List(pl.Date))


def nth_working_day(day: pl.Expr, n: int) -> pl.Expr:
    """The ``n``th working day after ``day``, which need not be one itself; for n = 0, ``day``.

    Nulls: stay null. Errors: ValueError where ``n`` is below 0.
    """
    if n < 0:
        raise ValueError(f"{n} working days after a day: give a number of 0 or more.")
    if n == 0:
        return day
    # A start that is not a working day is rolled back to the one before, so it is never counted.
    return day.dt.add_business_days(n, holidays=_bank_holidays_in_polars(), roll="backward")


def count_working_days(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Working days after ``start``, up to and including ``end``; 0 where ``end`` is not later.

    Nulls: null where either is.
    """
    number = pl.business_day_count(
        start.dt.offset_by("1d"), end.dt.offset_by("1d"), holidays=_bank_holidays_in_polars()
    )
    return number.cast(pl.Int64).clip(lower_bound=0)


def last_day_within(day: pl.Expr, limit: Limit) -> pl.Expr:
    """The last day on which ``limit``, counted from ``day`` as day 0, is met. Nulls: stay null."""
    if limit.day_type == DayType.WORKING:
        return nth_working_day(day, limit.days)
    return day + pl.duration(days=limit.days)


def last_day_allowed(time_limits: pl.DataFrame, code: str, day: pl.Expr) -> pl.Expr:
    """``last_day_within`` the limit ``code`` that was in force on each ``day`` itself.

    Nulls: null where the day is not recorded, or no such limit was in force on it.
    """
    newest = time_limits.filter(pl.col("code") == code).sort("effective_from").reverse()
    each = (
        pl.when((day >= first) & (day <= (last or date.max))).then(
            last_day_within(day, Limit(days, verified=False, day_type=DayType(day_type)))
        )
        for first, last, days, day_type in newest.select(
            "effective_from", "effective_to", "days", "day_type"
        ).iter_rows()
    )
    return pl.coalesce(pl.lit(None, pl.Date), *each)


def first_day_past(day: pl.Expr, limit: Limit) -> pl.Expr:
    """The first day that is more than ``limit`` after ``day``. Nulls: stay null.

    For a limit in working days this is a working day: a weekend adds nothing to the days late.
    """
    return last_day_within(day, limit._replace(days=limit.days + 1))
