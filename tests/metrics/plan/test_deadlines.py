import pytest
from hypothesis import given, settings

from metrics.plan.deadlines import date_changes, with_progress, with_time_state
from tests import made_up, oracles
from tests.builders import AS_AT, day_of, frame, recurring
from tests.often import often

DUE_SOON_DAYS, STALE_DAYS = 14, 30
PLAN = made_up.stores_with("action", "action_update", "evidence")


def progress_of(*updates, evidence=(), **action):
    """The progress of one action after the updates."""
    rows = with_progress(
        frame("action", action),
        frame("action_update", *updates),
        frame("evidence", *evidence),
        recurring(),
    )
    return rows.row(0, named=True)


def time_of(*updates, recurrences=(), **action):
    """The state of the one action on the as-at day."""
    actions = with_progress(
        frame("action", action),
        frame("action_update", *updates),
        frame("evidence"),
        recurring(*recurrences),
    )
    return with_time_state(actions, AS_AT, DUE_SOON_DAYS, STALE_DAYS).row(0, named=True)


def changes_of(*updates, **action):
    found = date_changes(frame("action", action), frame("action_update", *updates))
    return [(row["was"], row["now"], row["after_passed"]) for row in found.to_dicts()]


# Against the slow way


@often(150)
@given(PLAN)
def test_progress_and_time_state_are_what_a_slow_reading_gives(rows):
    actions, updates, evidence = (
        frame(name, *rows[name]) for name in ("action", "action_update", "evidence")
    )

    recurrences = recurring({"action": "A2", "time_stated": "regular"})
    progress = with_progress(actions, updates, evidence, recurrences)
    slow = oracles.with_progress(
        actions.to_dicts(), updates.to_dicts(), evidence.to_dicts(), recurrences.to_dicts()
    )

    assert progress.to_dicts() == slow
    assert with_time_state(
        progress, AS_AT, DUE_SOON_DAYS, STALE_DAYS
    ).to_dicts() == oracles.with_time_state(slow, AS_AT, DUE_SOON_DAYS, STALE_DAYS)


@often(150)
@given(PLAN)
def test_date_changes_are_what_a_slow_reading_gives(rows):
    actions, updates = (
        frame("action", *rows["action"]),
        frame("action_update", *rows["action_update"]),
    )

    found = date_changes(actions, updates).to_dicts()

    assert found == oracles.date_changes(actions.to_dicts(), updates.to_dicts())


@settings(max_examples=50)
@given(PLAN)
def test_each_action_counts_the_changes_that_are_listed_of_it(rows):
    actions, updates = (
        frame("action", *rows["action"]),
        frame("action_update", *rows["action_update"]),
    )

    counted = with_progress(actions, updates, frame("evidence"), recurring())
    listed = date_changes(actions, updates)["action"].to_list()

    assert dict(counted.select("ref", "date_changes").iter_rows()) == {
        ref: listed.count(ref) for ref in actions["ref"]
    }


def test_saying_complete_again_keeps_the_first_day_of_closing():
    progress = progress_of(
        {"effective_on": "2021-11-01", "state": "complete"},
        {"effective_on": "2021-12-01", "state": "complete", "new_due_on": "2022-01-01"},
    )

    assert progress["closed_on"] == day_of("2021-11-01")


def test_a_new_state_ends_the_waiting():
    progress = progress_of(
        {"state": "waiting on another body", "waiting_on": "Niche roll-out"}, {"state": "under way"}
    )

    assert progress["waiting_on"] is None


@pytest.mark.parametrize(
    ("second", "moved_on"),
    [
        ({"note": "Nothing new."}, "2021-11-01"),
        ({"state": "under way"}, "2021-11-01"),
        ({"new_due_on": "2022-03-31"}, "2021-11-01"),
        ({"waiting_on": "an extract"}, "2021-11-01"),
        ({"state": "complete"}, "2021-12-01"),
        ({"new_due_on": "2022-04-29"}, "2021-12-01"),
    ],
)
def test_only_a_new_state_or_a_new_date_moves_an_action(second, moved_on):
    first = {"effective_on": "2021-11-01", "state": "under way", "new_due_on": "2022-03-31"}

    progress = progress_of(first, second | {"effective_on": "2021-12-01"})

    assert progress["moved_on"] == day_of(moved_on)


@pytest.mark.parametrize("state", ["complete", "not being taken forward"])
def test_a_closed_action_is_neither_overdue_nor_stale_however_old_its_date(state):
    closed = {"effective_on": "2021-10-01", "state": state}
    row = time_of(closed, opened_on="2021-10-01", first_due_on="2021-10-31")

    columns = ("is_open", "time_state", "days_overdue", "days_overdue_on_first", "is_stale")
    assert [row[column] for column in columns] == [False, state, None, None, False]


@pytest.mark.parametrize(
    ("changed_on", "after_passed"),
    [("2022-01-30", False), ("2022-01-31", False), ("2022-02-01", True)],
)
def test_a_change_on_the_due_day_itself_is_with_notice(changed_on, after_passed):
    change = {"effective_on": changed_on, "new_due_on": "2022-03-31"}

    assert changes_of(change, first_due_on="2022-01-31") == [
        (day_of("2022-01-31"), day_of("2022-03-31"), after_passed)
    ]


@pytest.mark.parametrize(
    ("action", "updates", "state"),
    [
        ({}, [], "no date agreed"),
        ({"stated_as": "under way"}, [], "no date agreed"),
        ({"stated_as": "in place"}, [], "in place"),
        ({"stated_as": "done"}, [], "in place"),
        ({"stated_as": "in place"}, [{"state": "under way"}], "in place"),
        ({"stated_as": "in place"}, [{"state": "not started"}], "no date agreed"),
        ({"stated_as": "in place"}, [{"state": "complete"}], "complete"),
        ({"stated_as": "in place"}, [{"new_due_on": "2022-02-27"}], "overdue"),
        ({"time_stated": "in 2022"}, [], "time stated in words"),
        ({"time_stated": "in 2022", "stated_as": "in place"}, [], "time stated in words"),
    ],
)
def test_an_action_with_no_date_says_why(action, updates, state):
    assert time_of(*updates, **action)["time_state"] == state


def test_what_recurs_is_owed_no_date():
    timed = {"time_stated": "in 2022", "stated_as": "in place"}

    assert time_of(recurrences=[{}], **timed)["time_state"] == "recurs"
    assert time_of(recurrences=[{"action": None}], **timed)["time_state"] == (
        "time stated in words"
    )
