"""Phase one, phase two and one of 14 recommendations with the inspectorate's dates and no due day,
in one store: on every day, clocks, attention, agendas and reminders are what rows say slowly.
"""

from datetime import date

import pytest
from hypothesis import given

from data_access.vocabulary import TimeState
from metrics.day_state import day_state_on
from metrics.recommendations.gaps import GAPS, with_gaps
from metrics.recommendations.part_dates import overdue_parts, part_dates_text, pressing_parts
from metrics.recommendations.statutory_dates import (
    answers_not_held,
    past_or_near,
    pressing_answers,
    statutory_dates,
)
from metrics.text_format import counted
from tests import made_up
from tests import oracles_inspections as slow
from tests.builders import Row, as_rows, day_of, tables
from tests.often import often

UNANSWERED = {
    "responded_on": None,
    "date_basis": None,
    "response_due_stated_on": None,
    "response_due_computed_on": None,
}
INSPECTIONS: list[Row] = [
    {"ref": "one", "short_title": "Rape inspection, phase one", "responded_on": None}
    | {"date_basis": "not stated; due date used"},
    UNANSWERED
    | {
        "ref": "two",
        "short_title": "Rape inspection, phase two",
        "published_on": "2022-02-25",
        "none_published_by": "2022-05-02",
        "responded_on": "2022-05-20",
        "date_basis": "stated",
    },
    UNANSWERED
    | {
        "ref": "nom",
        "short_title": "Rape inspection, operating model",
        "published_on": "2024-08-22",
    },
    UNANSWERED
    | {
        "ref": "cps-alone",
        "short_title": "Rape inspection, of the CPS",
        "published_on": "2025-07-15",
        "answer_owed": False,
    },
]
JANUARY, JULY = "2025-01-31", "2025-07-31"


def part_of_model(number):
    """Part ``number`` of 14: due in January or July, the last without a date."""
    return {
        "ref": f"nom/{number}",
        "recommendation": f"nom/{number}",
        "label": str(number),
        "short_title": f"Do {number}",
        "addressee": "Home Office" if number == 13 else "Devon and Cornwall Police",
        "for_force": number != 13,
        "for_cps": number == 12,
        "deadline_kind": "none" if number == 14 else "inspectorate",
        "due_on": None if number == 14 else JANUARY if number % 2 else JULY,
    }


def says(part, state, effective_on, voice="force"):
    return {
        "requirement": f"nom/{part}",
        "state": state,
        "effective_on": effective_on,
        "voice": voice,
    }


STORE = tables(
    organisation=[
        {"name": "Devon and Cornwall Police"},
        {"name": "CPS South West", "kind": "prosecution service"},
        {"name": "The Commissioner’s office", "kind": "commissioner"},
    ],
    time_limit=[{}, {"code": "stale", "days": 30}],
    inspection=INSPECTIONS,
    recommendation=[
        {"ref": "one/1", "inspection": "one", "number": 1},
        *({"ref": f"nom/{n}", "inspection": "nom", "number": n} for n in range(1, 15)),
    ],
    requirement=[{"ref": "one/1", "recommendation": "one/1"}, *map(part_of_model, range(1, 15))],
    position=[
        says(1, "under way", "2024-12-01"),
        says(2, "complete", "2025-07-01"),
        says(3, "complete", "2025-02-20"),
        says(4, "complete", "2025-06-01", "inspectorate"),
        says(6, "not being taken forward", "2025-03-01"),
        says(12, "complete", "2025-02-01"),
        says(13, "complete", "2025-01-20", "addressee"),
    ],
)
DAYS = [
    "2021-09-09",
    "2021-09-10",
    "2022-04-21",
    "2022-04-22",
    "2022-05-02",
    "2022-05-20",
    "2024-08-22",
    "2024-10-16",
    "2024-10-17",
    "2025-01-17",
    "2025-01-31",
    "2025-02-01",
    "2025-07-15",
    "2025-08-01",
    "2026-11-28",
]


