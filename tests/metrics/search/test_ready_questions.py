"""Ready questions are data: each stands once, and is offered where it can be answered."""

from collections import Counter
from dataclasses import replace

import polars as pl
import pytest

from metrics.cases.aggregation import NOT_RECORDED
from metrics.explore.registry import QUANTITIES
from metrics.search.ready_questions import (
    EXPLORE,
    ReadyQuestion,
    best_matches,
    can_be_answered,
    ready_questions,
)
from tests.builders import tables
from tests.metrics.explore.questions import COVERAGE

NO_CASES = replace(COVERAGE, people=None, months=[])
NO_AREAS = replace(COVERAGE, areas=[NOT_RECORDED])


def asked(page="briefing", needs=(), **address):
    return ReadyQuestion("Group", "Question?", page, address, "", needs)


def answered(question, coverage=COVERAGE, unavailable=(), **rows):
    return can_be_answered(question, coverage, unavailable, rows)


def test_each_question_and_each_view_of_explore_stands_once():
    questions = Counter(each.question for each in ready_questions())
    views = Counter(
        tuple(each.address.items()) for each in ready_questions() if each.page == EXPLORE
    )

    assert {*questions.values(), *views.values()} == {1}


def test_what_a_question_needs_can_be_counted_or_is_a_table():
    needs = {need for each in ready_questions() for need in each.needs}

    assert needs <= QUANTITIES.keys() | tables().keys()


def test_no_address_names_a_day_or_an_area_of_one_office():
    keys = {key for each in ready_questions() for key in each.address}

    assert keys.isdisjoint({"as_at", "from", "to", "area"})


@pytest.mark.parametrize("code", ["told_in_time", "case_plans_open"])
def test_a_question_about_cases_waits_for_a_counted_period_and_for_its_columns(code):
    assert answered(asked(needs=(code,)))
    assert not answered(asked(needs=(code,)), NO_CASES)
    assert not answered(asked(needs=(code,)), unavailable={code})


def test_a_question_about_what_is_recorded_waits_for_a_row():
    question = asked(needs=("meeting",))

    assert answered(question, meeting=pl.DataFrame({"ref": ["board-1"]}))
    assert not answered(question, meeting=pl.DataFrame({"ref": []}))


def test_a_question_of_explore_is_offered_where_none_of_its_choices_is_refused():
    by_stage = asked(EXPLORE, measure="support_ending", by="stage")

    assert answered(by_stage)
    assert not answered(by_stage, replace(COVERAGE, never_sent={("support_ending", "stage")}))
    assert not answered(by_stage, unavailable={"support_ending"})
    assert not answered(asked(EXPLORE, measure="told_in_time", by="rung"))


def test_a_question_by_area_waits_for_an_area():
    by_area = asked(EXPLORE, measure="case_plans_open", by="area")

    assert answered(by_area)
    assert not answered(by_area, NO_AREAS)


TEXTS = [
    ["which", "actions", "are", "overdue"],
    ["which", "plans", "are", "open"],
    ["what", "was", "escalated"],
]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        (["overdue", "actions"], [0]),
        (["open", "plan"], [1]),
        # The same stem, another ending.
        (["escalations"], [2]),
        # The last word may be the start of one.
        (["over"], [0]),
        (["actions", "over"], [0]),
        (["ov"], []),
        # A rare word weighs more than a frequent one, and more than one that is nowhere.
        (["which", "open"], [1]),
        (["please", "overdue"], [0]),
        (["unifi"], []),
        (["overdue", "elephants", "zebras", "lions"], []),
        ([], []),
    ],
)
def test_a_text_matches_that_holds_most_of_what_was_typed(typed, places):
    assert best_matches(typed, TEXTS) == places


def test_the_text_that_holds_more_comes_first():
    texts = [["plans", "open"], ["open", "plans", "overdue"], ["files"]]

    assert best_matches(["plans", "open", "files"], [*texts, ["plans", "open", "files"]]) == [3, 2]
