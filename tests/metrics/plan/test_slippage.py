from hypothesis import given

from metrics.plan.deadlines import date_changes, due_within, with_progress, with_time_state
from metrics.plan.slippage import (
    changes_text,
    date_lines,
    date_lines_text,
    later_text,
    on_first_date,
    ref_of_line,
)
from tests import made_up, oracles_plan
from tests.builders import AS_AT, day_of, frame, recurring
from tests.often import often
from tests.sentences import NO_DATE_CHANGED

PLAN = made_up.stores_with("action", "action_update")
FIRST = {"first_due_on": "2022-01-31"}


def actions_of(*actions, updates=()):
    progress = with_progress(
        frame("action", *actions), frame("action_update", *updates), frame("evidence"), recurring()
    )
    return with_time_state(progress, AS_AT, 14, 30)


def moved(number, new_due_on, **update):
    return {"action": f"A{number}", "new_due_on": new_due_on, **update}


# Against the slow way


@often(150)
@given(PLAN)
def test_how_dates_held_is_what_a_slow_count_gives(rows):
    actions = actions_of(*rows["action"], updates=rows["action_update"])
    assert on_first_date(actions) == oracles_plan.on_first_date(actions.to_dicts())
    assert later_text(actions) == oracles_plan.later_text(actions.to_dicts())


@often(100)
@given(PLAN)
def test_what_is_due_within_some_days_is_what_a_slow_count_gives(rows):
    actions = actions_of(*rows["action"], updates=rows["action_update"])

    for days in (0, 14, 30):
        assert due_within(actions, AS_AT, days).to_dicts() == oracles_plan.due_within(
            actions.to_dicts(), AS_AT, days
        )


# The chart of dates


def test_the_late_come_first_then_those_moved_furthest_and_others_are_not_drawn():
    actions = actions_of(
        {"first_due_on": "2022-03-31", "title": "Moved"},
        {"first_due_on": "2022-02-27", "title": "Late"},
        {"first_due_on": "2022-02-01", "title": "Moved and late"},
        {"first_due_on": "2022-03-01", "title": "Kept"},
        {"title": "Never dated"},
        {"first_due_on": "2022-01-31", "title": "Done"},
        updates=[
            moved(1, "2022-04-10"),
            moved(3, "2022-02-18"),
            {"action": "A6", "state": "complete"},
        ],
    )

    lines = date_lines(actions, AS_AT)

    # As much of the axis lies before the day as after it.
    begins = day_of("2022-01-15")
    assert lines.drop("from_on", "to_on", "as_at").rows() == [
        (
            "A3 Moved and late",
            day_of("2022-02-01"),
            day_of("2022-02-18"),
            True,
            "10 days late, 27 in all",
        ),
        ("A2 Late", day_of("2022-02-27"), day_of("2022-02-27"), True, "1 day late"),
        ("A1 Moved", day_of("2022-03-31"), day_of("2022-04-10"), False, "moved by 10 days"),
    ]
    assert lines["from_on"].unique().to_list() == [begins]
    assert [ref_of_line(name) for name in lines["name"]] == ["A3", "A2", "A1"]
    assert date_lines_text(lines[1:]) == (
        "First agreed, and now: A2 Late, 27 February 2022 to 27 February 2022, 1 day late; A1 "
        "Moved, 31 March 2022 to 10 April 2022, moved by 10 days."
    )


def test_where_nothing_is_late_or_moved_there_is_no_line():
    lines = date_lines(actions_of({"first_due_on": "2022-03-31"}, {}), AS_AT)

    assert lines.is_empty()
    assert date_lines_text(lines) == "No open action is late or moved."


def test_one_sentence_says_how_many_dates_were_changed_and_how_many_too_late():
    plan = (frame("action", FIRST, FIRST), frame("action_update"))
    updates = frame(
        "action_update",
        moved(1, "2022-02-28", effective_on="2022-01-31"),
        moved(1, "2022-03-31", effective_on="2022-03-01"),
        moved(2, "2022-02-28", effective_on="2022-02-01"),
    )

    assert changes_text(date_changes(*plan)) == NO_DATE_CHANGED
    assert changes_text(date_changes(plan[0], updates[:1])) == (
        "1 date was changed, of 1 action: 1 with notice, 0 after the date had passed."
    )
    assert changes_text(date_changes(plan[0], updates)) == (
        "3 dates were changed, of 2 actions: 1 with notice, 2 after the date had passed."
    )
