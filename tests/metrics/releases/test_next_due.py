from datetime import date

import polars as pl
import pytest

from metrics.releases.counting import QUARTER, YEAR
from metrics.releases.periods import due_periods, next_due
from tests.builders import frame
from tests.made_up_cases import STARTER_LIMITS

AUTUMN, WINTER, YEAR_OF_BOTH = date(2021, 10, 1), date(2022, 1, 1), date(2021, 4, 1)
TODAY = date(2022, 2, 28)


def closed_up_to(last):
    """The month-ends from March 2021 to ``last``, all closed."""
    ends = pl.date_range(date(2021, 3, 1), last, "1mo", eager=True).dt.month_end()
    return pl.DataFrame({"month_end": ends})


def released_by(last, withdrawn=()):
    """What is next once all that is due at the month-end ``last`` is released."""
    months = closed_up_to(last)
    due = due_periods(months, STARTER_LIMITS, last)
    releases = pl.DataFrame(due, ["row_set", "first", "months", "counted_at"], orient="row")
    withdrawals = frame("release_withdrawal", *withdrawn)
    return next_due(releases, withdrawals, months, STARTER_LIMITS, TODAY)


def of(due, first, months=QUARTER):
    """By row set, the month-end that a period waits for."""
    return {each.row_set: each.counted_at for each in due if each[1:3] == (first, months)}


def test_the_newest_closed_quarter_waits_for_the_time_to_ask_for_a_review_alone():
    due = released_by(date(2022, 1, 31))

    assert of(due, AUTUMN) == {"review_steps": date(2022, 3, 31)}


def test_the_quarter_in_course_and_its_year_are_released_at_the_month_end_after_it():
    due = released_by(date(2022, 1, 31))

    assert {of(due, WINTER)["decisions"], of(due, YEAR_OF_BOTH, YEAR)["decisions"]} == {
        date(2022, 4, 30)
    }
    assert of(due, WINTER)["review_steps"] == date(2022, 5, 31)
    assert max(each.last for each in due) == date(2022, 3, 31)


def test_what_is_due_and_not_yet_released_comes_first():
    months = closed_up_to(date(2022, 1, 31))
    none, withdrawals = frame("release"), frame("release_withdrawal")

    due = next_due(none, withdrawals, months, STARTER_LIMITS, TODAY)

    assert due[0].counted_at == date(2021, 4, 30)
    assert of(due, AUTUMN)["decisions"] == date(2022, 1, 31)


def test_of_a_withdrawn_period_nothing_is_released_any_more():
    due = released_by(date(2022, 1, 31), [{"first": AUTUMN, "months": QUARTER}])

    assert of(due, AUTUMN) == {}


@pytest.mark.parametrize("day", [date(2021, 3, 30)])
def test_while_no_month_end_is_closed_nothing_is_next(day):
    none, withdrawals = frame("release"), frame("release_withdrawal")

    assert next_due(none, withdrawals, closed_up_to(TODAY), STARTER_LIMITS, day) == []
