"""What is added to an open session: the rules of each kind of entry, whoever opened it.

A form writes one entry in a transaction of its own (``records``); an import adds many in one.
Each function returns the row that it added or filled in; the session sends it when it next
writes. None changes what was said. Errors: Refused, in words for the writer.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas, write_validation
from data_access.tables import (
    Action,
    ActionUpdate,
    Ask,
    ClosedMonth,
    Decision,
    Escalation,
    Evidence,
    Inspection,
    Judgement,
    Meeting,
    Organisation,
    Position,
    SavedView,
    Table,
)
from data_access.vocabulary import (
    DateBasis,
    EscalationOutcome,
    MeetingKind,
    State,
    Voice,
)
from data_access.write_validation import Overtaken, Refused, SaidBefore

Row = TypeVar("Row", bound=Table)


class Stamp(NamedTuple):
    """By whom something is recorded, and at which moment."""

    by: str
    at: datetime

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a row that say so; the moment as UTC."""
        return {"recorded_at": self.at.astimezone(UTC), "recorded_by": self.by}


def add_meeting(session: Session, new: schemas.NewMeeting, stamp: Stamp) -> Meeting:
    """Adds a meeting."""
    write_validation.not_in_the_future(stamp.at, held=new.held_on)
    ref = meeting_ref(new)
    if session.scalar(select(Meeting).where(col(Meeting.ref) == ref)):
        raise Refused("That meeting is already recorded.")
    return _added(session, Meeting(ref=ref, **new.model_dump(), **stamp.columns))


def meeting_ref(new: schemas.NewMeeting) -> str:
    """What a meeting is known by: its kind and its day."""
    stem = "board" if new.kind == MeetingKind.BOARD else "performance"
    return f"{stem}-{new.held_on.isoformat()}"


def add_position(session: Session, new: schemas.NewPosition, stamp: Stamp) -> Position:
    """Adds what one voice says of a part."""
    write_validation.not_in_the_future(stamp.at, effective=new.effective_on)
    write_validation.after_publication(session, new.requirement, new.effective_on)
    said = select(Position).where(
        col(Position.requirement) == new.requirement, col(Position.voice) == new.voice
    )
    entries_so_far = session.scalars(said.order_by(col(Position.id))).all()
    write_validation.not_overtaken(new.seen, entries_so_far[-1] if entries_so_far else None)
    write_validation.is_there_to_correct(new.corrects, entries_so_far)
    if new.voice == Voice.OPCC and new.state == State.COMPLETE:
        write_validation.evidence_was_seen(session, new.requirement, new.effective_on)
    return _added(session, Position(**new.model_dump(exclude={"seen"}), **stamp.columns))


def add_judgement(session: Session, new: schemas.NewJudgement, stamp: Stamp) -> Judgement:
    """Adds the board's judgement of a part."""
    write_validation.not_in_the_future(stamp.at, effective=new.effective_on)
    write_validation.after_publication(session, new.requirement, new.effective_on)
    if new.meeting:
        write_validation.find(session, Meeting, new.meeting, "meeting")
    return _added(session, Judgement(**new.model_dump(), **stamp.columns))


def add_evidence(
    session: Session, new: schemas.NewEvidence, stamp: Stamp, *, ref: str | None = None
) -> Evidence:
    """Adds a piece of evidence under the ref given, else the next free one."""
    write_validation.not_in_the_future(stamp.at, effective=new.effective_on)
    if new.requirement:
        write_validation.after_publication(session, new.requirement, new.effective_on)
    if new.action:
        opened_on = write_validation.find(session, Action, new.action, "action").opened_on
        if new.effective_on < opened_on:
            raise Refused(
                f"The action was opened on {opened_on:%d/%m/%Y}: evidence about it counts from "
                "that day or later, even where its own date is earlier."
            )
    if new.supplies:
        write_validation.owes_a_figure(write_validation.find_claim(session, new.supplies))
    ref = ref or write_validation.next_ref(session, Evidence, "E")
    given: dict[str, Any] = {"ref": ref, "date_basis": DateBasis.STATED}
    return _added(session, Evidence(**given, **new.model_dump(), **stamp.columns))


