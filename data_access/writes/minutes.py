"""Editing the minutes of a meeting, and their approval by a later one, which seals them."""

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.minutes_seal import SealedEntry, entries_as_json, entry_hash, seal
from data_access.tables import (
    METADATA,
    Meeting,
    MeetingClosing,
    MeetingOutcome,
    MinutesApproval,
    MinutesVersion,
)
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import find, held_meeting_day


@writes(schemas.NewMinutesVersion, "record minutes edited", lambda new: new.meeting)
def _version(session: Session, new: schemas.NewMinutesVersion, stamp: Stamp) -> MinutesVersion:
    _may_change(session, new.meeting, new.seen)
    return MinutesVersion(**new.model_dump(exclude={"seen"}), **stamp.columns)


@writes(schemas.MinutesApproved, "record minutes approved", lambda new: new.meeting)
def _approval(session: Session, new: schemas.MinutesApproved, stamp: Stamp) -> MinutesApproval:
    _may_change(session, new.meeting, new.seen)
    of, by = (
        find(session, Meeting, ref, "meeting") for ref in (new.meeting, new.approved_by_meeting)
    )
    if held_meeting_day(session, by.ref) <= held_meeting_day(session, of.ref):
        raise Refused(
            "Minutes are approved by a later meeting than theirs.", field="approved_by_meeting"
        )
    if by.kind != of.kind:
        raise Refused(
            "They are approved by the next meeting of their kind, and not by another kind.",
            field="approved_by_meeting",
        )
    entries = entries_as_json(_entries(session, new.meeting))
    return MinutesApproval(
        **new.model_dump(exclude={"seen"}),
        entries=entries,
        sha256=seal(new.meeting, new.approved_by_meeting, new.text, entries),
        **stamp.columns,
    )


def _may_change(session: Session, meeting: str, seen: int | None) -> None:
    """Refuses minutes of an open meeting, approved ones, and a writer who missed the newest."""
    held_meeting_day(session, meeting)
    if not session.scalar(select(MeetingClosing).where(col(MeetingClosing.meeting) == meeting)):
        raise Refused("Close the meeting first: until then its minutes write themselves.")
    of_it = select(MinutesApproval).where(col(MinutesApproval.meeting) == meeting)
    if approval := session.scalar(of_it):
        raise Overtaken(
            f"These minutes were approved, as {approval.recorded_by} recorded on "
            f"{approval.recorded_at:%d/%m/%Y}. Nothing of them changes any more."
        )
    versions = select(MinutesVersion).where(col(MinutesVersion.meeting) == meeting)
    newest = session.scalars(versions.order_by(col(MinutesVersion.id).desc()).limit(1)).first()
    if newest and seen is not None and newest.id != seen:
        raise Overtaken(
            f"{newest.recorded_by} edited the minutes since you opened this page. What you typed "
            "is still here: look at the newest text, then save again."
        )


def _entries(session: Session, meeting: str) -> list[SealedEntry]:
    """The outcomes of a meeting that count, each with the hash of its entry."""
    outcomes = session.scalars(
        select(MeetingOutcome)
        .where(col(MeetingOutcome.meeting) == meeting)
        .order_by(col(MeetingOutcome.id))
    ).all()
    undone = {outcome.takes_back for outcome in outcomes}
    return [
        _sealed(session, each)
        for each in outcomes
        if each.id not in undone and each.takes_back is None
    ]


def _sealed(session: Session, outcome: MeetingOutcome) -> SealedEntry:
    """An outcome with the entry that stands for it now: it may have been corrected already."""
    number = int(outcome.id or 0)
    if outcome.table is None or outcome.row is None:
        return SealedEntry(number, None, None, entry_hash({"said": outcome.said}))
    held, row = METADATA.tables[outcome.table], outcome.row
    while "corrects" in held.c and (
        later := session.scalar(select(held.c.id).where(held.c.corrects == row))
    ):
        row = later
    said = session.execute(select(held).where(held.c.id == row)).mappings().one()
    return SealedEntry(number, outcome.table, row, entry_hash(dict(said)))
