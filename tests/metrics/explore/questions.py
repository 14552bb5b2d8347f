"""Periods and areas for tests of Explore: two years of victims, three of cases, one of the plan."""

from datetime import date

from metrics.explore.period_ranges import joined_periods, months_between
from metrics.explore.query import Coverage
from metrics.explore.valid_query import settle
from metrics.trends.trend_text import Grain

TODAY = date(2022, 2, 28)
MONTHS = months_between(date(2019, 4, 1), date(2022, 1, 31))
QUARTERS = joined_periods(months_between(date(2020, 4, 1), date(2021, 12, 31)), Grain.QUARTER)
COVERAGE = Coverage(
    TODAY,
    QUARTERS,
    joined_periods(QUARTERS, Grain.YEAR),
    MONTHS,
    months_between(date(2021, 9, 1), TODAY),
    ["Cornwall", "Devon", "Plymouth"],
)


def settled(coverage=COVERAGE, **asked):
    """The settled query; ``since`` and ``until`` stand for from and to."""
    named = {"from": asked.pop("since", None), "to": asked.pop("until", None), **asked}
    return settle(named, coverage)


def refused(coverage=COVERAGE, **asked):
    """The reason each refused value cannot be used, by key."""
    return {each.key: each.why for each in settled(coverage, **asked).refused}


def asked_of(**asked):
    """The query, of which nothing may be refused."""
    found = settled(**asked)
    assert found.refused == []
    return found.query
