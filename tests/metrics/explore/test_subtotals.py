"""A subtotal says what Explore says when it is asked for it, and no more."""

from datetime import date

import pytest

from metrics.explore.query import Cell
from metrics.explore.query_address import in_full
from metrics.explore.run_query import Sources
from metrics.explore.several_measures import settle_beside
from metrics.explore.subtotals import subtotals
from metrics.periods import Period
from tests.metrics.explore.questions import COVERAGE, OF_2020, asked_of, settled
from tests.metrics.explore.test_people_query import not_read

MONTH = Period(date(2022, 1, 1), date(2022, 1, 31))
NO_SOURCES = Sources(None, not_read, not_read)


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
        {"measure": "days_with_cps", "by": "area"},
        {"measure": "referrals"},
    ],
)
def test_days_and_medians_of_areas_come_to_nothing_together(asked):
    query = asked_of(**asked)

    assert subtotals(query, [Cell(MONTH, None, (), None, 3, 2.0)], NO_SOURCES) == {}


# Several measures


def beside(asked_for, **asked):
    found = settled(**asked)
    return settle_beside(asked_for, found.query, in_full(found), COVERAGE)


def test_other_measures_have_the_same_splits_and_months():
    for found in (
        beside("days_to_tell;referrals", by="area"),
        beside("days_to_tell", measure="referrals", by="area", since="2020-04", until="2021-03"),
    ):
        assert found.refused == []
        assert {each.splits for each in found.queries} == {("area",)}
        assert {each.spans for each in found.queries} == {(OF_2020,)}


def test_people_stand_beside_work_of_the_months_of_a_release_alone():
    found = beside("told_late", measure="referrals", since="2021-02", until="2022-01")

    assert [each.why for each in found.refused] == [
        "cannot stand beside it: 2021-02 to 2022-01 is not a quarter or year that is released "
        "about people"
    ]


def test_what_cannot_stand_beside_is_refused_with_the_reason_and_the_others_stand():
    found = beside("actions;told_late;no such;told_in_time;review_take_up_cps", by="area")

    assert found.value == "told_late"
    assert {each.given: each.why for each in found.refused} == {
        "actions": "cannot stand beside it: area cannot be shown: “actions of the joint plan” is "
        "counted only for all areas together",
        "no such": "is not something that can be counted here",
        "review_take_up_cps": "cannot stand beside it: area cannot be shown: it is not on the list "
        "of what is released about people",
    }


def test_no_more_than_four_stand_beside_a_measure():
    found = beside("told_late;not_yet_told;sent_by_post;days_to_tell;isva_offered")

    assert len(found.queries) == 4
    assert [each.why for each in found.refused] == [
        "is one too many: at most 4 can stand beside it"
    ]
