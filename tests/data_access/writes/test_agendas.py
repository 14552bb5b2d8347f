"""The office says of each item of an agenda where it stands; what it said before is kept."""

from datetime import date, timedelta

import pytest

from data_access import schemas, writes
from data_access.vocabulary import MeetingKind
from data_access.writes import Overtaken, Refused
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import AT, BY

PLANNED_FOR = date(2022, 2, 23)
ITEM = {"item": "action A2", "topic": "Overdue", "text": "A2, late"}


@pytest.fixture
def board(starter_store):
    new = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=PLANNED_FOR)
    return writes.record(starter_store, new, by=BY, at=AT)


def say(store, meeting, *, by=BY, **details):
    new = writes.validate(schemas.NewAgendaEntry, meeting=meeting, **details)
    return writes.record(store, new, by=by, at=AT)


def freeze(store, meeting, *items):
    new = writes.validate(
        schemas.AgendaFrozen, meeting=meeting, as_at=AT.date(), items=items or (ITEM,)
    )
    return writes.record(store, new, by=BY, at=AT)


def test_an_item_is_added_and_changed_and_each_entry_is_kept(starter_store, board):
    number = say(starter_store, board, text="The budget", minutes=10)
    key = f"added {number}"
    say(starter_store, board, item=key, text="The budget", minutes=10, place=1, seen=number)

    said = [
        (row["item"], row["text"], row["place"], row["minutes"])
        for row in rows(starter_store, "agenda_entry")
    ]
    assert said == [(None, "The budget", None, 10), (key, "The budget", 1, 10)]


def test_two_people_who_move_the_same_item_are_told_and_nothing_is_lost(starter_store, board):
    say(starter_store, board, by="Anna", item="action A2", place=3, seen=0)
    before = everything(starter_store)

    with pytest.raises(Overtaken, match=r"Anna changed this item .* it is now as number 3\."):
        say(starter_store, board, by="Ben", item="action A2", place=1, seen=0)
    for item, unchanged in (("action A2", {"place": 3, "seen": 1}), ("action A3", {"seen": 0})):
        with pytest.raises(Refused, match="Nothing is changed"):
            say(starter_store, board, by="Ben", item=item, **unchanged)
    assert everything(starter_store) == before

    say(starter_store, board, by="Ben", item="action A2", left_out="settled", seen=1)
    with pytest.raises(Overtaken, match=r"it is now left out \(settled\)"):
        say(starter_store, board, by="Anna", item="action A2", place=2, seen=1)


@pytest.mark.parametrize(
    ("details", "why"),
    [
        ({}, "Say what the item is"),
        ({"text": "x" * 5000}, "write at most 4000 characters"),
        ({"text": "Ring 07700 900123"}, "this looks like"),
        ({"text": "A", "minutes": 0}, "Give a number from 1 to 480"),
        ({"text": "A", "place": 1001}, "Give a number from 1 to 1000"),
        ({"item": "action A2", "text": "A"}, "An item that lists itself keeps its own words"),
        ({"item": "nonsense 1"}, "There is no such item on this agenda"),
        ({"item": "added 9", "text": "A"}, "There is no such item on this agenda"),
    ],
)
def test_an_item_that_cannot_be_is_refused_in_words(starter_store, board, details, why):
    before = everything(starter_store)

    with pytest.raises(Refused, match=why):
        say(starter_store, board, **details)
    assert everything(starter_store) == before


def test_a_frozen_agenda_is_kept_with_its_hash_and_frozen_again_only_when_it_changed(
    starter_store, board
):
    first = freeze(starter_store, board)
    with pytest.raises(Overtaken, match="froze it on 01/02/2022, and it has not changed since"):
        freeze(starter_store, board)
    second = freeze(starter_store, board, ITEM, ITEM | {"item": "action A3", "minutes": 5})

    agendas = rows(starter_store, "frozen_agenda")
    assert [row["id"] for row in agendas] == [first, second]
    assert [row["planned_on"] for row in agendas] == [PLANNED_FOR.isoformat()] * 2
    assert [len(row["sha256"]) for row in agendas] == [64, 64]
    items = [
        (row["agenda"], row["place"], row["item"]) for row in rows(starter_store, "frozen_item")
    ]
    assert items == [(first, 1, "action A2"), (second, 1, "action A2"), (second, 2, "action A3")]


def test_the_agenda_of_a_meeting_that_was_held_is_no_longer_changed(starter_store, board):
    held = schemas.MeetingHeld(meeting=board, held_on=AT.date() - timedelta(1))
    writes.record(starter_store, held, by=BY, at=AT)
    before = everything(starter_store)

    for attempt in (
        lambda: say(starter_store, board, text="A"),
        lambda: freeze(starter_store, board),
    ):
        with pytest.raises(
            Overtaken, match="The meeting was held on 31/01/2022: its agenda can no"
        ):
            attempt()
    with pytest.raises(Refused, match="There is no meeting board-9"):
        say(starter_store, "board-9", text="A")
    assert everything(starter_store) == before


def test_an_agenda_with_nothing_on_it_is_not_frozen(starter_store, board):
    new = schemas.AgendaFrozen(meeting=board, as_at=AT.date(), items=())

    with pytest.raises(Refused, match="There is nothing on the agenda to freeze"):
        writes.record(starter_store, new, by=BY, at=AT)


def test_a_planned_meeting_is_moved_and_gets_another_chair_with_what_it_said_kept(
    starter_store, board
):
    moved = schemas.MeetingCorrection(
        meeting=board,
        kind=MeetingKind.BOARD,
        planned_on=date(2022, 3, 2),
        chair="The deputy",
        seen=0,
    )
    writes.record(starter_store, moved, by=BY, at=AT)

    (meeting,) = rows(starter_store, "meeting")
    assert (meeting["planned_on"], meeting["chair"]) == ("2022-03-02", "The deputy")
    (change,) = rows(starter_store, "content_change")
    assert change["was"] == '{"planned_on": "2022-02-23", "chair": null}'
