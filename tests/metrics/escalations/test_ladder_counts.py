"""What was raised at each level, and what should have been, in a picture's rows and headline."""

from metrics.escalations.escalation_summary import count_ladders, ladders_text
from tests.metrics.escalations.test_escalation_summary import summary
from ui.rows.escalations import ladder_count_rows

IN_CASES = [
    {"about": "referral", "side": "police", "rung": 1, "raised_on": "2022-01-03"}
    | {"resolved_on": "2022-01-05", "outcome": "changed"},
    {"about": "referral", "side": "cps", "rung": 1, "raised_on": "2022-01-04"},
    {"about": "case action plan", "side": "cps", "rung": 3, "raised_on": "2022-01-31"},
    {"about": "referral", "side": "cps", "rung": 4, "raised_on": "2021-01-31"},
]
LATE_PLANS = [{"case": 2, "target_on": "2022-01-21"}, {"case": 3, "target_on": "2021-11-01"}]
NONE, NONE_LATE, ONE = ":bar-0[0]", ":bar-0-late[0]", ":bar-100[1]"


def levels_of(area=None, of_cases=IN_CASES, **rows):
    return count_ladders(summary(area, of_cases=of_cases, **rows).counted)


def told(levels):
    return [
        (each.level.rung, each.plans, each.about_plans, *each.by_side.values(), each.days)
        for each in levels
    ]


def test_each_level_has_the_plans_due_there_beside_what_was_raised_there_in_the_period():
    levels = levels_of(plans=LATE_PLANS)

    assert told(levels) == [
        (4, 1, 0, 0, 0, 0, None),
        (3, 0, 1, 0, 1, 0, None),
        (2, 0, 0, 0, 0, 0, None),
        (1, 1, 0, 1, 1, 0, 2.0),
    ]
    assert ladders_text(levels) == (
        "1 case action plan due at level 4 and not raised there; no plan raised there"
    )


def test_the_bars_share_one_scale_and_the_opcc_has_a_column_once_it_raised_one():
    by_opcc = {"about": "decision", "side": "opcc", "rung": 2, "raised_on": "2022-01-10"}
    levels = levels_of(of_cases=[*IN_CASES, by_opcc])

    assert [[*row] for row in ladder_count_rows(levels).rows()][-2:] == [
        ["**2** Detective inspector, unit head", NONE_LATE, NONE, NONE, NONE, ONE, "–"],
        ["**1** Investigator, prosecutor", NONE_LATE, NONE, ONE, ONE, NONE, "2"],
    ]
    assert "All raised by the OPCC" not in ladder_count_rows(levels_of()).columns


def test_of_one_area_a_level_is_not_split_by_side():
    levels = levels_of("Devon")

    assert told(levels)[-1] == (1, 0, 0, 2.0)
    assert ladder_count_rows(levels).columns[3] == "All raised"


def test_nothing_raised_and_nothing_late_is_no_picture():
    assert levels_of(of_cases=[]) == []
    assert ladders_text(levels_of()) == "No case action plan is past the escalation point"
