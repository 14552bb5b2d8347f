"""Editing the minutes of a meeting, and their approval by a later one, which seals them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.seals import SealedEntry, entries_as_json, entry_hash, seal
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

# The tables whose rows may name their meeting; those recorded elsewhere are no outcome of an item.
NAME_THEIR_MEETING, NO_OUTCOME = ("decision", "ask", "judgement"), 0


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
            "Minutes are approved at a later meeting: choose one held after this one.",
            field="approved_by_meeting",
        )
    if by.kind != of.kind:
        raise Refused(
            "Minutes are approved at a meeting of the same kind: choose one of that kind.",
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
        raise Refused("Close the meeting first: until then what is recorded makes its minutes.")
    of_it = select(MinutesApproval).where(col(MinutesApproval.meeting) == meeting)
    if approval := session.scalar(of_it):
        raise Overtaken(
            f"These minutes were approved, as {approval.recorded_by} recorded on "
            f"{approval.recorded_at:%d/%m/%Y}. They can no longer be changed."
        )
    versions = select(MinutesVersion).where(col(MinutesVersion.meeting) == meeting)
    newest = session.scalars(versions.order_by(col(MinutesVersion.id).desc()).limit(1)).first()
    if newest and seen is not None and newest.id != seen:
        raise Overtaken(
            f"{newest.recorded_by} edited the minutes since you opened this page. What you typed "
            "is still here: look at the newest text, then save again."
        )


def _entries(session: Session, meeting: str) -> list[SealedEntry]:
    """The entries behind the minutes of a meeting: its outcomes, and all else that names it."""
    outcomes = session.scalars(
        select(MeetingOutcome)
        .where(col(MeetingOutcome.meeting) == meeting)
        .order_by(col(MeetingOutcome.id))
    ).all()
    undone = {outcome.takes_back for outcome in outcomes}
    linked = {(outcome.table, outcome.row) for outcome in outcomes}
    counting = [each for each in outcomes if each.id not in undone and each.takes_back is None]
    elsewhere = [each for each in _naming(session, meeting) if each not in linked]
    return [
        *(_sealed(session, int(each.id or 0), each.table, each.row) for each in counting),
        *(_sealed(session, NO_OUTCOME, table, row) for table, row in elsewhere),
    ]


def _naming(session: Session, meeting: str) -> Iterator[tuple[str, int]]:
    """The table and row of each entry that names its meeting itself, without corrections."""
    for table in NAME_THEIR_MEETING:
        held = METADATA.tables[table]
        rows = select(held.c.id).where(held.c.meeting == meeting)
        first = rows.where(held.c.corrects.is_(None)) if "corrects" in held.c else rows
        yield from ((table, row) for row in session.scalars(first.order_by(held.c.id)))


def _sealed(session: Session, number: int, table: str | None, row: int | None) -> SealedEntry:
    """An entry behind minutes as it stands now: it may have been corrected already."""
    if table is None or row is None:
        said = session.scalar(
            select(col(MeetingOutcome.said)).where(col(MeetingOutcome.id) == number)
        )
        return SealedEntry(number, None, None, entry_hash({"said": said}))
    held = METADATA.tables[table]
    while "corrects" in held.c and (
        later := session.scalar(select(held.c.id).where(held.c.corrects == row))
    ):
        row = later
    entry = session.execute(select(held).where(held.c.id == row)).mappings().one()
    return SealedEntry(number, table, row, entry_hash(dict(entry)))
