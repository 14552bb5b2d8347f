import polars as pl

from metrics.trends.milestones import milestones, milestones_text, numbered
from tests.builders import day_of, day_state

POINTS = pl.DataFrame(
    {
        "period": [day_of("2021-07-01"), day_of("2021-12-01"), day_of("2022-01-01")],
        "value": [0.5, 0.6, None],
    }
)


def happened():
    now = day_state(
        action=[{}, {}, {}, {}, {}],
        action_update=[
            {"action": "A1", "effective_on": "2021-11-30", "state": "complete"},
            {"action": "A2", "effective_on": "2021-11-30", "state": "complete"},
            {"action": "A3", "effective_on": "2021-10-01", "state": "under way"},
            {"action": "A4", "effective_on": "2021-10-01", "state": "not being taken forward"},
            {"action": "A5", "effective_on": "2022-01-15", "state": "complete"},
        ],
    )
    return milestones(now.inspections, now.actions)


def test_inspections_published_and_actions_completed_are_milestones_and_nothing_else():
    assert happened().rows() == [
        (day_of("2021-07-16"), "Rape inspection published"),
        (day_of("2021-11-30"), "A1, A2 complete"),
        (day_of("2022-01-15"), "A5 complete"),
    ]


def test_milestones_outside_the_points_are_left_out_and_the_rest_numbered():
    assert numbered(happened(), POINTS)["number"].to_list() == [1, 2]
    assert milestones_text(happened(), POINTS) == (
        "1: Rape inspection published, 16 July 2021; 2: A1, A2 complete, 30 November 2021."
    )


def test_without_points_or_without_anything_that_happened_there_is_no_milestone():
    nothing = day_state(inspection=[], recommendation=[], requirement=[])

    assert milestones_text(happened(), POINTS.clear()) == ""
    assert milestones_text(milestones(nothing.inspections, nothing.actions), POINTS) == ""
