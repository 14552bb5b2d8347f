"""An office keeps the list of its kinds of meetings; what an entry said before stays."""

import json
from datetime import date

import pytest

from data_access import schemas, writes
from data_access.maintenance.bootstrap import holds_starter_only
from data_access.reads import read_snapshot
from data_access.writes import Invalid, Overtaken, Refused
from metrics.meetings.meeting_dates import boards, kind_titles, kinds_in_use
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import AT, BY

SERIES = {"every": 4, "unit": "weeks", "series_from": date(2022, 1, 5)}
BRIEFING = {"title": "Commissioner’s briefing", "chair": "The Commissioner", **SERIES}


def add(store, **details):
    new = writes.validate(schemas.NewMeetingKind, **BRIEFING | details)
    return writes.record(store, new, by=BY, at=AT)


def change(store, kind, **details):
    new = writes.validate(schemas.MeetingKindChange, kind=kind, **BRIEFING | details)
    return writes.record(store, new, by=BY, at=AT)


def plan(store, kind, day):
    new = schemas.NewPlannedMeeting(kind=kind, planned_on=day, chair="The chief executive")
    return writes.record(store, new, by=BY, at=AT)


def kinds_of(store):
    return read_snapshot(store).tables["meeting_kind"]


def test_a_store_begins_with_the_board_and_the_performance_meeting(starter_store):
    kinds = kinds_of(starter_store)

    assert [*kind_titles(kinds)] == ["accountability board", "RaSSO performance meeting"]
    assert boards(kinds) == {"accountability board"}
    assert holds_starter_only(read_snapshot(starter_store))


def test_a_kind_that_the_office_adds_can_be_planned_and_is_of_the_office(starter_store):
    kind = add(starter_store)

    assert kind == "K1"
    assert kind_titles(kinds_of(starter_store))[kind] == "Commissioner’s briefing"
    assert plan(starter_store, kind, date(2022, 3, 2)) == "k1-2022-03-02"
    (meeting,) = rows(starter_store, "meeting")
    assert (meeting["kind"], meeting["chair"], meeting["members"]) == (
        "K1",
        "The chief executive",
        None,
    )
    assert not holds_starter_only(read_snapshot(starter_store))


def test_what_a_kind_said_before_it_was_changed_is_kept(starter_store):
    kind = add(starter_store)
    change(starter_store, kind, title="Briefing of the Commissioner", members="Head of policy")

    assert kind_titles(kinds_of(starter_store))[kind] == "Briefing of the Commissioner"
    (before,) = rows(starter_store, "content_change")
    assert (before["table"], before["recorded_by"], json.loads(before["was"])) == (
        "meeting_kind",
        BY,
        {"title": "Commissioner’s briefing", "members": None},
    )
    with pytest.raises(Overtaken, match="corrected it since you opened this page"):
        change(starter_store, kind, seen=0)
    with pytest.raises(Refused, match="Nothing is corrected"):
        change(starter_store, kind, title="Briefing of the Commissioner", members="Head of policy")


def test_no_meeting_of_a_kind_is_planned_beyond_its_end(starter_store):
    kind = add(starter_store)
    change(starter_store, kind, retired_on=date(2022, 3, 31))

    plan(starter_store, kind, date(2022, 3, 31))
    with pytest.raises(Refused, match="Meetings of this kind ended on 31/03/2022"):
        plan(starter_store, kind, date(2022, 4, 1))
    assert kind in kinds_in_use(kinds_of(starter_store), date(2022, 3, 31))
    assert kind not in kinds_in_use(kinds_of(starter_store), date(2022, 4, 1))


@pytest.mark.parametrize(
    ("details", "why"),
    [
        ({"title": "Accountability Board"}, "There is a kind of that name already"),
        ({"title": "x" * 5000}, "write at most 80 characters"),
        ({"title": " "}, "write something"),
        ({"every": 0}, "Give a number from 1 to 52"),
        ({"every": None}, "Say how often it meets"),
        ({"unit": "days"}, "Say how often it meets"),
        ({"series_from": None}, "Say from which day the series is counted"),
        ({"unit": "months"}, "Say on which weekday of the month"),
        ({"weekday": "Monday"}, "fall on the weekday of the first one: leave the two"),
        ({"every": None, "unit": None}, "Say how often it meets"),
    ],
)
def test_a_kind_that_cannot_be_is_refused_in_words_and_nothing_is_written(
    starter_store, details, why
):
    before = everything(starter_store)

    with pytest.raises((Refused, Invalid), match=why):
        add(starter_store, **details)
    with pytest.raises(Refused, match="There is no kind of meeting K9"):
        plan(starter_store, "K9", date(2022, 3, 2))
    assert everything(starter_store) == before
