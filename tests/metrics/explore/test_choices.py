"""Every box offers what is allowed, and beside it what is not, with the reason in a few words."""

from dataclasses import replace

import pytest

from metrics.day_state import limits_on
from metrics.explore.allowed_dimensions import every_split, first_splits, second_splits
from metrics.explore.chart_choice import Drawn
from metrics.explore.choices import Choice, offers
from metrics.explore.registry import QUANTITIES
from tests.builders import AS_AT, tables
from tests.metrics.explore.questions import COVERAGE, asked_of, refused, settled

WAYS = (Drawn.BAR, Drawn.TABLE)
LIMITS = limits_on(AS_AT, tables())


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
            {"Area": "all areas together only"} | {"Before and after a day": "counted on a day"},
        ),
        (
            "by2",
            {"measure": "case_plans_open", "by": "age"},
            {
                "Before and after a day": "not with age",
                "Victim updated, near or past closure": "not with age",
            },
        ),
        ("grain", {"by": "period"}, {"Month": "not by month here"}),
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
        ("grain", {}, "Not split by period"),
        ("area", {"by": "area"}, "Every area has its row"),
        ("area", {"measure": "actions"}, "All areas together only"),
        ("area", {"measure": "notices", "by": "method"}, "Not with way of telling"),
        ("area", {"measure": "notices", "by": "decided_by"}, "Not with a pair"),
        ("with", {"measure": "days_to_tell", "by": "area"}, "No median of several areas"),
        ("with", {"measure": "days_to_tell"}, "No median of several areas"),
        ("from", {"measure": "case_plans_open"}, "Counted on one day"),
        ("with", {"by": "area"}, ""),
        ("area", {}, ""),
    ],
)
def test_a_box_in_which_nothing_can_be_chosen_is_closed_with_the_reason(key, asked, why):
    assert offered(key, **asked).why_closed == why


def test_where_nothing_is_counted_yet_the_months_say_so():
    nothing = replace(COVERAGE, quarters=[])

    assert {offered(key, nothing).why_closed for key in ("from", "to")} == {"Nothing yet"}


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