def add_action(
    session: Session, new: schemas.NewAction, stamp: Stamp, *, ref: str | None = None
) -> Action:
    """Adds an action under the ref given, else the next free one."""
    write_validation.not_in_the_future(stamp.at, opened=new.opened_on)
    write_validation.find(session, Organisation, new.lead_organisation, "organisation")
    if new.requirement:
        write_validation.after_publication(session, new.requirement, new.opened_on)
    ref = ref or write_validation.next_ref(session, Action, "A")
    given: dict[str, Any] = {"ref": ref, "figure_owed": False}
    return _added(session, Action(**given, **new.model_dump(), **stamp.columns))


def add_action_update(session: Session, new: schemas.NewActionUpdate, stamp: Stamp) -> ActionUpdate:
    """Adds an update of an action: a state, a date, what it waits for, a note."""
    write_validation.not_in_the_future(stamp.at, effective=new.effective_on)
    action = write_validation.find(session, Action, new.action, "action")
    updates = select(ActionUpdate).where(col(ActionUpdate.action) == new.action)
    newest = session.scalars(updates.order_by(col(ActionUpdate.id).desc()).limit(1)).first()
    write_validation.not_overtaken(new.seen, newest)
    return _added(
        session, action_update(action, write_validation.said_of(session, new.action), new, stamp)
    )


def action_update(
    action: Action, said: Sequence[SaidBefore], new: schemas.NewActionUpdate, stamp: Stamp
) -> ActionUpdate:
    """The row of an update, not added yet. ``said``: every update of its ``action`` so far."""
    write_validation.not_in_the_future(stamp.at, effective=new.effective_on)
    if new.effective_on < action.opened_on:
        raise Refused("The update cannot be from before the action was opened.")
    write_validation.is_there_to_correct(new.corrects, said)
    if new.new_review_on:
        write_validation.still_to_review(said, new)
    if new.new_due_on:
        write_validation.date_really_changes(action, said, new)
    return ActionUpdate(**new.model_dump(exclude={"seen"}), **stamp.columns)


def add_escalation(session: Session, new: schemas.NewEscalation, stamp: Stamp) -> Escalation:
    """Adds an escalation, still open."""
    write_validation.not_in_the_future(stamp.at, raised=new.raised_on)
    action = write_validation.find(session, Action, new.subject, "action")
    if new.raised_on < action.opened_on:
        raise Refused("It cannot be escalated before the action was opened.")
    raised = select(Escalation).where(col(Escalation.subject) == new.subject)
    write_validation.next_rung(session.scalars(raised).all(), new)
    ref = write_validation.next_ref(session, Escalation, "X")
    given: dict[str, Any] = {"ref": ref, "outcome": EscalationOutcome.OPEN}
    kept = new.model_dump(exclude={"straight_up"})
    return _added(session, Escalation(**given, **kept, **stamp.columns))


def add_resolution(session: Session, new: schemas.Resolution, stamp: Stamp) -> Escalation:
    """Closes an open escalation with its outcome."""
    write_validation.not_in_the_future(stamp.at, resolved=new.resolved_on)
    open_one = write_validation.find(session, Escalation, new.escalation, "escalation")
    if open_one.resolved_on:
        raise Overtaken(f"It was already resolved on {open_one.resolved_on:%d/%m/%Y}.")
    if new.outcome == EscalationOutcome.OPEN or new.resolved_on < open_one.raised_on:
        raise Refused("Give the outcome, and a day on or after the one it was raised.")
    open_one.resolved_on, open_one.outcome = new.resolved_on, new.outcome
    return open_one


def add_decision(session: Session, new: schemas.NewDecision, stamp: Stamp) -> Decision:
    """Adds what a meeting decided."""
    meeting = write_validation.find(session, Meeting, new.meeting, "meeting")
    if new.due_on and new.due_on < meeting.held_on:
        raise Refused("A decision cannot be due before its meeting.")
    return _added(session, Decision(**new.model_dump(), **stamp.columns))


