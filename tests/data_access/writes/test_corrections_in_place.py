"""A meeting or an action is corrected in its place, and what it said is kept."""

import json
from datetime import UTC, date, datetime

import pytest

from data_access import maintenance, schemas, writes
from data_access.reads import read_snapshot
from data_access.vocabulary import DeadlineKind, MeetingKind
from data_access.writes import Overtaken, Refused
from metrics.day_state import day_state_on
from metrics.status_rules import known_at_meeting
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import AT, BOARD, BY, HELD_ON, prepare, record

LATER = date(2022, 1, 28)
NEXT_DAY = datetime(2022, 2, 2, 9, tzinfo=UTC)
BEFORE = {"title", "lead_organisation", "said_by", "owner_role", "first_due_on", "deadline_kind"}


def action(store, ref="A2"):
    return next(row for row in rows(store, "action") if row["ref"] == ref)


def unchanged(store):
    """A correction of A2 that says what it says, from which a test departs."""
    return {name: value for name, value in action(store).items() if name in BEFORE}


def correct(store, **details):
    given = {"action": "A2"} | unchanged(store) | details
    entry = writes.validate(schemas.ActionCorrection, **given)
    return writes.record(store, entry, by=BY, at=AT)


@pytest.mark.parametrize(
    ("kind", "table", "ref", "columns"),
    [
        ("meeting_correction", "meeting", BOARD, ["kind", "held_on", "chair", "members"]),
        (
            "action_correction",
            "action",
            "A2",
            [
                "title",
                "lead_organisation",
                "said_by",
                "owner_role",
                "first_due_on",
                "deadline_kind",
            ],
        ),
        *(
            (f"{table}_correction", table, ref, [*fields - {table, "seen"}])
            for table, ref, fields in (
                ("escalation", "X1", {*schemas.EscalationCorrection.model_fields}),
                ("evidence", "E73", {*schemas.EvidenceCorrection.model_fields}),
                ("judgement", 1, {*schemas.JudgementCorrection.model_fields}),
            )
        ),
    ],
)
def test_what_is_corrected_keeps_its_ref_and_what_it_said_is_kept(
    starter_store, kind, table, ref, columns
):
    prepare(starter_store, kind)
    before = everything(starter_store)
    assert record(starter_store, kind) == ref

    after = everything(starter_store)
    was, now = (
        next(row for row in held[table] if row.get("ref", row["id"]) == ref)
        for held in (before, after)
    )
    changed = {name: value for name, value in was.items() if now[name] != value}
    assert set(changed) == set(columns)
    (kept,) = after["content_change"]
    assert (kept["batch"], kept["table"], kept["row"]) == (None, table, was["id"])
    assert json.loads(kept["was"]) == changed
    assert (kept["recorded_at"], kept["recorded_by"]) == ("2022-02-01 10:30:00.000000", BY)


def test_a_correction_that_changes_nothing_is_refused(starter_store):
    before = everything(starter_store)

    with pytest.raises(Refused, match="Nothing is corrected"):
        correct(starter_store)
    assert everything(starter_store) == before


