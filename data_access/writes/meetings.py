"""Recording meetings, their decisions and questions, and the response to an inspection."""

from datetime import date, timedelta
from itertools import chain, count
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import (
    Action,
    Ask,
    Decision,
    Evidence,
    Inspection,
    KindOfMeeting,
    Meeting,
    Organisation,
)
from data_access.vocabulary import DAYS_TO_ANSWER, DateBasis, meeting_stem
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import (
    after_first_publication,
    can_be_corrected,
    find,
    held_meeting_day,
    not_in_the_future,
    not_taken_back,
    owes_a_figure,
    owes_an_answer,
)

Entered = TypeVar("Entered", Decision, Ask)
RECORD_RESPONSE = "record response"
RECORD_NO_RESPONSE = "record no response"


def meeting_ref(new: schemas.NewMeeting | schemas.NewPlannedMeeting) -> str:
    """The ref of a meeting from its kind and first day, such as "board-2022-02-28"."""
    day = new.held_on if isinstance(new, schemas.NewMeeting) else new.planned_on
    return f"{meeting_stem(new.kind)}-{day.isoformat()}"


@writes(schemas.NewMeeting, "record meeting", meeting_ref)
def _meeting(session: Session, new: schemas.NewMeeting, stamp: Stamp) -> Meeting:
    find(session, KindOfMeeting, new.kind, "kind of meeting")
    not_in_the_future(stamp.at, held=new.held_on)
    after_first_publication(session, "held_on", new.held_on)
    only_once(session, new.kind, new.held_on)
    return Meeting(ref=_free_ref(session, new), **new.model_dump(), **stamp.columns)


@writes(schemas.NewPlannedMeeting, "record planned meeting", meeting_ref)
def _planned_meeting(session: Session, new: schemas.NewPlannedMeeting, stamp: Stamp) -> Meeting:
    kind = find(session, KindOfMeeting, new.kind, "kind of meeting")
    if kind.retired_on and new.planned_on > kind.retired_on:
        raise Refused(
            f"Meetings of this kind ended on {kind.retired_on:%d/%m/%Y}.", field="planned_on"
        )
    after_first_publication(session, "planned_on", new.planned_on)
    planned_once(session, new.kind, new.planned_on)
    return Meeting(ref=_free_ref(session, new), **new.model_dump(), **stamp.columns)


@writes(schemas.MeetingHeld, "record meeting held", lambda new: new.meeting)
def _meeting_held(session: Session, new: schemas.MeetingHeld, stamp: Stamp) -> Meeting:
    not_in_the_future(stamp.at, held=new.held_on)
    meeting = find(session, Meeting, new.meeting, "meeting")
    if meeting.held_on:
        raise Overtaken(f"The meeting was already held on {meeting.held_on:%d/%m/%Y}.")
    after_first_publication(session, "held_on", new.held_on)
    only_once(session, meeting.kind, new.held_on)
    meeting.held_on = new.held_on
    return meeting


def only_once(
    session: Session,
    kind: str,
    day: date,
    *,
    but: Meeting | None = None,
    field: str = "held_on",
) -> None:
    """Refuses a second meeting of a kind on one day. ``but``: the meeting that is corrected."""
    same = select(Meeting).where(col(Meeting.kind) == kind, col(Meeting.held_on) == day)
    if session.scalar(same) not in (None, but):
        raise Refused("That meeting is already recorded.", field=field)


def planned_once(session: Session, kind: str, day: date, *, but: Meeting | None = None) -> None:
    """Refuses to plan a meeting of a kind for a day that has one. ``but``: as of ``only_once``."""
    only_once(session, kind, day, field="planned_on")
    same = select(Meeting).where(
        col(Meeting.kind) == kind,
        col(Meeting.planned_on) == day,
        col(Meeting.held_on).is_(None),
    )
    if session.scalar(same) not in (None, but):
        raise Refused("That meeting is already planned.", field="planned_on")


def _free_ref(session: Session, new: schemas.NewMeeting | schemas.NewPlannedMeeting) -> str:
    """The ref of a new meeting; one that was planned for that day may have been held on another."""
    first = meeting_ref(new)
    used = set(session.scalars(select(col(Meeting.ref)).where(col(Meeting.ref).startswith(first))))
    more = (f"{first}-{number}" for number in count(2))
    return next(ref for ref in chain([first], more) if ref not in used)


@writes(schemas.NewDecision, "record decision", lambda new: new.meeting)
def _decision(session: Session, new: schemas.NewDecision, stamp: Stamp) -> Decision:
    held_on = held_meeting_day(session, new.meeting)
    if new.due_on and new.due_on < held_on:
        raise Refused("A decision cannot be due before its meeting.", field="due_on")
    row = Decision(**new.model_dump(), **stamp.columns)
    if new.corrects is not None:
        row.done_on = _corrected(session, Decision, new.corrects).done_on
        if row.done_on and row.done_on < held_on:
            raise Refused("A decision cannot be done before its meeting.", field="meeting")
    return row


