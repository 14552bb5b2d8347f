"""Entries that break a rule are refused in words for the writer, and nothing is written."""

from datetime import date

import pytest

from data_access import schemas, writes
from data_access.writes import Refused
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import DAY, EMPTY_UPDATE, KINDS, VALID, prepare, record
from tests.sentences import (
    ASK_WHAT_FOR,
    ASK_WHO_AGREED,
    DUE_TOO_EARLY,
    EVIDENCE_FIRST,
    EVIDENCE_OF_NOTHING,
    EXPIRES_TOO_EARLY,
    HELD_IN_FUTURE,
    NAME_NO_CASE,
    NO_NAME,
    UPDATE_TOO_EARLY,
)

TOMORROW = date(2022, 2, 2)
PAST = date(2021, 7, 15)
BEFORE_PUBLICATION = "The inspection was published on 16/07/2021: give that day or a later one."


def refusal(kind, sentence, **details):
    name = f"{kind}: {' '.join(f'{key}={value}' for key, value in details.items())}"
    return pytest.param(kind, details, sentence, id=name)


BY_THE_STORE = [
    *(refusal(kind, NO_NAME, by="  ") for kind in KINDS),
    refusal("meeting", NO_NAME, by=""),
    refusal("meeting", NO_NAME, by="x" * 81),
    refusal("meeting", HELD_IN_FUTURE, held_on=TOMORROW),
    refusal("position", "The day from which it counts is in the future.", effective_on=TOMORROW),
    refusal("position", BEFORE_PUBLICATION, effective_on=PAST),
    refusal("position", "There is no part rape-9. Choose one from the list.", requirement="rape-9"),
    refusal("position", EVIDENCE_FIRST, voice="opcc", state="complete"),
    refusal("judgement", "The day from which it counts is in the future.", effective_on=TOMORROW),
    refusal("judgement", BEFORE_PUBLICATION, effective_on=PAST),
    refusal("evidence", "The day from which it counts is in the future.", effective_on=TOMORROW),
    refusal("evidence", BEFORE_PUBLICATION, effective_on=PAST),
    refusal(
        "evidence",
        "The action was opened on 10/09/2021: evidence about it counts from that day or later, "
        "even where its document date is earlier.",
        action="A1",
        effective_on=date(2021, 9, 9),
    ),
    refusal("evidence", "There is no claim E99. Choose one from the list.", supplies="E99"),
    refusal("evidence", "There is no claim A99. Choose one from the list.", supplies="A99"),
    refusal("evidence", "E1 claims no figure: choose another claim.", supplies="E1"),
    refusal("action", "The day it was opened is in the future.", opened_on=TOMORROW),
    refusal("action", BEFORE_PUBLICATION, opened_on=PAST),
    refusal(
        "evidence",
        "Link: write it anew: there is a character in it that cannot be kept.",
        link="https://example.org/a\0b",
    ),
    refusal(
        "action",
        "There is no organisation nobody. Choose one from the list.",
        lead_organisation="nobody",
    ),
    refusal(
        "action_update", "The day from which it counts is in the future.", effective_on=TOMORROW
    ),
    refusal("action_update", "There is no action A99. Choose one from the list.", action="A99"),
    refusal("action_update", UPDATE_TOO_EARLY, effective_on=date(2021, 9, 9)),
    refusal("action_update", DUE_TOO_EARLY, new_due_on=date(2021, 9, 9)),
    refusal("escalation", "The day it was raised is in the future.", raised_on=TOMORROW),
    refusal("escalation", "There is no action A99. Choose one from the list.", subject="A99"),
    refusal("resolution", "The day it was resolved is in the future.", resolved_on=TOMORROW),
    refusal("resolution", "There is no escalation X9. Choose one from the list.", escalation="X9"),
    refusal(
        "resolution",
        "Give the outcome, and a day on or after the day it was raised.",
        outcome="open",
    ),
    refusal(
        "resolution",
        "Give the outcome, and a day on or after the day it was raised.",
        resolved_on=date(2022, 1, 30),
    ),
    refusal("decision", "There is no meeting never. Choose one from the list.", meeting="never"),
    refusal("decision", "A decision cannot be due before its meeting.", due_on=date(2022, 1, 25)),
    refusal("decision_done", "The day it was done is in the future.", done_on=TOMORROW),
    refusal("decision_done", "There is no such decision. Choose one from the list.", decision=9),
    refusal(
        "decision_done", "A decision cannot be done before its meeting.", done_on=date(2022, 1, 25)
    ),
    refusal("ask", "The day it was asked is in the future.", asked_on=TOMORROW),
    refusal("ask", "There is no organisation nobody. Choose one from the list.", of_whom="nobody"),
    refusal("ask", "There is no evidence A19. Choose one from the list.", evidence="A19"),
    refusal("ask", "There is no action E13. Choose one from the list.", action="E13"),
    refusal("ask", "E1 claims no figure: choose another claim.", evidence="E1"),
    refusal("answer", "The day it was answered is in the future.", answered_on=TOMORROW),
    refusal("answer", "There is no such question. Choose one from the list.", ask=9),
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
    refusal("position", "Only the inspectorate can call a part superseded.", state="superseded"),
    refusal(
        "action_update",
        "Only the inspectorate can call a part superseded, and nobody an action: choose another "
        "state.",
        state="superseded",
    ),
    refusal("position", "Requirement: fill this in.", requirement=None),
    refusal("position", "Voice: choose one from the list.", voice="the press"),
    refusal("position", "State: choose one from the list.", state=None),
    refusal("position", "Effective on: give a day.", effective_on=None),
    refusal("position", "Note: write at most 4000 characters.", note="x" * 4001),
    refusal(
        "position",
        "Give the reason why it is not being taken forward.",
        state="not being taken forward",
        note=" ",
    ),
    refusal(
        "position",
        f"Note: this looks like a postcode. {NAME_NO_CASE}",
        note="She lives at PL1 2AB.",
    ),
    refusal(
        "position",
        "Recorded by: this is not something that can be recorded.",
        recorded_by="Somebody else",
    ),
    refusal(
        "position",
        "Note: write it anew: there is a character in it that cannot be kept.",
        note="Train\0ing has begun.",
    ),
    refusal("judgement", "Reasons: write something.", reasons="  "),
    refusal("evidence", "Title: write something.", title=""),
    refusal("evidence", EVIDENCE_OF_NOTHING, requirement="", action=None),
    refusal("evidence", EXPIRES_TOO_EARLY, expires_on=date(2022, 1, 19)),
    *(
        refusal("evidence", "Link: write a web address that starts with https://.", link=link)
        for link in ("javascript:alert(1)", "minutes.docx", "https://example.org/a b")
    ),
    refusal("action", DUE_TOO_EARLY, first_due_on=date(2022, 1, 30)),
    refusal("action_update", ASK_WHO_AGREED, agreed_by=""),
    refusal("action_update", ASK_WHAT_FOR, waiting_on=""),
    refusal(
        "action_update",
        "Nothing is filled in: give at least one thing, such as a new state, a new date or your "
        "own words.",
        **EMPTY_UPDATE,
    ),
    refusal(
        "action_update",
        "Give the reason why it is not being taken forward.",
        state="not being taken forward",
        note=None,
        new_lead=None,
        new_owner=None,
        handed_over_by=None,
    ),
    refusal(
        "action_update",
        "An action has a lead: it cannot be addressed to another body.",
        state="addressed to another body",
    ),
    refusal("escalation", "Rung: choose one from the list.", rung=0),
    refusal("escalation", "Rung: choose one from the list.", rung=5),
]


