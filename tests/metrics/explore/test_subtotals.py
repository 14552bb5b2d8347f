"""A subtotal says what Explore says when it is asked for it, and no more."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.explore.query import Cell
from metrics.explore.run_query import Sources, run_query
from metrics.explore.several_measures import settle_beside
from metrics.explore.subtotals import subtotals
from metrics.periods import Period
from tests.crowded_stores import QUICK, crowded_year, sources_of
from tests.metrics.explore.questions import COVERAGE, asked_of
from tests.metrics.explore.test_victim_query import refused
from tests.oracles_exploring import coverage_of, every_question

MONTH = Period(date(2022, 1, 1), date(2022, 1, 31))
NO_SOURCES = Sources(None, refused, refused)


def count(area, age, number):
    return Cell(MONTH, area, (age,), None, None, number)


def test_work_in_cases_is_added_up_by_row_by_column_and_in_all():
    query = asked_of(measure="case_plans_open", by="age", by2="area")
    cells = [count(area, age, 2.0) for area in ("Cornwall", "Devon") for age in ("young", "old")]

    found = subtotals(query, cells, NO_SOURCES)
    assert {place: cell.value for place, cell in found.items()} == {
        ("young", None): 4.0,
        ("old", None): 4.0,
        (None, "Cornwall"): 4.0,
        (None, "Devon"): 4.0,
        (None, None): 8.0,
    }


def test_a_share_of_all_is_met_of_all_and_no_mean_of_shares():
    query = asked_of(measure="files_accepted", by="area")
    cells = [Cell(MONTH, "Devon", (), 1, 2, 0.5), Cell(MONTH, "Plymouth", (), 9, 10, 0.9)]

    assert subtotals(query, cells, NO_SOURCES)[None,][3:6] == (10, 12, 10 / 12)


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "case_plans_open", "by": "period"},
        {"measure": "referrals", "by": "before_after", "day": "2021-07-16"},
        {"measure": "days_with_cps", "by": "area"},
        {"measure": "referrals"},
    ],
)
def test_days_sides_and_medians_of_areas_come_to_nothing_together(asked):
    query = asked_of(**asked)

    assert subtotals(query, [Cell(MONTH, None, (), None, 3, 2.0)], NO_SOURCES) == {}


@settings(max_examples=2)
@given(st.integers(0, 10_000), st.sampled_from([40, 90]))
def test_every_subtotal_about_victims_is_the_answer_to_a_question(seed, cases):
    made = crowded_year(seed, cases, QUICK)
    sources = sources_of(made.summary)
    asked = every_question(coverage_of(made.summary, ["Devon", "Plymouth"]), QUICK)
    answers = {
        (query.quantity.code, query.dimensions, query.areas, *cell)
        for query in asked
        for cell in run_query(query, sources)
    }

    found = [
        (query.quantity.code, tuple(words), query.areas, cell)
        for query in asked
        for place, cell in subtotals(query, run_query(query, sources), sources).items()
        for words in [kept(query, place)]
    ]
    assert found
    assert [
        each
        for each in found
        if (each[0], each[1], (), *each[3]) not in answers
        and (each[0], each[1], each[2], *each[3]) not in answers
    ] == []


def kept(query, place):
    """The dimensions that a subtotal is still told apart by."""
    both = zip(query.splits, place, strict=True)
    return [split for split, on in both if on is not None and split in query.dimensions]


# Several measures


def beside(asked_for, **asked):
    query = asked_of(**asked)
    values = {"by": "", **{key: value for key, value in asked.items() if value}}
    return settle_beside(asked_for, query, values, COVERAGE)


def test_other_measures_have_the_same_splits_and_months():
    months = {"from": "2020-04", "to": "2021-03"}
    query = asked_of(by="area", since="2020-04", until="2021-03")
    found = settle_beside("days_to_tell;referrals", query, {"by": "area", **months}, COVERAGE)

    assert found.refused == []
    assert found.value == "days_to_tell;referrals"
    assert {each.spans for each in found.queries} == {query.spans}


def test_what_cannot_stand_beside_is_refused_with_the_reason_and_the_others_stand():
    found = beside("actions;told_late;no such;told_in_time", by="area")

    assert found.value == "told_late"
    assert {each.given: each.why for each in found.refused} == {
        "actions": "cannot stand beside it: area cannot be shown: “actions of the joint plan” is "
        "counted only for all areas together",
        "no such": "is not something that can be counted here",
    }


def test_no_more_than_four_stand_beside_a_measure():
    found = beside("told_late;not_yet_told;sent_by_post;days_to_tell;isva_offered")

    assert len(found.queries) == 4
    assert [each.why for each in found.refused] == [
        "is one too many: at most 4 can stand beside it"
    ]
