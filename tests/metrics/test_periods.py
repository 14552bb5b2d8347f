import pytest

from metrics.periods import Limit, limit_in_force
from tests.builders import AS_AT, day_of, frame

OLD = {"days": 10, "effective_from": "2018-01-01", "effective_to": "2021-12-31", "verified": False}
NEW = {"days": 14, "effective_from": "2022-01-01"}


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        ("2017-12-31", None),
        ("2018-01-01", Limit(10, verified=False)),
        ("2021-12-31", Limit(10, verified=False)),
        ("2022-01-01", Limit(14, verified=True)),
        ("2030-01-01", Limit(14, verified=True)),
    ],
)
def test_a_limit_holds_from_its_first_day_to_its_last(day, limit):
    assert limit_in_force(frame("time_limit", NEW, OLD), "due_soon", day_of(day)) == limit


def test_where_two_limits_overlap_the_newer_one_holds():
    open_ended = OLD | {"effective_to": None}
    limits = frame("time_limit", NEW, open_ended)

    assert limit_in_force(limits, "due_soon", AS_AT) == Limit(14, verified=True)


def test_where_no_limit_of_the_code_is_in_force_there_is_none():
    assert limit_in_force(frame("time_limit", NEW), "stale", AS_AT) is None
    assert limit_in_force(frame("time_limit"), "due_soon", AS_AT) is None
