from metrics.data_quality import late_or_not_verified
from tests.builders import AS_AT, day_state


def test_nothing_late_and_nothing_unsure_needs_no_sentence():
    assert late_or_not_verified(day_state()) == []


def test_what_is_recorded_late_is_counted_in_every_kind_of_entry():
    late, on_the_day = {"recorded_at": "2022-01-21T00:00"}, {"recorded_at": "2022-01-20T23:59"}
    effective, raised, done, opened = (
        {column: "2022-01-20"} for column in ("effective_on", "raised_on", "done_on", "opened_on")
    )
    of_the_response = effective | late | {"date_basis": "not stated; due date used"}

    one = late_or_not_verified(day_state(position=[effective | late, effective | on_the_day]))
    nine = late_or_not_verified(
        day_state(
            position=[effective | late],
            judgement=[effective | late],
            action_update=[effective | late],
            evidence=[effective | late, of_the_response],
            escalation=[raised | late, raised | on_the_day],
            recurrence=[{}],
            occurrence=[done | late, done | on_the_day],
            action=[
                opened | late | {"ref": "A58", "origin": "joint plan"},
                opened | on_the_day | {"ref": "A59", "origin": "joint plan"},
                opened | late | {"ref": "A1", "origin": "response"},
            ],
            meeting=[{"held_on": "2022-01-20"}],
            decision=[late, on_the_day],
            ask=[{"asked_on": "2022-01-20"} | late, {"asked_on": "2022-01-20"} | on_the_day],
        )
    )

    assert one == ["1 entry took effect on one day and was recorded on a later one."]
    assert nine == ["9 entries took effect on one day and were recorded on a later one."]


def test_evidence_past_its_day_is_counted_and_evidence_of_the_day_itself_is_not():
    expired, of_today = {"expires_on": "2022-02-27"}, {"expires_on": AS_AT}

    assert late_or_not_verified(day_state(evidence=[expired, of_today])) == [
        "1 piece of evidence is out of date."
    ]
    assert late_or_not_verified(day_state(evidence=[expired, expired])) == [
        "2 pieces of evidence are out of date."
    ]


def test_an_answer_without_a_date_says_from_which_day_it_counts():
    undated = {"responded_on": None, "date_basis": "not stated; due date used"}
    computed_only = undated | {"response_due_stated_on": None}

    said = [
        late_or_not_verified(day_state(inspection=[inspection]))
        for inspection in (undated, computed_only)
    ]

    assert said == [
        [
            "The answer to “Rape inspection” has no date: what it says counts from "
            f"{day}, the day it was due."
        ]
        for day in ("10 September 2021", "9 September 2021")
    ]


def test_of_the_limits_in_force_those_not_verified_are_counted():
    unsure = {"verified": False}
    limits = [
        unsure | {"effective_to": "2022-02-27"},
        {"effective_from": "2022-02-28"},
        unsure | {"code": "stale"},
        unsure | {"code": "notice_nfa"},
    ]

    said = late_or_not_verified(day_state(time_limit=limits))

    assert said == ["Not verified: 2 of 3 limits."]


def test_the_page_that_lists_the_limits_says_where_on_it():
    state = day_state(time_limit=[{"verified": False}, {"code": "stale"}])

    said = late_or_not_verified(state, ", listed below, under Limits")

    assert said == ["Not verified: 1 of 2 limits, listed below, under Limits."]


def test_a_limit_that_is_not_in_force_is_said_to_be_missing():
    assert late_or_not_verified(day_state(time_limit=[{}])) == [
        "No limit is in force for “no recent change”: nothing is counted as that."
    ]
