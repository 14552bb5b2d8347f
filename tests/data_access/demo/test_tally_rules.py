"""Rules that the invented tallies meet in every row, as a loaded file would have to."""

import re
from collections import defaultdict
from enum import StrEnum

import pytest

from data_access import demo
from data_access import vocabulary as words
from data_access.tables import TALLY_NAMES

LAST_DAY = demo.AS_AT.isoformat()
OF_CASES = [name for name in TALLY_NAMES if name not in ("dip_sample", "training_year")]
CHILDREN = [name for name in OF_CASES if name != "investigation"]
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


def test_plans_that_are_open_are_due_before_and_after_the_last_day(tallies):
    due = [row["target_on"] for row in tallies["case_plan"] if row["closed_on"] is None]

    assert {day > LAST_DAY for day in due if day is not None} == {True, False}
    assert None in due


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


@pytest.mark.parametrize(("name", "column", "vocabulary"), WORDS)
def test_every_word_of_the_vocabulary_is_used(tallies, name, column, vocabulary):
    used = {row[column] for row in tallies[name]} - {None}

    assert used == {word.value for word in vocabulary}


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


def test_a_review_is_asked_for_by_somebody_who_was_told(tallies):
    told = {row["case_key"]: row for row in tallies["notice"] if row["told_on"]}
    asked = [(row, told[row["case_key"]]) for row in tallies["review_request"]]

    assert {(row["scheme"], notice["decided_by"]) for row, notice in asked} == {
        ("police", "police"),
        ("cps", "cps"),
    }
    assert [row["id"] for row, notice in asked if row["requested_on"] < notice["told_on"]] == []