@writes(schemas.DecisionDone, "record decision done", lambda new: f"decision {new.decision}")
def _decision_done(session: Session, new: schemas.DecisionDone, stamp: Stamp) -> Decision:
    not_in_the_future(stamp.at, done=new.done_on)
    decision = _by_number(session, Decision, new.decision, "decision")
    if decision.done_on:
        raise Overtaken(f"The decision was already marked as done on {decision.done_on:%d/%m/%Y}.")
    _not_corrected(session, Decision, new.decision)
    if new.done_on < held_meeting_day(session, decision.meeting):
        raise Refused("A decision cannot be done before its meeting.", field="done_on")
    decision.done_on = new.done_on
    return decision


@writes(schemas.NewAsk, "record ask", lambda new: new.of_whom)
def _ask(session: Session, new: schemas.NewAsk, stamp: Stamp) -> Ask:
    not_in_the_future(stamp.at, asked=new.asked_on)
    after_first_publication(session, "asked_on", new.asked_on)
    find(session, Organisation, new.of_whom, "organisation")
    if new.meeting:
        held_meeting_day(session, new.meeting)
    if new.evidence:
        owes_a_figure(find(session, Evidence, new.evidence, "evidence"))
    if new.action:
        find(session, Action, new.action, "action")
    row = Ask(**new.model_dump(), **stamp.columns)
    if new.corrects is not None:
        wrong = _corrected(session, Ask, new.corrects)
        row.answer, row.answered_on = wrong.answer, wrong.answered_on
        if row.answered_on and row.answered_on < new.asked_on:
            raise Refused(
                "The answer cannot be from before the day it was asked.", field="asked_on"
            )
    return row


def _corrected(session: Session, table: type[Entered], number: int) -> Entered:
    """The entry to correct; what was filled in later stays with the new one."""
    entries = session.scalars(select(table).where(not_taken_back(table))).all()
    can_be_corrected(number, entries)
    return next(entry for entry in entries if entry.id == number)


def _by_number(session: Session, table: type[Entered], number: int, what: str) -> Entered:
    entry = session.scalar(select(table).where(col(table.id) == number, not_taken_back(table)))
    if entry is None:
        raise Refused(f"There is no such {what}. Choose one from the list.")
    return entry


def _not_corrected(session: Session, table: type[Entered], number: int) -> None:
    """Refuses to fill in an entry that another one has replaced."""
    if session.scalar(select(table).where(col(table.corrects) == number)):
        raise Overtaken("That entry was corrected meanwhile. Choose the newest one.")


@writes(schemas.QuestionAnswered, "record answer", lambda new: f"ask {new.ask}")
def _answer(session: Session, new: schemas.QuestionAnswered, stamp: Stamp) -> Ask:
    not_in_the_future(stamp.at, answered=new.answered_on)
    ask = _by_number(session, Ask, new.ask, "question")
    if ask.answered_on:
        raise Overtaken(f"The question was already answered on {ask.answered_on:%d/%m/%Y}.")
    _not_corrected(session, Ask, new.ask)
    if new.answered_on < ask.asked_on:
        raise Refused("The answer cannot be from before the day it was asked.", field="answered_on")
    ask.answer, ask.answered_on = new.answer, new.answered_on
    return ask


@writes(schemas.NewResponse, RECORD_RESPONSE, lambda new: new.inspection)
def _response(session: Session, new: schemas.NewResponse, stamp: Stamp) -> Inspection:
    not_in_the_future(stamp.at, "responded_on", answered=new.responded_on)
    inspection = find(session, Inspection, new.inspection, "inspection")
    if inspection.responded_on:
        raise Overtaken(
            f"The inspection was already answered on {inspection.responded_on:%d/%m/%Y}."
        )
    if new.responded_on < inspection.published_on:
        raise Refused(
            "An inspection cannot be answered before it was published.", field="responded_on"
        )
    inspection.responded_on, inspection.date_basis = new.responded_on, DateBasis.STATED
    return _answer_stamped(inspection, stamp)


@writes(schemas.NoResponse, RECORD_NO_RESPONSE, lambda new: new.inspection)
def _no_response(session: Session, new: schemas.NoResponse, stamp: Stamp) -> Inspection:
    not_in_the_future(stamp.at, "none_published_by", **{"not published": new.none_published_by})
    inspection = find(session, Inspection, new.inspection, "inspection")
    if inspection.date_basis:
        raise Overtaken("The answer to this inspection is recorded here.")
    owes_an_answer(inspection)
    if inspection.none_published_by:
        raise Overtaken(
            "It is recorded already that no answer had been published by "
            f"{inspection.none_published_by:%d/%m/%Y}."
        )
    due_on = inspection.response_due_computed_on or inspection.published_on + timedelta(
        DAYS_TO_ANSWER - 1
    )
    if new.none_published_by <= due_on:
        raise Refused(
            f"The answer was due by {due_on:%d/%m/%Y}: give a later day.",
            field="none_published_by",
        )
    inspection.none_published_by = new.none_published_by
    return _answer_stamped(inspection, stamp)


def _answer_stamped(inspection: Inspection, stamp: Stamp) -> Inspection:
    inspection.answer_recorded_at = stamp.columns["recorded_at"]
    inspection.answer_recorded_by = stamp.by
    return inspection
