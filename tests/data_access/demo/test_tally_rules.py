"""Rules that the invented tallies meet in every row, as a loaded file would have to."""

import re
from collections import defaultdict
from enum import StrEnum

import pytest

from data_access import demo
from data_access import vocabulary as words
from data_access.tables import TALLY_NAMES

LAST_DAY = demo.AS_AT.isoformat()
# Days that may lie ahead: what is aimed at, not what has happened.
AHEAD = {"first_target_on", "target_on", "review_on", "respond_by_on"}
OF_CASES = [name for name in TALLY_NAMES if name not in ("dip_sample", "training_year")]
CHILDREN = [name for name in OF_CASES if name != "investigation"]
# Table, a day, and the day of the same row that it may not come before.
IN_ORDER = [
    ("investigation", "outcome_on", "reported_on"),
    ("referral", "decided_on", "referred_on"),
    ("referral", "meeting_on", "referred_on"),
    ("referral", "decided_on", "meeting_on"),
    ("early_advice", "given_on", "requested_on"),
    ("case_plan", "first_target_on", "issued_on"),
    ("case_plan", "target_on", "first_target_on"),
    ("case_plan", "review_on", "issued_on"),
    ("case_plan", "answered_on", "issued_on"),
    ("case_plan", "closed_on", "issued_on"),
    ("case_plan", "closed_on", "answered_on"),
    ("case_plan", "victim_updated_on", "issued_on"),
    ("case_escalation", "respond_by_on", "raised_on"),
    ("case_escalation", "resolved_on", "raised_on"),
    ("notice", "told_on", "decided_on"),
    ("notice", "sent_on", "decided_on"),
    ("support_referral", "accepted_on", "offered_on"),
    ("support_end", "resumed_on", "ended_on"),
    ("review_request", "acknowledged_on", "requested_on"),
    ("review_request", "decided_on", "requested_on"),
    ("review_request", "decided_on", "acknowledged_on"),
]
# Table, a column, and the column without which it says nothing.
ONLY_WITH = [
    ("investigation", "outcome_on", "outcome_code"),
    ("investigation", "outcome_code", "outcome_on"),
    ("referral", "decision", "decided_on"),
    ("referral", "decided_on", "decision"),
    ("referral", "both_roles_met", "meeting_on"),
    ("early_advice", "given_on", "requested_on"),
    ("early_advice", "reason_on", "not_sought_reason"),
    ("case_plan", "target_on", "first_target_on"),
    ("case_plan", "closed_on", "closed_reason"),
    ("case_plan", "closed_reason", "closed_on"),
    ("notice", "asked_recorded_on", "asked_method"),
    ("notice", "isva_present", "isva_offered"),
    ("notice", "right_explained", "told_on"),
    ("support_referral", "accepted_on", "offered_on"),
    ("review_request", "result", "decided_on"),
    ("review_request", "decided_on", "result"),
]
# Table, column, and the vocabulary of which every word is somewhere in it.
WORDS: list[tuple[str, str, type[StrEnum]]] = [
    ("investigation", "outcome_code", words.Outcome),
    *(("investigation", each.column, words.AskedAs) for each in words.Characteristic),
    ("referral", "decision", words.ReferralDecision),
    ("referral", "return_reason", words.ReturnReason),
    ("early_advice", "not_sought_reason", words.NotSoughtReason),
    ("case_plan", "must_act", words.Side),
    ("case_plan", "closed_reason", words.PlanClosed),
    ("case_escalation", "about", words.EscalationSubject),
    ("case_escalation", "route", words.Route),
    ("case_escalation", "side", words.Side),
    ("case_escalation", "outcome", words.EscalationOutcome),
    ("notice", "decided_by", words.Side),
    ("notice", "method", words.Method),
    ("notice", "asked_method", words.AskedMethod),
    ("notice", "told_by", words.ToldBy),
    ("notice", "exempt_reason", words.ExemptReason),
    ("support_referral", "service", words.Service),
    ("support_end", "stage", words.Stage),
    ("support_end", "reason", words.SupportEndReason),
    ("review_request", "scheme", words.Side),
    ("review_request", "result", words.ReviewResult),
    ("dip_sample", "kind", words.DipKind),
]


@pytest.mark.parametrize("name", TALLY_NAMES)
def test_nothing_is_dated_after_the_last_day_but_what_is_aimed_at(tallies, name):
    late = [
        (row["id"], column, day)
        for row in tallies[name]
        for column, day in row.items()
        if column.endswith("_on") and column not in AHEAD and day is not None and day > LAST_DAY
    ]

    assert late == []


def test_plans_that_are_open_are_due_before_and_after_the_last_day(tallies):
    due = [row["target_on"] for row in tallies["case_plan"] if row["closed_on"] is None]

    assert {day > LAST_DAY for day in due if day is not None} == {True, False}
    assert None in due


@pytest.mark.parametrize(("name", "later", "earlier"), IN_ORDER)
def test_no_day_comes_before_the_one_it_follows(tallies, name, later, earlier):
    both = [row for row in tallies[name] if row[later] is not None and row[earlier] is not None]

    assert [row["id"] for row in both if row[later] < row[earlier]] == []
    assert both != []


@pytest.mark.parametrize(("name", "column", "needs"), ONLY_WITH)
def test_nothing_is_said_without_what_it_goes_with(tallies, name, column, needs):
    assert [
        row["id"] for row in tallies[name] if row[column] is not None and row[needs] is None
    ] == []


