"""The rules behind every line that is read, each with nothing, some and all recorded."""

from datetime import timedelta

import pytest
from hypothesis import given

from data_access.vocabulary import DateBasis, Origin
from metrics.day_state import day_state_on
from metrics.meetings import changes
from metrics.meetings.newly_overdue import IS_PAST
from metrics.point_in_time import COUNTS_FROM, as_at
from metrics.status_rules import (
    CORRECTED_IN_PLACE,
    KNOWN_ONCE_RECORDED,
    before_the_store_text,
    known_at_meeting,
)
from tests import made_up
from tests.builders import AS_AT, as_rows, day_of, tables
from tests.often import often

# What was known at a meeting

BOARD = day_of("2022-01-26")
PUT_IN_LATE = {"recorded_at": "2022-02-02T12:00"}
HELD_SINCE = {
    "position": {"effective_on": "2022-01-20"},
    "judgement": {"effective_on": "2022-01-20"},
    "evidence": {"effective_on": "2022-01-20"},
    "action": {"opened_on": "2022-01-20"},
    "action_update": {"effective_on": "2022-01-20"},
    "escalation": {"raised_on": "2022-01-20"},
}


@pytest.mark.parametrize("name", HELD_SINCE)
@pytest.mark.parametrize(
    ("recorded_at", "known"),
    [("2022-01-26T23:59", True), ("2022-01-27T00:00", False), ("2026-03-01T00:00", False)],
)
def test_a_meeting_knew_what_was_recorded_by_the_end_of_its_day(name, recorded_at, known):
    store = tables(**{name: [HELD_SINCE[name] | {"recorded_at": recorded_at}]})

    assert known_at_meeting(store, BOARD)[name].height == known


def test_a_meeting_knew_the_response_whenever_it_was_put_in():
    store = tables(
        evidence=[HELD_SINCE["evidence"] | PUT_IN_LATE | {"date_basis": DateBasis.DUE_DATE_USED}],
        action=[HELD_SINCE["action"] | PUT_IN_LATE | {"origin": "response"}],
    )

    assert as_rows(known_at_meeting(store, BOARD)) == as_rows(store)


def test_an_action_recorded_after_the_board_and_overdue_before_it_is_newly_overdue():
    late = {"opened_on": "2022-01-03", "first_due_on": "2022-01-20", **PUT_IN_LATE}
    store = tables(action=[late])

    then = day_state_on(BOARD, known_at_meeting(store, BOARD))
    now = day_state_on(AS_AT, store)

    assert changes.newly(then.actions, now.actions, IS_PAST)["ref"].to_list() == ["A1"]


def test_a_board_before_the_store_began_is_as_entered_since_and_the_page_says_so():
    began = [{"at": "2022-02-01T09:00"}]
    store = tables(position=[HELD_SINCE["position"] | PUT_IN_LATE], audit_event=began)

    assert known_at_meeting(store, BOARD)["position"].height == 1
    assert before_the_store_text(store, BOARD) == (
        "The store began on 1 February 2022: 26 January 2022 is shown as entered since."
    )
    assert before_the_store_text(store, day_of("2022-02-01")) == ""
    assert before_the_store_text(tables(), BOARD) == ""


def known_by_the_end_of(row, name, day):
    """The slow version: whether a row that counts by ``day`` was recorded by the end of it."""
    of_the_response = (
        row.get("origin") == Origin.RESPONSE or row.get("date_basis") == DateBasis.DUE_DATE_USED
    )
    is_of_it = row[COUNTS_FROM[name]] <= day
    return of_the_response or not is_of_it or row["recorded_at"].date() <= day


@often(100)
@given(made_up.STORES, made_up.DAYS)
def test_whatever_is_recorded_a_meeting_is_known_to_have_known_what_a_slow_reading_gives(rows, day):
    store = tables(**rows)

    known = known_at_meeting(store, day)

    for name in {*KNOWN_ONCE_RECORDED} - {*CORRECTED_IN_PLACE}:
        every = (
            store[name].filter(store[name]["corrects"].is_null())
            if "corrects" in store[name].columns
            else store[name]
        )
        expected = [row["id"] for row in every.to_dicts() if known_by_the_end_of(row, name, day)]
        found = known[name].filter(known[name]["id"].is_in(every["id"].implode()))
        assert found["id"].to_list() == expected


def test_the_figures_of_a_board_are_the_same_from_each_of_thirty_days():
    entered = [f"2022-02-{day:02}T12:00" for day in range(1, 29)]
    store = tables(
        requirement=[{"for_force": True}] * len(entered),
        position=[
            {"requirement": f"P{number}", "state": "complete", "effective_on": "2022-01-20"}
            | {"recorded_at": moment}
            for number, moment in enumerate(entered, start=1)
        ],
    )

    then = day_state_on(BOARD, known_at_meeting(store, BOARD))
    seen_from = [
        day_state_on(BOARD, known_at_meeting(as_at(store, BOARD + timedelta(days)), BOARD))
        for days in range(30)
    ]

    assert {int(each.parts["reported_complete"].sum()) for each in (then, *seen_from)} == {0}
