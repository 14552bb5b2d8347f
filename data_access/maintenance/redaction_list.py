"""The list of redactions, and their repetition on a backup that was made before them."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlmodel import Session, col

from data_access.change_log import blank_earlier_text
from data_access.maintenance.text_places import TextPlace, blanked, text_columns
from data_access.pii_detection import REDACTED
from data_access.store import Store, StoreProblem, revision
from data_access.store.engines import engine_for
from data_access.tables import METADATA, AuditEvent

REDACT = "redact"
# A restoration; where it gave the store a new identity, its detail is the earlier one.
RESTORED = "restore"
SUBJECT = re.compile(r"(?P<table>[a-z_]+) (?P<row>\d+)")


class Redaction(NamedTuple):
    """A redaction: its audit event, its place, and what has stood there since (null: no row)."""

    event: dict[str, Any]
    place: TextPlace
    text: str | None


def redaction_events(places: Iterable[TextPlace], by: str, at: datetime) -> list[AuditEvent]:
    """An audit event for each of ``places``, which together are the list of redactions."""
    return [
        AuditEvent(
            at=at.astimezone(UTC),
            who=by,
            what=REDACT,
            subject=f"{place.table} {place.row}",
            detail=place.column,
        )
        for place in places
    ]


def read_redactions(store: Store, identities: set[str]) -> list[Redaction]:
    """The redactions of the store, in order; none if it has none of ``identities``, or is damaged.

    The store may be of an older or a newer version of this program.
    """
    try:
        with Store(store.url, engine_for(store.url)).reading() as connection:
            if identities.isdisjoint(identities_of(connection)):
                return []
            events = connection.execute(
                select(METADATA.tables["audit_event"])
                .where(col(AuditEvent.what) == REDACT)
                .order_by(col(AuditEvent.id))
            ).mappings()
            listed = [(dict(event), place) for event in events if (place := _place_of(event))]
            texts = {place: _text_at(connection, place) for _, place in listed}
    except StoreProblem:
        return []
    return [Redaction(event, place, texts[place]) for event, place in listed]


def apply_redactions(store: Store, redactions: Iterable[Redaction]) -> int:
    """Repeats ``redactions`` on an older copy of their store, and adds their records to it.

    Returns the number of texts blanked.
    """
    blanked_texts = 0
    with store.replacing() as connection, Session(connection) as session:
        audit = METADATA.tables["audit_event"]
        recorded = {
            (_utc(row.at), row.subject, row.detail)
            for row in connection.execute(select(audit).where(audit.c.what == REDACT))
        }
        for event, place, text in redactions:
            if (_utc(event["at"]), event["subject"], event["detail"]) not in recorded:
                connection.execute(
                    insert(audit).values(
                        {name: each for name, each in event.items() if name != "id"}
                    )
                )
            if _is_later(connection, place, event["at"]):
                continue
            is_redacted = text is not None and (REDACTED in text or text == blanked(*place))
            new = text if is_redacted else blanked(*place)
            table = METADATA.tables[place.table]
            column = table.c[place.column]
            done = connection.execute(
                update(table)
                .where(table.c.id == place.row, column.is_not(None), column != new)
                .values({place.column: new})
            )
            blanked_texts += done.rowcount
            if not is_redacted or new == blanked(*place):
                blank_earlier_text(session, *place, REDACTED)
        session.flush()
        session.commit()
    return blanked_texts


def identities_of(connection: Connection) -> set[str]:
    """The identity of a store, and those that it had before it was restored where none was."""
    restored = col(AuditEvent.what) == RESTORED
    earlier = select(col(AuditEvent.detail)).where(restored, col(AuditEvent.detail).is_not(None))
    return {revision(connection).identity, *filter(None, connection.scalars(earlier))}


def _place_of(event: Any) -> TextPlace | None:
    found = SUBJECT.fullmatch(event["subject"])
    place = TextPlace(found["table"], int(found["row"]), event["detail"] or "") if found else None
    return place if place and place.column in text_columns().get(place.table, ()) else None


def _text_at(connection: Any, place: TextPlace) -> str | None:
    table = METADATA.tables[place.table]
    text: str | None = connection.scalar(
        select(table.c[place.column]).where(table.c.id == place.row)
    )
    return text


def _is_later(connection: Any, place: TextPlace, at: datetime) -> bool:
    """True if the row was recorded after the redaction: its number was given once more."""
    table = METADATA.tables[place.table]
    if "recorded_at" not in table.c:
        return False
    recorded_at = connection.scalar(select(table.c.recorded_at).where(table.c.id == place.row))
    return recorded_at is not None and _utc(recorded_at) > _utc(at)


def _utc(moment: datetime) -> datetime:
    # A file gives moments without their time zone.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
