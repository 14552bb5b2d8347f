import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.vocabulary import DayType
from metrics.escalations.escalation_points import actions_past_point, count_plans_past_point
from metrics.periods import Limit
from metrics.plan.deadlines import with_progress, with_time_state
from metrics.point_in_time import as_at
from tests import oracles_process
from tests.builders import AS_AT, day_of, recurring, tables
from tests.made_up_cases import (
    CASE_ESCALATIONS,
    DAYS,
    GRACE_DAYS,
    GRACES,
    PLANS,
    case_frame,
    numbered,
    of_area,
)
from tests.often import often

STALE = Limit(30, verified=False)
REFS = ("A1", "A2", "A3", "A4")
MADE_ACTIONS = st.tuples(
    *(st.fixed_dictionaries({"opened_on": DAYS, "first_due_on": st.none() | DAYS}) for _ in REFS)
)
MADE_UPDATES = st.lists(
    st.fixed_dictionaries(
        {
            "action": st.sampled_from(REFS),
            "effective_on": DAYS,
            "state": st.sampled_from([None, "under way", "complete"]),
            "new_due_on": st.none() | DAYS,
        }
    ),
    max_size=4,
)
MADE_ESCALATIONS = st.lists(
    st.fixed_dictionaries(
        {"subject": st.sampled_from(REFS), "rung": st.integers(1, 4), "raised_on": DAYS}
    ),
    max_size=4,
)
# AS_AT is a Monday: so many working days before it.


def standing_of(actions, updates, escalations, day):
    """Actions as at the day, and what of them had been taken up a rung."""
    known = as_at(tables(action=actions, action_update=updates, escalation=escalations), day)
    progress = with_progress(
        known["action"], known["action_update"], known["evidence"], recurring()
    )
    return with_time_state(progress, day, 14, STALE.days), known["escalation"]


def past(action, *escalations, day=AS_AT, level_graces=GRACES, stale=STALE):
    """Level and since when, where the one action is past the point."""
    actions, raised = standing_of([action], [], escalations, day)
    found = actions_past_point(actions, raised, level_graces, stale, day)
    return found.select("rung", "since").rows()


def plans_past(*plans, raised=(), level_graces=GRACES, stale=STALE):
    """Plans past the point at each rung."""
    found = count_plans_past_point(
        numbered("case_plan", plans),
        numbered("case_escalation", raised),
        level_graces,
        stale,
        AS_AT,
    )
    return dict(found.iter_rows())


# Against the slow way


@often(300)
@given(MADE_ACTIONS, MADE_UPDATES, MADE_ESCALATIONS, DAYS)
def test_actions_past_the_point_are_those_that_a_slow_count_gives(
    actions, updates, escalations, day
):
    day_state, raised = standing_of(actions, updates, escalations, day)

    found = actions_past_point(day_state, raised, GRACES, STALE, day)

    assert {
        ref: (rung, since) for ref, rung, since in found.select("ref", "rung", "since").iter_rows()
    } == oracles_process.actions_past_point(
        day_state.to_dicts(), raised.to_dicts(), GRACE_DAYS, STALE.days, day
    )


@often(300)
@given(MADE_ACTIONS, MADE_UPDATES, MADE_ESCALATIONS, DAYS)
def test_an_escalation_is_missing_since_the_lowest_rung_not_reached(
    actions, updates, escalations, day
):
    day_state, raised = standing_of(actions, updates, escalations, day)

    found = actions_past_point(day_state, raised, GRACES, STALE, day)

    assert found["past_since"].to_list() == [
        oracles_process.missing_since(
            oracles_process.known_by(row["due_on"], row["date_known_on"]),
            oracles_process.known_by(row["moved_on"], row["moved_known_on"]),
            row["highest"],
            GRACE_DAYS,
            STALE.days,
        )
        for row in found.to_dicts()
    ]


@often(300)
@given(PLANS, CASE_ESCALATIONS, DAYS)
def test_plans_past_the_point_are_those_that_a_slow_count_gives(made, raised, day):
    plans, escalations = case_frame("case_plan", made), case_frame("case_escalation", raised)
    slow = oracles_process.plans_past_point(
        plans.to_dicts(), escalations.to_dicts(), GRACE_DAYS, STALE.days, day
    )

    found = count_plans_past_point(plans, escalations, GRACES, STALE, day)

    assert found.rows() == [(rung, slow[rung]) for rung in GRACE_DAYS]


