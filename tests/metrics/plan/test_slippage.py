import polars as pl
from hypothesis import given

from metrics.plan.deadlines import date_changes, due_within, with_progress, with_time_state
from metrics.plan.slippage import (
    changes_text,
    count_changes_by_organisation,
    count_changes_by_reason,
    date_lines,
    date_lines_text,
    dates_of_lines_text,
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
    changes = date_changes(
        frame("action", *rows["action"]), frame("action_update", *rows["action_update"])
    )

    assert on_first_date(actions) == oracles_plan.on_first_date(actions.to_dicts())
    assert later_text(actions) == oracles_plan.later_text(actions.to_dicts())
    assert count_changes_by_reason(changes).to_dicts() == oracles_plan.changes_by(
        changes.to_dicts(), "change_reason"
    )
    assert count_changes_by_organisation(changes).to_dicts() == oracles_plan.changes_by(
        changes.to_dicts(), "lead_organisation"
    )


@often(100)
@given(PLAN)
def test_what_is_due_within_some_days_is_what_a_slow_count_gives(rows):
    actions = actions_of(*rows["action"], updates=rows["action_update"])

    for days in (0, 14, 30):
        assert due_within(actions, AS_AT, days).to_dicts() == oracles_plan.due_within(
            actions.to_dicts(), AS_AT, days
        )


# The chart of dates


def lines_of(*actions, updates=(), at_most=40, boards=()):
    led = actions_of(*actions, updates=updates).with_columns(
        lead=pl.col("lead_organisation").replace({"O1": "The force", "O2": "The CPS"})
    )
    return date_lines(led, AS_AT, at_most, boards)


def test_open_dated_actions_stand_below_who_leads_them_by_their_date():
    lines = lines_of(
        {"first_due_on": "2022-03-31", "title": "First"},
        {"first_due_on": "2022-02-14", "title": "Second"},
        {"first_due_on": "2022-03-01", "title": "Third", "lead_organisation": "O2"},
        {"title": "Never dated"},
        {"first_due_on": "2022-01-31", "title": "Done"},
        updates=[moved(1, "2022-04-29"), {"action": "A5", "state": "complete"}],
    )

    day = AS_AT
    assert lines.rows() == [
        ("The CPS", None, None, None, None, day),
        ("A3 Third", day_of("2022-03-01"), day_of("2022-03-01"), "due soon", None, day),
        ("The force", None, None, None, None, day),
        ("A2 Second", day_of("2022-02-14"), day_of("2022-02-14"), "overdue", None, day),
        ("A1 First", day_of("2022-03-31"), day_of("2022-04-29"), "on time", None, day),
    ]
    assert lines.columns == ["name", "first_agreed_on", "due_on", "time_state", "board_on", "as_at"]


def test_the_boards_among_the_dates_of_the_actions_come_last_and_are_said():
    boards = [day_of(f"2022-{day}") for day in ("01-26", "02-14", "03-30", "04-27")]
    lines = lines_of(
        {"first_due_on": "2022-02-14", "title": "Late"},
        {"first_due_on": "2022-04-15", "title": "Kept"},
        boards=boards,
    )

    assert lines.select("name", "board_on").rows() == [
        ("The force", None),
        ("A1 Late", None),
        ("A2 Kept", None),
        (None, boards[1]),
        (None, boards[2]),
    ]
    assert date_lines_text(lines) == (
        "2 open actions, each a line from its first agreed date to its current one, by "
        "organisation, with 28 February 2022 marked. Overdue: A1 Late. Moved furthest: none later "
        "than first agreed. Boards: 14 February 2022 and 30 March 2022."
    )
    assert lines_of({}, boards=boards).is_empty()


def test_a_line_of_an_action_begins_with_its_ref_and_that_of_an_organisation_has_none():
    assert ref_of_line("A37 Review the force policy") == "A37"
    assert ref_of_line("Devon and Cornwall Police") is None


def test_where_there_are_too_many_those_late_or_moved_are_drawn_and_then_the_nearest():
    lines = lines_of(
        {"first_due_on": "2022-03-10"},
        {"first_due_on": "2022-03-05"},
        {"first_due_on": "2022-06-30"},
        {"first_due_on": "2022-02-27"},
        updates=[moved(3, "2022-09-30")],
        at_most=3,
    )

    assert [name[:2] for name in lines["name"]] == ["Th", "A4", "A2", "A3"]


def test_the_chart_in_words_names_what_is_overdue_and_what_moved_furthest():
    lines = lines_of(
        {"first_due_on": "2022-02-14", "title": "Late"},
        {"first_due_on": "2022-03-31", "title": "Moved"},
        updates=[moved(2, "2022-04-29")],
    )

    assert date_lines_text(lines) == (
        "2 open actions, each a line from its first agreed date to its current one, by "
        "organisation, with 28 February 2022 marked. Overdue: A1 Late. Moved furthest: A2 Moved, "
        "from 31 March 2022 to 29 April 2022."
    )
    assert dates_of_lines_text(lines) == (
        "Current dates: A1 Late, 14 February 2022; A2 Moved, 29 April 2022, first 31 March 2022."
    )
    assert dates_of_lines_text(lines_of({})) == ""


def test_a_chart_of_nothing_late_says_so_and_one_of_nothing_is_a_plain_word():
    assert date_lines_text(lines_of({"first_due_on": "2022-03-31", "title": "Kept"})) == (
        "1 open action, each a line from its first agreed date to its current one, by "
        "organisation, with 28 February 2022 marked. Overdue: none. Moved furthest: none later "
        "than first agreed."
    )
    assert lines_of({}).is_empty()
    assert date_lines_text(lines_of({})) == "No open action has a date."


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
