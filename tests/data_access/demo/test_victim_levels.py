"""Levels of telling, support and reviews among invented victims are as one would expect."""

from collections import Counter

import pytest

from data_access import vocabulary as words
from tests.data_access.demo.counting import BETTER_FROM, in_time, share


def test_one_decision_in_twelve_has_no_notice(tallies, ended):
    told_of = {row["case_key"] for row in tallies["notice"]}
    decided = [row for row in ended if row["outcome_code"] in words.NO_FURTHER_ACTION]

    assert 0.06 <= share(decided, lambda row: row["case_key"] not in told_of) <= 0.1
    assert {row["number"] for row in tallies["notice"]} == {1, 2}


@pytest.mark.parametrize(
    ("area", "least_change", "most_change"),
    [("Cornwall and Isles of Scilly", -0.08, 0.08), ("Devon", 0.1, 0.3), ("Plymouth", 0.1, 0.3)],
)
def test_more_are_told_in_time_later_in_devon_and_plymouth(
    tallies, cases, area, least_change, most_change
):
    rows = [
        row
        for row in tallies["notice"]
        if cases[row["force"], row["case_key"]]["area"] == area and not row["exempt_reason"]
    ]
    early, late = (
        share([row for row in rows if (row["decided_on"] >= BETTER_FROM) == later], in_time)
        for later in (False, True)
    )

    assert least_change <= late - early <= most_change


def test_support_ends_as_often_after_july_2021_as_before(ended):
    rates = [
        share(
            [row for row in ended if row["outcome_on"] >= BETTER_FROM],
            lambda row: row["outcome_code"] in words.UNSUPPORTED,
        ),
        share(
            [row for row in ended if "2020-08-01" <= row["outcome_on"] < BETTER_FROM],
            lambda row: row["outcome_code"] in words.UNSUPPORTED,
        ),
    ]

    assert abs(rates[0] - rates[1]) < 0.04


def test_nearly_every_end_of_support_has_its_row_and_some_support_resumed(tallies, ended):
    said = {row["case_key"] for row in tallies["support_end"]}
    unsupported = [row for row in ended if row["outcome_code"] in words.UNSUPPORTED]

    assert 0.91 <= share(unsupported, lambda row: row["case_key"] in said) <= 0.97
    assert 0.005 <= share(tallies["support_end"], lambda row: row["resumed_on"]) <= 0.04


def test_a_review_is_asked_for_in_one_qualifying_decision_in_thirty_and_mostly_stands(
    tallies, ended
):
    supported = {row["case_key"] for row in ended} - {
        row["case_key"] for row in ended if row["outcome_code"] in words.UNSUPPORTED
    }
    told = [row for row in tallies["notice"] if row["told_on"] and row["case_key"] in supported]
    reviewed = [row for row in tallies["review_request"] if row["case_key"] in supported]
    results = Counter(row["result"] for row in tallies["review_request"])

    assert 0.025 <= len(reviewed) / len(told) <= 0.045
    assert results["original decision stands"] > results.total() / 2
