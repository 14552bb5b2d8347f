"""Every box offers what is allowed, and beside it what is not, with the reason in a few words."""

from dataclasses import replace

import pytest

from metrics.day_state import limits_on
from metrics.explore.allowed_dimensions import every_split, first_splits, second_splits
from metrics.explore.chart_choice import Drawn
from metrics.explore.choices import Choice, offers
from metrics.explore.registry import QUANTITIES
from tests.builders import AS_AT, tables
from tests.metrics.explore.questions import (
    COVERAGE,
    QUARTERS,
    asked_of,
    people_of,
    refused,
    settled,
)

MONTHS_OF = ("from", "to")
WAYS = (Drawn.BAR, Drawn.TABLE)
LIMITS = limits_on(AS_AT, tables())


NO_SHORTER = {"Month": "not by month here", "Quarter": "not by quarter here"}


def offered(key, coverage=COVERAGE, **asked):
    return offers(settled(coverage, **asked).query, coverage, LIMITS, WAYS)[key]


def marked(offer):
    """What is not allowed, by its label."""
    return {each.label: each.why_not for each in offer.choices.values() if each.why_not}


@pytest.mark.parametrize(
    ("key", "asked", "why"),
    [
        (
            "by",
            {"measure": "actions"},
            {"Area": "all areas together only"},
        ),
        (
            "by2",
            {"measure": "referrals", "by": "file_accepted"},
            {"Why the file came back": "not with file accepted at first"},
        ),
        ("grain", {"measure": "ssaidp_completed", "by": "period"}, NO_SHORTER),
        (
            "chart",
            {"by": "area"},
            {
                "Trend with its usual range": "needs 13 periods shown",
                "Lines": "needs a split by period",
            },
        ),
    ],
)
def test_what_is_not_allowed_is_in_its_list_with_the_reason(key, asked, why):
    assert marked(offered(key, **asked)) == why


@pytest.mark.parametrize(
    ("key", "asked", "why"),
    [
        ("by2", {}, "Split by one thing first"),
        ("grain", {"measure": "referrals"}, "Not split by period"),
        ("area", {"by": "area"}, "Every area has its row"),
        ("area", {"measure": "actions"}, "All areas together only"),
        ("area", {"measure": "notices", "by": "lateness"}, "Not released of an area"),
        ("area", {"measure": "escalations", "by": "route", "by2": "side"}, "Not with a pair"),
        ("from", {"measure": "case_plans_open"}, "Counted on one day"),
        ("area", {}, ""),
    ],
)
def test_a_box_in_which_nothing_can_be_chosen_is_closed_with_the_reason(key, asked, why):
    assert offered(key, **asked).why_closed == why


def test_where_nothing_is_counted_yet_the_months_say_so():
    nothing = replace(COVERAGE, people=None, months=[])
    closed = [offered("in", nothing), *(offered(key, nothing, by="period") for key in MONTHS_OF)]
    closed += [offered(key, nothing, measure="referrals") for key in MONTHS_OF]

    assert {each.why_closed for each in closed} == {"Nothing yet"}


def test_about_people_one_released_period_is_offered_and_no_months():
    boxes = offers(settled().query, COVERAGE, LIMITS, WAYS)

    assert boxes.keys() == {"measure", "chart", "by", "by2", "area", "in"}
    assert [each.label for each in boxes["in"].choices.values()][:2] == [
        "April 2020 to March 2021",
        "October to December 2021",
    ]
    by_period = offers(settled(by="period").query, COVERAGE, LIMITS, WAYS)
    assert by_period.keys() == {"measure", "chart", "by", "by2", "area", "grain", "from", "to"}


def test_what_is_on_the_list_and_too_small_here_is_in_its_box_with_the_reason():
    few = replace(COVERAGE, people=people_of(without=["stage"], without_in_quarters=["told"]))

    assert marked(offered("by", few, measure="support_ending")) == {"Stage": "not released here"}
    assert marked(offered("grain", few, by="period")) == {"Quarter": "not released here"}
    assert len(marked(offered("in", few))) == len(QUARTERS)
    assert marked(offered("in", few, area="Devon")) == marked(offered("in", few))


@pytest.mark.parametrize("code", QUANTITIES)
def test_what_is_marked_is_refused_and_what_is_not_marked_is_not(code):
    quantity = QUANTITIES[code]
    assert {*offered("by", measure=code).choices} == {*every_split(quantity)}
    for by in first_splits(quantity):
        query = settled(measure=code, by=by).query
        for by2, choice in offered("by2", measure=code, by=by).choices.items():
            is_refused = "by2" in refused(measure=code, by=query.splits[0], by2=by2)
            assert bool(choice.why_not) == is_refused
            assert is_refused == (by2 not in second_splits(quantity, query.splits[0]))


def test_a_label_in_a_list_has_its_group_and_other_words_for_it():
    assert Choice("Told", "", "Victims", ("letters", "post")).in_list == (
        "Victims: Told (letters, post)"
    )
    assert Choice("Stage", "not with age").in_list == "Stage (not with age)"
    assert asked_of().quantity.code == "told_in_time"
