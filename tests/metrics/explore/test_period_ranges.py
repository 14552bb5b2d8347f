from datetime import date

import pytest

from metrics.explore.period_ranges import (
    day_named,
    joined_periods,
    months_between,
    period_named,
    periods_within,
    span_text,
)
from metrics.periods import Period
from metrics.trends.trend_text import Grain

YEAR = months_between(date(2021, 4, 1), date(2022, 3, 31))


def first_and_last(periods):
    return [(each.first.isoformat(), each.last.isoformat()) for each in periods]


def test_a_month_is_one_once_its_last_day_has_come():
    assert first_and_last(months_between(date(2021, 12, 17), date(2022, 2, 27))) == [
        ("2021-12-01", "2021-12-31"),
        ("2022-01-01", "2022-01-31"),
    ]
    assert months_between(date(2022, 2, 1), date(2022, 2, 27)) == []


def test_quarters_are_those_of_the_calendar_and_years_end_with_march():
    assert first_and_last(joined_periods(YEAR, Grain.QUARTER)) == [
        ("2021-04-01", "2021-06-30"),
        ("2021-07-01", "2021-09-30"),
        ("2021-10-01", "2021-12-31"),
        ("2022-01-01", "2022-03-31"),
    ]
    assert first_and_last(joined_periods(YEAR, Grain.YEAR)) == [("2021-04-01", "2022-03-31")]
    assert first_and_last(joined_periods(joined_periods(YEAR, Grain.QUARTER), Grain.YEAR)) == [
        ("2021-04-01", "2022-03-31")
    ]


@pytest.mark.parametrize("left_out", [0, 1, 2, 11])
def test_a_quarter_or_year_with_a_month_missing_is_none(left_out):
    kept = YEAR[:left_out] + YEAR[left_out + 1 :]

    assert joined_periods(kept, Grain.YEAR) == []
    assert len(joined_periods(kept, Grain.QUARTER)) == 3


def test_only_what_lies_within_both_bounds_wholly_is_within():
    quarters = joined_periods(YEAR, Grain.QUARTER)

    assert periods_within(quarters, date(2021, 4, 2), date(2022, 3, 30)) == quarters[1:3]
    assert periods_within(quarters, None, date(2021, 6, 30)) == quarters[:1]
    assert periods_within(quarters, date(2022, 1, 1), None) == quarters[3:]


def test_periods_are_named_by_their_months_and_days_by_the_day():
    quarter = Period(date(2021, 10, 1), date(2021, 12, 31))

    assert period_named(YEAR[0], Grain.MONTH) == "April 2021"
    assert period_named(quarter, Grain.QUARTER) == "October to December 2021"
    assert span_text(YEAR) == "April 2021 to March 2022"
    assert span_text(YEAR[:1]) == "April 2021"
    assert day_named(quarter) == "31 December 2021"
