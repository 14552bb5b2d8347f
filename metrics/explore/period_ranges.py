"""The whole months, quarters and years that a figure can be for."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from metrics.cases.month_ends import month_end
from metrics.periods import YEAR_BEGINS, Period
from metrics.text_format import day_text
from metrics.trends.trend_text import Grain

LENGTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


def month_key(day: date) -> str:
    """The month of ``day`` as the address has it, such as "2021-07"."""
    return day.isoformat()[:7]


def months_between(first: date, last: date) -> list[Period]:
    """Every whole month from that of ``first`` to the one that ends by ``last``, oldest first."""
    months, start = [], first.replace(day=1)
    while month_end(start) <= last:
        months.append(Period(start, month_end(start)))
        start = months[-1].last + timedelta(days=1)
    return months


def joined_periods(periods: Iterable[Period], grain: Grain) -> list[Period]:
    """The quarters or years that ``periods``, oldest first, fill without a gap."""
    by_start: dict[date, list[Period]] = {}
    for each in periods:
        by_start.setdefault(period_start(each.first, grain), []).append(each)
    spans = [(start, _end(start, grain), months) for start, months in by_start.items()]
    return [
        Period(start, end)
        for start, end, months in spans
        if months[0].first == start and months[-1].last == end and _has_no_gap(months)
    ]


def periods_within(
    periods: Iterable[Period], first: date | None, last: date | None
) -> list[Period]:
    """The ``periods`` that lie wholly between ``first`` and ``last``; null means no bound."""
    return [
        each
        for each in periods
        if (first is None or each.first >= first) and (last is None or each.last <= last)
    ]


def period_start(day: date, grain: Grain) -> date:
    """The first day of the month, quarter or year, April to March, in which ``day`` lies."""
    if grain == Grain.MONTH:
        return day.replace(day=1)
    if grain == Grain.QUARTER:
        return date(day.year, day.month - (day.month - 1) % 3, 1)
    return date(day.year - (day.month < YEAR_BEGINS), YEAR_BEGINS, 1)


def span_text(periods: Sequence[Period]) -> str:
    """The range of ``periods`` as text, such as "April 2021 to March 2022"."""
    first, last = periods[0].first, periods[-1].last
    if first.replace(day=1) == last.replace(day=1):
        return f"{first:%B %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} to {last:%B %Y}"


def period_named(period: Period, grain: Grain) -> str:
    """The period as text: "April 2021", "April to June 2021" or "April 2021 to March 2022"."""
    return f"{period.first:%B %Y}" if grain == Grain.MONTH else span_text([period])


def day_named(period: Period) -> str:
    """The last day of the period as text, such as "30 April 2021", for a figure on a day."""
    return day_text(period.last)


def _end(start: date, grain: Grain) -> date:
    months = start.month + LENGTHS[grain] - 1
    return month_end(date(start.year + (months - 1) // 12, (months - 1) % 12 + 1, 1))


def _has_no_gap(periods: Sequence[Period]) -> bool:
    return all(one.last + timedelta(days=1) == other.first for one, other in pairwise(periods))
