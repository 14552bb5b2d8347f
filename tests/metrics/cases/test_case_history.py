from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.cases.case_history import rows_as_at
from tests import made_up_cases, oracles_process
from tests.builders import AS_AT, day_of
from tests.made_up_cases import case_frame
from tests.often import often
from tests.tally_builders import tally_frame

TABLES = {
    "investigation": made_up_cases.INVESTIGATIONS,
    "referral": made_up_cases.REFERRALS,
    "early_advice": made_up_cases.ADVICE,
    "case_plan": made_up_cases.PLANS,
    "case_escalation": made_up_cases.CASE_ESCALATIONS,
    "notice": made_up_cases.NOTICES,
    "support_referral": made_up_cases.SUPPORT_REFERRALS,
    "support_end": made_up_cases.SUPPORT_ENDS,
    "review_request": made_up_cases.REVIEW_REQUESTS,
}

LATER = AS_AT + timedelta(1)
TELLING = {"method": "telephone", "told_by": "officer", "right_explained": True}


@often(100)
@given(st.fixed_dictionaries(TABLES), made_up_cases.DAYS)
def test_what_was_known_of_cases_is_what_a_slow_reading_row_by_row_gives(made, day):
    tables = {name: case_frame(name, rows) for name, rows in made.items()}

    known = {name: rows_as_at(name, rows, day) for name, rows in tables.items()}

    assert {name: rows.to_dicts() for name, rows in known.items()} == {
        name: oracles_process.known(name, rows.to_dicts(), day) for name, rows in tables.items()
    }


@settings(max_examples=50)
@given(st.sampled_from(list(TABLES)), st.data(), made_up_cases.DAYS, made_up_cases.DAYS)
def test_looking_back_twice_is_looking_back_once_to_the_earlier_day(name, data, one, other):
    rows = case_frame(name, data.draw(TABLES[name]))

    twice = rows_as_at(name, rows_as_at(name, rows, max(one, other)), min(one, other))

    assert twice.to_dicts() == rows_as_at(name, rows, min(one, other)).to_dicts()


@pytest.mark.parametrize(("days_later", "is_known"), [(-1, True), (0, True), (1, False)])
def test_what_happens_on_the_day_itself_is_known(days_later, is_known):
    on = AS_AT + timedelta(days_later)
    plan = tally_frame("case_plan", {"closed_on": on, "closed_reason": "withdrawn"})
    sample = tally_frame("dip_sample", {"sampled_on": on})

    closed = rows_as_at("case_plan", plan, AS_AT).select("closed_on", "closed_reason").rows()

    assert closed == [(on, "withdrawn") if is_known else (None, None)]
    assert rows_as_at("dip_sample", sample, AS_AT).height == is_known


@pytest.mark.parametrize(
    ("name", "filled_on", "with_it"),
    [
        ("investigation", "outcome_on", {"outcome_code": "16"}),
        ("referral", "decided_on", {"decision": "charge", "days_with_cps": 12}),
        ("referral", "meeting_on", {"both_roles_met": True}),
        ("early_advice", "requested_on", {"sought": True, "given_on": LATER}),
        ("early_advice", "given_on", {}),
        ("early_advice", "reason_on", {"not_sought_reason": "not needed"}),
        ("case_plan", "answered_on", {}),
        ("case_plan", "closed_on", {"closed_reason": "withdrawn"}),
        ("case_plan", "victim_updated_on", {}),
        ("notice", "told_on", TELLING | {"isva_present": True}),
        ("notice", "sent_on", TELLING),
        ("notice", "asked_recorded_on", {"asked_method": "telephone"}),
        ("support_referral", "accepted_on", {}),
        ("support_end", "resumed_on", {}),
        ("review_request", "acknowledged_on", {}),
        ("review_request", "decided_on", {"result": "upheld"}),
    ],
)
def test_all_that_is_filled_in_on_a_later_day_is_blank_before_it(name, filled_on, with_it):
    rows = tally_frame(name, {filled_on: LATER, **with_it})
    blank = rows.with_columns(
        pl.lit(None, rows.schema[column]).alias(column) for column in (filled_on, *with_it)
    )

    assert_frame_equal(rows_as_at(name, rows, AS_AT), blank)
    assert_frame_equal(rows_as_at(name, rows, LATER), rows)


def test_a_row_that_may_bear_no_day_and_bears_none_is_known():
    undated = tally_frame("support_referral", {"offered_on": None})
    advice = tally_frame("early_advice", {"requested_on": None})

    assert rows_as_at("support_referral", undated, AS_AT).equals(undated)
    assert rows_as_at("early_advice", advice, AS_AT).equals(advice)


@pytest.mark.parametrize(("day", "known"), [("2021-03-31", 0), ("2021-04-01", 1)])
def test_a_year_of_people_is_known_from_its_first_day(day, known):
    years = tally_frame("training_year", {"year": 2021})

    assert rows_as_at("training_year", years, day_of(day)).height == known
