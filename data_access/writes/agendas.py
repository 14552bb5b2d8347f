"""Recording what the office says of the items of an agenda, and freezing an agenda."""

from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.seals import HASHED, hash_of_items
from data_access.tables import AgendaEntry, FrozenAgenda, FrozenItem, Meeting
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import find, not_in_the_future

ADDED = "added "
# The kinds of things that list themselves on an agenda: an item's key begins with one.
LISTED = ("action", "part", "inspection", "evidence", "escalation", "decision", "question")
CHANGES = "changes"


@writes(schemas.NewAgendaEntry, "record agenda item", lambda new: new.meeting)
def _entry(session: Session, new: schemas.NewAgendaEntry, stamp: Stamp) -> AgendaEntry:
    _still_planned(session, new.meeting)
    if new.item is not None:
        newest = _newest(session, new.meeting, new.item)
        _not_changed_since(newest, new.seen)
        if all(
            getattr(newest, name, None) == getattr(new, name)
            for name in ("text", "place", "speaker", "minutes", "left_out")
        ):
            raise Refused("Nothing is changed: that is what the agenda says already.")
    return AgendaEntry(**new.model_dump(exclude={"seen"}), **stamp.columns)


@writes(schemas.AgendaFrozen, "record frozen agenda", lambda new: new.meeting)
def _frozen(session: Session, new: schemas.AgendaFrozen, stamp: Stamp) -> FrozenAgenda:
    planned_on = _still_planned(session, new.meeting)
    not_in_the_future(stamp.at, "as_at", frozen=new.as_at)
    if not new.items:
        raise Refused("There is nothing on the agenda to freeze.")
    sha256 = hash_of_items([getattr(item, name) for name in HASHED] for item in new.items)
    of_it = select(FrozenAgenda).where(col(FrozenAgenda.meeting) == new.meeting)
    newest = session.scalars(of_it.order_by(col(FrozenAgenda.id).desc())).first()
    if newest and (newest.sha256, newest.planned_on) == (sha256, planned_on):
        raise Overtaken(
            f"{newest.recorded_by} froze it on {newest.recorded_at:%d/%m/%Y}, and it has not "
            "changed since."
        )
    row = FrozenAgenda(
        meeting=new.meeting,
        planned_on=planned_on,
        as_at=new.as_at,
        sha256=sha256,
        **stamp.columns,
    )
    session.add(row)
    session.flush()
    session.add_all(
        FrozenItem(agenda=int(row.id or 0), place=place, **item.model_dump())
        for place, item in enumerate(new.items, 1)
    )
    return row


def _still_planned(session: Session, ref: str) -> date:
    """The day for which a meeting is planned. Errors: Overtaken once it was held."""
    meeting = find(session, Meeting, ref, "meeting")
    if meeting.held_on:
        raise Overtaken(
            f"The meeting was held on {meeting.held_on:%d/%m/%Y}: its agenda can no longer be "
            "changed."
        )
    if meeting.planned_on is None:
        raise Refused("That meeting is not planned.")
    return meeting.planned_on


def _newest(session: Session, meeting: str, item: str) -> AgendaEntry | None:
    """The newest entry about an item of a meeting. Errors: Refused if there is no such item."""
    is_it = col(AgendaEntry.item) == item
    number = item.removeprefix(ADDED)
    if item.startswith(ADDED):
        first = session.get(AgendaEntry, int(number)) if number.isdecimal() else None
        if first is None or first.item is not None or first.meeting != meeting:
            raise Refused("There is no such item on this agenda. Choose one from the list.")
        is_it = or_(is_it, col(AgendaEntry.id) == first.id)
    elif item != CHANGES and item.partition(" ")[0] not in LISTED:
        raise Refused("There is no such item on this agenda. Choose one from the list.")
    entries = select(AgendaEntry).where(col(AgendaEntry.meeting) == meeting, is_it)
    return session.scalars(entries.order_by(col(AgendaEntry.id).desc())).first()


def _not_changed_since(newest: AgendaEntry | None, seen: int | None) -> None:
    """Refuses a writer who missed the newest entry. ``seen``: null if unknown, 0 for none."""
    if newest and seen is not None and seen != newest.id:
        where = f"as number {newest.place}" if newest.place else "in its usual place"
        now = f"left out ({newest.left_out})" if newest.left_out else where
        raise Overtaken(
            f"{newest.recorded_by} changed this item since you opened this page: it is now {now}. "
            "What you typed is still here: look at the agenda, then save again."
        )
