from collections.abc import Iterable
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings

from metrics.cases.early_advice import (
    advice_in_time,
    count_advised_near_closure,
    count_first_events,
    sum_considered,
)
from metrics.periods import Limit, Period
from tests import oracles_process
from tests.builders import AS_AT, Row, day_of
from tests.made_up_cases import (
    ADVICE,
    DAYS,
    INVESTIGATIONS,
    LIMITS,
    PERIODS,
    REFERRALS,
    case_frame,
    numbered,
    of_area,
)
from tests.often import often

WINTER = Period(day_of("2021-12-01"), AS_AT)
LIMIT = Limit(21, verified=True)
EVENT_ON = day_of("2022-01-10")
GROUPS = ("neither", "sought", "reason", "other")


def considered(investigations, referrals, advice, period, as_at, **by):
    return sum_considered(
        count_first_events(investigations, referrals, advice, period, as_at), **by
    )


def frames(
    investigations: Iterable[Row] = (), referrals: Iterable[Row] = (), advice: Iterable[Row] = ()
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    said = [{"sought": None, "requested_on": None, **row} for row in advice]
    return (
        case_frame("investigation", list(investigations)),
        numbered("referral", referrals),
        numbered("early_advice", said),
    )


def group_of(*advice, as_at=AS_AT):
    """Under which group the one investigation, referred on the day, is counted."""
    tables = frames([{}], [{"referred_on": EVENT_ON}], advice)
    found = considered(*tables, WINTER, as_at).row(0, named=True)
    return [group for group in GROUPS if found[group]]


# Against the slow way


@often(250)
@given(INVESTIGATIONS, REFERRALS, ADVICE, PERIODS, DAYS)
def test_advice_considered_is_what_a_slow_count_gives(cases, referred, advised, period, day):
    tables = (
        case_frame("investigation", cases),
        case_frame("referral", referred),
        case_frame("early_advice", advised),
    )
    rows = [each.to_dicts() for each in tables]
    slow = oracles_process.considered(rows[0], rows[1], rows[2], period, day)

    found = considered(*tables, period, day).row(0, named=True)

    assert {group: found[group] for group in GROUPS} == {group: slow[group] for group in GROUPS}
    assert (found["met"], found["of"]) == (
        slow["sought"] + slow["reason"] + slow["other"],
        sum(slow[group] for group in GROUPS),
    )
    assert found["share"] == (found["met"] / found["of"] if found["of"] else None)


@often(250)
@given(ADVICE, LIMITS, PERIODS, DAYS)
def test_advice_in_time_is_what_a_slow_count_gives(made, limit, period, day):
    advice = case_frame("early_advice", made)

    found = advice_in_time(advice, limit, period, day).row(0, named=True)

    assert found == oracles_process.advice_in_time(advice.to_dicts(), limit.days, period, day)


@pytest.mark.often
@settings(max_examples=50)
@given(INVESTIGATIONS, REFERRALS, ADVICE, PERIODS, DAYS)
def test_each_area_counts_what_its_cases_alone_would(cases, referred, advised, period, day):
    investigations = case_frame("investigation", cases)
    referrals, advice = case_frame("referral", referred), case_frame("early_advice", advised)

    whole = considered(investigations, referrals, advice, period, day, by_area=True)
    in_time = advice_in_time(advice, LIMIT, period, day, by_area=True)

    for area in whole["area"]:
        alone = considered(of_area(investigations, area), referrals, advice, period, day)
        assert of_area(whole, area).drop("area").rows() == alone.rows()
    for area in in_time["area"]:
        alone = advice_in_time(of_area(advice, area), LIMIT, period, day)
        assert of_area(in_time, area).drop("area").rows() == alone.rows()


# Nothing


def test_without_a_limit_no_request_is_old_enough():
    _, _, advice = frames(advice=[{"sought": True, "requested_on": WINTER.first}])

    assert advice_in_time(advice, None, WINTER, AS_AT).rows() == [(0, 0, None, None, 0, 1)]


# The day itself


@pytest.mark.parametrize(("days_later", "counts"), [(-1, True), (0, True), (1, False)])
def test_advice_sought_or_a_reason_counts_up_to_the_day_of_the_first_referral(days_later, counts):
    on = EVENT_ON + timedelta(days_later)
    sought = group_of({"sought": True, "requested_on": on})
    reason = group_of({"not_sought_reason": "evidence clear", "reason_on": on})

    assert (sought, reason) == ((["sought"], ["reason"]) if counts else (["neither"], ["neither"]))


@pytest.mark.parametrize(("days_old", "met_and_of"), [(20, (0, 0)), (21, (0, 1)), (22, (0, 1))])
def test_a_request_counts_once_it_is_as_old_as_the_limit(days_old, met_and_of):
    _, _, advice = frames(advice=[{"requested_on": AS_AT - timedelta(days_old)}])

    found = advice_in_time(advice, LIMIT, WINTER, AS_AT).row(0, named=True)

    assert (found["met"], found["of"], found["waiting"]) == (*met_and_of, 1)


# The other way to administrative closure

NEAR_CLOSURE = (Limit(90, verified=False), Limit(14, verified=False))


def near_closure(*, given_on, referred_on=None, outcome_on=None, limits=NEAR_CLOSURE):
    """Near, past and of, where the one investigation was advised on a day."""
    ended = {"outcome_code": "15", "outcome_on": outcome_on} if outcome_on else {}
    referred = [{"referred_on": referred_on}] if referred_on else []
    tables = frames([ended], referred, [{"given_on": given_on}])
    return count_advised_near_closure(*tables, AS_AT, limits).row(0)


@pytest.mark.parametrize(
    ("days_ago", "found"), [(75, (0, 0, 1)), (76, (1, 0, 1)), (90, (1, 0, 1)), (91, (0, 1, 1))]
)
def test_a_case_advised_and_not_sent_again_nears_closure_and_passes_it(days_ago, found):
    assert near_closure(given_on=AS_AT - timedelta(days_ago)) == found


def test_a_case_sent_since_or_ended_does_not_wait_and_one_sent_before_does():
    advised_on = AS_AT - timedelta(91)

    assert near_closure(given_on=advised_on, referred_on=advised_on) == (0, 0, 0)
    assert near_closure(given_on=advised_on, outcome_on=AS_AT) == (0, 0, 0)
    assert near_closure(given_on=advised_on, referred_on=advised_on - timedelta(1)) == (0, 1, 1)
    assert near_closure(given_on=advised_on, outcome_on=AS_AT + timedelta(1)) == (0, 1, 1)


def test_without_a_limit_of_closure_none_is_near_or_past_and_without_advice_none_waits():
    assert near_closure(given_on=AS_AT - timedelta(91), limits=(None, None)) == (0, 0, 1)
    assert near_closure(given_on=None) == (0, 0, 0)
