"""Recording positions, judgements and evidence."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import Action, Evidence, Judgement, Position
from data_access.vocabulary import DateBasis, EvidenceKind, State, Voice
from data_access.writes.errors import Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import (
    after_publication,
    can_be_corrected,
    find,
    held_meeting_day,
    next_ref,
    not_in_the_future,
    not_overtaken,
    owes_a_figure,
)


@writes(schemas.NewPosition, "record position", lambda new: f"{new.requirement}, {new.voice}")
def _position(session: Session, new: schemas.NewPosition, stamp: Stamp) -> Position:
    not_in_the_future(stamp.at, effective=new.effective_on)
    after_publication(session, new.requirement, new.effective_on)
    same_voice = select(Position).where(
        col(Position.requirement) == new.requirement, col(Position.voice) == new.voice
    )
    earlier = session.scalars(same_voice.order_by(col(Position.id))).all()
    not_overtaken(new.seen, earlier[-1] if earlier else None)
    can_be_corrected(new.corrects, earlier)
    if new.voice == Voice.OPCC and new.state == State.COMPLETE:
        evidence_was_seen(session, new.requirement, new.effective_on)
    return Position(**new.model_dump(exclude={"seen"}), **stamp.columns)


@writes(schemas.NewJudgement, "record judgement", lambda new: new.requirement)
def _judgement(session: Session, new: schemas.NewJudgement, stamp: Stamp) -> Judgement:
    judged_by_then(session, new.requirement, new, stamp)
    return Judgement(**new.model_dump(), **stamp.columns)


def judged_by_then(
    session: Session,
    requirement: str,
    new: schemas.NewJudgement | schemas.JudgementCorrection,
    stamp: Stamp,
) -> None:
    """Refuses a judgement that is still to come, or before what it is about."""
    not_in_the_future(stamp.at, effective=new.effective_on)
    after_publication(session, requirement, new.effective_on)
    if new.meeting:
        held_meeting_day(session, new.meeting)


def given_by_then(
    session: Session,
    requirement: str | None,
    action: str | None,
    new: schemas.NewEvidence | schemas.EvidenceCorrection,
    stamp: Stamp,
) -> None:
    """Refuses evidence that is still to come, or before what it is about."""
    not_in_the_future(stamp.at, effective=new.effective_on)
    if new.dated_on:
        not_in_the_future(stamp.at, dated=new.dated_on)
    if requirement:
        after_publication(session, requirement, new.effective_on)
    if action:
        opened_on = find(session, Action, action, "action").opened_on
        if new.effective_on < opened_on:
            raise Refused(
                f"The action was opened on {opened_on:%d/%m/%Y}: evidence about it counts from "
                "that day or later, even where its document date is earlier.",
                field="effective_on",
            )


@writes(schemas.NewEvidence, "record evidence", lambda new: new.action or new.requirement or "")
def _evidence(
    session: Session, new: schemas.NewEvidence, stamp: Stamp, *, ref: str | None = None
) -> Evidence:
    given_by_then(session, new.requirement, new.action, new, stamp)
    if new.supplies:
        owes_a_figure(find(session, Evidence, new.supplies, "claim"))
    ref = ref or next_ref(session, Evidence, "E")
    given: dict[str, Any] = {"ref": ref, "date_basis": DateBasis.STATED}
    return Evidence(**given, **new.model_dump(), **stamp.columns)


def evidence_was_seen(session: Session, requirement: str, day: date) -> None:
    """Refuses a part on which the office had no evidence but statements by ``day``."""
    of_the_part = select(col(Action.ref)).where(col(Action.requirement) == requirement)
    seen = select(Evidence).where(
        (col(Evidence.requirement) == requirement) | col(Evidence.action).in_(of_the_part),
        col(Evidence.kind) != EvidenceKind.STATEMENT,
        col(Evidence.effective_on) <= day,
    )
    if session.scalars(seen).first() is None:
        raise Refused(
            "Record the evidence first: for this part the office has seen nothing but statements."
        )