def add_decision_done(session: Session, new: schemas.DecisionDone, stamp: Stamp) -> Decision:
    """Marks an open decision as done."""
    write_validation.not_in_the_future(stamp.at, done=new.done_on)
    found = session.get(Decision, new.decision)
    if found is None:
        raise Refused("There is no such decision.")
    if found.done_on:
        raise Overtaken(f"It was already marked as done on {found.done_on:%d/%m/%Y}.")
    if new.done_on < write_validation.find(session, Meeting, found.meeting, "meeting").held_on:
        raise Refused("A decision cannot be done before its meeting.")
    found.done_on = new.done_on
    return found


def add_ask(session: Session, new: schemas.NewAsk, stamp: Stamp) -> Ask:
    """Adds something asked of a body."""
    write_validation.not_in_the_future(stamp.at, asked=new.asked_on)
    write_validation.find(session, Organisation, new.of_whom, "organisation")
    if new.meeting:
        write_validation.find(session, Meeting, new.meeting, "meeting")
    if new.evidence:
        write_validation.owes_a_figure(
            write_validation.find(session, Evidence, new.evidence, "evidence")
        )
    if new.action:
        write_validation.owes_a_figure(write_validation.find(session, Action, new.action, "action"))
    return _added(session, Ask(**new.model_dump(), **stamp.columns))


def add_answer(session: Session, new: schemas.Answer, stamp: Stamp) -> Ask:
    """Fills in the answer to an open ask."""
    write_validation.not_in_the_future(stamp.at, answered=new.answered_on)
    found = session.get(Ask, new.ask)
    if found is None:
        raise Refused("There is no such question.")
    if found.answered_on:
        raise Overtaken(f"It was already answered on {found.answered_on:%d/%m/%Y}.")
    if new.answered_on < found.asked_on:
        raise Refused("The answer cannot be from before the day it was asked.")
    found.answer, found.answered_on = new.answer, new.answered_on
    return found


def add_response(session: Session, new: schemas.NewResponse, stamp: Stamp) -> Inspection:
    """Fills in the day an inspection was answered, where none is known."""
    write_validation.not_in_the_future(stamp.at, answered=new.responded_on)
    found = write_validation.find(session, Inspection, new.inspection, "inspection")
    if found.responded_on:
        raise Overtaken(f"It was already answered on {found.responded_on:%d/%m/%Y}.")
    if new.responded_on < found.published_on:
        raise Refused("An inspection cannot be answered before it was published.")
    found.responded_on, found.date_basis = new.responded_on, DateBasis.STATED
    return found


def add_saved_view(session: Session, new: schemas.NewSavedView, stamp: Stamp) -> SavedView:
    """Keeps a view under a name that no other on the list of its page has."""
    write_validation.not_in_the_future(stamp.at, kept=new.effective_on)
    write_validation.name_is_free(session, new)
    return _added(session, SavedView(**new.model_dump(), **stamp.columns))


def add_view_taken_off(session: Session, new: schemas.ViewTakenOff, stamp: Stamp) -> SavedView:
    """Takes a view off the list of its page."""
    write_validation.not_in_the_future(stamp.at, taken_off=new.effective_on)
    kept = session.get(SavedView, new.view)
    if kept is None or kept.takes_off:
        raise Refused("There is no such view.")
    if session.scalar(select(SavedView).where(col(SavedView.takes_off) == new.view)):
        raise Overtaken("That view was taken off the list already.")
    if new.effective_on < kept.effective_on:
        raise Refused("A view cannot be taken off the list before it was kept.")
    off = SavedView(
        page=kept.page, takes_off=kept.id, effective_on=new.effective_on, **stamp.columns
    )
    return _added(session, off)


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    return row


def add_closed_month(session: Session, new: schemas.MonthClosed, stamp: Stamp) -> ClosedMonth:
    """Closes a month that has ended, the one after the last."""
    if new.month_end >= stamp.at.date():
        raise Refused("That month has not ended yet.")
    last = session.scalar(select(func.max(col(ClosedMonth.month_end))))
    if last and new.month_end <= last:
        raise Overtaken(f"The months up to {last:%d/%m/%Y} are closed already.")
    if last and (new.month_end.replace(day=1) - last).days > 1:
        raise Refused(f"Close the months in their order: the last is {last:%d/%m/%Y}.")
    moment = stamp.at.astimezone(UTC)
    return _added(
        session, ClosedMonth(month_end=new.month_end, closed_at=moment, closed_by=stamp.by)
    )
