"""Everything that can be written to the store. Each function adds; none changes what was said.

The moment (``at``) and the writer's name as typed (``by``) are given by the caller.
Errors: Refused, in words for the writer; nothing is written then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import select
from sqlmodel import Session, col

from data_access import entries, rules
from data_access.rules import Overtaken, Refused
from data_access.store import Store
from data_access.tables import (
    Action,
    ActionUpdate,
    Ask,
    Decision,
    Escalation,
    Evidence,
    Inspection,
    Judgement,
    Meeting,
    Organisation,
    Position,
    Table,
)
from data_access.vocabulary import (
    DateBasis,
    EscalationOutcome,
    MeetingKind,
    State,
    Voice,
)

Row = TypeVar("Row", bound=Table)
NewEntry = TypeVar("NewEntry", bound=entries.Entry)
LONGEST_NAME = 80


def entry(kind: type[NewEntry], /, **values: Any) -> NewEntry:
    """A valid entry of ``kind``. Errors: Refused, naming each field and what to do."""
    try:
        return kind(**values)
    except ValidationError as problem:
        raise Refused(" ".join(_in_words(fault) for fault in problem.errors())) from problem


def record_meeting(store: Store, new: entries.NewMeeting, *, by: str, at: datetime) -> str:
    """Adds a meeting and returns its ref."""
    stem = "board" if new.kind == MeetingKind.BOARD else "performance"
    ref = f"{stem}-{new.held_on.isoformat()}"
    with _recording(store, by, at, "record meeting", ref) as (session, stamp):
        rules.not_in_the_future(at, held=new.held_on)
        if session.scalar(select(Meeting).where(col(Meeting.ref) == ref)):
            raise Refused("That meeting is already recorded.")
        session.add(Meeting(ref=ref, **new.model_dump(), **stamp))
    return ref


def record_position(store: Store, new: entries.NewPosition, *, by: str, at: datetime) -> None:
    """Adds what one voice says of a part."""
    subject = f"{new.requirement}, {new.voice}"
    with _recording(store, by, at, "record position", subject) as (session, stamp):
        rules.not_in_the_future(at, effective=new.effective_on)
        rules.after_publication(session, new.requirement, new.effective_on)
        said = select(Position).where(
            col(Position.requirement) == new.requirement, col(Position.voice) == new.voice
        )
        newest = session.scalars(said.order_by(col(Position.id).desc())).first()
        rules.not_overtaken(new.seen, newest)
        if new.voice == Voice.OPCC and new.state == State.COMPLETE:
            rules.evidence_was_seen(session, new.requirement, new.effective_on)
        session.add(Position(**new.model_dump(exclude={"seen"}), **stamp))


def record_judgement(store: Store, new: entries.NewJudgement, *, by: str, at: datetime) -> None:
    """Adds the board's judgement of a part."""
    with _recording(store, by, at, "record judgement", new.requirement) as (session, stamp):
        rules.not_in_the_future(at, effective=new.effective_on)
        rules.after_publication(session, new.requirement, new.effective_on)
        if new.meeting:
            rules.find(session, Meeting, new.meeting, "meeting")
        session.add(Judgement(**new.model_dump(), **stamp))


def record_evidence(store: Store, new: entries.NewEvidence, *, by: str, at: datetime) -> str:
    """Adds a piece of evidence and returns its ref."""
    subject = new.action or new.requirement or ""
    with _recording(store, by, at, "record evidence", subject) as (session, stamp):
        rules.not_in_the_future(at, effective=new.effective_on)
        if new.requirement:
            rules.after_publication(session, new.requirement, new.effective_on)
        if new.action:
            rules.find(session, Action, new.action, "action")
        if new.supplies:
            rules.owes_a_figure(rules.find_claim(session, new.supplies))
        ref = rules.next_ref(session, Evidence, "E")
        session.add(Evidence(ref=ref, date_basis=DateBasis.STATED, **new.model_dump(), **stamp))
    return ref


def record_action(store: Store, new: entries.NewAction, *, by: str, at: datetime) -> str:
    """Adds an action and returns its ref."""
    # Never the title: what is blanked in the row must not live on in the audit.
    subject = new.requirement or new.lead_organisation
    with _recording(store, by, at, "record action", subject) as (session, stamp):
        rules.not_in_the_future(at, opened=new.opened_on)
        rules.find(session, Organisation, new.lead_organisation, "organisation")
        if new.requirement:
            rules.after_publication(session, new.requirement, new.opened_on)
        ref = rules.next_ref(session, Action, "A")
        session.add(Action(ref=ref, figure_owed=False, **new.model_dump(), **stamp))
    return ref


def record_action_update(
    store: Store, new: entries.NewActionUpdate, *, by: str, at: datetime
) -> None:
    """Adds an update of an action: a state, a date, what it waits for, a note."""
    with _recording(store, by, at, "record action update", new.action) as (session, stamp):
        rules.not_in_the_future(at, effective=new.effective_on)
        action = rules.find(session, Action, new.action, "action")
        updates = session.scalars(
            select(ActionUpdate)
            .where(col(ActionUpdate.action) == new.action)
            .order_by(col(ActionUpdate.id))
        ).all()
        rules.not_overtaken(new.seen, updates[-1] if updates else None)
        if new.effective_on < action.opened_on:
            raise Refused("The update cannot be from before the action was opened.")
        if new.new_due_on:
            rules.date_really_changes(action, updates, new)
        session.add(ActionUpdate(**new.model_dump(exclude={"seen"}), **stamp))


