"""Records entries: each schema has an audit event and a function that makes its row."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from data_access.schemas import Entry
from data_access.store import Store
from data_access.tables import AuditEvent
from data_access.tables.base import Numbered, Referenced
from data_access.writes.errors import Refused, SeveralRefused
from data_access.writes.rules import writer

MakeRow = TypeVar("MakeRow", bound=Callable[..., Numbered])


class Stamp(NamedTuple):
    """The writer and the moment of a recording."""

    by: str
    at: datetime

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a row for the writer and the moment, in UTC."""
        return {"recorded_at": self.at.astimezone(UTC), "recorded_by": self.by}


# What the audit calls entries that were recorded in one transaction.
TOGETHER = "record together"


class Write(NamedTuple):
    """The way to record entries of one schema. ``what`` and ``subject`` go into the audit."""

    what: str
    subject: Callable[[Any], str]
    row: Callable[..., Numbered]


WRITES: dict[type[Entry], Write] = {}


def writes(
    schema: type[Entry], what: str, subject: Callable[[Any], str]
) -> Callable[[MakeRow], MakeRow]:
    """Registers the function that checks an entry of ``schema`` and returns its row.

    The function takes the session, the entry and the stamp, and makes a new row or fills in an open
    one. ``subject`` must not give text that may be blanked later, because it stays in the audit.
    """

    def register(function: MakeRow) -> MakeRow:
        WRITES[schema] = Write(what, subject, function)
        return function

    return register


def add(session: Session, new: Entry, stamp: Stamp, **given: str) -> Numbered:
    """Checks ``new`` against the store and adds it to an open session, as an import does.

    ``given``: the ``ref`` of an action or of evidence; the default is the next free one. The row is
    not flushed yet. Errors: Refused, in words for the writer.
    """
    row = WRITES[type(new)].row(session, new, stamp, **given)
    session.add(row)
    return row


def record(store: Store, new: Entry, *, by: str, at: datetime) -> str | int:
    """Records ``new`` in its own transaction, and returns the ref of the row or else its id.

    ``by``: the writer's name as typed. Errors: Refused, in words for the writer, and nothing is
    written.
    """
    write, name = WRITES[type(new)], writer(by)
    with store.writing(name, write.what, write.subject(new), at=at) as session:
        row = add(session, new, Stamp(name, at))
        session.flush()
        return number_of(row)


def record_together(
    store: Store, entries: Sequence[Entry], *, by: str, at: datetime
) -> list[str | int]:
    """Records all entries in one transaction, in their order, or none of them.

    Each is checked as ``record`` checks it, after those before it, and has an audit event of its
    own. Returns the ref or id of each row. Errors: SeveralRefused, with what is wrong with each.
    """
    name, refused, rows = writer(by), {}, []
    with store.writing(name, TOGETHER, f"{len(entries)} entries", at=at) as session:
        for place, new in enumerate(entries):
            try:
                rows.append(add(session, new, Stamp(name, at)))
            except Refused as refusal:
                refused[place] = refusal
                continue
            session.add(event_of(new, Stamp(name, at)))
        if refused:
            raise SeveralRefused(refused)
        session.flush()
        return [number_of(row) for row in rows]


def event_of(new: Entry, stamp: Stamp) -> AuditEvent:
    """The audit event of an entry that is recorded together with something else."""
    write, moment = WRITES[type(new)], stamp.at.astimezone(UTC)
    return AuditEvent(at=moment, who=stamp.by, what=write.what, subject=write.subject(new))


def number_of(row: Numbered) -> str | int:
    """The ref of a row, or else its id."""
    return row.ref if isinstance(row, Referenced) else int(row.id or 0)
