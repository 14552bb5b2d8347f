"""What is recorded at a meeting is linked to it in the same transaction, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data_access import maintenance, schemas, writes
from data_access.reads import read_snapshot
from data_access.seals import entries_of, seal
from data_access.store import NotAllowed
from data_access.vocabulary import OutcomeKind, Role
from data_access.writes import Overtaken, Refused
from data_access.writes.meeting_outcomes import MADE_AS, record_at_meeting
from data_access.writes.minutes import NAME_THEIR_MEETING
from metrics.meetings import minutes
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import BOARD, EMPTY_UPDATE, KINDS, VALID, record
from tests.sign_in import person

AT = datetime(2022, 1, 26, 14, 5, tzinfo=UTC)
LATER = datetime(2022, 3, 1, 9, tzinfo=UTC)
DAY = date(2022, 1, 26)
NEXT_BOARD = "board-2022-02-28"
ITEM = "action:A2"
RITA, OTTO = "Rita Recorder", "Otto Recorder"
# A valid entry of each kind, as it is recorded at the board.
ENTRIES: dict[OutcomeKind, tuple[str, dict[str, Any]]] = {
    OutcomeKind.UPDATE: ("action_update", EMPTY_UPDATE | {"action": "A2", "note": "It has begun."}),
    OutcomeKind.NEW_DATE: (
        "action_update",
        EMPTY_UPDATE | {"new_due_on": date(2022, 4, 29), "agreed_by": "The board"},
    ),
    OutcomeKind.NEW_ACTION: ("action", {"opened_on": DAY}),
    OutcomeKind.ESCALATION: ("escalation", {"raised_on": DAY}),
    OutcomeKind.QUESTION: ("ask", {"asked_on": DAY}),
    OutcomeKind.DECISION: ("decision", {}),
    OutcomeKind.JUDGEMENT: ("judgement", {"effective_on": DAY}),
}


@pytest.fixture
def board(starter_store):
    """A store with a board that is under way."""
    record(starter_store, "meeting", at=AT)
    return starter_store


def entry(kind, **details):
    table, given = ENTRIES[kind]
    days = {"effective_on": DAY} if "effective_on" in VALID[table] else {}
    return writes.validate(KINDS[table], **VALID[table] | days | given | details)


def of_item(kind, *, item=ITEM, place=1, seen=None, **details):
    return schemas.NewMeetingOutcome(
        meeting=BOARD, item=item, place=place, kind=kind, seen=seen, **details
    )


def at_board(store, kind, *, by=RITA, at=AT, item=ITEM, seen=None, **details):
    return record_at_meeting(
        store, entry(kind, **details), of_item(kind, item=item, seen=seen), by=by, at=at
    )


def said(store, kind, *, by=RITA, seen=None, **details):
    return writes.record(store, of_item(kind, seen=seen, **details), by=by, at=AT)


def take_back(store, number, *, by=RITA, at=AT):
    return writes.record(store, schemas.OutcomeTakenBack(outcome=number), by=by, at=at)


def close(store, *, by=RITA, at=AT):
    return writes.record(store, schemas.MeetingClosed(meeting=BOARD), by=by, at=at)


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_entry_of_every_kind_is_recorded_with_its_link_in_one_write(board, kind):
    before = rows(board, "store_revision")[0]["revision"]

    number = at_board(board, kind)

    table = ENTRIES[kind][0]
    assert rows(board, "meeting_outcome") == [
        {
            "id": number,
            "meeting": BOARD,
            "item": ITEM,
            "place": 1,
            "kind": kind.value,
            "table": table,
            "row": rows(board, table)[-1]["id"],
            "said": None,
            "takes_back": None,
            "recorded_at": "2022-01-26 14:05:00.000000",
            "recorded_by": RITA,
        }
    ]
    assert rows(board, "store_revision")[0]["revision"] == before + 1
    made, together = rows(board, "audit_event")[-2:]
    assert made["what"].startswith("record ")
    assert (together["what"], together["subject"]) == ("record at meeting", f"{BOARD}, {ITEM}")


def test_every_kind_that_makes_an_entry_is_tried():
    assert {*ENTRIES} == {*MADE_AS}


@pytest.mark.parametrize("kind", [OutcomeKind.NO_CHANGE, OutcomeKind.NOT_REACHED])
def test_that_nothing_changed_or_was_reached_is_an_entry_too(board, kind):
    said(board, kind, said="The supplier was not there.")

    link = rows(board, "meeting_outcome")[0]
    assert (link["kind"], link["said"], link["table"]) == (
        kind.value,
        "The supplier was not there.",
        None,
    )


@pytest.mark.parametrize("table", ["action_update", "nothing"])
def test_a_word_that_does_not_stand_cannot_be_repeated(board, table):
    with pytest.raises(Refused, match="no longer there"):
        said(board, OutcomeKind.NO_CHANGE, table=table, row=999)


def test_an_entry_that_is_refused_leaves_no_link(board):
    before = everything(board)

    with pytest.raises(Refused, match="There is no action A999"):
        at_board(board, OutcomeKind.UPDATE, action="A999")

    assert everything(board) == before


@pytest.mark.parametrize(
    ("kind", "details", "sentence"),
    [
        (OutcomeKind.UPDATE, {"place": 1}, "Say what the update is."),
        (OutcomeKind.DECISION, {}, "Say what the decision is."),
    ],
)
def test_a_link_without_its_entry_is_refused(board, kind, details, sentence):
    with pytest.raises(Refused, match=sentence):
        said(board, kind, **details)


def test_an_entry_of_another_kind_or_meeting_is_refused(board):
    record(board, "meeting", held_on=date(2022, 1, 12), at=AT)

    with pytest.raises(Refused, match="not how an outcome of the kind question"):
        record_at_meeting(
            board, entry(OutcomeKind.DECISION), of_item(OutcomeKind.QUESTION), by=RITA, at=AT
        )
    with pytest.raises(Refused, match="It is of another meeting"):
        at_board(board, OutcomeKind.DECISION, meeting="board-2022-01-12")


def test_a_meeting_that_is_still_to_come_records_nothing(starter_store):
    planned = writes.validate(
        schemas.NewPlannedMeeting, kind="accountability board", planned_on=DAY
    )
    writes.record(starter_store, planned, by=RITA, at=datetime(2022, 1, 3, tzinfo=UTC))

    with pytest.raises(Refused, match="record first on which day it was held"):
        at_board(starter_store, OutcomeKind.UPDATE)


# Two recorders


def test_the_second_of_two_recorders_is_told_of_the_first_before_anything_is_saved(board):
    first = at_board(board, OutcomeKind.DECISION, seen=0)
    before = everything(board)

    with pytest.raises(Overtaken, match=r"Rita Recorder recorded .*\(decision\)\. What you typed"):
        at_board(board, OutcomeKind.QUESTION, by=OTTO, seen=0)
    assert everything(board) == before
    at_board(board, OutcomeKind.QUESTION, by=OTTO, seen=first)

    assert [row["recorded_by"] for row in rows(board, "meeting_outcome")] == [RITA, OTTO]


def test_two_recorders_at_different_items_are_not_in_each_others_way(board):
    at_board(board, OutcomeKind.DECISION, seen=0)

    at_board(board, OutcomeKind.QUESTION, by=OTTO, item="action:A20", seen=0)

    assert len(rows(board, "meeting_outcome")) == 2


def test_of_two_at_once_on_one_item_one_is_refused_and_both_may_save_again(board):
    def outcome(who):
        try:
            return at_board(board, OutcomeKind.DECISION, by=who, text=f"As {who} heard", seen=0)
        except Overtaken:
            return None

    with ThreadPoolExecutor(2) as both:
        numbers = list(both.map(outcome, (RITA, OTTO)))

    assert sorted(number is None for number in numbers) == [False, True]
    assert len(rows(board, "decision")) == len(rows(board, "meeting_outcome")) == 1


# Undo


@pytest.mark.parametrize("kind", ENTRIES)
def test_what_is_taken_back_counts_nowhere_and_stays_in_the_store(board, kind):
    before = read_snapshot(board).tables[ENTRIES[kind][0]]
    number = at_board(board, kind)
    kept = rows(board, ENTRIES[kind][0])

    take_back(board, number, by=OTTO)

    assert rows(board, ENTRIES[kind][0]) == kept
    assert read_snapshot(board).tables[ENTRIES[kind][0]].equals(before)
    undone = rows(board, "meeting_outcome")[-1]
    assert (undone["kind"], undone["takes_back"], undone["recorded_by"]) == (
        "taken back",
        number,
        OTTO,
    )


@pytest.mark.parametrize("kind", ENTRIES)
def test_what_was_taken_back_can_be_recorded_again(board, kind):
    take_back(board, at_board(board, kind))

    number = at_board(board, kind)

    snapshot = read_snapshot(board)
    link = snapshot.tables["meeting_outcome"].row(-1, named=True)
    assert link["id"] == number
    assert link["row"] in snapshot.tables[ENTRIES[kind][0]]["id"]


def test_nothing_is_taken_back_twice(board):
    number = at_board(board, OutcomeKind.DECISION)
    undone = take_back(board, number)

    with pytest.raises(Overtaken, match="Rita Recorder took this back already"):
        take_back(board, number, by=OTTO)
    for no_outcome in (undone, 99):
        with pytest.raises(Refused, match="There is no such outcome"):
            take_back(board, no_outcome)


def test_that_nothing_changed_is_taken_back_and_the_word_that_stood_stays(board):
    update = writes.record(board, entry(OutcomeKind.UPDATE), by=RITA, at=AT)
    number = said(board, OutcomeKind.NO_CHANGE, table="action_update", row=update)

    take_back(board, number)

    assert read_snapshot(board).tables["action_update"]["id"].to_list() == [update]


def test_a_decision_that_was_taken_back_cannot_be_done_or_corrected(board):
    take_back(board, at_board(board, OutcomeKind.DECISION))
    number = rows(board, "decision")[0]["id"]

    with pytest.raises(Refused, match="no such decision"):
        record(board, "decision_done", decision=number)
    with pytest.raises(Refused, match="no such entry to correct"):
        record(board, "decision", corrects=number)


STANDS = {
    "an update of a new action": (
        OutcomeKind.NEW_ACTION,
        lambda store, row: record(
            store, "action_update", **EMPTY_UPDATE | {"action": row["ref"], "note": "Begun."}
        ),
    ),
    "an escalation of a new action": (
        OutcomeKind.NEW_ACTION,
        lambda store, row: record(store, "escalation", subject=row["ref"]),
    ),
    "a correction of a new action": (
        OutcomeKind.NEW_ACTION,
        lambda store, row: record(store, "action_correction", action=row["ref"]),
    ),
    "a correction of an update": (
        OutcomeKind.UPDATE,
        lambda store, row: record(
            store, "action_update", **EMPTY_UPDATE | {"note": "No.", "corrects": row["id"]}
        ),
    ),
    "an answer": (OutcomeKind.QUESTION, lambda store, row: record(store, "answer", ask=row["id"])),
    "a decision done": (
        OutcomeKind.DECISION,
        lambda store, row: record(store, "decision_done", decision=row["id"]),
    ),
    "an escalation resolved": (
        OutcomeKind.ESCALATION,
        lambda store, row: record(store, "resolution", escalation=row["ref"]),
    ),
}


@pytest.mark.parametrize("what", STANDS)
def test_what_something_else_stands_on_stays(board, what):
    kind, add = STANDS[what]
    number = at_board(board, kind)
    add(board, rows(board, ENTRIES[kind][0])[-1])
    before = everything(board)

    with pytest.raises(Refused, match="Something was recorded since that relies on it"):
        take_back(board, number)

    assert everything(board) == before


def test_a_new_action_is_taken_back_after_what_was_said_of_it(board):
    action = at_board(board, OutcomeKind.NEW_ACTION)
    ref = rows(board, "action")[-1]["ref"]
    update = at_board(board, OutcomeKind.UPDATE, action=ref, item=f"action:{ref}")

    take_back(board, update)
    take_back(board, action)

    assert ref not in read_snapshot(board).tables["action"]["ref"]
    with pytest.raises(Refused, match=f"There is no action {ref}"):
        at_board(board, OutcomeKind.UPDATE, action=ref)


# The end of the meeting


def test_once_it_is_closed_nothing_is_recorded_at_a_meeting_or_taken_back(board):
    number = at_board(board, OutcomeKind.DECISION)
    close(board, by=OTTO)
    before = everything(board)

    for late in (
        lambda: at_board(board, OutcomeKind.QUESTION),
        lambda: said(board, OutcomeKind.NO_CHANGE),
        lambda: take_back(board, number),
        lambda: close(board),
    ):
        with pytest.raises(Overtaken, match="Otto Recorder closed the meeting on 26/01/2022"):
            late()

    assert everything(board) == before


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.RECORDER}))
def test_who_is_no_recorder_records_and_takes_back_nothing(file_store, role):
    record(file_store, "meeting", at=AT)
    number = at_board(file_store, OutcomeKind.DECISION)
    own = file_store.as_written_by(person(role, name=RITA))

    for write in (
        lambda: at_board(own, OutcomeKind.DECISION),
        lambda: take_back(own, number),
        lambda: close(own),
    ):
        with pytest.raises(NotAllowed, match="only the role recorder may do this"):
            write()


# Minutes


def edit(store, text="As it was.", *, by=RITA, seen=None):
    new = writes.validate(schemas.NewMinutesVersion, meeting=BOARD, text=text, seen=seen)
    return writes.record(store, new, by=by, at=LATER)


def approve(store, text="As it was.", *, by=RITA, at_meeting=NEXT_BOARD, seen=None):
    new = writes.validate(
        schemas.MinutesApproved, meeting=BOARD, approved_by_meeting=at_meeting, text=text, seen=seen
    )
    return writes.record(store, new, by=by, at=LATER)


@pytest.fixture
def closed(board):
    """A board that is closed, after a decision and a question taken back, and the next one."""
    at_board(board, OutcomeKind.DECISION)
    take_back(board, at_board(board, OutcomeKind.QUESTION))
    close(board)
    record(board, "meeting", held_on=date(2022, 2, 28), at=LATER)
    return board


def test_approved_minutes_are_sealed_with_what_is_behind_them(closed):
    approve(closed, edit_text := "The board decided.")

    kept = rows(closed, "minutes_approval")[0]
    entries = entries_of(kept["entries"])
    decided = rows(closed, "meeting_outcome")[0]
    assert [each[:3] for each in entries] == [(decided["id"], "decision", decided["row"])]
    assert kept["sha256"] == seal(
        kept["meeting"], kept["approved_by_meeting"], edit_text, kept["entries"]
    )


def test_what_was_recorded_elsewhere_of_the_meeting_is_sealed_too_as_it_was_corrected_last(closed):
    wrong = record(closed, "decision", text="Wrong", at=LATER)
    record(closed, "ask", at=LATER)
    right = record(closed, "decision", text="Right", corrects=wrong, at=LATER)

    approve(closed)

    entries = entries_of(rows(closed, "minutes_approval")[0]["entries"])
    asked = rows(closed, "ask")[-1]["id"]
    assert [each[:3] for each in entries[1:]] == [(0, "decision", right), (0, "ask", asked)]
    assert {*NAME_THEIR_MEETING} == {*minutes.NAME_THEIR_MEETING}


def test_approved_minutes_change_no_more(closed):
    approve(closed)
    before = everything(closed)

    for late in (edit, approve):
        with pytest.raises(Overtaken, match="These minutes were approved, as Rita Recorder"):
            late(closed)

    assert everything(closed) == before


def test_every_edited_text_is_kept_and_who_missed_one_is_told(closed):
    first = edit(closed, "One.", seen=0)

    with pytest.raises(Overtaken, match="Rita Recorder edited the minutes since"):
        edit(closed, "Two.", by=OTTO, seen=0)
    with pytest.raises(Overtaken, match="Rita Recorder edited the minutes since"):
        approve(closed, "Two.", by=OTTO, seen=0)
    edit(closed, "Two.", by=OTTO, seen=first)

    assert [row["text"] for row in rows(closed, "minutes_version")] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("meeting", "sentence"),
    [
        (BOARD, "approved at a later meeting"),
        ("performance-2022-02-28", "approved at a meeting of the same kind"),
        ("never", "There is no meeting never"),
    ],
)
def test_minutes_are_approved_by_a_later_meeting_of_their_kind(closed, meeting, sentence):
    record(closed, "meeting", kind="RaSSO performance meeting", held_on=date(2022, 2, 28), at=LATER)

    with pytest.raises(Refused, match=sentence):
        approve(closed, at_meeting=meeting)


def test_minutes_of_a_meeting_under_way_are_neither_edited_nor_approved(board):
    record(board, "meeting", held_on=date(2022, 2, 28), at=LATER)

    for early in (edit, approve):
        with pytest.raises(Refused, match="Close the meeting first"):
            early(board)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "write something"), ("Ring 07700 900123.", "looks like"), ("x" * 200_001, "at most")],
)
def test_minutes_that_say_nothing_too_much_or_who_are_refused(closed, text, sentence):
    with pytest.raises(Refused, match=sentence):
        edit(closed, text)


def test_a_name_is_taken_out_of_minutes_and_of_what_was_said_of_an_item(board):
    said(board, OutcomeKind.NO_CHANGE, said="As Zenobia says.")
    close(board)
    record(board, "meeting", held_on=date(2022, 2, 28), at=LATER)
    edit(board, "Zenobia spoke.")
    approve(board, "Zenobia spoke.")

    maintenance.redact_text(board, "Zenobia", by="A. Writer", at=LATER)

    assert maintenance.places_with_text(board, "Zenobia") == []
    assert rows(board, "minutes_approval")[0]["text"] == "[redacted] spoke."
