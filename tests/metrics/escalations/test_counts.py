import pytest
from hypothesis import given

from data_access import vocabulary as words
from metrics.escalations.counts import (
    DIMENSIONS,
    count_escalations,
    count_escalations_by,
    escalations_in_cases,
    graces,
    rate_per_100_referrals,
)
from metrics.periods import Limit
from tests import oracles_process
from tests.builders import AS_AT, frame
from tests.made_up_cases import CASE_ESCALATIONS, DAYS, PERIODS, REFERRALS, case_frame, numbered
from tests.often import often


@often(200)
@given(CASE_ESCALATIONS, DAYS)
def test_what_escalations_come_to_is_what_a_slow_count_gives(of_cases, day):
    in_cases = case_frame("case_escalation", of_cases)
    slow = oracles_process.escalations(in_cases.to_dicts(), day)

    found = escalations_in_cases(in_cases, day)

    assert count_escalations(found, day).row(0, named=True) == oracles_process.escalation_figures(
        slow, day
    )
    for dimension, values in DIMENSIONS.items():
        assert count_escalations_by(found, dimension, day).to_dicts() == [
            {dimension: value}
            | oracles_process.escalation_figures(
                [row for row in slow if row[dimension] == value], day
            )
            for value in values
        ]


@often(100)
@given(CASE_ESCALATIONS, REFERRALS, PERIODS, DAYS)
def test_the_rate_per_hundred_referrals_is_what_a_slow_count_gives(made, referred, period, day):
    escalations = escalations_in_cases(case_frame("case_escalation", made), day)
    referrals = case_frame("referral", referred)
    of_period = oracles_process.referred_in(referrals.to_dicts(), period, day)

    found = rate_per_100_referrals(escalations, referrals, period, day)

    raised = {
        route: sum(
            row["route"] == route and period.first <= row["raised_on"] <= period.last
            for row in escalations.to_dicts()
        )
        for route in ("formal", "informal")
    }
    assert found.rows() == [
        (
            route,
            number,
            len(of_period),
            pytest.approx(number * 100 / len(of_period)) if of_period else None,
        )
        for route, number in raised.items()
    ]


def test_only_known_dimensions_can_be_asked_for():
    with pytest.raises(KeyError, match="case_key"):
        count_escalations_by(
            escalations_in_cases(numbered("case_escalation", ()), AS_AT), "case_key", AS_AT
        )


def test_cases_and_joint_actions_have_limits_of_their_own():
    limit = {"days": 10, "day_type": "working", "verified": True}
    limits = frame(
        "time_limit",
        limit | {"code": "escalation_grace_2"},
        limit | {"code": "action_grace_3", "days": 15},
    )
    of_10, of_15 = (Limit(days, verified=True, day_type=words.DayType.WORKING) for days in (10, 15))

    assert graces(limits, AS_AT) == {1: None, 2: of_10, 3: None, 4: None}
    assert graces(limits, AS_AT, of_actions=True) == {1: None, 2: None, 3: of_15}