@pytest.mark.parametrize("name", CHILDREN)
def test_every_row_is_of_a_known_case_and_not_from_before_its_report(tallies, cases, name):
    early = [
        (row["id"], column)
        for row in tallies[name]
        for column, day in row.items()
        if column.endswith("_on") and day is not None
        if day < cases[row["force"], row["case_key"]]["reported_on"]
    ]

    assert early == []


@pytest.mark.parametrize("name", CHILDREN)
def test_the_rows_of_a_case_are_numbered_from_one_without_gaps(tallies, name):
    numbers = defaultdict(list)
    for row in tallies[name]:
        numbers[row["force"], row["case_key"]].append(row["number"])

    assert [found for found in numbers.values() if found != list(range(1, len(found) + 1))] == []


def test_every_case_has_a_key_of_its_own_with_nothing_to_read_in_it(tallies):
    keys = [row["case_key"] for row in tallies["investigation"]]

    assert len(set(keys)) == len(keys) == demo.Size().cases
    assert [key for key in keys if not re.fullmatch("[0-9a-f]{32}", key)] == []


def test_every_area_is_one_of_its_force_or_missing(tallies):
    known = {(row["force"], row["name"]) for row in tallies["area"]} | {("force", None)}
    named = {
        (row["force"], row["area"])
        for name in ("investigation", "dip_sample", "training_year")
        for row in tallies[name]
    }

    assert named == known


@pytest.mark.parametrize(("name", "column", "vocabulary"), WORDS)
def test_every_word_of_the_vocabulary_is_used(tallies, name, column, vocabulary):
    used = {row[column] for row in tallies[name]} - {None}

    assert used == {word.value for word in vocabulary}


def test_days_with_police_and_cps_are_counted_from_nought(tallies):
    counted = [
        row[column]
        for row in tallies["referral"]
        for column in ("days_with_police", "days_with_cps")
        if row[column] is not None
    ]

    assert min(counted) == 0


def test_a_file_comes_back_for_a_reason_only_if_it_was_not_accepted(tallies):
    accepted = {row["file_accepted"] for row in tallies["referral"] if row["return_reason"]}

    assert accepted == {0}


def test_advice_is_either_sought_or_not_and_the_rest_follows(tallies):
    said = {
        (row["sought"], row["not_sought_reason"] is not None, row["requested_on"] is not None)
        for row in tallies["early_advice"]
    }

    assert said == {(1, False, True), (0, True, False), (0, False, False)}


def test_a_plan_is_closed_as_answered_only_if_it_was_answered(tallies):
    answered = [
        row["answered_on"] for row in tallies["case_plan"] if row["closed_reason"] == "answered"
    ]

    assert None not in answered
    assert answered != []


def test_a_plan_that_was_answered_is_never_admin_finalised(tallies):
    finalised = [row for row in tallies["case_plan"] if row["closed_reason"] == "admin finalised"]

    assert {row["answered_on"] for row in finalised} == {None}


def test_an_escalation_is_open_until_it_is_resolved_and_is_about_something_in_the_case(tallies):
    there = {
        (about, row["case_key"], row["number"])
        for about, name in (
            ("case action plan", "case_plan"),
            ("referral", "referral"),
            ("decision", "referral"),
            ("early advice", "early_advice"),
        )
        for row in tallies[name]
    }
    raised = tallies["case_escalation"]

    assert {(row["about"], row["case_key"], row["about_number"]) for row in raised} <= there
    assert [
        row["id"] for row in raised if (row["outcome"] == "open") != (row["resolved_on"] is None)
    ] == []
    assert {row["rung"] for row in raised} == {1, 2, 3, 4}


def test_a_notice_is_of_the_decision_to_take_no_further_action(tallies, cases):
    decided = [cases[row["force"], row["case_key"]] for row in tallies["notice"]]

    assert {case["outcome_code"] for case in decided} <= {*words.NO_FURTHER_ACTION}
    assert [row["decided_on"] for row in tallies["notice"]] == [
        case["outcome_on"] for case in decided
    ]


def test_a_letter_by_post_is_sent_and_any_other_telling_has_its_day(tallies):
    seen = {
        (row["method"] == "letter by post", row["told_on"] is not None, row["sent_on"] is not None)
        for row in tallies["notice"]
        if row["method"] or row["told_on"] or row["sent_on"]
    }

    assert seen == {(True, False, True), (False, True, False)}


def test_a_review_is_asked_for_by_somebody_who_was_told(tallies):
    told = {row["case_key"]: row for row in tallies["notice"] if row["told_on"]}
    asked = [(row, told[row["case_key"]]) for row in tallies["review_request"]]

    assert {(row["scheme"], notice["decided_by"]) for row, notice in asked} == {
        ("police", "police"),
        ("cps", "cps"),
    }
    assert [row["id"] for row, notice in asked if row["requested_on"] < notice["told_on"]] == []


def test_no_sample_finds_more_than_it_looked_at(tallies):
    assert [
        row["id"] for row in tallies["dip_sample"] if not 0 <= row["passed"] <= row["sampled"]
    ] == []


def test_nobody_is_trained_who_is_not_in_post(tallies):
    people = [
        (row[column], row["posts"])
        for row in tallies["training_year"]
        for column in ("ssaidp_completed", "qualified", "accredited")
    ]

    assert [pair for pair in people if pair[0] is not None and not 0 < pair[0] <= pair[1]] == []
