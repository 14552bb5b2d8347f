"""Everything that can be recorded: what is kept, what is refused, and what never changes."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from data_access import entries, records
from data_access.rules import Overtaken, Refused
from tests.data_access.contents import everything, rows

AT = datetime(2022, 2, 1, 10, 30, tzinfo=UTC)
BY = "OPCC policy starter_storer"
DAY = date(2022, 1, 31)
TOMORROW = date(2022, 2, 2)
STAMP = {"recorded_at": "2022-02-01 10:30:00.000000", "recorded_by": BY}
BOARD = "board-2022-01-26"
HELD_ON = date(2022, 1, 26)

VALID: dict[str, dict[str, Any]] = {
    "meeting": {"kind": "accountability board", "held_on": HELD_ON},
    "position": {
        "requirement": "rape-1/1",
        "voice": "force",
        "state": "under way",
        "effective_on": DAY,
        "note": "Training has begun.",
    },
    "judgement": {
        "requirement": "rape-1/1",
        "performance": "part-assured",
        "plan": "assured",
        "reasons": "The plan is sound.",
        "given_by": "The Commissioner",
        "meeting": BOARD,
        "review_due_on": date(2022, 5, 25),
        "effective_on": DAY,
    },
    "evidence": {
        "title": "Minutes of the meeting",
        "requirement": "rape-1/1",
        "action": "A2",
        "voice": "force",
        "kind": "document",
        "strength": "moderate",
        "dated_on": date(2022, 1, 20),
        "expires_on": date(2023, 1, 20),
        "link": "https://example.org/minutes",
        "figure_owed": True,
        "supplies": "E13",
        "effective_on": DAY,
    },
    "action": {
        "requirement": "rape-1/1",
        "title": "Review the form",
        "lead_organisation": "force",
        "owner_role": "Detective inspector",
        "origin": "joint plan",
        "opened_on": DAY,
        "first_due_on": date(2022, 3, 31),
        "deadline_kind": "agreed",
        "review_on": date(2022, 2, 28),
    },
    "action_update": {
        "action": "A2",
        "effective_on": DAY,
        "state": "waiting on another body",
        "new_due_on": date(2022, 4, 30),
        "change_reason": "system roll-out",
        "agreed_by": "RaSSO performance meeting",
        "waiting_on": "Niche roll-out",
        "note": "The supplier has answered.",
    },
    "escalation": {
        "subject": "A2",
        "route": "informal",
        "rung": 2,
        "side": "police",
        "reason": "No answer for a month",
        "raised_on": DAY,
        "respond_by_on": date(2022, 2, 14),
    },
    "resolution": {"escalation": "X1", "outcome": "changed", "resolved_on": DAY},
    "decision": {
        "meeting": BOARD,
        "text": "Ask for the figures",
        "owner": "OPCC policy starter_storer",
        "due_on": date(2022, 2, 9),
    },
    "decision_done": {"decision": 1, "done_on": DAY},
    "ask": {
        "of_whom": "force",
        "what": "How many?",
        "asked_on": DAY,
        "due_on": date(2022, 3, 1),
        "meeting": BOARD,
        "evidence": "E13",
        "action": "A19",
    },
    "answer": {"ask": 1, "answer": "Thirty of forty.", "answered_on": DAY},
}
KINDS: dict[str, type[entries.Entry]] = {
    "meeting": entries.NewMeeting,
    "position": entries.NewPosition,
    "judgement": entries.NewJudgement,
    "evidence": entries.NewEvidence,
    "action": entries.NewAction,
    "action_update": entries.NewActionUpdate,
    "escalation": entries.NewEscalation,
    "resolution": entries.Resolution,
    "decision": entries.NewDecision,
    "decision_done": entries.DecisionDone,
    "ask": entries.NewAsk,
    "answer": entries.Answer,
}
# What must be in the store before an entry of that kind can be recorded.
FIRST = {
    "judgement": ["meeting"],
    "resolution": ["escalation"],
    "decision": ["meeting"],
    "decision_done": ["meeting", "decision"],
    "ask": ["meeting"],
    "answer": ["meeting", "ask"],
}


def record(store, kind, /, *, by=BY, at=AT, **details):
    new = records.entry(KINDS[kind], **VALID[kind] | details)
    return getattr(records, f"record_{kind}")(store, new, by=by, at=at)


def prepare(store, kind):
    for earlier in FIRST.get(kind, []):
        record(store, earlier)


def as_kept(values):
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


# What is kept


@pytest.mark.parametrize(
    ("kind", "row_id", "added"),
    [
        ("meeting", 1, {"ref": BOARD}),
        ("position", 1, {}),
        ("judgement", 1, {}),
        (
            "evidence",
            73,
            {
                "ref": "E73",
                "date_basis": "stated",
                "quote": None,
                "quote_section": None,
                "quote_paragraph": None,
                "stated_as": None,
                "figure_owed": 1,
            },
        ),
        (
            "action",
            58,
            {
                "ref": "A58",
                "figure_owed": 0,
                "quote": None,
                "quote_section": None,
                "quote_paragraph": None,
                "stated_as": None,
            },
        ),
        ("action_update", 1, {}),
        ("escalation", 1, {"ref": "X1", "resolved_on": None, "outcome": "open"}),
        ("decision", 1, {"done_on": None}),
        ("ask", 1, {"answer": None, "answered_on": None}),
    ],
)
def test_an_entry_is_kept_whole_with_its_moment_and_writer(starter_store, kind, row_id, added):
    prepare(starter_store, kind)
    record(starter_store, kind)

    assert rows(starter_store, kind)[-1] == as_kept(VALID[kind]) | {"id": row_id} | STAMP | added


@pytest.mark.parametrize(
    ("kind", "ref"),
    [("meeting", BOARD), ("evidence", "E73"), ("action", "A58"), ("escalation", "X1"), ("ask", 1)],
)
def test_what_others_point_at_comes_back_with_its_name(starter_store, kind, ref):
    prepare(starter_store, kind)

    assert record(starter_store, kind) == ref


@pytest.mark.parametrize(
    ("kind", "table", "filled"),
    [
        ("resolution", "escalation", {"outcome": "changed", "resolved_on": "2022-01-31"}),
        ("decision_done", "decision", {"done_on": "2022-01-31"}),
        ("answer", "ask", {"answer": "Thirty of forty.", "answered_on": "2022-01-31"}),
    ],
)
def test_what_ends_something_is_filled_in_and_nothing_else_changes(
    starter_store, kind, table, filled
):
    prepare(starter_store, kind)
    before = rows(starter_store, table)
    record(starter_store, kind, by="Somebody else")

    assert rows(starter_store, table) == [before[0] | filled]


@pytest.mark.parametrize(
    ("kind", "what", "subject"),
    [
        ("meeting", "record meeting", BOARD),
        ("position", "record position", "rape-1/1, force"),
        ("judgement", "record judgement", "rape-1/1"),
        ("evidence", "record evidence", "A2"),
        ("action", "record action", "rape-1/1"),
        ("action_update", "record action update", "A2"),
        ("escalation", "record escalation", "A2"),
        ("resolution", "record resolution", "X1"),
        ("decision", "record decision", BOARD),
        ("decision_done", "record decision done", "decision 1"),
        ("ask", "record ask", "force"),
        ("answer", "record answer", "ask 1"),
    ],
)
def test_each_entry_is_one_audit_event_and_one_step_of_the_revision(
    starter_store, kind, what, subject
):
    prepare(starter_store, kind)
    before = everything(starter_store)
    record(starter_store, kind)
    after = everything(starter_store)

    assert after["store_revision"][0]["revision"] == before["store_revision"][0]["revision"] + 1
    assert after["audit_event"][:-1] == before["audit_event"]
    assert after["audit_event"][-1] == {
        "id": len(after["audit_event"]),
        "at": "2022-02-01 10:30:00.000000",
        "who": BY,
        "what": what,
        "subject": subject,
        "detail": None,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_earlier_row_changes_but_for_what_is_filled_in_once(starter_store, kind):
    prepare(starter_store, kind)
    before = everything(starter_store)
    record(starter_store, kind)
    after = everything(starter_store)

    ended = {"resolution": "escalation", "decision_done": "decision", "answer": "ask"}.get(kind)
    for table in before.keys() - {"store_revision", ended}:
        assert after[table][: len(before[table])] == before[table]


def test_a_moment_from_another_zone_is_kept_as_utc(starter_store):
    summer_time = timezone(timedelta(hours=1))
    record(starter_store, "position", at=datetime(2022, 2, 1, 11, 30, tzinfo=summer_time))

    assert rows(starter_store, "position")[0]["recorded_at"] == STAMP["recorded_at"]
    assert rows(starter_store, "audit_event")[-1]["at"] == STAMP["recorded_at"]


def test_white_space_around_words_is_left_out_and_blank_words_are_none(starter_store):
    record(starter_store, "position", by=f"  {BY} ", note="   ")
    record(starter_store, "action", title="  Look again\n", owner_role="")

    assert [rows(starter_store, "position")[0][name] for name in ("note", "recorded_by")] == [
        None,
        BY,
    ]
    newest = rows(starter_store, "action")[-1]
    assert [newest["title"], newest["owner_role"]] == ["Look again", None]


def test_a_first_date_needs_no_reason_and_a_change_of_it_does(starter_store):
    record(starter_store, "action_update", state=None, change_reason=None)

    with pytest.raises(Refused, match=r"^Say why the date changes\.$"):
        record(starter_store, "action_update", new_due_on=date(2022, 5, 31), change_reason=None)


# What is refused

PAST = date(2021, 7, 15)
BEFORE_PUBLICATION = "The inspection was published on 16/07/2021; this is before it."
NO_NAME = "Type your name: each entry says who recorded it."


def refusal(kind, sentence, **details):
    name = f"{kind}: {' '.join(f'{key}={value}' for key, value in details.items())}"
    return pytest.param(kind, details, sentence, id=name)


BY_THE_STORE = [
    *(refusal(kind, NO_NAME, by="  ") for kind in KINDS),
    refusal("meeting", NO_NAME, by=""),
    refusal("meeting", NO_NAME, by="x" * 81),
    refusal("meeting", "The day it was held is in the future.", held_on=TOMORROW),
    refusal("position", "The day it was effective is in the future.", effective_on=TOMORROW),
    refusal("position", BEFORE_PUBLICATION, effective_on=PAST),
    refusal("position", "There is no part rape-9. Choose one from the list.", requirement="rape-9"),
    refusal(
        "position",
        "Record the evidence first: for this part the office has seen nothing but statements.",
        voice="opcc",
        state="complete",
    ),
    refusal("judgement", "The day it was effective is in the future.", effective_on=TOMORROW),
    refusal("judgement", BEFORE_PUBLICATION, effective_on=PAST),
    refusal("judgement", "There is no part 7. Choose one from the list.", requirement="7"),
    refusal("judgement", "There is no meeting never. Choose one from the list.", meeting="never"),
    refusal("evidence", "The day it was effective is in the future.", effective_on=TOMORROW),
    refusal("evidence", BEFORE_PUBLICATION, effective_on=PAST),
    refusal("evidence", "There is no part 7. Choose one from the list.", requirement="7"),
    refusal("evidence", "There is no action A99. Choose one from the list.", action="A99"),
    refusal("evidence", "There is no claim E99. Choose one from the list.", supplies="E99"),
    refusal("evidence", "There is no claim A99. Choose one from the list.", supplies="A99"),
    refusal("evidence", "E1 claims no figure.", supplies="E1"),
    refusal("evidence", "A1 claims no figure.", supplies="A1"),
    refusal("action", "The day it was opened is in the future.", opened_on=TOMORROW),
    refusal("action", BEFORE_PUBLICATION, opened_on=PAST),
    refusal("action", "There is no part 7. Choose one from the list.", requirement="7"),
    refusal(
        "action",
        "There is no organisation nobody. Choose one from the list.",
        lead_organisation="nobody",
    ),
    refusal("action_update", "The day it was effective is in the future.", effective_on=TOMORROW),
    refusal("action_update", "There is no action A99. Choose one from the list.", action="A99"),
    refusal(
        "action_update",
        "The update cannot be from before the action was opened.",
        effective_on=date(2021, 9, 9),
    ),
    refusal(
        "action_update",
        "An action cannot be due before the day it was opened.",
        new_due_on=date(2021, 9, 9),
    ),
    refusal("escalation", "The day it was raised is in the future.", raised_on=TOMORROW),
    refusal("escalation", "There is no action A99. Choose one from the list.", subject="A99"),
    refusal("resolution", "The day it was resolved is in the future.", resolved_on=TOMORROW),
    refusal("resolution", "There is no escalation X9. Choose one from the list.", escalation="X9"),
    refusal(
        "resolution",
        "Give the outcome, and a day on or after the one it was raised.",
        outcome="open",
    ),
    refusal(
        "resolution",
        "Give the outcome, and a day on or after the one it was raised.",
        resolved_on=date(2022, 1, 30),
    ),
    refusal("decision", "There is no meeting never. Choose one from the list.", meeting="never"),
    refusal("decision", "A decision cannot be due before its meeting.", due_on=date(2022, 1, 25)),
    refusal("decision_done", "The day it was done is in the future.", done_on=TOMORROW),
    refusal("decision_done", "There is no such decision.", decision=9),
    refusal(
        "decision_done",
        "A decision cannot be done before its meeting.",
        done_on=date(2022, 1, 25),
    ),
    refusal("ask", "The day it was asked is in the future.", asked_on=TOMORROW),
    refusal("ask", "There is no organisation nobody. Choose one from the list.", of_whom="nobody"),
    refusal("ask", "There is no meeting never. Choose one from the list.", meeting="never"),
    refusal("ask", "There is no evidence A19. Choose one from the list.", evidence="A19"),
    refusal("ask", "There is no action E13. Choose one from the list.", action="E13"),
    refusal("ask", "E1 claims no figure.", evidence="E1"),
    refusal("ask", "A1 claims no figure.", action="A1"),
    refusal("answer", "The day it was answered is in the future.", answered_on=TOMORROW),
    refusal("answer", "There is no such question.", ask=9),
    refusal(
        "answer",
        "The answer cannot be from before the day it was asked.",
        answered_on=date(2022, 1, 30),
    ),
]


@pytest.mark.parametrize(("kind", "details", "sentence"), BY_THE_STORE)
def test_what_the_store_does_not_bear_out_is_refused_and_nothing_is_written(
    starter_store, kind, details, sentence
):
    prepare(starter_store, kind)
    before = everything(starter_store)

    with pytest.raises(Refused) as refused:
        record(starter_store, kind, **details)

    assert str(refused.value) == sentence
    assert everything(starter_store) == before


BY_THE_ENTRY = [
    refusal("position", "Requirement: fill this in.", requirement=None),
    refusal("position", "Voice: choose one from the list.", voice="the press"),
    refusal("position", "State: choose one from the list.", state=None),
    refusal("position", "Effective on: give a day.", effective_on=None),
    refusal("position", "Note: write at most 2000 characters.", note="x" * 2001),
    refusal(
        "position",
        "Say in the note why it is not being taken forward.",
        state="not being taken forward",
        note=" ",
    ),
    refusal(
        "position",
        "Note: this looks like a postcode. Take it out: no case can be named.",
        note="She lives at PL1 2AB.",
    ),
    refusal(
        "position",
        "Recorded by: this is not something that can be recorded.",
        recorded_by="Somebody else",
    ),
    refusal("judgement", "Reasons: write something.", reasons="  "),
    refusal("evidence", "Title: write something.", title=""),
    refusal(
        "evidence",
        "Say which part or action the evidence is about.",
        requirement="",
        action=None,
    ),
    refusal(
        "evidence",
        "The evidence cannot expire before its own date.",
        expires_on=date(2022, 1, 19),
    ),
    *(
        refusal("evidence", "Link: write a web address that starts with https://.", link=link)
        for link in ("javascript:alert(1)", "minutes.docx", "https://example.org/a b")
    ),
    refusal(
        "action",
        "An action cannot be due before the day it was opened.",
        first_due_on=date(2022, 1, 30),
    ),
    refusal("action_update", "Say who agreed the new date.", agreed_by=""),
    refusal("action_update", "Say what it is waiting for.", waiting_on=""),
    refusal(
        "action_update",
        "Nothing is said: give a state, a new date, what it waits for or a note.",
        state=None,
        new_due_on=None,
        waiting_on=None,
        note=None,
    ),
    refusal(
        "action_update",
        "Say in the note why it is not being taken forward.",
        state="not being taken forward",
        note=None,
    ),
    refusal(
        "action_update",
        "An action has a lead: it cannot be addressed to another body.",
        state="addressed to another body",
    ),
    refusal("escalation", "Rung: choose one from the list.", rung=0),
    refusal("escalation", "Rung: choose one from the list.", rung=5),
    refusal("decision", "Meeting: fill this in.", meeting=None),
    refusal("decision_done", "Decision: fill this in.", decision=None),
]


@pytest.mark.parametrize(("kind", "details", "sentence"), BY_THE_ENTRY)
def test_an_entry_that_breaks_its_own_rules_is_refused_field_by_field(kind, details, sentence):
    with pytest.raises(Refused) as refused:
        records.entry(KINDS[kind], **VALID[kind] | details)

    assert str(refused.value) == sentence


def test_every_fault_of_an_entry_is_named_at_once():
    with pytest.raises(Refused) as refused:
        records.entry(entries.NewMeeting, kind="tea", held_on=None)

    assert str(refused.value) == "Kind: choose one from the list. Held on: give a day."


def test_a_meeting_is_recorded_once(starter_store):
    record(starter_store, "meeting")
    before = everything(starter_store)

    with pytest.raises(Refused, match=r"^That meeting is already recorded\.$"):
        record(starter_store, "meeting")

    assert everything(starter_store) == before


def test_the_date_an_action_has_already_is_no_new_date(starter_store):
    record(starter_store, "action_update")

    with pytest.raises(Refused, match=r"^That is already the date\.$"):
        record(starter_store, "action_update")


def test_the_office_can_say_complete_once_it_has_seen_evidence(starter_store):
    record(starter_store, "evidence", kind="statement")
    with pytest.raises(Refused, match="nothing but statements"):
        record(starter_store, "position", voice="opcc", state="complete")

    record(starter_store, "evidence")
    record(starter_store, "position", voice="opcc", state="complete")

    assert [row["state"] for row in rows(starter_store, "position")] == ["complete"]


def test_evidence_that_counts_only_later_is_not_seen_yet(starter_store):
    record(starter_store, "evidence", effective_on=DAY)

    with pytest.raises(Refused, match="nothing but statements"):
        record(
            starter_store,
            "position",
            voice="opcc",
            state="complete",
            effective_on=date(2022, 1, 30),
        )


# Two writers


@pytest.mark.parametrize(
    ("kind", "what"), [("action_update", "waiting on another body"), ("position", "under way")]
)
def test_the_second_of_two_writers_is_told_and_can_save_after_looking_again(
    starter_store, kind, what
):
    second = {"by": "Second writer", "note": "Mine", "seen": 0}
    if kind == "action_update":
        second |= {"new_due_on": None}
    record(starter_store, kind, by="First writer", seen=0)
    before = everything(starter_store)

    with pytest.raises(Overtaken) as overtaken:
        record(starter_store, kind, **second)

    assert str(overtaken.value) == (
        "First writer recorded something on it since you opened this page "
        f"(from 31/01/2022: {what}). What you typed is still here: "
        "look at the newest entry, then save again."
    )
    assert everything(starter_store) == before

    record(starter_store, kind, **second | {"seen": 1})
    assert [row["recorded_by"] for row in rows(starter_store, kind)] == [
        "First writer",
        "Second writer",
    ]


def test_writers_on_different_actions_or_voices_do_not_meet(starter_store):
    record(starter_store, "action_update", action="A1", seen=0)
    record(starter_store, "action_update", action="A2", seen=0)
    record(starter_store, "position", voice="force", seen=0)
    record(starter_store, "position", voice="cps", seen=0)

    assert [row["action"] for row in rows(starter_store, "action_update")] == ["A1", "A2"]
    assert [row["voice"] for row in rows(starter_store, "position")] == ["force", "cps"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("resolution", "It was already resolved on 31/01/2022."),
        ("decision_done", "It was already marked as done on 31/01/2022."),
        ("answer", "It was already answered on 31/01/2022."),
    ],
)
def test_what_is_filled_in_once_is_not_filled_in_again(starter_store, kind, sentence):
    prepare(starter_store, kind)
    record(starter_store, kind)
    before = everything(starter_store)

    with pytest.raises(Overtaken) as overtaken:
        record(starter_store, kind)

    assert str(overtaken.value) == sentence
    assert everything(starter_store) == before