@pytest.fixture(scope="module")
def rows():
    return as_rows(STORE)


@pytest.fixture(params=DAYS)
def day(request):
    return day_of(request.param)


@pytest.fixture
def state(day):
    return day_state_on(day, STORE)


def clocks(day_state):
    columns = day_state.inspections.select("ref", "answer_state", "days_left", "days_late")
    return {ref: tuple(others) for ref, *others in columns.iter_rows()}


def dates(day_state):
    columns = day_state.part_dates.select("ref", "time_state", "days_to_due", "is_recorded")
    return {ref: tuple(others) for ref, *others in columns.iter_rows()}


def test_the_clocks_and_the_dates_of_parts_are_those_of_the_rows(rows, day, state):
    assert clocks(state) == slow.answers(rows, day)
    assert dates(state) == slow.part_dates(rows, day)
    closed = state.part_dates["time_state"].is_in([TimeState.COMPLETE, TimeState.NOT_TAKEN_FORWARD])
    assert state.part_dates["closed_as"].is_not_null().to_list() == closed.to_list()


def test_the_briefing_counts_what_is_past_near_and_not_held(rows, day, state):
    past = slow.answers_in(rows, day, "not published")
    pressing = [ref for ref in slow.pressing_answers(rows, day) if ref not in past]
    today = [ref for ref in pressing if clocks(state)[ref][1] == 0]
    near = [ref for ref in pressing if ref not in today]
    not_held = slow.answers_in(rows, day, "not held here")
    dated = slow.part_dates(rows, day)
    overdue = [known for state, _, known in dated.values() if state == "overdue"]
    soon = [state for state, _, _ in dated.values() if state == "due soon"]
    said = statutory_dates(state)

    assert (f"**{len(past)} statutory date** is past" in past_or_near(state)) is bool(past)
    assert (f"**{len(today)} statutory date** is due today" in past_or_near(state)) is bool(today)
    assert (f"**{len(near)} statutory date** is near" in past_or_near(state)) is bool(near)
    assert [line for line in said if "not held here" in line] == (
        [line for line in said if f"to **{len(not_held)} inspection" in line] if not_held else []
    )
    assert bool(part_dates_text(state)) is bool(dated)
    counts = {
        "past the date set, not reported complete": sum(overdue),
        "past the date set, progress not recorded here": len(overdue) - sum(overdue),
        "due soon": len(soon),
    }
    for words, number in counts.items():
        assert (f"**{counted(number, 'part')}** {words}" in part_dates_text(state)) is bool(number)


def test_every_pressing_answer_and_part_is_named_the_worst_first(rows, day, state):
    found = {
        "answers": pressing_answers(state)["ref"].to_list(),
        "parts": pressing_parts(state)["ref"].to_list(),
        "not held": answers_not_held(state)["ref"].to_list(),
    }

    assert found == {
        "answers": slow.pressing_answers(rows, day),
        "parts": slow.pressing_parts(rows, day),
        "not held": slow.answers_in(rows, day, "not held here"),
    }


def test_the_worst_of_all_inspections_is_seen_although_a_newer_one_is_there():
    state = day_state_on(date(2025, 8, 1), STORE)

    assert next(iter(state.titles)) == "nom"
    assert overdue_parts(state)["ref"].to_list() == [
        *(f"nom/{number}" for number in (1, 5, 7, 9, 11)),
        *(f"nom/{number}" for number in (8, 10, 12)),
    ]


@often(100)
@given(made_up.STORES, made_up.DAYS)
def test_answers_dates_and_gaps_of_made_up_stores_are_what_rows_say_slowly(store, day):
    frames = tables(**store, time_limit=[{}])
    rows, state = as_rows(frames), day_state_on(day, frames)

    lacking = {row["ref"]: {gap for gap in GAPS if row[gap]} for row in with_gaps(state).to_dicts()}

    assert clocks(state) == slow.answers(rows, day)
    assert dates(state) == slow.part_dates(rows, day)
    assert lacking == slow.gaps(rows, day)
