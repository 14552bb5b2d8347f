"""Escalations: what went up and what should have, against a slow recount, on three stores."""

from collections import Counter
from datetime import date

import pytest

from data_access import reads
from data_access.store import open_store
from metrics.day_state import day_state_on
from tests import oracles_process as slow
from tests.made_up_cases import STARTER_DAYS
from tests.pages.conftest import big_numbers, bold_in, captions, everything_said, rows_under
from tests.sentences import (
    JOINT_ACTIONS_LEFT_OUT,
    MONTH_END,
    OF_DEVON_ONLY,
    OF_JOINT_ACTIONS,
)
from tests.shown_tables import tables_of

TODAY, AS_AT = date(2022, 2, 28), date(2022, 1, 31)
YEAR = (date(2021, 2, 1), AS_AT)
RUNGS = (1, 2, 3, 4)
GRACES = {rung: STARTER_DAYS[f"escalation_grace_{rung}"] for rung in RUNGS}
STALE = STARTER_DAYS["stale"]


@pytest.fixture
def day_state(store_for):
    """The state of the joint actions of a store on any day."""

    def on(day, kind="demonstration"):
        return day_state_on(day, reads.read_snapshot(open_store(store_for(kind))).tables)

    return on


def raised_in_year(day_state, cases):
    of_actions = day_state(AS_AT).tables["escalation"].to_dicts()
    every = slow.escalations(of_actions, cases["case_escalation"], AS_AT)
    return [row for row in every if YEAR[0] <= row["raised_on"] <= YEAR[1]]


def past_actions(day_state, day, *kind):
    now = day_state(day, *kind)
    raised = now.tables["escalation"].to_dicts()
    return slow.actions_past_point(now.actions.to_dicts(), raised, GRACES, STALE, day)


def past_plans(cases):
    plans, raised = cases["case_plan"], cases["case_escalation"]
    return slow.plans_past_point(plans, raised, GRACES, STALE, AS_AT)


def test_the_six_figures_equal_a_slow_recount(open_page, day_state, cases):
    page = open_page("escalations")

    figures = slow.escalation_figures(raised_in_year(day_state, cases), AS_AT)
    in_cases = [row for row in raised_in_year(day_state, cases) if row["about"] != "joint action"]
    referrals = slow.referred_in(cases["referral"], YEAR, AS_AT)
    plans = past_plans(cases)
    assert big_numbers(page) == [
        f"{len(past_actions(day_state, TODAY))}",
        f"{plans.total()}",
        "1",
        f"{figures['share_changed']:.0%}",
        f"{figures['median_working_days']:.10g}",
        f"{len(in_cases) * 100 / len(referrals):.1f}",
    ]


def test_an_area_leaves_joint_actions_out_and_does_not_split_a_level_by_side(open_page, cases):
    page = open_page("escalations", area="Devon")

    in_devon = Counter(
        row["rung"]
        for row in slow.escalations([], cases["case_escalation"], AS_AT)
        if row["area"] == "Devon" and YEAR[0] <= row["raised_on"] <= YEAR[1]
    )
    table = next(each.value for each in tables_of(page) if "Raised" in each.value.columns[1:2])
    assert table["Raised"].to_list() == [f"{in_devon[rung]}" for rung in reversed(RUNGS)]
    raised = [int(row[1]) for row in rows_under(page, "About")]
    assert sum(raised) == in_devon.total()
    assert raised[0] == 0
    assert (f"{MONTH_END} Cases of Devon alone. {JOINT_ACTIONS_LEFT_OUT}") in captions(page)
    assert f"- {OF_DEVON_ONLY}" in everything_said(page)


def test_without_a_closed_month_end_cases_are_not_said_to_be_none(open_page, day_state):
    page = open_page("escalations", "starter", as_at="2021-12-01")

    past = len(past_actions(day_state, date(2021, 12, 1), "starter"))
    assert bold_in(page, f"**{past} ") == [f"{past} joint actions", "0 escalations"]
    assert big_numbers(page) == [f"{past}", "–", "0", "–", "–", "–"]
    assert OF_JOINT_ACTIONS in everything_said(page)


def test_no_case_is_shown(open_page, cases):
    said = everything_said(open_page("escalations", period="all"))

    assert not [row for row in cases["case_escalation"] if row["case_key"] in said]