def record_escalation(store: Store, new: entries.NewEscalation, *, by: str, at: datetime) -> str:
    """Adds an escalation, still open, and returns its ref."""
    with _recording(store, by, at, "record escalation", new.subject) as (session, stamp):
        rules.not_in_the_future(at, raised=new.raised_on)
        rules.find(session, Action, new.subject, "action")
        ref = rules.next_ref(session, Escalation, "X")
        session.add(
            Escalation(ref=ref, outcome=EscalationOutcome.OPEN, **new.model_dump(), **stamp)
        )
    return ref


def record_resolution(store: Store, new: entries.Resolution, *, by: str, at: datetime) -> None:
    """Closes an open escalation with its outcome."""
    with _recording(store, by, at, "record resolution", new.escalation) as (session, _):
        rules.not_in_the_future(at, resolved=new.resolved_on)
        open_one = rules.find(session, Escalation, new.escalation, "escalation")
        if open_one.resolved_on:
            raise Overtaken(f"It was already resolved on {open_one.resolved_on:%d/%m/%Y}.")
        if new.outcome == EscalationOutcome.OPEN or new.resolved_on < open_one.raised_on:
            raise Refused("Give the outcome, and a day on or after the one it was raised.")
        open_one.resolved_on, open_one.outcome = new.resolved_on, new.outcome


def record_decision(store: Store, new: entries.NewDecision, *, by: str, at: datetime) -> None:
    """Adds what a meeting decided."""
    with _recording(store, by, at, "record decision", new.meeting) as (session, stamp):
        meeting = rules.find(session, Meeting, new.meeting, "meeting")
        if new.due_on and new.due_on < meeting.held_on:
            raise Refused("A decision cannot be due before its meeting.")
        session.add(Decision(**new.model_dump(), **stamp))


def record_decision_done(store: Store, new: entries.DecisionDone, *, by: str, at: datetime) -> None:
    """Marks an open decision as done."""
    subject = f"decision {new.decision}"
    with _recording(store, by, at, "record decision done", subject) as (session, _):
        rules.not_in_the_future(at, done=new.done_on)
        found = session.get(Decision, new.decision)
        if found is None:
            raise Refused("There is no such decision.")
        if found.done_on:
            raise Overtaken(f"It was already marked as done on {found.done_on:%d/%m/%Y}.")
        if new.done_on < rules.find(session, Meeting, found.meeting, "meeting").held_on:
            raise Refused("A decision cannot be done before its meeting.")
        found.done_on = new.done_on


def record_ask(store: Store, new: entries.NewAsk, *, by: str, at: datetime) -> int:
    """Adds something asked of a body and returns its id."""
    with _recording(store, by, at, "record ask", new.of_whom) as (session, stamp):
        rules.not_in_the_future(at, asked=new.asked_on)
        rules.find(session, Organisation, new.of_whom, "organisation")
        if new.meeting:
            rules.find(session, Meeting, new.meeting, "meeting")
        if new.evidence:
            rules.owes_a_figure(rules.find(session, Evidence, new.evidence, "evidence"))
        if new.action:
            rules.owes_a_figure(rules.find(session, Action, new.action, "action"))
        asked = Ask(**new.model_dump(), **stamp)
        session.add(asked)
        session.flush()
        return int(asked.id or 0)


def record_answer(store: Store, new: entries.Answer, *, by: str, at: datetime) -> None:
    """Fills in the answer to an open ask."""
    with _recording(store, by, at, "record answer", f"ask {new.ask}") as (session, _):
        rules.not_in_the_future(at, answered=new.answered_on)
        found = session.get(Ask, new.ask)
        if found is None:
            raise Refused("There is no such question.")
        if found.answered_on:
            raise Overtaken(f"It was already answered on {found.answered_on:%d/%m/%Y}.")
        if new.answered_on < found.asked_on:
            raise Refused("The answer cannot be from before the day it was asked.")
        found.answer, found.answered_on = new.answer, new.answered_on


def record_response(store: Store, new: entries.NewResponse, *, by: str, at: datetime) -> None:
    """Fills in the day an inspection was answered, where none is known."""
    with _recording(store, by, at, "record response", new.inspection) as (session, _):
        rules.not_in_the_future(at, answered=new.responded_on)
        found = rules.find(session, Inspection, new.inspection, "inspection")
        if found.responded_on:
            raise Overtaken(f"It was already answered on {found.responded_on:%d/%m/%Y}.")
        if new.responded_on < found.published_on:
            raise Refused("An inspection cannot be answered before it was published.")
        found.responded_on, found.date_basis = new.responded_on, DateBasis.STATED


@contextmanager
def _recording(
    store: Store, by: str, at: datetime, what: str, subject: str
) -> Iterator[tuple[Session, dict[str, Any]]]:
    name = by.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Type your name: each entry says who recorded it.")
    with store.writing(name, what, subject, at=at) as session:
        yield session, {"recorded_at": at.astimezone(UTC), "recorded_by": name}


def _in_words(fault: Any) -> str:
    field = " ".join(str(part) for part in fault["loc"]).replace("_", " ")
    said = {
        "string_too_short": "write something",
        "string_too_long": f"write at most {entries.LONGEST_TEXT} characters",
        "missing": "fill this in",
        "string_type": "fill this in",
        "int_type": "fill this in",
        "date_type": "give a day",
        "enum": "choose one from the list",
        "greater_than_equal": "choose one from the list",
        "less_than_equal": "choose one from the list",
        "extra_forbidden": "this is not something that can be recorded",
    }.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
    sentence = f"{field}: {said}" if field else said
    return (sentence[0].upper() + sentence[1:]).rstrip(".") + "."
