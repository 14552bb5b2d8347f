"""Escalations: what went up and what should have, against a slow recount, on three stores."""

from datetime import date

import pytest

from data_access import reads
from data_access.store import open_store
from metrics.day_state import day_state_on
from tests import oracles_process as slow
from tests.made_up_cases import STARTER_DAYS
from tests.pages.conftest import big_numbers, everything_said

TODAY, AS_AT = date(2022, 2, 28), date(2022, 1, 31)
YEAR = (date(2021, 2, 1), AS_AT)
RUNGS = (1, 2, 3, 4)
GRACES = {rung: STARTER_DAYS[f"escalation_grace_{rung}"] for rung in RUNGS}
OF_ACTIONS = {rung: STARTER_DAYS[f"action_grace_{rung}"] for rung in RUNGS[:3]}
STALE = STARTER_DAYS["stale"]


@pytest.fixture
def day_state(store_for):
    """The state of the joint actions of a store on any day."""

    def on(day, kind="demonstration"):
        return day_state_on(day, reads.read_snapshot(open_store(store_for(kind))).tables)

    return on


def raised_in_year(cases):
    every = slow.escalations(cases["case_escalation"], AS_AT)
    return [row for row in every if YEAR[0] <= row["raised_on"] <= YEAR[1]]


def past_actions(day_state, day, *kind):
    now = day_state(day, *kind)
    raised = now.tables["escalation"].to_dicts()
    return slow.actions_past_point(now.actions.to_dicts(), raised, OF_ACTIONS, STALE, day)


def past_plans(cases):
    plans, raised = cases["case_plan"], cases["case_escalation"]
    return slow.plans_past_point(plans, raised, GRACES, STALE, AS_AT)


def test_the_six_figures_equal_a_slow_recount(open_page, day_state, cases):
    page = open_page("escalations")

    raised = raised_in_year(cases)
    figures = slow.escalation_figures(raised, AS_AT)
    every = slow.escalations(cases["case_escalation"], AS_AT)
    referrals = slow.referred_in(cases["referral"], YEAR, AS_AT)
    assert big_numbers(page) == [
        f"{past_plans(cases).total()}",
        f"{slow.escalation_figures(every, AS_AT)['open']}",
        f"{len(past_actions(day_state, TODAY))}",
        f"{figures['share_changed']:.0%}",
        f"{figures['median_working_days']:.10g}",
        f"{len(raised) * 100 / len(referrals):.1f}",
    ]


def test_headline_picture_and_summary_say_the_same_numbers(open_page, day_state, cases):
    page = open_page("escalations")

    plans, actions = past_plans(cases), past_actions(day_state, TODAY)
    got_there = sum(
        row["rung"] == 4 and row["about"] == "case action plan" for row in raised_in_year(cases)
    )
    said = everything_said(page) + "".join(each.proto.body for each in page.get("html"))
    assert (
        f"{plans[4]} case plans should have reached the assistant chief constable and did not; "
        f"{got_there} did"
    ) in said
    assert f"All levels, not raised: {plans.total()}, 31 January 2022." in said
    assert f"Joint actions to be escalated: {len(actions)}" in [
        each.label for each in page.expander
    ]


def test_without_a_closed_month_end_cases_are_not_said_to_be_none(open_page, day_state):
    page = open_page("escalations", "starter", as_at="2021-12-01")

    past = len(past_actions(day_state, date(2021, 12, 1), "starter"))
    assert big_numbers(page) == [f"{past}"]
    assert "referral" not in everything_said(page)


def test_no_case_is_shown(open_page, cases):
    said = everything_said(open_page("escalations", period="all"))

    assert not [row for row in cases["case_escalation"] if row["case_key"] in said]