@pytest.mark.parametrize(("kind", "details", "sentence"), BY_THE_ENTRY)
def test_an_entry_that_breaks_its_own_rules_is_refused_field_by_field(kind, details, sentence):
    with pytest.raises(Refused) as refused:
        writes.validate(KINDS[kind], **VALID[kind] | details)

    assert str(refused.value) == sentence


def test_every_fault_of_an_entry_is_named_at_once():
    with pytest.raises(Refused) as refused:
        writes.validate(schemas.NewMeeting, kind=None, held_on=None)

    assert str(refused.value) == "Kind: fill this in. Held on: give a day."


def test_a_meeting_is_recorded_once(starter_store):
    record(starter_store, "meeting")
    before = everything(starter_store)

    with pytest.raises(Refused, match=r"^That meeting is already recorded\.$"):
        record(starter_store, "meeting")

    assert everything(starter_store) == before


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


@pytest.mark.parametrize("kind", ["meeting", "position", "action_update", "action", "escalation"])
def test_a_trial_refuses_what_would_be_refused_and_keeps_nothing(starter_store, kind):
    prepare(starter_store, kind)
    before = everything(starter_store)

    record(starter_store.trial(), kind)
    with pytest.raises(Refused, match="Type your name"):
        record(starter_store.trial(), kind, by=" ")

    assert everything(starter_store) == before