def test_a_planned_meeting_is_put_right_until_it_is_held(starter_store):
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=date(2022, 3, 30))
    ref = writes.record(starter_store, planned, by=BY, at=AT)
    right = {"meeting": ref, "kind": "accountability board"}

    with pytest.raises(Refused, match="record first on which day it was held"):
        record(starter_store, "meeting_correction", **right)
    record(starter_store, "meeting_correction", **right, held_on=None, planned_on=LATER)
    (row,) = rows(starter_store, "meeting")
    assert (row["ref"], row["planned_on"], row["held_on"]) == (ref, "2022-01-28", None)

    other = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=date(2022, 3, 30))
    writes.record(starter_store, other, by=BY, at=AT)
    with pytest.raises(Refused, match="That meeting is already planned"):
        record(
            starter_store,
            "meeting_correction",
            **right,
            held_on=None,
            planned_on=date(2022, 3, 30),
            seen=None,
        )

    writes.record(starter_store, schemas.MeetingHeld(meeting=str(ref), held_on=LATER), by=BY, at=AT)
    with pytest.raises(
        Overtaken, match=r"The meeting was held on 28/01/2022: correct that day instead\."
    ):
        record(starter_store, "meeting_correction", **right, held_on=None, planned_on=HELD_ON)


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"held_on": date(2022, 2, 2)}, "The day it was held is in the future"),
        ({"held_on": date(2021, 7, 15)}, "The first inspection was published on 16/07/2021"),
        ({"held_on": None}, "Give the day on which it was held"),
        ({"planned_on": LATER}, "Give the day on which it was held"),
        ({"kind": "accountability board", "held_on": LATER}, "That meeting is already recorded"),
        ({"meeting": "board-1999-01-01"}, "There is no meeting board-1999-01-01"),
    ],
)
def test_a_meeting_is_not_corrected_to_what_cannot_be(starter_store, details, sentence):
    record(starter_store, "meeting", held_on=LATER)
    record(starter_store, "meeting")
    before = everything(starter_store)

    with pytest.raises(Refused, match=sentence):
        record(starter_store, "meeting_correction", **details)
    assert everything(starter_store) == before


@pytest.mark.parametrize(
    ("entry", "details", "sentence"),
    [
        (
            "decision",
            {"due_on": date(2022, 1, 27)},
            "Decision 1 of the meeting is due on 27/01/2022, before that day, so the meeting was "
            "held by then. If the entry is wrong too, correct it first.",
        ),
        ("decision_done", {"done_on": date(2022, 1, 27)}, "Decision 1 of the meeting was done on"),
        ("ask", {"asked_on": HELD_ON}, "Question 1, asked at the meeting, is from 26/01/2022"),
        (
            "judgement",
            {"effective_on": date(2022, 1, 27)},
            "The judgement of part rape-1/1 at the meeting counts from 27/01/2022",
        ),
    ],
)
def test_the_day_of_a_meeting_does_not_pass_a_day_of_what_was_entered_of_it(
    starter_store, entry, details, sentence
):
    prepare(starter_store, entry)
    record(starter_store, entry, **details)
    before = everything(starter_store)

    with pytest.raises(Refused) as refusal:
        record(starter_store, "meeting_correction", held_on=LATER)
    assert str(refusal.value).startswith(sentence)
    assert list(refusal.value.reasons) == ["held_on"]
    assert everything(starter_store) == before

    record(starter_store, "meeting_correction", held_on=date(2022, 1, 20))


def test_a_meeting_is_held_before_what_was_recorded_of_it(starter_store):
    record(starter_store, "meeting")
    early = datetime(2022, 1, 27, 9, tzinfo=UTC)
    record(starter_store, "decision", at=early)

    with pytest.raises(Refused, match=r"Decision 1 of the meeting was recorded on 27/01/2022"):
        record(starter_store, "meeting_correction", held_on=LATER)


def test_of_a_decision_that_was_corrected_only_what_stands_for_it_holds_a_meeting(starter_store):
    prepare(starter_store, "decision")
    record(starter_store, "decision", due_on=date(2022, 1, 27))
    record(starter_store, "decision", corrects=1)

    record(starter_store, "meeting_correction", held_on=LATER)

    assert rows(starter_store, "meeting")[0]["held_on"] == "2022-01-28"


UPDATE = {"state": None, "new_lead": None, "new_owner": None, "handed_over_by": None}


