"""A new office store, on the day it is begun: the answer stands, and nobody is accused.

The lists are made by hand from the published response.
"""

from datetime import date

import pytest

from data_access.reads import read_snapshot
from data_access.store import open_store
from metrics.day_state import day_state_on
from metrics.plan.action_lists import count_without_date, not_followed_up, past_point, stale_actions
from metrics.plan.reminders import reminder_rows

TODAY = date(2026, 11, 28)
IN_PLACE = {
    *("A9", "A23", "A25", "A26", "A34", "A35", "A36"),
    *("P1", "P2", "P3", "P4", "P5"),
}
RECUR, TIMED = {"A7", "A8"}, {"A5", "A29"}
STATEMENTS = {"A1", "A11", "A24", "A27", "A30", "A32", "A33", "A47", "A48", "A55"}
NO_TIME = {f"A{number}" for number in range(1, 58)} - STATEMENTS - IN_PLACE - RECUR - TIMED


@pytest.fixture(scope="module")
def day_state(store_for):
    tables = read_snapshot(open_store(store_for("starter"))).tables
    return day_state_on(TODAY, tables)


def test_actions_without_a_date_are_those_of_a_list_made_by_hand(day_state):
    by_state = dict(day_state.actions.group_by("time_state").agg("ref").iter_rows())

    assert {state: set(refs) for state, refs in by_state.items()} == {
        "in place": IN_PLACE,
        "recurs": RECUR,
        "time stated in words": TIMED,
        "no date agreed": NO_TIME,
    }
    assert list(count_without_date(day_state).values()) == [12, 2, 2, 36]
    assert set(day_state.facts.statements["ref"]) == STATEMENTS


def test_nothing_is_late_or_should_have_been_escalated(day_state):
    assert past_point(day_state).is_empty()
    assert stale_actions(day_state).is_empty()
    assert not_followed_up(day_state).height == day_state.actions.height


def test_what_is_in_place_or_recurs_is_not_chased(day_state):
    assert set(reminder_rows(day_state.actions)["ref"]) == NO_TIME | TIMED
