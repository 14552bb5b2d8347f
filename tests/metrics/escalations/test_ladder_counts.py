"""What was raised at each level, and what should have been, in a picture's rows and headline."""

from metrics.escalations.escalation_summary import count_ladders, ladders_text
from tests.metrics.escalations.test_escalation_summary import summary
from ui.rows.escalations import ladder_count_rows

IN_CASES = [
    {"about": "referral", "side": "police", "rung": 1, "raised_on": "2022-01-03"}
    | {"resolved_on": "2022-01-05", "outcome": "changed"},
    {"about": "referral", "side": "cps", "rung": 1, "raised_on": "2022-01-04"},
    {"about": "referral", "side": "cps", "rung": 3, "raised_on": "2022-01-31"},
    {"about": "referral", "side": "cps", "rung": 4, "raised_on": "2021-01-31"},
]
LATE_PLANS = [{"target_on": "2022-01-21"}, {"target_on": "2021-11-01"}]
NONE, NONE_LATE = ":bar-0[0]", [":bar-0-late[0]", ":bar-0-late[0]"]
LATE_ACTION = [{"first_due_on": "2022-02-18"}]


def told(levels):
    return [
        (each.level.rung, each.raised, *each.by_side.values(), each.days, each.actions, each.plans)
        for each in levels
    ]


def test_each_level_has_what_each_side_raised_in_the_period_and_what_was_not_raised():
    levels = count_ladders(summary(of_cases=IN_CASES, plans=LATE_PLANS, action=LATE_ACTION))

    assert told(levels) == [
        (4, 0, 0, 0, 0, None, 0, 1),
        (3, 1, 0, 1, 0, None, 0, 0),
        (2, 0, 0, 0, 0, None, 0, 0),
        (1, 2, 1, 1, 0, 2.0, 1, 1),
    ]
    assert ladders_text(levels) == (
        "3 escalations raised, 2 at level 1; 3 delays past the escalation point, 1 at level 4"
    )


def test_the_bars_share_one_scale_and_the_opcc_has_a_column_once_it_raised_one():
    by_opcc = {"side": "opcc", "rung": 2, "raised_on": "2022-01-10", "subject": "A1"}
    levels = count_ladders(summary(of_cases=IN_CASES, action=[{}], escalation=[by_opcc]))

    assert [[*row] for row in ladder_count_rows(levels).rows()][-2:] == [
        ["**2** Detective inspector, unit head", NONE, NONE, ":bar-100[1]", "–", *NONE_LATE],
        ["**1** Investigator, prosecutor", ":bar-100[1]", ":bar-100[1]", NONE, "2", *NONE_LATE],
    ]
    without = count_ladders(summary(of_cases=IN_CASES))
    assert "Raised by the OPCC" not in ladder_count_rows(without).columns


def test_of_one_area_a_level_is_not_split_by_side():
    levels = count_ladders(summary("Devon", of_cases=IN_CASES))

    assert told(levels)[-1] == (1, 2, 2.0, 0, 0)
    assert ladder_count_rows(levels).columns[1] == "Raised"


def test_without_a_closed_month_end_case_action_plans_have_no_column():
    levels = count_ladders(summary(has_cases=False, action=LATE_ACTION))

    assert told(levels)[-1] == (1, 0, 0, 0, 0, None, 1, None)
    assert ladder_count_rows(levels).columns[-1] == "Actions not raised"
    assert ladders_text(levels) == (
        "No escalation raised; 1 delay past the escalation point, 1 at level 1"
    )


def test_nothing_raised_and_nothing_late_is_no_picture():
    assert count_ladders(summary()) == []
