"""Recording actions of the joint plan, their updates, and escalations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.schemas.plan import DUE_BEFORE_OPENED, NOTHING_TO_REVIEW, WHO_AND_WHY
from data_access.tables import (
    Action,
    ActionUpdate,
    Escalation,
    Frequency,
    Occurrence,
    Organisation,
    Recurrence,
)
from data_access.vocabulary import CLOSED_STATES, EscalationOutcome
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import (
    after_first_publication,
    after_publication,
    can_be_corrected,
    find,
    next_ref,
    not_in_the_future,
    not_overtaken,
    not_taken_back,
)


# The subject is never the title, because a text blanked in the row must not remain in the audit.
@writes(schemas.NewAction, "record action", lambda new: new.requirement or new.lead_organisation)
def _action(
    session: Session, new: schemas.NewAction, stamp: Stamp, *, ref: str | None = None
) -> Action:
    not_in_the_future(stamp.at, opened=new.opened_on)
    find(session, Organisation, new.lead_organisation, "organisation")
    if new.requirement:
        after_publication(session, new.requirement, new.opened_on, "opened_on")
    else:
        after_first_publication(session, "opened_on", new.opened_on)
    given: dict[str, Any] = {"ref": ref or next_ref(session, Action, "A")}
    return Action(**given, **new.model_dump(), **stamp.columns)


@writes(schemas.NewActionUpdate, "record action update", lambda new: new.action)
def _action_update(session: Session, new: schemas.NewActionUpdate, stamp: Stamp) -> ActionUpdate:
    not_in_the_future(stamp.at, effective=new.effective_on)
    action = find(session, Action, new.action, "action")
    if new.new_lead:
        find(session, Organisation, new.new_lead, "organisation")
    of_it = select(ActionUpdate).where(
        col(ActionUpdate.action) == new.action, not_taken_back(ActionUpdate)
    )
    earlier = session.scalars(of_it.order_by(col(ActionUpdate.id))).all()
    not_overtaken(new.seen, earlier[-1] if earlier else None)
    if new.effective_on < action.opened_on:
        raise Refused(
            "The update cannot be from before the action was opened.", field="effective_on"
        )
    can_be_corrected(new.corrects, earlier)
    if new.new_review_on:
        _still_to_review(earlier, new)
    if new.new_due_on:
        date_really_changes(action, earlier, new)
    if new.new_lead or new.new_owner:
        really_handed_over(action, earlier, new)
    return ActionUpdate(**new.model_dump(exclude={"seen"}), **stamp.columns)


@writes(schemas.NewOccurrence, "record occurrence", lambda new: new.recurrence)
def _occurrence(session: Session, new: schemas.NewOccurrence, stamp: Stamp) -> Occurrence:
    not_in_the_future(stamp.at, done=new.done_on)
    recurring = find(session, Recurrence, new.recurrence, "thing that recurs")
    if recurring.requirement:
        after_publication(session, recurring.requirement, new.done_on, "done_on")
    else:
        after_first_publication(session, "done_on", new.done_on)
    of_it = select(Occurrence).where(col(Occurrence.recurrence) == new.recurrence)
    earlier = session.scalars(of_it).all()
    can_be_corrected(new.corrects, earlier)
    replaced = {each.corrects for each in earlier} | {new.corrects}
    if new.done_on in {each.done_on for each in earlier if each.id not in replaced}:
        raise Refused(
            f"It is recorded already that this was done on {new.done_on:%d/%m/%Y}.", field="done_on"
        )
    return Occurrence(**new.model_dump(), **stamp.columns)


@writes(schemas.NewFrequency, "record frequency", lambda new: new.action or new.recurrence or "")
def _frequency(session: Session, new: schemas.NewFrequency, stamp: Stamp) -> Frequency:
    not_in_the_future(stamp.at, effective=new.effective_on)
    recurring = _recurring(session, new)
    if new.effective_on < recurring.effective_on:
        raise Refused(
            f"What recurs is from {recurring.effective_on:%d/%m/%Y}: give that day or a later one.",
            field="effective_on",
        )
    if new.last_done_on:
        _last_time(session, recurring.ref, new.last_done_on, stamp)
    return Frequency(
        recurrence=recurring.ref,
        every=new.every,
        unit=new.unit,
        agreed_by=new.agreed_by,
        effective_on=new.effective_on,
        **stamp.columns,
    )


def _recurring(session: Session, new: schemas.NewFrequency) -> Recurrence:
    """The recurrence to change; for an action that has none yet, a new row."""
    if new.recurrence:
        return find(session, Recurrence, new.recurrence, "thing that recurs")
    action = find(session, Action, new.action or "", "action")
    of_it = select(Recurrence).where(col(Recurrence.action) == action.ref)
    known = session.scalars(of_it.order_by(col(Recurrence.id))).first()
    if known:
        return known
    if new.stops:
        raise Refused(
            "It is not recorded that this action recurs, so it cannot be recorded as stopped."
        )
    # A letter of its own: content that comes later has the next numbers of R.
    row = Recurrence(
        ref=next_ref(session, Recurrence, "F"),
        requirement=action.requirement,
        action=action.ref,
        effective_on=action.opened_on,
    )
    session.add(row)
    session.flush()
    return row


def _last_time(session: Session, recurrence: str, done_on: date, stamp: Stamp) -> None:
    """Records the last time that something was done."""
    try:
        done = schemas.NewOccurrence(recurrence=recurrence, done_on=done_on)
        session.add(_occurrence(session, done, stamp))
    except Refused as refusal:
        raise Refused(str(refusal), field="last_done_on") from refusal


@writes(schemas.NewEscalation, "record escalation", lambda new: new.subject)
def _escalation(session: Session, new: schemas.NewEscalation, stamp: Stamp) -> Escalation:
    not_in_the_future(stamp.at, raised=new.raised_on)
    action = find(session, Action, new.subject, "action")
    if new.raised_on < action.opened_on:
        raise Refused(
            "An action cannot be escalated before the day it was opened.", field="raised_on"
        )
    same_action = select(Escalation).where(
        col(Escalation.subject) == new.subject, not_taken_back(Escalation)
    )
    _next_level(session.scalars(same_action).all(), new)
    ref = next_ref(session, Escalation, "X")
    given: dict[str, Any] = {"ref": ref, "outcome": EscalationOutcome.OPEN}
    return Escalation(**given, **new.model_dump(exclude={"straight_up"}), **stamp.columns)


@writes(schemas.Resolution, "record resolution", lambda new: new.escalation)
def _resolution(session: Session, new: schemas.Resolution, stamp: Stamp) -> Escalation:
    not_in_the_future(stamp.at, resolved=new.resolved_on)
    escalation = find(session, Escalation, new.escalation, "escalation")
    if escalation.resolved_on:
        raise Overtaken(
            f"The escalation was already resolved on {escalation.resolved_on:%d/%m/%Y}."
        )
    if new.outcome == EscalationOutcome.OPEN or new.resolved_on < escalation.raised_on:
        raise Refused(
            "Give the outcome, and a day on or after the day it was raised.", field="resolved_on"
        )
    escalation.resolved_on, escalation.outcome = new.resolved_on, new.outcome
    return escalation


def _next_level(earlier: Sequence[Escalation], new: schemas.NewEscalation) -> None:
    """Refuses a repeated escalation, and one that skips a level without saying so."""
    for each in earlier:
        if (each.rung, each.side) != (new.rung, new.side):
            continue
        was_open = each.raised_on <= new.raised_on < (each.resolved_on or date.max)
        if was_open or each.raised_on == new.raised_on or each.outcome == EscalationOutcome.OPEN:
            raise Refused(f"That escalation is recorded already, as {each.ref}.")
    highest = max((each.rung for each in earlier if each.raised_on <= new.raised_on), default=0)
    if new.rung > highest + 1 and not new.straight_up:
        raise Refused(
            f"{new.subject} has not been raised to level {highest + 1}. Raise it to that level "
            "first, or say that it went straight to this one."
        )


def _still_to_review(earlier: Sequence[ActionUpdate], new: schemas.NewActionUpdate) -> None:
    """Refuses a next review of a closed action."""
    states = (update.state for update in _newest_first(earlier, new) if update.state)
    if (new.state or next(states, None)) in CLOSED_STATES:
        raise Refused(NOTHING_TO_REVIEW, field="new_review_on")


def date_really_changes(
    action: Action, earlier: Sequence[ActionUpdate], new: schemas.NewActionUpdate
) -> None:
    """Refuses a new date that is unchanged, lacks a reason, or is before the opening."""
    dates = (update.new_due_on for update in _newest_first(earlier, new) if update.new_due_on)
    current = next(dates, action.first_due_on)
    if new.new_due_on == current:
        raise Refused("The action has this date already: give another one.", field="new_due_on")
    if current and not new.change_reason:
        raise Refused("Say why the date changes.")
    if new.new_due_on and new.new_due_on < action.opened_on:
        raise Refused(DUE_BEFORE_OPENED, field="new_due_on")


def really_handed_over(
    action: Action, earlier: Sequence[ActionUpdate], new: schemas.NewActionUpdate
) -> None:
    """Refuses a second owner on one day, whom it has already, and a silent change of owner."""
    hand_overs = [
        update for update in _newest_first(earlier, new) if update.new_lead or update.new_owner
    ]
    if hand_overs and hand_overs[0].effective_on == new.effective_on:
        raise Refused(
            f"The action was handed over on {new.effective_on:%d/%m/%Y} already: correct that "
            "entry instead.",
            field="effective_on",
        )
    leads = (update.new_lead for update in hand_overs if update.new_lead)
    lead = next(leads, action.lead_organisation)
    owner = hand_overs[0].new_owner if hand_overs else action.owner_role
    if (new.new_lead or lead, new.new_owner or owner) == (lead, owner):
        raise Refused("The action has this lead and owner already: name another.")
    if owner and not (new.handed_over_by and new.note):
        raise Refused(WHO_AND_WHY)


def current_lead(session: Session, action: Action) -> str:
    """The ref of the organisation that leads an action now."""
    of_it = select(ActionUpdate).where(
        col(ActionUpdate.action) == action.ref, not_taken_back(ActionUpdate)
    )
    updates = session.scalars(of_it).all()
    corrected = {update.corrects for update in updates}
    named = [each for each in updates if each.new_lead and each.id not in corrected]
    newest = max(named, key=lambda each: (each.effective_on, each.id), default=None)
    return newest.new_lead or action.lead_organisation if newest else action.lead_organisation


def _newest_first(
    earlier: Sequence[ActionUpdate], new: schemas.NewActionUpdate
) -> list[ActionUpdate]:
    """Updates in force by the day of ``new``, newest first, without the one that it corrects."""
    corrected = {update.corrects for update in earlier} | {new.corrects}
    in_force = [
        update
        for update in earlier
        if update.effective_on <= new.effective_on and update.id not in corrected
    ]
    return sorted(in_force, key=lambda update: (update.effective_on, update.id), reverse=True)
