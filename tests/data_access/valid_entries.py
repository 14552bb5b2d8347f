"""One valid entry of each kind, for tests that change one detail."""

from datetime import UTC, date, datetime
from inspect import get_annotations
from typing import Any

from data_access import schemas, writes
from data_access.text_types import (
    FreeText,
    MaybeFreeText,
    MaybeLink,
    MaybePrintedLink,
    MaybeRole,
    Reason,
    ShortName,
)

AT = datetime(2022, 2, 1, 10, 30, tzinfo=UTC)
BY = "OPCC policy starter_storer"
DAY = date(2022, 1, 31)
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
        "new_lead": "cps",
    },
    "occurrence": {
        "recurrence": "R2",
        "done_on": DAY,
        "next_due_on": date(2022, 7, 29),
        "note": "The CPS was there.",
    },
    "frequency": {
        "action": "A2",
        "every": 6,
        "unit": "months",
        "last_done_on": date(2022, 1, 10),
        "effective_on": DAY,
        "agreed_by": "The board",
    },
    "escalation": {
        "subject": "A2",
        "route": "informal",
        "rung": 1,
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
    "meeting_correction": {
        "meeting": BOARD,
        "kind": "RaSSO performance meeting",
        "held_on": date(2022, 1, 25),
    },
    "action_correction": {
        "action": "A2",
        "title": "What was meant",
        "lead_organisation": "cps",
        "said_by": "opcc",
        "owner_role": "Senior prosecutor",
        "first_due_on": date(2022, 3, 1),
        "deadline_kind": "agreed",
    },
    "escalation_correction": {
        "escalation": "X1",
        "route": "formal",
        "rung": 2,
        "side": "cps",
        "reason": "No answer for two months",
        "raised_on": date(2022, 1, 30),
        "respond_by_on": date(2022, 2, 15),
    },
    "judgement_correction": {
        "judgement": 1,
        "performance": "assured",
        "plan": "not assured",
        "reasons": "The plan is not sound.",
        "given_by": "The board",
        "meeting": None,
        "review_due_on": date(2022, 5, 26),
        "effective_on": date(2022, 1, 30),
    },
    "evidence_correction": {
        "evidence": "E73",
        "title": "Minutes of the other meeting",
        "voice": "cps",
        "kind": "audit",
        "strength": "strong",
        "dated_on": date(2022, 1, 21),
        "expires_on": date(2023, 1, 21),
        "link": "https://example.org/other",
        "effective_on": date(2022, 1, 30),
    },
    "meeting_kind": {
        "title": "Scrutiny panel",
        "is_board": False,
        "every": 3,
        "unit": "months",
        "nth": "last",
        "weekday": "Thursday",
        "series_from": DAY,
    },
    "planned_meeting": {"kind": "accountability board", "planned_on": date(2022, 3, 30)},
    "agenda_entry": {"meeting": "board-2022-03-30", "place": 2, "minutes": 15, "left_out": None},
    "saved_view": {
        "page": "explore",
        "name": "Told in time, by area",
        "parameters": "area=&by=area&measure=told_in_time",
        "effective_on": DAY,
    },
    "view_taken_off": {"view": 1, "effective_on": DAY},
    "sealed_document": {
        "kind": "briefing pack",
        "title": "Briefing pack: Rape inspection, phase one",
        "reference": "0123ABCD",
        "as_at": DAY,
        "inspection": "rape-1",
        "compared_on": date(2021, 11, 24),
        "meeting": BOARD,
        "given_to": "The panel",
        "content": '{"title":"Briefing pack"}',
    },
}
KINDS: dict[str, type[schemas.Entry]] = {
    "meeting": schemas.NewMeeting,
    "position": schemas.NewPosition,
    "judgement": schemas.NewJudgement,
    "evidence": schemas.NewEvidence,
    "action": schemas.NewAction,
    "action_update": schemas.NewActionUpdate,
    "occurrence": schemas.NewOccurrence,
    "frequency": schemas.NewFrequency,
    "escalation": schemas.NewEscalation,
    "resolution": schemas.Resolution,
    "decision": schemas.NewDecision,
    "decision_done": schemas.DecisionDone,
    "ask": schemas.NewAsk,
    "answer": schemas.QuestionAnswered,
    "meeting_correction": schemas.MeetingCorrection,
    "action_correction": schemas.ActionCorrection,
    "escalation_correction": schemas.EscalationCorrection,
    "judgement_correction": schemas.JudgementCorrection,
    "evidence_correction": schemas.EvidenceCorrection,
    "meeting_kind": schemas.NewMeetingKind,
    "planned_meeting": schemas.NewPlannedMeeting,
    "agenda_entry": schemas.NewAgendaEntry,
    "saved_view": schemas.NewSavedView,
    "view_taken_off": schemas.ViewTakenOff,
    "sealed_document": schemas.NewSealedDocument,
}
# Texts in a person's own words. Neither a ref nor the address of a view is one.
FREE_TEXTS = (FreeText, MaybeFreeText, MaybeRole, MaybeLink, MaybePrintedLink, ShortName, Reason)


def free_text_fields(schema):
    """The names of the fields of a schema into which a person types words, in its order."""
    return tuple(name for name, kind in get_annotations(schema).items() if kind in FREE_TEXTS)


for kind, schema in KINDS.items():
    for field in free_text_fields(schema):
        VALID[kind].setdefault(field, "Words of a person")
# Every optional field of an update, empty.
EMPTY_UPDATE = {
    name: None
    for name, field in schemas.NewActionUpdate.model_fields.items()
    if not field.is_required()
}
# Entries that must be recorded before an entry of that kind.
FIRST = {
    "escalation_correction": ["escalation"],
    "judgement_correction": ["meeting", "judgement"],
    "evidence_correction": ["evidence"],
    "judgement": ["meeting"],
    "resolution": ["escalation"],
    "decision": ["meeting"],
    "decision_done": ["meeting", "decision"],
    "ask": ["meeting"],
    "answer": ["meeting", "ask"],
    "meeting_correction": ["meeting"],
    "agenda_entry": ["planned_meeting"],
    "view_taken_off": ["saved_view"],
    "sealed_document": ["meeting"],
}


def record(store, kind, /, *, by=BY, at=AT, **details):
    new = writes.validate(KINDS[kind], **VALID[kind] | details)
    return writes.record(store, new, by=by, at=at)


def prepare(store, kind):
    for earlier in FIRST.get(kind, []):
        record(store, earlier)
