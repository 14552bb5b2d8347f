"""The days of a series of meetings, such as every fourth Wednesday or the last Thursday."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from data_access.vocabulary import Nth, Unit, Weekday
from metrics.frames import Row
from metrics.periods import bank_holidays
from metrics.text_format import day_text

A_DAY, A_WEEK = timedelta(1), 7
MONTHS_A_YEAR = 12
WEEKDAYS = {day.value: place for place, day in enumerate(Weekday)}
NTH = {nth.value: place for place, nth in enumerate(Nth)}
SATURDAY = 5
# No series lasts longer than this many meetings.
MOST = 5000


def next_in_series(kind: Row, after: date) -> date | None:
    """The first day of a kind's series after ``after``; null where it has no series.

    A meeting that would fall on a bank holiday of England is on the next working day. ``kind``: a
    row of ``meeting_kind``.
    """
    if kind["every"] is None:
        return None
    days = map(_not_on_a_holiday, _days(kind))
    return next((day for day, _ in zip(days, range(MOST), strict=False) if day > after), None)


def series_text(kind: Row) -> str:
    """A kind's series in words: "every 4 weeks, on Wednesday, from 5 January 2022"; empty for none.

    A series of months names the weekday: "the last Thursday of every 3 months, from June 2022".
    """
    if kind["every"] is None:
        return ""
    first: date = kind["series_from"]
    often = f"every {kind['every']} {kind['unit']}"
    if kind["every"] == 1:
        often = f"every {kind['unit'].removesuffix('s')}"
    if kind["unit"] == Unit.WEEKS:
        return f"{often} on {[*Weekday][first.weekday()]}, from {day_text(first)}"
    return f"the {kind['nth']} {kind['weekday']} of {often}, from {first:%B %Y}"


def _days(kind: Row) -> Iterator[date]:
    """Each day of a series, from its first on."""
    first: date = kind["series_from"]
    if kind["unit"] == Unit.WEEKS:
        yield from (first + timedelta(A_WEEK * kind["every"]) * number for number in count())
    for number in count():
        months = first.month - 1 + kind["every"] * number
        year, month = first.year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
        day = _weekday_of_month(year, month, NTH[kind["nth"]], WEEKDAYS[kind["weekday"]])
        if day >= first:
            yield day


def _weekday_of_month(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth weekday of a month, the first being 0; its last for one beyond the fourth."""
    if nth == NTH[Nth.LAST]:
        last = date(year, month, monthrange(year, month)[1])
        return last - A_DAY * ((last.weekday() - weekday) % A_WEEK)
    first = date(year, month, 1)
    return first + A_DAY * ((weekday - first.weekday()) % A_WEEK + A_WEEK * nth)


def _not_on_a_holiday(day: date) -> date:
    """The day, or the working day after it where it is a bank holiday in the week."""
    holidays = bank_holidays()
    if day not in holidays or day.weekday() >= SATURDAY:
        return day
    while day in holidays or day.weekday() >= SATURDAY:
        day += A_DAY
    return day
