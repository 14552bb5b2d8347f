import pytest

from metrics.scope import of_inspection
from tests.builders import AS_AT, day_state
from ui.page.filters import (
    INSPECTION,
    INSPECTION_OF_ACTIONS,
    MEETING_UNDER_WAY,
    RECOMMENDATION,
    SHOW,
    SINCE,
)

ONE, TWO = "Rape inspection, phase one", "Rape inspection, phase two"
SEVERAL = {
    "inspection": [{"short_title": ONE}, {"short_title": TWO, "published_on": "2022-02-25"}],
    "recommendation": [
        {"short_title": "Record characteristics"},
        {"inspection": "I2", "short_title": "Keep victims told"},
    ],
}


@pytest.mark.parametrize(
    ("limits", "labels"),
    [
        (
            [{"days": 21}, {"code": "stale", "days": 45}],
            ("Due in 21 days", "No change for 45 days"),
        ),
        ([], ("Due soon: no limit in force", "No change: no limit in force")),
    ],
)
def test_what_can_be_shown_is_named_by_the_limit_in_force(limits, labels):
    options = SHOW.options(day_state(time_limit=limits))

    assert (options["due-soon"], options["stale"]) == labels


def test_two_meetings_of_one_day_are_one_day_to_count_from_and_both_are_named():
    meetings = [
        {"held_on": "2022-01-26", "kind": "RaSSO performance meeting"},
        {"held_on": "2022-01-26"},
        {"held_on": "2021-10-27"},
    ]

    assert SINCE.options(day_state(meeting=meetings)) == {
        "2022-01-26": "Accountability board and RaSSO performance meeting, 26 January 2022",
        "2021-10-27": "Accountability board, 27 October 2021",
    }


@pytest.mark.parametrize(
    ("closed", "under_way"), [([], "M2"), (["M2"], "M1"), (["M1"], "M2"), (["M1", "M2"], None)]
)
def test_the_meeting_under_way_is_the_newest_of_the_day_that_nobody_has_closed(closed, under_way):
    now = day_state(
        meeting=[
            {"held_on": AS_AT},
            {"held_on": AS_AT, "kind": "RaSSO performance meeting"},
            {"held_on": "2022-01-26"},
        ],
        meeting_closing=[{"meeting": ref} for ref in closed],
    )

    assert MEETING_UNDER_WAY.default_on(now) == under_way


def test_all_inspections_hold_until_one_is_chosen_unless_one_alone_asks_for_something():
    assert [INSPECTION.default_on(day_state(**rows)) for rows in ({}, SEVERAL)] == ["I1", None]
    assert INSPECTION.default_on(day_state(recommendation=[], requirement=[])) is None
    assert INSPECTION.options(day_state(**SEVERAL)) == {"I2": TWO, "I1": ONE}


def test_the_joint_plan_holds_all_actions_until_an_inspection_or_none_is_chosen():
    assert INSPECTION_OF_ACTIONS.default_on(day_state(**SEVERAL)) is None
    assert list(INSPECTION_OF_ACTIONS.options(day_state(**SEVERAL))) == ["I2", "I1", "none"]
    assert list(INSPECTION_OF_ACTIONS.options(day_state())) == ["I1"]


def test_numbers_are_those_of_the_inspection():
    whole = day_state(**SEVERAL)

    assert [RECOMMENDATION.options(of_inspection(whole, ref)) for ref in ("I1", "I2")] == [
        {"1": "1. Record characteristics"},
        {"1": "1. Keep victims told"},
    ]
