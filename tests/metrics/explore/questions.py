"""Periods and areas for tests of Explore: two years of people, three of cases, one of the plan."""

from datetime import date

from metrics.explore.period_ranges import joined_periods, months_between
from metrics.explore.query import Coverage
from metrics.explore.valid_query import settle
from metrics.periods import Period
from metrics.releases.tables import MEDIANS, listed
from metrics.trends.trend_text import Grain
from tests.released import quarter, summary_of, with_median, year

TODAY = date(2022, 2, 28)
MONTHS = months_between(date(2019, 4, 1), date(2022, 1, 31))
QUARTERS = joined_periods(months_between(date(2020, 4, 1), date(2021, 12, 31)), Grain.QUARTER)
AREAS = ["Cornwall", "Devon", "Plymouth"]


def everything(*, by_area=False, without=()):
    """Every table on the list with 100 in each group, those of areas alone or all."""
    tables, _ = listed()
    medians = [with_median(code, 4, 200) for code in MEDIANS]
    return {
        name: dict.fromkeys(table.groups, 100)
        for name, table in tables.items()
        if (table.by_area or not by_area) and name not in without
    } | {name: counts for each in medians for name, counts in each.items()}


def of_every_area(**others):
    """The tables of each area, which a year has."""
    return {area: everything(by_area=True, **others) for area in AREAS}


def people_of(*, quarters=QUARTERS, years=(2020,), without=(), without_in_quarters=()):
    """A summary in which all that is on the list is released, but the tables ``without``."""
    of_quarter = everything(without=(*without, *without_in_quarters))
    periods = [quarter(each.first, of_quarter) for each in quarters] + [
        year(began, everything(without=without), of_every_area(without=without)) for began in years
    ]
    return summary_of(*sorted(periods, key=lambda each: (each.last, each.months)))


COVERAGE = Coverage(TODAY, people_of(), MONTHS, months_between(date(2021, 9, 1), TODAY), AREAS)
OF_2020 = Period(date(2020, 4, 1), date(2021, 3, 31))


def settled(coverage=COVERAGE, **asked):
    """The settled query; ``since``, ``until`` and ``of`` stand for from, to and in."""
    named = {
        "from": asked.pop("since", None),
        "to": asked.pop("until", None),
        "in": asked.pop("of", None),
        **asked,
    }
    return settle(named, coverage)


def refused(coverage=COVERAGE, **asked):
    """The reason each refused value cannot be used, by key."""
    return {each.key: each.why for each in settled(coverage, **asked).refused}


def asked_of(**asked):
    """The query, of which nothing may be refused."""
    found = settled(**asked)
    assert found.refused == []
    return found.query
