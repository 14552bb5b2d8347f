"""The rules behind every line that is read, each with nothing, some and all recorded."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given

from data_access.vocabulary import DateBasis, Origin, State
from metrics.day_state import day_state_on
from metrics.meetings import changes
from metrics.meetings.item_facts import OPEN, item_facts
from metrics.meetings.newly_overdue import IS_PAST
from metrics.plan.reminders import reminder_rows
from metrics.point_in_time import COUNTS_FROM, as_at
from metrics.status_rules import (
    CORRECTED_IN_PLACE,
    KNOWN_ONCE_RECORDED,
    Standing,
    before_the_store_text,
    days_late,
    known_at_meeting,
    late_days,
    standing_of_all,
    undated_text,
)
from tests import made_up
from tests.builders import AS_AT, as_rows, day_of, day_state, tables
from tests.often import often
from ui.elements.marks import Shape
from ui.rows.part_marks import standing_mark

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


# The state of a recommendation


def counted_slowly(parts, ref):
    """How many positions asked of a recommendation there are in each state, by loops."""
    local, others = [], []
    for part in parts:
        if part["recommendation"] != ref:
            continue
        local += [part[f"{voice}_state"] for voice in ("force", "cps") if part[f"for_{voice}"]]
        if not part["for_force"] and not part["for_cps"]:
            others.append(part["addressee_state"])
    return Counter(local or others)


@often(100)
@given(made_up.STORES)
def test_a_recommendation_is_complete_only_where_every_position_asked_is(rows):
    found = day_state_on(AS_AT, tables(**rows))
    parts = found.parts.to_dicts()

    for ref, by_body in found.standings.items():
        standing, slow = standing_of_all(by_body), counted_slowly(parts, ref)
        assert Counter(standing.states) == slow
        assert (standing_mark(standing).shape == Shape.FULL) == ({*slow} == {"complete"})
    assert {*found.standings} == {part["recommendation"] for part in parts}


@pytest.mark.parametrize(
    ("states", "text", "shape"),
    [
        ([None] * 3, "not recorded", Shape.DOT),
        (["complete", None, None], "1 of 3 complete, 2 not recorded", Shape.HALF),
        (["complete"] * 3, "complete", Shape.FULL),
        (["under way"] * 2, "under way", Shape.HALF),
        (["not started", None], "0 of 2 complete, 1 not started, 1 not recorded", Shape.RING),
        (
            ["complete", "not started", None],
            "1 of 3 complete, 1 not started, 1 not recorded",
            Shape.HALF,
        ),
    ],
)
def test_the_state_says_how_many_are_complete_and_how_many_not_recorded(states, text, shape):
    standing = Standing(tuple(State(state) if state else None for state in states))

    assert (standing.text, standing_mark(standing)) == (text, (shape, text))


def test_a_first_honest_entry_is_no_fall():
    before, after = Standing((State.COMPLETE, None)), Standing((State.COMPLETE, State.NOT_STARTED))

    assert standing_mark(before).shape == standing_mark(after).shape == Shape.HALF


# The answer to an inspection

DUE = day_of("2027-01-04")
INSPECTION = {
    "published_on": "2026-11-10",
    "response_due_stated_on": None,
    "response_due_computed_on": None,
    "responded_on": None,
    "date_basis": None,
}
BEGAN = [{"at": "2026-12-01T09:00"}]
LOADED_LATE: dict[str, Any] = {
    "import_batch": [{"table": "inspection", "imported_at": "2027-01-05T09:00"}],
    "content_change": [{"batch": 1, "table": "inspection", "row": 1}],
}


@pytest.mark.parametrize(
    ("days_after", "clock"),
    [(-1, "1 day left"), (0, "due today"), (1, "1 day late"), (365, "365 days late")],
)
def test_the_clock_of_an_answer_that_was_known_in_time_goes_on_after_its_day(days_after, clock):
    day = DUE + timedelta(days_after)
    drafted = {"draft_statement": [{"inspection": "I1", "effective_on": "2027-01-03"}]}
    stores: list[dict[str, Any]] = [
        {"audit_event": BEGAN},
        {"audit_event": [{"at": "2027-01-05T09:00"}], **drafted},
        {"audit_event": BEGAN, **LOADED_LATE, **drafted},
    ]

    found = [day_state(day, inspection=[INSPECTION], **store) for store in stores]

    assert [each.inspections["clock"].to_list() for each in found] == [[clock]] * len(stores)


@pytest.mark.parametrize("store", [{"audit_event": [{"at": "2027-01-05T09:00"}]}, LOADED_LATE])
def test_an_answer_that_the_store_heard_of_too_late_is_asked_about_and_not_called_late(store):
    found = day_state(DUE + timedelta(1), inspection=[INSPECTION], **store).inspections

    assert found["clock"].to_list() == ["not held here: when was it published?"]


@pytest.mark.parametrize(
    ("published_on", "clock"),
    [
        ("2027-01-04", "published 4 January 2027, in time"),
        ("2027-01-07", "published 7 January 2027, 3 days late"),
    ],
)
def test_once_published_an_answer_was_in_time_or_late(published_on, clock):
    answered = INSPECTION | {"responded_on": published_on, "date_basis": DateBasis.STATED}

    found = day_state(day_of("2028-01-01"), inspection=[answered], audit_event=BEGAN).inspections

    assert found["clock"].to_list() == [clock]


# What is open on an action


def test_open_escalations_and_questions_are_part_of_the_last_word_and_late_ones_lead():
    found = day_state(
        organisation=[{"ref": "force", "name": "Devon and Cornwall Police"}],
        action=[{}, {}],
        escalation=[
            {"subject": "A1", "rung": 1, "raised_on": "2022-02-01", "respond_by_on": "2022-03-10"},
            {"subject": "A1", "rung": 3, "raised_on": "2022-01-10", "respond_by_on": "2022-01-17"},
            {"subject": "A1", "rung": 2, "raised_on": "2022-01-11", "resolved_on": "2022-01-12"}
            | {"outcome": "changed"},
        ],
        ask=[
            {"action": "A1", "of_whom": "force", "asked_on": "2022-01-26", "due_on": None},
            {"action": "A1", "answered_on": "2022-02-10", "answer": "58"},
        ],
    )

    escalated = (
        "escalated to level 3 on 10 January 2022, open, answer due 17 January 2022, 42 days late; "
        "escalated to level 1 on 1 February 2022, open, answer due 10 March 2022"
    )
    asked = "Devon and Cornwall Police asked on 26 January 2022, not answered, no day for an answer"
    assert found.actions.select("escalated", "asked").rows() == [(escalated, asked), ("", "")]
    facts = item_facts(found, "action A1")
    assert facts
    assert dict(facts.lines)[OPEN] == f"{escalated}; {asked}"
    [reminder] = reminder_rows(found.actions.head(1)).to_dicts()
    assert reminder["asked"] == "It is escalated. Please say where it stands."
    assert reminder["stands"].startswith(f"{escalated}; {asked}; ")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"is_followed_up": True}, "no date agreed, open for 30 days"),
        ({}, "no date agreed; nothing recorded here since the answer"),
        ({"escalated": "escalated to level 1"}, "no date agreed"),
        ({"asked": "asked, not answered"}, "no date agreed"),
    ],
)
def test_how_long_an_action_has_stood_open_is_not_said_before_anything_is_recorded(row, words):
    nothing = {"is_followed_up": False, "days_open": 30, "escalated": "", "asked": ""}

    assert undated_text(nothing | row) == words


def test_what_is_late_is_so_from_the_day_after_its_day():
    due, days = date(2022, 2, 28), range(-1, 3)
    late = [days_late(due, due + timedelta(each)) for each in days]

    assert late == [0, 0, 1, 2]
    assert days_late(None, due) == 0
    dated = pl.DataFrame({"due_on": [due, None]}, {"due_on": pl.Date})
    assert [
        dated.with_columns(late=late_days("due_on", due + timedelta(each)))["late"].to_list()
        for each in days
    ] == [[None, None], [None, None], [1, None], [2, None]]