@often(100)
@given(PLANS, CASE_ESCALATIONS, DAYS)
def test_each_area_counts_what_its_plans_alone_would(made, raised, day):
    plans, escalations = case_frame("case_plan", made), case_frame("case_escalation", raised)

    found = count_plans_past_point(plans, escalations, GRACES, STALE, day, by_area=True)

    for area in found["area"].unique():
        alone = count_plans_past_point(of_area(plans, area), escalations, GRACES, STALE, day)
        assert of_area(found, area).drop("area").rows() == alone.rows()


# Nothing


def test_without_limits_nothing_is_past_the_point():
    no_graces = dict.fromkeys(GRACES)

    assert past({"first_due_on": "2021-10-01"}, level_graces=no_graces) == []
    assert past({"opened_on": "2021-10-01"}, stale=None) == []
    assert past({"opened_on": "2021-10-01"}, level_graces=no_graces, stale=None) == []
    assert plans_past({"target_on": "2021-10-04"}, level_graces=no_graces) == {
        1: 0,
        2: 0,
        3: 0,
        4: 0,
    }


def test_a_rung_without_a_grace_in_force_is_passed_over():
    without_the_second = GRACES | {2: None}

    assert past({"first_due_on": day_of("2022-02-01")}, level_graces=without_the_second) == [
        (1, day_of("2022-02-09"))
    ]


# The day itself


def test_a_grace_may_count_calendar_days():
    calendar = {1: Limit(5, verified=False, day_type=DayType.CALENDAR)}

    assert past({"first_due_on": "2022-02-23"}, level_graces=calendar) == []
    assert past({"first_due_on": "2022-02-22"}, level_graces=calendar) == [(1, AS_AT)]


# Caught up on late


@pytest.mark.parametrize(
    ("recorded_on", "day", "found"),
    [
        ("2022-02-25", AS_AT, []),
        ("2022-02-25", day_of("2022-03-26"), []),
        ("2022-02-25", day_of("2022-03-27"), [(1, day_of("2022-03-27"))]),
        ("2021-11-02", AS_AT, [(1, day_of("2021-12-02"))]),
    ],
)
def test_who_catches_up_late_is_not_late_at_once(recorded_on, day, found):
    update = {"action": "A1", "effective_on": "2021-11-01", "state": "under way"}
    actions, raised = standing_of(
        [{"opened_on": "2021-09-10", "origin": "response"}],
        [update | {"recorded_at": f"{recorded_on}T12:00"}],
        [],
        day,
    )

    past_point = actions_past_point(actions, raised, GRACES, STALE, day)

    assert past_point.select("rung", "since").rows() == found


# None recorded


def test_what_is_past_longest_at_the_highest_rung_comes_first_with_how_late_it_is():
    actions, raised = standing_of(
        [
            {"first_due_on": "2022-02-18"},
            {"first_due_on": "2022-01-14"},
            {"opened_on": "2021-12-01"},
            {"first_due_on": "2022-01-13"},
        ],
        [],
        [{"subject": "A2", "rung": 1}],
        AS_AT,
    )

    found = actions_past_point(actions, raised, GRACES, STALE, AS_AT)

    assert dict(found.select("ref", "past_since").iter_rows()) == {
        "A4": day_of("2022-01-21"),
        "A2": day_of("2022-01-31"),
        "A3": day_of("2021-12-31"),
        "A1": AS_AT,
    }
    columns = ("ref", "rung", "since", "days_past", "days_overdue", "working_days_late", "highest")
    assert found.select(columns).rows() == [
        ("A4", 4, day_of("2022-02-25"), 3, 46, 32, None),
        ("A2", 4, AS_AT, 0, 45, 31, 1),
        ("A3", 1, day_of("2021-12-31"), 59, None, None, None),
        ("A1", 1, AS_AT, 0, 10, 6, None),
    ]


@pytest.mark.parametrize(
    ("escalation", "number"),
    [
        ({}, 0),
        ({"rung": 1}, 1),
        ({"about": "referral"}, 1),
        ({"about_number": 2}, 1),
        ({"case": 2}, 1),
        ({"raised_on": "2022-03-01"}, 1),
    ],
)
def test_only_an_escalation_about_that_plan_so_high_and_by_that_day_will_do(escalation, number):
    about_it = {"about": "case action plan", "about_number": 1, "rung": 2, **escalation}

    assert plans_past({"target_on": "2022-02-11"}, raised=[about_it])[2] == number
