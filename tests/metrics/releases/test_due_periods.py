"""When a period is released, and that no two periods overlap but a quarter and its year."""

from datetime import date
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.releases.periods import due_periods, last_day, year_of
from metrics.victims.row_sets import ROW_SETS
from tests.builders import frame
from tests.made_up_cases import STARTER_LIMITS
from tests.oracles_victims import last_day as last_day_of_limit

MONTH_ENDS = pl.date_range(date(2018, 1, 1), date(2029, 12, 1), "1mo", eager=True).dt.month_end()
ALL_CLOSED = pl.DataFrame({"month_end": MONTH_ENDS})


def due_of(row_set, closed=ALL_CLOSED, limits=STARTER_LIMITS, day=date.max):
    return [each for each in due_periods(closed, limits, day) if each.row_set == row_set]


@given(st.sets(st.sampled_from(MONTH_ENDS.to_list())))
def test_two_periods_of_a_row_set_are_apart_or_a_quarter_and_its_police_year(ends):
    closed = pl.DataFrame({"month_end": sorted(ends)}, {"month_end": pl.Date})

    for row_set in ("decisions", "review_steps"):
        for one, other in combinations(due_of(row_set, closed), 2):
            quarter, year = sorted((one, other), key=lambda each: each.months)
            is_apart = one.last < other.first or other.last < one.first
            is_within = (quarter.months, year.months) == (3, 12) and (
                year_of(quarter.first) == year.first
            )
            assert is_apart or is_within


def test_a_year_of_other_months_cannot_be_asked_for():
    periods = {(each.first, each.last) for each in due_of("decisions")}

    # These three together told one person's quarter: 27 less 95 less 69.
    assert (date(2023, 10, 1), date(2024, 9, 30)) not in periods
    assert (date(2024, 1, 1), date(2024, 12, 31)) not in periods
    assert (date(2024, 10, 1), date(2024, 12, 31)) in periods
    assert {(each.first.month, each.months) for each in due_of("decisions")} == {
        (1, 3),
        (4, 3),
        (7, 3),
        (10, 3),
        (4, 12),
    }


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_nothing_is_counted_before_the_last_limit_of_its_last_day_has_passed(row_set):
    limits = STARTER_LIMITS.to_dicts()

    for each in due_of(row_set):
        ends = [last_day_of_limit(limits, code, each.last) for code in ROW_SETS[row_set].waits_for]
        assert each.counted_at > max([each.last, *filter(None, ends)])
        assert each.counted_at in MONTH_ENDS.to_list()


@pytest.mark.parametrize(
    ("days", "counted_at"),
    [(1, "2021-04-30"), (15, "2021-04-30"), (16, "2021-05-31"), (30, "2021-05-31")],
)
def test_a_quarter_is_counted_at_the_first_month_end_that_its_limit_surely_ends_by(
    days, counted_at
):
    limits = frame("time_limit", {"code": "notice_nfa", "days": days, "day_type": "working"})

    [found] = [
        each
        for each in due_of("decisions", limits=limits)
        if each.last == date(2021, 3, 31) and each.months == 3
    ]

    assert found.counted_at == date.fromisoformat(counted_at)


def test_a_quarter_is_due_on_the_day_its_month_end_is_closed_and_a_year_with_its_last_quarter():
    closed = ALL_CLOSED.filter(pl.col("month_end").is_between(date(2021, 4, 1), date(2022, 4, 30)))
    the_day_before = closed.filter(pl.col("month_end") < date(2022, 4, 30))

    assert [(each.first, each.months) for each in due_of("outcomes", the_day_before)] == [
        (date(2021, 4, 1), 3),
        (date(2021, 7, 1), 3),
        (date(2021, 10, 1), 3),
    ]
    assert [(each.first, each.months) for each in due_of("outcomes", closed)][3:] == [
        (date(2022, 1, 1), 3),
        (date(2021, 4, 1), 12),
    ]
    assert last_day(date(2021, 4, 1), 12) == date(2022, 3, 31)
