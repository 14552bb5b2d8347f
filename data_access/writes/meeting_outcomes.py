"""Recording what a meeting made of each item of its agenda, taking it back, and the end of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.schemas import Entry
from data_access.store import Store
from data_access.tables import METADATA, ContentChange, MeetingClosing, MeetingOutcome
from data_access.vocabulary import SAID_OF_THE_ITEM, OutcomeKind
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, add, event_of, writes
from data_access.writes.rules import held_meeting_day, still_counts, writer

RECORD_AT_MEETING = "record at meeting"
# What each kind of outcome is recorded as.
MADE_AS: dict[OutcomeKind, type[Entry]] = {
    OutcomeKind.UPDATE: schemas.NewActionUpdate,
    OutcomeKind.NEW_DATE: schemas.NewActionUpdate,
    OutcomeKind.NEW_ACTION: schemas.NewAction,
    OutcomeKind.ESCALATION: schemas.NewEscalation,
    OutcomeKind.QUESTION: schemas.NewAsk,
    OutcomeKind.DECISION: schemas.NewDecision,
    OutcomeKind.JUDGEMENT: schemas.NewJudgement,
}
# Columns that are filled in later, once something came of the entry.
FILLED_IN = ("done_on", "answered_on", "resolved_on")
STANDS_ON_IT = (
    "Something was recorded since that relies on it, so it cannot be taken back. Correct it "
    "on Record instead."
)
# Columns that hold the ref of an action, or of another row, without being a key.
NAMES_A_REF = (METADATA.tables["escalation"].c.subject, METADATA.tables["evidence"].c.supplies)


def record_at_meeting(
    store: Store, new: Entry, outcome: schemas.NewMeetingOutcome, *, by: str, at: datetime
) -> int:
    """Records ``new`` and that it is the outcome of an item, in one transaction.

    Returns the number of the outcome. Errors: Refused, in words for the writer, and neither is
    written.
    """
    name = writer(by)
    stamp = Stamp(name, at)
    if MADE_AS.get(outcome.kind) is not type(new):
        raise Refused(f"That is not how an outcome of the kind {outcome.kind} is recorded.")
    if getattr(new, "meeting", None) not in (None, outcome.meeting):
        raise Refused("It is of another meeting.", field="meeting")
    subject = f"{outcome.meeting}, {outcome.item}"
    with store.writing(name, RECORD_AT_MEETING, subject, at=at) as session:
        link = _outcome(session, outcome, stamp)
        row = add(session, new, stamp)
        session.flush()
        session.add(event_of(new, stamp))
        link.table, link.row = str(row.__tablename__), row.id
        session.add(link)
        session.flush()
        return int(link.id or 0)


@writes(
    schemas.NewMeetingOutcome,
    "record outcome of an item",
    lambda new: f"{new.meeting}, {new.item}",
)
def _outcome_alone(
    session: Session, new: schemas.NewMeetingOutcome, stamp: Stamp
) -> MeetingOutcome:
    if new.kind not in SAID_OF_THE_ITEM:
        raise Refused(f"Say what the {new.kind} is.")
    if new.table is not None:
        held = METADATA.tables.get(new.table)
        if held is None or not session.scalar(select(held.c.id).where(held.c.id == new.row)):
            raise Refused(
                "The entry that this refers to is no longer there: look at the item again."
            )
    return _outcome(session, new, stamp)


def _outcome(session: Session, new: schemas.NewMeetingOutcome, stamp: Stamp) -> MeetingOutcome:
    held_on = held_meeting_day(session, new.meeting)
    if held_on > stamp.at.date():
        raise Refused("That meeting has not begun.")
    _not_closed(session, new.meeting)
    of_the_item = select(MeetingOutcome).where(
        col(MeetingOutcome.meeting) == new.meeting, col(MeetingOutcome.item) == new.item
    )
    newest = session.scalars(of_the_item.order_by(col(MeetingOutcome.id).desc()).limit(1)).first()
    if newest is not None and new.seen is not None and newest.id != new.seen:
        raise Overtaken(
            f"{newest.recorded_by} recorded something of this item since you last saw it "
            f"({newest.kind}). What you typed is still here: look at it above, then save again."
        )
    return MeetingOutcome(**new.model_dump(exclude={"seen"}), **stamp.columns)


@writes(
    schemas.OutcomeTakenBack,
    "record outcome taken back",
    lambda new: f"outcome {new.outcome}",
)
def _taken_back(session: Session, new: schemas.OutcomeTakenBack, stamp: Stamp) -> MeetingOutcome:
    outcome = session.get(MeetingOutcome, new.outcome)
    if outcome is None or outcome.takes_back:
        raise Refused("There is no such outcome.")
    _not_closed(session, outcome.meeting)
    later = select(MeetingOutcome).where(col(MeetingOutcome.takes_back) == new.outcome)
    if done := session.scalar(later):
        raise Overtaken(f"{done.recorded_by} took this back already.")
    if outcome.kind not in SAID_OF_THE_ITEM and outcome.table and outcome.row:
        _nothing_stands_on(session, outcome.table, outcome.row)
    return MeetingOutcome(
        meeting=outcome.meeting,
        item=outcome.item,
        place=outcome.place,
        kind=OutcomeKind.TAKEN_BACK,
        takes_back=outcome.id,
        **stamp.columns,
    )


@writes(schemas.MeetingClosed, "record meeting closed", lambda new: new.meeting)
def _closed(session: Session, new: schemas.MeetingClosed, stamp: Stamp) -> MeetingClosing:
    held_meeting_day(session, new.meeting)
    _not_closed(session, new.meeting)
    return MeetingClosing(meeting=new.meeting, **stamp.columns)


def _not_closed(session: Session, meeting: str) -> None:
    """Refuses to record at a meeting, or to take back, once it is closed."""
    closing = session.scalar(select(MeetingClosing).where(col(MeetingClosing.meeting) == meeting))
    if closing:
        raise Overtaken(
            f"{closing.recorded_by} closed the meeting on {closing.recorded_at:%d/%m/%Y}, so "
            "nothing more is recorded at it. Record this on Record."
        )


def _nothing_stands_on(session: Session, table: str, number: int) -> None:
    """Refuses to take back an entry that others refer to, or of which something came."""
    held = METADATA.tables[table]
    row = session.execute(select(held).where(held.c.id == number)).one()
    filled = any(getattr(row, name, None) is not None for name in FILLED_IN)
    corrected = select(ContentChange).where(
        col(ContentChange.table) == table, col(ContentChange.row) == number
    )
    if filled or session.scalar(corrected) or _is_referred_to(session, held, number, row):
        raise Refused(STANDS_ON_IT)


def _is_referred_to(session: Session, held: Table, number: int, row: Any) -> bool:
    keys = {held.c.id: number} | ({held.c.ref: row.ref} if "ref" in held.c else {})
    by_key = [
        (column, keys[key.column])
        for other in METADATA.tables.values()
        for column in other.c
        for key in column.foreign_keys
        if key.column in keys
    ]
    by_ref = [(column, row.ref) for column in NAMES_A_REF if "ref" in held.c]
    return any(
        session.scalar(
            select(column.table.c.id).where(column == value, still_counts(column.table.name))
        )
        for column, value in [*by_key, *by_ref]
    )
