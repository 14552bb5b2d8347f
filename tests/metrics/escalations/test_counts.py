import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import vocabulary as words
from metrics.escalations.counts import (
    DIMENSIONS,
    all_escalations,
    count_escalations,
    count_escalations_by,
    graces,
    ladders,
    rate_per_100_referrals,
)
from metrics.periods import Limit
from metrics.point_in_time import as_at
from tests import oracles_process
from tests.builders import AS_AT, frame, tables
from tests.made_up import any_of, rows
from tests.made_up_cases import CASE_ESCALATIONS, DAYS, PERIODS, REFERRALS, case_frame, numbered
from tests.often import often

OF_ACTIONS = rows(
    8,
    {"resolved_on": DAYS, "respond_by_on": DAYS},
    subject=st.sampled_from(["A1", "A2"]),
    route=any_of(words.Route),
    rung=st.integers(1, 4),
    side=any_of(words.Side),
    reason=st.sampled_from(["No answer", "No date"]),
    raised_on=DAYS,
    outcome=any_of(words.EscalationOutcome),
)


def both(of_actions=(), of_cases=(), day=AS_AT):
    """Escalations of actions and of cases in one frame, as at the day."""
    known = as_at(tables(escalation=of_actions), day)["escalation"]
    return all_escalations(known, numbered("case_escalation", of_cases), day)


# Against the slow way


@often(200)
@given(OF_ACTIONS, CASE_ESCALATIONS, DAYS)
def test_what_escalations_come_to_is_what_a_slow_count_gives(of_actions, of_cases, day):
    known = as_at(tables(escalation=of_actions), day)["escalation"]
    in_cases = case_frame("case_escalation", of_cases)
    slow = oracles_process.escalations(known.to_dicts(), in_cases.to_dicts(), day)

    found = all_escalations(known, in_cases, day)

    assert count_escalations(found, day).row(0, named=True) == oracles_process.escalation_figures(
        slow, day
    )
    for dimension, values in DIMENSIONS.items():
        every = values or sorted({row["reason"] for row in slow if row["reason"]})
        assert count_escalations_by(found, dimension, day).to_dicts() == [
            {dimension: value}
            | oracles_process.escalation_figures(
                [row for row in slow if row[dimension] == value], day
            )
            for value in every
        ]


@often(100)
@given(CASE_ESCALATIONS, REFERRALS, PERIODS, DAYS)
def test_the_rate_per_hundred_referrals_is_what_a_slow_count_gives(made, referred, period, day):
    escalations = all_escalations(frame("escalation"), case_frame("case_escalation", made), day)
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


# Nothing


def test_only_known_dimensions_can_be_asked_for():
    with pytest.raises(KeyError, match="case_key"):
        count_escalations_by(both(), "case_key", AS_AT)


# Ladders


def test_the_ladders_mirror_each_other_and_say_that_they_are_not_verified():
    limit = {"code": "escalation_grace_2", "days": 10, "day_type": "working", "verified": True}
    found = graces(frame("time_limit", limit), AS_AT)

    assert found == {
        1: None,
        2: Limit(10, verified=True, day_type=words.DayType.WORKING),
        3: None,
        4: None,
    }
    assert ladders(found).rows() == [
        (1, "investigator", "prosecutor", "policy officer", False, None, None),
        (2, "detective inspector", "unit head", "head of policy", False, "10 working days", True),
        (3, "superintendent", "deputy chief prosecutor", "chief executive", False, None, None),
        (4, "assistant chief constable", "chief prosecutor", "Commissioner", False, None, None),
    ]
