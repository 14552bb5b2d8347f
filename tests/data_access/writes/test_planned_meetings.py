"""A meeting can be planned; it counts as held from the day on which it was, and not before."""

from datetime import date

import pytest

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.vocabulary import MeetingKind
from data_access.writes import Overtaken, Refused
from metrics.day_state import day_state_on
from metrics.meetings.meeting_dates import planned_meetings
from tests.data_access.contents import everything
from tests.data_access.valid_entries import AT, BY, record

PLANNED_FOR, HELD_ON = date(2022, 2, 23), date(2022, 1, 31)


def plan(store, day=PLANNED_FOR):
    new = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=day)
    return writes.record(store, new, by=BY, at=AT)


def hold(store, ref, day=HELD_ON):
    return writes.record(store, schemas.MeetingHeld(meeting=ref, held_on=day), by=BY, at=AT)


def planned(store):
    meetings = read_snapshot(store).tables["meeting"]
    return [*planned_meetings(meetings, AT.date(), AT.date())["ref"]]


def held_by(store, day):
    tables = read_snapshot(store).tables
    return [*day_state_on(day, tables).tables["meeting"]["ref"]]


def test_a_planned_meeting_counts_nowhere_as_held_not_even_once_its_day_is_past(starter_store):
    ref = plan(starter_store)

    assert ref == "board-2022-02-23"
    assert [held_by(starter_store, day) for day in (PLANNED_FOR, date(2026, 1, 1))] == [[], []]
    meetings = read_snapshot(starter_store).tables["meeting"]
    assert [
        [*planned_meetings(meetings, day, AT.date())["ref"]]
        for day in (date(2022, 1, 31), AT.date())
    ] == [[], [ref]]


def test_a_planned_meeting_that_was_held_counts_from_the_day_on_which_it_was(starter_store):
    ref = plan(starter_store)
    hold(starter_store, ref)

    assert held_by(starter_store, date(2022, 1, 30)) == []
    assert held_by(starter_store, HELD_ON) == [ref]
    assert planned(starter_store) == []
    record(starter_store, "decision", meeting=ref)


def test_nothing_is_decided_asked_or_judged_at_a_meeting_still_to_come(starter_store):
    ref = plan(starter_store)
    before = everything(starter_store)

    for kind in ("decision", "ask", "judgement"):
        with pytest.raises(Refused, match="That meeting is planned: record first on which day"):
            record(starter_store, kind, meeting=ref)
    assert everything(starter_store) == before


def test_a_meeting_is_planned_once_held_once_and_never_in_the_future(starter_store):
    ref = plan(starter_store)
    record(starter_store, "meeting")
    before = everything(starter_store)

    with pytest.raises(Refused, match="That meeting is already planned"):
        plan(starter_store)
    with pytest.raises(Refused, match="The first inspection was published on 16/07/2021"):
        plan(starter_store, date(2021, 7, 15))
    with pytest.raises(Refused, match="The day it was held is in the future"):
        hold(starter_store, ref, PLANNED_FOR)
    with pytest.raises(Refused, match="That meeting is already recorded"):
        hold(starter_store, ref, date(2022, 1, 26))
    with pytest.raises(Refused, match="That meeting is already recorded"):
        plan(starter_store, date(2022, 1, 26))
    assert everything(starter_store) == before

    hold(starter_store, ref)
    with pytest.raises(Overtaken, match="The meeting was already held on 31/01/2022"):
        hold(starter_store, ref)


def test_a_meeting_held_on_a_day_for_which_another_was_planned_has_a_ref_of_its_own(starter_store):
    hold(starter_store, plan(starter_store, date(2022, 1, 26)))

    assert record(starter_store, "meeting") == "board-2022-01-26-2"
