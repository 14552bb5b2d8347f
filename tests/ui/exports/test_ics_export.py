"""Deadlines go into a calendar: one entry an action with a date, marked where invented."""

from datetime import date
from typing import Any

from icalendar import Calendar

from data_access.reads import Snapshot
from data_access.store import Revision
from metrics.day_state import day_state_on
from tests.builders import tables
from ui.exports.ics_export import calendar_file, deadlines_of
from ui.page.page_view import PageView
from ui.reads import StoreState

DAY = date(2022, 2, 28)


def entries(*actions, **others):
    held = tables(action=list(actions), **others)
    day_state = day_state_on(DAY, held)
    no_cases: Any = None
    state = StoreState(Snapshot(Revision("store", 1), dict(held)), DAY, no_cases)
    view = PageView(day_state, day_state, state, {}, {})
    found = Calendar.from_ical(calendar_file(deadlines_of(day_state.actions, view), view))
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


def test_no_dates_are_an_empty_calendar():
    assert entries({"first_due_on": None}) == []
