"""Exceptions of the joint action plan: late, not escalated, coming up, waited for."""

from metrics.plan.action_lists import time_in_words
from tests.builders import day_state
from ui.rows import plan_exceptions

GRACE = {"days": 5, "day_type": "working"}
LIMITS = [
    GRACE | {"code": "action_grace_1"},
    GRACE | {"code": "action_grace_2", "days": 10},
    {"code": "stale", "days": 30},
]


def waiting(*waits):
    actions = [{"title": f"Step {number}"} for number in range(1, len(waits) + 1)]
    updates = [
        {"action": f"A{number}", "waiting_on": wait} for number, wait in enumerate(waits, 1) if wait
    ]
    return day_state(action=actions, action_update=updates)


def test_an_escalation_recorded_too_low_is_named_beside_the_rung_that_is_due():
    found = day_state(
        action=[{"first_due_on": "2022-02-11"}],
        escalation=[{"subject": "A1", "rung": 1, "raised_on": "2022-02-21"}],
        time_limit=LIMITS,
    )

    assert plan_exceptions.past_point_rows(found).to_dicts() == [
        {
            "Action": "**A1** Review the policy",
            "Should be with": "**level 2**, the head of unit",
            "Since when, and why": (
                "28 February 2022: **11 working days late**; level 1 is recorded"
            ),
        }
    ]


def test_what_is_meant_by_the_point_is_said_in_the_limits_in_force_and_whether_verified():
    unverified = [limit | {"verified": False} for limit in LIMITS]
    late = (
        "Overdue actions should reach level 1 (the owner) after 5 working days and level 2 (the "
        "head of unit) after 10 working days."
    )
    still = "With no date and no change for 30 days: level 1."

    assert [
        plan_exceptions.escalation_point_text(day_state(time_limit=limits))
        for limits in (LIMITS, unverified, LIMITS[2:], [])
    ] == [
        f"{late} {still}",
        f"{late} {still} Our own limits: not verified.",
        still,
        "No limit is in force that says when a delay should be escalated.",
    ]


def test_what_falls_due_is_listed_as_far_as_the_limit_looks_and_without_one_that_is_said():
    action = {"first_due_on": "2022-02-28"}
    ahead, nowhere = day_state(action=[action]), day_state(action=[action], time_limit=[])

    assert plan_exceptions.coming_heading(ahead) == "Due in the next 30 days: 1"
    assert plan_exceptions.coming_rows(ahead).to_dicts() == [
        {
            "Falls due": "**28 February 2022**",
            "Action": "**A1** Review the policy",
            "Whose": "Force\\: Detective inspector",
            "Waiting on, and last word": "Nothing said.",
        }
    ]
    assert plan_exceptions.coming_heading(nowhere) == (
        "Due next: no limit in force says how far to look ahead"
    )
    assert plan_exceptions.coming_rows(nowhere).is_empty()


def test_what_is_waited_for_has_the_actions_that_wait_and_those_behind_them():
    found = waiting("Niche roll-out", "A1", None)

    assert plan_exceptions.waiting_rows(found.facts).rows() == [
        ("Niche roll-out", "A1", "A2"),
        ("A1", "A2", "–"),
    ]


def test_a_text_to_copy_bears_the_mark_only_where_it_is_invented():
    action = {"first_due_on": "2022-02-27"}
    real, invented = day_state(action=[action]), day_state(action=[action], setting=[{}])

    ((label, text),) = plan_exceptions.reminders(real)
    assert label == "Devon and Cornwall Police: 1 action"
    assert plan_exceptions.reminders(invented) == [(label, f"Demonstration: not real.\n\n{text}")]
    assert plan_exceptions.count_reminders(real) == 1


def test_nothing_is_chased_where_nothing_is_late_near_undated_or_still():
    kept = day_state(action=[{"first_due_on": "2022-12-31", "opened_on": "2022-02-27"}])

    assert plan_exceptions.reminders(kept) == []
    assert plan_exceptions.count_reminders(kept) == 0


def test_a_text_asks_each_body_for_its_actions_and_for_what_inspections_set_it():
    dated = {"deadline_kind": "inspectorate", "due_on": "2022-02-14"}
    found = day_state(
        action=[{"first_due_on": "2022-02-27", "title": "Review the policy"}],
        requirement=[dated, dated | {"for_force": False, "addressee": "Home Office"}],
        inspection=[{"responded_on": None, "date_basis": None}],
    )

    texts = dict(plan_exceptions.reminders(found))

    assert list(texts) == [
        "Devon and Cornwall Police: 1 action and 1 date of an inspection",
        "Home Office: 1 date of an inspection",
        "OPCC: 1 date of an inspection",
    ]
    force, home_office, office = texts.values()
    assert "A1, Review the policy" in force
    assert force.endswith(
        "Inspections on 28 February 2022\n\n- 1, Record characteristics: inspectorate’s date "
        "14 February 2022, 14 days past; progress not recorded. Please say where it stands.\n"
    )
    assert "A1" not in home_office
    assert office.endswith(
        "- Rape inspection: the answer is not held here. Please record when it was published, or "
        "that none was.\n"
    )
    assert plan_exceptions.count_reminders(found) == len(texts)


def test_where_one_organisation_is_chosen_no_other_is_asked():
    dated = {"deadline_kind": "inspectorate", "due_on": "2022-02-14"}
    found = day_state(requirement=[dated | {"for_cps": True}])

    texts = plan_exceptions.reminders(found, "O1")

    assert [name for name, _ in texts] == ["Devon and Cornwall Police: 1 date of an inspection"]
    assert plan_exceptions.count_reminders(found, "O1") == 1


def test_a_time_in_words_that_has_passed_is_listed_with_the_words_and_the_latest_day():
    timed = {"time_stated": "in the winter", "latest_on": "2022-01-31", "title": "Ask all"}
    found = day_state(action=[timed, timed | {"latest_on": "2022-02-28"}])

    assert plan_exceptions.past_stated_time_rows(found).to_dicts() == [
        {
            "Action": "**A1** Ask all",
            "Whose": "Force\\: Detective inspector",
            "Time stated": "“in the winter”",
            "Latest day that it can mean": "31\u00a0January\u00a02022",
            "Where it stands": "nothing recorded",
        }
    ]
    assert [time_in_words(row) for row in found.actions.to_dicts()] == [
        "“in the winter”, by 31 January 2022 at the latest: that time has passed",
        "“in the winter”, by 28 February 2022 at the latest",
    ]
