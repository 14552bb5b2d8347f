"""Correcting meetings, their kinds and actions in place; what they said is kept as a change."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.change_log import newest_change, record_correction
from data_access.schemas.plan import DUE_BEFORE_OPENED
from data_access.tables import (
    Action,
    ActionUpdate,
    Ask,
    Decision,
    Escalation,
    Evidence,
    Judgement,
    KindOfMeeting,
    Meeting,
    Organisation,
)
from data_access.tables.base import Numbered
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.meetings import Entered, only_once, planned_once
from data_access.writes.plan import date_really_changes, really_handed_over
from data_access.writes.progress import given_by_then, judged_by_then
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import (
    NOT_HELD_YET,
    after_first_publication,
    find,
    next_ref,
    not_in_the_future,
    not_taken_back,
)

Corrected = TypeVar("Corrected", bound=Numbered)
OF_A_MEETING = ("chair", "members")
# What can be corrected of an action; the entry has a field for each.
OF_AN_ACTION = (
    "title",
    "lead_organisation",
    "said_by",
    "owner_role",
    "first_due_on",
    "deadline_kind",
)

OF_AN_ESCALATION = ("route", "rung", "side", "reason", "raised_on", "respond_by_on")
OF_EVIDENCE = (
    *("title", "voice", "kind", "strength", "dated_on", "expires_on", "link", "effective_on"),
)
OF_A_JUDGEMENT = (
    *("performance", "plan", "reasons", "given_by", "meeting", "review_due_on", "effective_on"),
)

# The fields of an update that are stored as they were entered.
AS_ENTERED = schemas.NewActionUpdate.model_fields.keys() - {"seen"}


@writes(schemas.MeetingCorrection, "record meeting correction", lambda new: new.meeting)
def _meeting(session: Session, new: schemas.MeetingCorrection, stamp: Stamp) -> Meeting:
    meeting = find(session, Meeting, new.meeting, "meeting")
    not_corrected_since(session, meeting, new.seen)
    find(session, KindOfMeeting, new.kind, "kind of meeting")
    if new.held_on is None:
        if meeting.held_on:
            raise Overtaken(
                f"The meeting was held on {meeting.held_on:%d/%m/%Y}: correct that day instead."
            )
        if new.planned_on and (new.kind, new.planned_on) != (meeting.kind, meeting.planned_on):
            planned_once(session, new.kind, new.planned_on, but=meeting)
        return corrected_in_place(
            session, meeting, new, stamp, ("kind", "planned_on", *OF_A_MEETING)
        )
    if meeting.held_on is None:
        raise Refused(NOT_HELD_YET)
    not_in_the_future(stamp.at, held=new.held_on)
    after_first_publication(session, "held_on", new.held_on)
    if (new.kind, new.held_on) != (meeting.kind, meeting.held_on):
        only_once(session, new.kind, new.held_on, but=meeting)
    _entries_stay_true(session, meeting.ref, meeting.held_on, new.held_on)
    return corrected_in_place(session, meeting, new, stamp, ("kind", "held_on", *OF_A_MEETING))


def _entries_stay_true(session: Session, ref: str, was: date, held_on: date) -> None:
    """Refuses a day with which something decided, asked or judged there would be from before it."""
    for entry, day, what in _days_of_entries(session, ref):
        if day and was <= day < held_on:
            raise Refused(
                f"{entry} {what} {day:%d/%m/%Y}, before that day, so the meeting was held by then. "
                "If the entry is wrong too, correct it first.",
                field="held_on",
            )


def _days_of_entries(session: Session, ref: str) -> Iterator[tuple[str, date | None, str]]:
    """Each entry of a meeting: its name, a day by which the meeting was held, and what that day is.

    Decisions and questions that were corrected are left out.
    """
    for decision in _uncorrected(session, Decision, ref):
        name = f"Decision {decision.id} of the meeting"
        yield name, decision.due_on, "is due on"
        yield name, decision.done_on, "was done on"
        yield name, decision.recorded_at.date(), "was recorded on"
    for ask in _uncorrected(session, Ask, ref):
        name = f"Question {ask.id}, asked at the meeting,"
        yield name, ask.asked_on, "is from"
        yield name, ask.recorded_at.date(), "was recorded on"
    judgements = select(Judgement).where(col(Judgement.meeting) == ref, not_taken_back(Judgement))
    for judged in session.scalars(judgements):
        name = f"The judgement of part {judged.requirement} at the meeting"
        yield name, judged.effective_on, "counts from"
        yield name, judged.recorded_at.date(), "was recorded on"


def _uncorrected(session: Session, table: type[Entered], ref: str) -> list[Entered]:
    """The decisions or questions of a meeting that no other one corrects."""
    entries = session.scalars(
        select(table).where(col(table.meeting) == ref, not_taken_back(table))
    ).all()
    replaced = set(session.scalars(select(col(table.corrects))))
    return [entry for entry in entries if entry.id not in replaced]


@writes(schemas.ActionCorrection, "record action correction", lambda new: new.action)
def _action(session: Session, new: schemas.ActionCorrection, stamp: Stamp) -> Action:
    action = find(session, Action, new.action, "action")
    not_corrected_since(session, action, new.seen)
    find(session, Organisation, new.lead_organisation, "organisation")
    if new.first_due_on and new.first_due_on < action.opened_on:
        raise Refused(DUE_BEFORE_OPENED, field="first_due_on")
    changes_date = new.first_due_on != action.first_due_on
    changes_who = (new.lead_organisation, new.owner_role) != (
        action.lead_organisation,
        action.owner_role,
    )
    corrected = corrected_in_place(session, action, new, stamp, OF_AN_ACTION)
    _updates_stay_true(session, corrected, dates=changes_date, hand_overs=changes_who)
    return corrected


@writes(schemas.EscalationCorrection, "record escalation correction", lambda new: new.escalation)
def _escalation(session: Session, new: schemas.EscalationCorrection, stamp: Stamp) -> Escalation:
    escalation = find(session, Escalation, new.escalation, "escalation")
    not_corrected_since(session, escalation, new.seen)
    not_in_the_future(stamp.at, raised=new.raised_on)
    opened_on = find(session, Action, escalation.subject, "action").opened_on
    if not opened_on <= new.raised_on <= (escalation.resolved_on or date.max):
        raise Refused(
            "Give a day from the opening of the action to the resolution of the escalation.",
            field="raised_on",
        )
    return corrected_in_place(session, escalation, new, stamp, OF_AN_ESCALATION)


@writes(schemas.EvidenceCorrection, "record evidence correction", lambda new: new.evidence)
def _evidence(session: Session, new: schemas.EvidenceCorrection, stamp: Stamp) -> Evidence:
    evidence = find(session, Evidence, new.evidence, "evidence")
    not_corrected_since(session, evidence, new.seen)
    if evidence.quote_paragraph is not None:
        raise Refused("This is quoted from the published answer, and stands as it was published.")
    given_by_then(session, evidence.requirement, evidence.action, new, stamp)
    return corrected_in_place(session, evidence, new, stamp, OF_EVIDENCE)


@writes(schemas.JudgementCorrection, "record judgement correction", lambda new: str(new.judgement))
def _judgement(session: Session, new: schemas.JudgementCorrection, stamp: Stamp) -> Judgement:
    is_it = select(Judgement).where(col(Judgement.id) == new.judgement, not_taken_back(Judgement))
    judgement = session.scalars(is_it).first()
    if judgement is None:
        raise Refused("There is no such judgement. Choose one from the list.")
    not_corrected_since(session, judgement, new.seen)
    judged_by_then(session, judgement.requirement, new, stamp)
    return corrected_in_place(session, judgement, new, stamp, OF_A_JUDGEMENT)


def _updates_stay_true(session: Session, action: Action, *, dates: bool, hand_overs: bool) -> None:
    """Refuses a correction with which an update of the action could not have been recorded."""
    of_it = select(ActionUpdate).where(
        col(ActionUpdate.action) == action.ref, not_taken_back(ActionUpdate)
    )
    updates = session.scalars(of_it.order_by(col(ActionUpdate.id))).all()
    replaced = {update.corrects for update in updates}
    earlier: list[ActionUpdate] = []
    for update in updates:
        entry = schemas.NewActionUpdate.model_construct(
            **{name: getattr(update, name) for name in AS_ENTERED}
        )
        try:
            if update.id not in replaced:
                if dates and update.new_due_on:
                    date_really_changes(action, earlier, entry)
                if hand_overs and (update.new_lead or update.new_owner):
                    really_handed_over(action, earlier, entry)
        except Refused as refusal:
            raise Refused(
                f"The update from {update.effective_on:%d/%m/%Y} would no longer be true "
                f"({str(refusal).rstrip('.')}). Correct that update first.",
                field="first_due_on" if dates and refusal.field == "new_due_on" else "",
            ) from refusal
        earlier.append(update)


def not_corrected_since(session: Session, row: Numbered, seen: int | None) -> None:
    """Refuses a writer who missed the newest change. ``seen``: null if unknown, 0 for none."""
    newest = newest_change(session, row)
    if newest and seen is not None and seen != newest.id:
        raise Overtaken(
            f"{newest.recorded_by or 'A file'} corrected it since you opened this page. What you "
            "typed is still here: look at what it says now, then save again."
        )


def corrected_in_place(
    session: Session, row: Corrected, new: schemas.Entry, stamp: Stamp, columns: Sequence[str]
) -> Corrected:
    """The row with what ``new`` says in ``columns``; what stood there is recorded."""
    was = {name: getattr(row, name) for name in columns}
    changed = {name: value for name, value in was.items() if getattr(new, name) != value}
    if not changed:
        raise Refused("Nothing is corrected: that is what it says already.")
    record_correction(session, row, changed, by=stamp.by, at=stamp.at)
    for name in changed:
        setattr(row, name, getattr(new, name))
    return row


# What can be changed of a kind; the entry has a field for each.
OF_A_KIND = (*schemas.NewMeetingKind.model_fields, "retired_on")


@writes(schemas.NewMeetingKind, "record kind of meeting", lambda _: "")
def _kind(session: Session, new: schemas.NewMeetingKind, stamp: Stamp) -> KindOfMeeting:
    _called_otherwise(session, new.title)
    # A letter and a number, and not the title: that may be changed, or blanked.
    given: dict[str, Any] = {"ref": next_ref(session, KindOfMeeting, "K")}
    return KindOfMeeting(**given, **new.model_dump(), **stamp.columns)


@writes(schemas.MeetingKindChange, "record change of a kind of meeting", lambda new: new.kind)
def _change(session: Session, new: schemas.MeetingKindChange, stamp: Stamp) -> KindOfMeeting:
    kind = find(session, KindOfMeeting, new.kind, "kind of meeting")
    not_corrected_since(session, kind, new.seen)
    _called_otherwise(session, new.title, but=kind)
    return corrected_in_place(session, kind, new, stamp, OF_A_KIND)


def _called_otherwise(session: Session, title: str, *, but: KindOfMeeting | None = None) -> None:
    """Refuses the name of another kind. ``but``: the kind that is changed."""
    folded = title.casefold()
    for each in session.scalars(select(KindOfMeeting)):
        if each is not but and each.title.casefold() == folded:
            raise Refused("There is a kind of that name already.", field="title")
