"""Deadlines go into a calendar: one entry an action with a date, marked where invented."""

from datetime import date
from typing import Any

from icalendar import Calendar

from metrics.day_state import day_state_on
from tests.builders import tables
from ui.exports.ics_export import calendar_file, deadlines_of

DAY = date(2022, 2, 28)


def entries(*actions, is_narrowed=False, **others):
    day_state = day_state_on(DAY, tables(action=list(actions), **others))
    deadlines = deadlines_of(day_state.actions, day_state, is_narrowed=is_narrowed)
    found = Calendar.from_ical(calendar_file(deadlines, DAY, is_invented=day_state.is_invented))
    return [
        (
            str(event["uid"]),
            str(event["summary"]),
            event.decoded("dtstart"),
            event.decoded("dtend"),
            str(event["description"]),
        )
        for event in found.walk("VEVENT")
    ]


def test_each_action_with_a_date_is_one_entry_of_a_whole_day():
    dated = {"ref": "A1", "title": "Review the policy", "first_due_on": "2022-03-31"}
    undated = {"ref": "A2", "title": "No date yet", "first_due_on": None}

    assert entries(dated, undated, organisation=[{"ref": "O1", "name": "The force"}]) == [
        (
            "A1@rasso-oversight",
            "A1 due: Review the policy",
            date(2022, 3, 31),
            date(2022, 4, 1),
            "The force: Detective inspector. First agreed date 31/03/2022.",
        )
    ]


def test_invented_deadlines_say_so():
    (entry,) = entries({"first_due_on": "2022-03-31"}, setting=[{}])

    assert entry[1].startswith("Demonstration: not real. ")


RECURRING: dict[str, Any] = {
    "inspection": [{}],
    "recommendation": [{}],
    "requirement": [{"addressee": "The force"}],
    "recurrence": [{"ref": "T1"}, {"ref": "T2", "action": None}, {"ref": "T3", "action": "A2"}],
    "occurrence": [
        {"recurrence": "T1", "done_on": "2021-11-30"},
        {"recurrence": "T2", "done_on": "2021-12-31", "next_due_on": "2022-02-01"},
    ],
    "frequency": [{"recurrence": "T3", "every": 1, "unit": "weeks"}],
    "organisation": [{}],
}


def test_what_recurs_is_an_entry_on_the_day_it_is_due_next_where_that_is_known():
    found = [entry[:3] + entry[4:] for entry in entries({}, {}, **RECURRING)]

    assert [entry for entry in found if entry[0].startswith("recurrence")] == [
        (
            "recurrence-T1@rasso-oversight",
            "A1 due again: Meetings with services",
            date(2022, 5, 30),
            "“twice a year”, as promised. Last done 30/11/2021.",
        ),
        (
            "recurrence-T2@rasso-oversight",
            "Due again: Meetings with services",
            date(2022, 2, 1),
            "“twice a year”, as promised. Last done 31/12/2021.",
        ),
    ]


def test_of_what_recurs_only_that_of_the_actions_chosen_is_in_their_calendar():
    found = entries({}, {}, is_narrowed=True, **RECURRING)

    assert [entry[0] for entry in found] == ["recurrence-T1@rasso-oversight"]
