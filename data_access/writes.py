"""Everything that can be recorded by a person, each entry in a transaction of its own.

The moment (``at``) and the writer's name as typed (``by``) are given by the caller.
Errors: Refused, in words for the writer; nothing is written then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import Session

from data_access import additions, schemas, write_validation
from data_access.additions import Stamp
from data_access.store import Store
from data_access.text_types import LONGEST_TEXT
from data_access.write_validation import BrokenRule, Invalid

NewEntry = TypeVar("NewEntry", bound=schemas.Entry)
RECORD_RESPONSE = "record response"


def entry(kind: type[NewEntry], /, **values: Any) -> NewEntry:
    """A valid entry of ``kind``. Errors: Invalid, naming each field and what to do."""
    try:
        return kind(**values)
    except ValidationError as problem:
        raise Invalid([_in_words(fault) for fault in problem.errors()]) from problem


def record_meeting(store: Store, new: schemas.NewMeeting, *, by: str, at: datetime) -> str:
    """Adds a meeting and returns its ref."""
    subject = additions.meeting_ref(new)
    with _recording(store, by, at, "record meeting", subject) as (session, stamp):
        return additions.add_meeting(session, new, stamp).ref


def record_position(store: Store, new: schemas.NewPosition, *, by: str, at: datetime) -> None:
    """Adds what one voice says of a part."""
    subject = f"{new.requirement}, {new.voice}"
    with _recording(store, by, at, "record position", subject) as (session, stamp):
        additions.add_position(session, new, stamp)


def record_judgement(store: Store, new: schemas.NewJudgement, *, by: str, at: datetime) -> None:
    """Adds the board's judgement of a part."""
    with _recording(store, by, at, "record judgement", new.requirement) as (session, stamp):
        additions.add_judgement(session, new, stamp)


def record_evidence(store: Store, new: schemas.NewEvidence, *, by: str, at: datetime) -> str:
    """Adds a piece of evidence and returns its ref."""
    subject = new.action or new.requirement or ""
    with _recording(store, by, at, "record evidence", subject) as (session, stamp):
        return additions.add_evidence(session, new, stamp).ref


def record_action(store: Store, new: schemas.NewAction, *, by: str, at: datetime) -> str:
    """Adds an action and returns its ref."""
    # Never the title: what is blanked in the row must not live on in the audit.
    subject = new.requirement or new.lead_organisation
    with _recording(store, by, at, "record action", subject) as (session, stamp):
        return additions.add_action(session, new, stamp).ref


def record_action_update(
    store: Store, new: schemas.NewActionUpdate, *, by: str, at: datetime
) -> None:
    """Adds an update of an action: a state, a date, what it waits for, a note."""
    with _recording(store, by, at, "record action update", new.action) as (session, stamp):
        additions.add_action_update(session, new, stamp)


def record_escalation(store: Store, new: schemas.NewEscalation, *, by: str, at: datetime) -> str:
    """Adds an escalation, still open, and returns its ref."""
    with _recording(store, by, at, "record escalation", new.subject) as (session, stamp):
        return additions.add_escalation(session, new, stamp).ref


def record_resolution(store: Store, new: schemas.Resolution, *, by: str, at: datetime) -> None:
    """Closes an open escalation with its outcome."""
    with _recording(store, by, at, "record resolution", new.escalation) as (session, stamp):
        additions.add_resolution(session, new, stamp)


def record_decision(store: Store, new: schemas.NewDecision, *, by: str, at: datetime) -> None:
    """Adds what a meeting decided."""
    with _recording(store, by, at, "record decision", new.meeting) as (session, stamp):
        additions.add_decision(session, new, stamp)


def record_decision_done(store: Store, new: schemas.DecisionDone, *, by: str, at: datetime) -> None:
    """Marks an open decision as done."""
    subject = f"decision {new.decision}"
    with _recording(store, by, at, "record decision done", subject) as (session, stamp):
        additions.add_decision_done(session, new, stamp)


def record_ask(store: Store, new: schemas.NewAsk, *, by: str, at: datetime) -> int:
    """Adds something asked of a body and returns its id."""
    with _recording(store, by, at, "record ask", new.of_whom) as (session, stamp):
        asked = additions.add_ask(session, new, stamp)
        session.flush()
        return int(asked.id or 0)


def record_answer(store: Store, new: schemas.Answer, *, by: str, at: datetime) -> None:
    """Fills in the answer to an open ask."""
    with _recording(store, by, at, "record answer", f"ask {new.ask}") as (session, stamp):
        additions.add_answer(session, new, stamp)


def record_response(store: Store, new: schemas.NewResponse, *, by: str, at: datetime) -> None:
    """Fills in the day an inspection was answered, where none is known."""
    with _recording(store, by, at, RECORD_RESPONSE, new.inspection) as (session, stamp):
        additions.add_response(session, new, stamp)


def record_closed_month(store: Store, new: schemas.MonthClosed, *, by: str, at: datetime) -> None:
    """Closes a month, for good."""
    with _recording(store, by, at, "close month", new.month_end.isoformat()) as (session, stamp):
        additions.add_closed_month(session, new, stamp)


def record_saved_view(store: Store, new: schemas.NewSavedView, *, by: str, at: datetime) -> int:
    """Keeps a view under a name and returns its id."""
    # Never the name: what is blanked in the row must not live on in the audit.
    with _recording(store, by, at, "record saved view", new.page) as (session, stamp):
        kept = additions.add_saved_view(session, new, stamp)
        session.flush()
        return int(kept.id or 0)


def record_view_taken_off(
    store: Store, new: schemas.ViewTakenOff, *, by: str, at: datetime
) -> None:
    """Takes a view off the list of its page."""
    with _recording(store, by, at, "record view taken off", f"view {new.view}") as (session, stamp):
        additions.add_view_taken_off(session, new, stamp)


@contextmanager
def _recording(
    store: Store, by: str, at: datetime, what: str, subject: str
) -> Iterator[tuple[Session, Stamp]]:
    name = write_validation.writer(by)
    with store.writing(name, what, subject, at=at) as session:
        yield session, Stamp(name, at)


def _in_words(fault: Any) -> BrokenRule:
    said = {
        "string_too_short": "write something",
        "string_too_long": f"write at most {_longest(fault)} characters",
        "missing": "fill this in",
        "string_type": "fill this in",
        "int_type": "fill this in",
        "date_type": "give a day",
        "enum": "choose one from the list",
        "greater_than_equal": "choose one from the list",
        "less_than_equal": "choose one from the list",
        "string_pattern_mismatch": "choose one from the list",
        "extra_forbidden": "this is not something that can be recorded",
    }.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
    return BrokenRule(" ".join(str(part) for part in fault["loc"]), said)


def _longest(fault: Any) -> int:
    return int(fault.get("ctx", {}).get("max_length", LONGEST_TEXT))
