from datetime import timedelta

import pytest

from metrics.plan import plan_figures as plan_headline
from metrics.plan.action_lists import past_point
from tests.builders import AS_AT, day_state
from tests.metrics.figures_shown import PLAN, numbers_of, refs_of


def test_the_plan_counts_what_falls_due_from_the_day_itself_to_the_fourteenth_after():
    actions = [{"first_due_on": AS_AT + timedelta(days)} for days in (15, 14, 0, -1)]

    figures = plan_headline.plan_figures(day_state(action=actions))

    assert numbers_of(figures)["actions_due_soon"] == (2, 4, "", "next 28 February 2022")
    assert refs_of(figures)["actions_due_soon"] == ["A3", "A2"]


def test_the_plan_looks_ahead_as_far_as_its_limit_those_due_soon_included():
    actions = [{"first_due_on": AS_AT + timedelta(days)} for days in (31, 30, 14, -1)]

    figures = plan_headline.plan_figures(day_state(action=actions))

    assert numbers_of(figures)["actions_due_ahead"] == (2, 4, "", "next 14 March 2022")
    assert refs_of(figures)["actions_due_ahead"] == ["A3", "A2"]


def test_without_a_limit_nothing_is_due_soon_and_nothing_is_looked_ahead_to():
    found = day_state(action=[{"first_due_on": AS_AT}], time_limit=[])

    assert numbers_of(plan_headline.plan_figures(found)) == {
        "actions_overdue": (0, 1, "", "0 on the date first agreed"),
        "actions_due_soon": (0, 1, "", ""),
        "actions_due_ahead": (0, 1, "", ""),
    }
    assert [figure.measure.title for figure in plan_headline.plan_figures(found)] == [
        "overdue",
        "due soon: no limit in force",
        "due later on: no limit in force",
    ]


def test_the_history_counts_the_undated_the_stale_and_those_still_on_their_first_date():
    figures = plan_headline.history_figures(
        day_state(
            action=[
                {"first_due_on": "2021-12-01"},
                {"first_due_on": "2022-02-14"},
                {"opened_on": "2022-02-01"},
                {},
            ],
            action_update=[
                {"effective_on": "2022-02-01", "new_due_on": "2022-02-10"},
                {"effective_on": "2022-02-11", "new_due_on": "2022-03-31"},
                {"action": "A4", "effective_on": "2022-01-20", "new_due_on": "2022-04-29"},
            ],
        )
    )

    assert numbers_of(figures) == {
        "actions_no_date": (1, 4, "", "oldest 27 days"),
        "actions_stale": (2, 4, "", "oldest 150 days"),
        "actions_on_first_date": (2, 3, "", "of 3 dated; 1 later"),
    }
    assert refs_of(figures) == {
        "actions_no_date": ["A3"],
        "actions_stale": ["A2", "A4"],
        "actions_on_first_date": ["A2", "A4"],
    }


GRACE = {"code": "escalation_grace_1", "days": 5, "day_type": "working"}
STALE = {"code": "stale", "days": 30}
LATE = {"first_due_on": "2022-02-18"}
UNDATED = {"opened_on": "2021-10-01"}


@pytest.mark.parametrize(
    ("actions", "refs", "words"),
    [
        (
            [UNDATED, LATE],
            ["A2", "A1"],
            "**2** should have been escalated, and no escalation that high is recorded: "
            "1 late, 1 with no date and nothing new.",
        ),
        (
            [UNDATED],
            ["A1"],
            "**1** should have been escalated, and no escalation that high is recorded: "
            "with no date, and nothing new.",
        ),
        (
            [LATE],
            ["A1"],
            "**1** should have been escalated, and no escalation that high is recorded.",
        ),
        (
            [{"first_due_on": "2022-02-21"}],
            [],
            "**None** is past the point at which it should have been escalated.",
        ),
    ],
)
def test_what_should_have_gone_up_is_said_with_the_late_before_the_undated(actions, refs, words):
    found = day_state(action=actions, time_limit=[GRACE, STALE])

    assert past_point(found)["ref"].to_list() == refs
    assert plan_headline.past_point_text(found) == words


@pytest.mark.parametrize(
    ("actions", "words"),
    [
        ([], "Of **0 dated open actions**, **0** overdue. **0** more have no date agreed."),
        (
            PLAN,
            "Of **5 dated open actions**, **4** overdue, the longest by 49 days. "
            "**1** more has no date agreed.",
        ),
    ],
)
def test_the_plan_in_words(actions, words):
    assert plan_headline.plan_text(day_state(action=actions)) == words
