from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.cases.referrals import (
    RETURN_REASONS,
    count_returned_by_reason,
    days_with,
    decided_in_time,
    files_accepted,
)
from metrics.periods import Limit, Period
from tests import oracles_process
from tests.builders import AS_AT, day_of
from tests.made_up_cases import DAYS, LIMITS, PERIODS, REFERRALS, case_frame, numbered, of_area
from tests.often import often

WINTER = Period(day_of("2021-12-01"), AS_AT)
LIMIT = Limit(28, verified=True)


def referrals_of(*rows):
    return numbered("referral", rows)


# Against the slow way


@often(200)
@given(REFERRALS, LIMITS, PERIODS, DAYS)
def test_decisions_in_time_are_what_a_slow_count_gives(made, limit, period, day):
    referrals = case_frame("referral", made)

    found = decided_in_time(referrals, limit, period, day).row(0, named=True)

    assert found == oracles_process.decided_in_time(referrals.to_dicts(), limit.days, period, day)


@often(200)
@given(REFERRALS, PERIODS, DAYS)
def test_days_and_files_are_what_a_slow_count_gives(made, period, day):
    referrals = case_frame("referral", made)
    rows = referrals.to_dicts()

    returned = oracles_process.returned_by_reason(rows, period, day)

    assert days_with(referrals, period, day).to_dicts() == [
        {
            key: pytest.approx(value) if isinstance(value, float) else value
            for key, value in of_side.items()
        }
        for of_side in oracles_process.days_with(rows, period, day)
    ]
    assert files_accepted(referrals, period, day).row(
        0, named=True
    ) == oracles_process.files_accepted(rows, period, day)
    assert count_returned_by_reason(referrals, period, day).rows() == [
        (reason, returned[reason]) for reason in RETURN_REASONS
    ]


@often(100)
@given(REFERRALS, PERIODS, DAYS, st.sampled_from(["Devon", "Cornwall", None]))
def test_each_area_counts_what_its_files_alone_would(made, period, day, area):
    everywhere = case_frame("referral", made)
    there = of_area(everywhere, area)
    counts = (
        lambda files, **by: decided_in_time(files, LIMIT, period, day, **by),
        lambda files, **by: days_with(files, period, day, **by),
        lambda files, **by: files_accepted(files, period, day, **by),
        lambda files, **by: count_returned_by_reason(files, period, day, **by),
    )

    for count in counts:
        by_area = of_area(count(everywhere, by_area=True), area).drop("area").rows()
        # An area with nothing to count has no row.
        assert by_area in ([], count(there).rows())
        assert by_area or not count(there, by_area=True).height


# Nothing


def test_without_a_limit_nothing_is_counted():
    referral = referrals_of({"referred_on": WINTER.first, "decided_on": "2022-01-31"})

    assert decided_in_time(referral, None, WINTER, AS_AT).rows() == [(0, 0, None, 0, 0)]


@pytest.mark.parametrize(("days", "met"), [(27, 1), (28, 1), (29, 0)])
def test_a_decision_on_the_last_day_of_the_limit_is_in_time(days, met):
    referral = {"referred_on": "2021-12-01", "decision": "charge"}
    decided = referrals_of(referral | {"decided_on": day_of("2021-12-01") + timedelta(days)})

    assert decided_in_time(decided, LIMIT, WINTER, AS_AT).select("met", "of").rows() == [(met, 1)]
