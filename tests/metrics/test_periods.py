import pytest

from metrics.periods import days_allowed
from tests.builders import AS_AT, day_of, frame

OLD = {"days": 10, "effective_from": "2018-01-01", "effective_to": "2021-12-31"}
NEW = {"days": 14, "effective_from": "2022-01-01"}


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2017-12-31", 0),
        ("2018-01-01", 10),
        ("2021-12-31", 10),
        ("2022-01-01", 14),
        ("2030-01-01", 14),
    ],
)
def test_a_limit_holds_from_its_first_day_to_its_last(day, days):
    assert days_allowed(frame("time_limit", NEW, OLD), "due_soon", day_of(day)) == days


def test_where_two_limits_overlap_the_newer_one_holds():
    open_ended = OLD | {"effective_to": None}

    assert days_allowed(frame("time_limit", NEW, open_ended), "due_soon", AS_AT) == 14


def test_a_limit_of_another_code_allows_nothing():
    assert days_allowed(frame("time_limit", NEW), "stale", AS_AT) == 0
    assert days_allowed(frame("time_limit"), "due_soon", AS_AT) == 0
