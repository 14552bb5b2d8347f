"""From everything that is ever released, nobody can tell how many people a small number is of.

The attack is of ``tests/oracles_disclosure.py``, which shares nothing with the proof.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import chain

import polars as pl
import pytest

from metrics.cases.aggregation import NOT_RECORDED
from metrics.cases.early_advice import every_first_event
from metrics.cases.month_ends import month_end
from metrics.releases import make
from metrics.releases.counting import YEAR
from metrics.releases.make import group_counts
from metrics.releases.periods import last_day, year_of
from metrics.releases.stored import counted_from
from metrics.releases.tables import listed
from metrics.victims.row_sets import ROW_SETS, rows_within
from tests.crowded_stores import AREAS, BEGINS, DAYS, crowded, releases_of
from tests.made_up_cases import STARTER_LIMITS
from tests.oracles_disclosure import Customs, Period, Reader, customs
from tests.victim_stores import victim_rows

# Work counts tell how many there are in all.
EXACT_IN_ALL = ("unsought_advice",)
# Work counts tell in how many cases there was an outcome or a referral, by area and month.
AMONG_FIRST_EVENTS = ("decisions", "outcomes", "unsought_advice")
NAMES = tuple(sorted(area or NOT_RECORDED for area in AREAS))
OTHER_STORES, OTHER_CASES = range(90_000, 90_006), 2_000
THREE_YEARS = 3 * DAYS


@cache
def rows_of_other_stores(row_set):
    """The rows of a row set in several stores, long after their limits have passed."""
    stores = (_all_rows(seed)[row_set] for seed in OTHER_STORES)
    return pl.concat(stores)


@cache
def _all_rows(seed):
    until = month_end(BEGINS + timedelta(2 * DAYS))
    return victim_rows(crowded(seed, OTHER_CASES), STARTER_LIMITS, until)


def periods_of(row_set, tables, days=THREE_YEARS, exactly=False):
    """Every period of a row set that is released. ``exactly``: with counts that are not rounded."""
    found = []
    for made in releases_of(tables, days, (row_set,)):
        due = made.due
        rows = rows_within(tables, STARTER_LIMITS, due.counted_at, due.first, due.last, (row_set,))[
            row_set
        ]
        numbers = exact_numbers(made) if exactly else made.numbers
        areas = NAMES if due.months == YEAR and any(each[1] for each in numbers) else ()
        found.append(
            Period(
                (due.first, due.months),
                numbers,
                rows,
                areas,
                first_events_until(due.last, tables) if row_set in AMONG_FIRST_EVENTS else {},
            )
        )
    return found


def first_events_until(day, tables):
    """The cases with an outcome or a referral by ``day``, by area and (null) of all areas."""
    names = ("investigation", "referral", "early_advice")
    events = every_first_event(*(tables[name] for name in names)).filter(pl.col("event_on") <= day)
    by_area = events.group_by(pl.col("area").fill_null(NOT_RECORDED)).len()
    return dict(by_area.iter_rows()) | {None: events.height}


def exact_numbers(made):
    """The numbers of a release before they are rounded."""
    counted = counted_from(made.due[:3], made.counts)
    tables, _ = listed()
    return [
        (name, area, category, group_counts(tables[name], counted, area)[category])
        for name, area, category, _ in made.numbers
        if name in tables
    ]


def given_away(row_set, periods, exactly=False):
    """The small counts that a reader of ``periods`` tells to fewer than three values."""
    every = pl.concat([rows_of_other_stores(row_set), *(each.rows for each in periods)])
    known = customs(row_set, every)
    return dict(
        chain.from_iterable(
            _given_away(row_set, known, of_year, exactly).items() for of_year in years(periods)
        )
    )


def _given_away(row_set, known: Customs, periods, exactly):
    reader = Reader(row_set, known, row_set in EXACT_IN_ALL, exactly)
    *quarters, last = periods
    if last.name[1] == YEAR:
        reader.read_year(last, quarters)
    else:
        for each in periods:
            reader.read(each)
    return reader.narrowed(periods)


def years(periods) -> Iterator[list[Period]]:
    """The quarters of each police year, and the year itself last where it is released."""
    firsts = dict.fromkeys(year_of(each.name[0]) for each in periods)
    for first in sorted(firsts):
        of_year = [each for each in periods if year_of(each.name[0]) == first]
        yield sorted(of_year, key=lambda each: (last_day(*each.name), each.name[1]))


@pytest.mark.parametrize("row_set", ROW_SETS)
@pytest.mark.parametrize(("cases", "days"), [(180, THREE_YEARS), (360, DAYS)])
def test_no_small_number_is_told_to_fewer_than_three_values(row_set, cases, days):
    tables = crowded(cases, cases, days)

    assert given_away(row_set, periods_of(row_set, tables, days)) == {}


def test_with_counts_that_are_not_rounded_the_attack_finds_some():
    tables = crowded(60, 180)

    assert given_away("reports", periods_of("reports", tables, DAYS, exactly=True), exactly=True)


def test_with_tables_that_are_all_released_the_attack_finds_some(monkeypatch):
    monkeypatch.setattr(make, "narrowed", lambda *_: [])
    monkeypatch.setattr(make, "MOST_SMALL", 1.0)
    tables = crowded(60, 180)

    assert given_away("review_requests", periods_of("review_requests", tables, DAYS))


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(200))
def test_no_small_number_of_two_hundred_stores_is_told_to_fewer_than_three_values(seed):
    tables = crowded(seed, 90 + 15 * (seed % 60), THREE_YEARS)

    assert {
        row_set: found
        for row_set in ROW_SETS
        if (found := given_away(row_set, periods_of(row_set, tables)))
    } == {}