@pytest.mark.parametrize(
    ("update", "details", "sentence"),
    [
        (
            UPDATE,
            {"first_due_on": date(2022, 4, 30)},
            r"The update from 31/01/2022 would no longer be true \(The action has this date "
            r"already: give another one\)",
        ),
        (
            UPDATE | {"change_reason": None},
            {"first_due_on": date(2022, 3, 1)},
            r"would no longer be true \(Say why the date changes\)",
        ),
        (
            {"new_due_on": None, "change_reason": None, "agreed_by": None},
            {"lead_organisation": "cps", "owner_role": "Words of a person"},
            r"would no longer be true \(The action has this lead and owner already: name another\)",
        ),
        ({}, {"first_due_on": date(2021, 9, 9)}, "An action cannot be due before the day it was"),
        ({}, {"lead_organisation": "nobody"}, "There is no organisation nobody"),
    ],
)
def test_an_action_is_not_corrected_to_what_its_updates_contradict(
    starter_store, update, details, sentence
):
    record(starter_store, "action_update", **update)
    before = everything(starter_store)

    with pytest.raises(Refused, match=sentence):
        correct(starter_store, **details)
    assert everything(starter_store) == before


def test_an_update_that_was_corrected_holds_no_action(starter_store):
    record(starter_store, "action_update", **UPDATE)
    record(starter_store, "action_update", **UPDATE, corrects=1, new_due_on=date(2022, 5, 31))

    correct(starter_store, first_due_on=date(2022, 4, 30))

    assert action(starter_store)["first_due_on"] == "2022-04-30"


def test_of_two_who_correct_the_same_action_the_second_is_told(starter_store):
    correct(starter_store, title="Mine came first", seen=0)

    with pytest.raises(Overtaken, match=f"{BY} corrected it since you opened this page"):
        correct(starter_store, title="Mine came second", seen=0)
    correct(starter_store, title="Having looked again", seen=1)

    assert action(starter_store)["title"] == "Having looked again"


def test_a_meeting_before_the_correction_saw_the_date_that_was_typed_wrongly(starter_store):
    wrong, right = date(2022, 3, 31), date(2022, 1, 31)
    record(starter_store, "action", first_due_on=wrong)
    entry = schemas.ActionCorrection(
        action="A58",
        title="Meant",
        lead_organisation="force",
        owner_role="Detective inspector",
        first_due_on=right,
        deadline_kind=DeadlineKind.AGREED,
    )
    writes.record(starter_store, entry, by=BY, at=NEXT_DAY)
    tables = read_snapshot(starter_store).tables

    def seen(tables):
        rows = day_state_on(AT.date(), tables).actions.rows_by_key("ref", named=True)
        (row,) = rows["A58"]
        return row["title"], row["due_on"], row["days_overdue"]

    assert seen(tables) == ("Meant", right, 1)
    known = known_at_meeting(tables, AT.date())
    assert seen(known) == ("Review the form", wrong, None)


def test_a_text_that_is_blanked_is_gone_from_what_stood_before_a_correction_too(starter_store):
    secret = "Zanzibar marmalade"
    ref = record(starter_store, "action", title=secret)
    number = action(starter_store, ref)["id"]
    correct(starter_store, action=ref, title="Another")
    assert secret in str(everything(starter_store))

    maintenance.redact(starter_store, "action", number, "title", by=BY, at=AT)

    assert secret not in str(everything(starter_store))
    assert json.loads(rows(starter_store, "content_change")[0]["was"])["title"] == "[redacted]"


def test_what_was_quoted_from_the_answer_is_not_corrected(starter_store):
    with pytest.raises(Refused, match="stands as it was published"):
        record(starter_store, "evidence_correction", evidence="E1")
    with pytest.raises(Refused, match="no such judgement"):
        record(starter_store, "judgement_correction", judgement=99)


def test_an_escalation_is_not_corrected_to_before_its_action_or_after_its_end(starter_store):
    prepare(starter_store, "escalation_correction")
    record(starter_store, "resolution")
    before = everything(starter_store)

    for day in (date(2021, 9, 8), date(2022, 2, 1)):
        with pytest.raises(Refused, match="from the opening of the action to the resolution"):
            record(starter_store, "escalation_correction", raised_on=day)
    assert everything(starter_store) == before
