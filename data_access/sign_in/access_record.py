"""The record of access: who did what, and when. Entries are added, and removed only by age."""

from datetime import UTC, datetime, timedelta

import polars as pl
from sqlalchemy import delete, select
from sqlmodel import col

from data_access.reads import schema_of
from data_access.sign_in.roles import Person
from data_access.store import Store
from data_access.tables import METADATA, AccessEvent
from data_access.vocabulary import Access, Role

TABLE = METADATA.tables[str(AccessEvent.__tablename__)]
# The newest entries that a page shows; the export has all of them.
MOST_SHOWN = 1000


def access_entry(
    person: Person,
    what: Access,
    done_to: str | None = None,
    view: str | None = None,
    *,
    at: datetime,
) -> AccessEvent:
    """An entry of the record, to be added to an open session."""
    return AccessEvent(
        at=at.astimezone(UTC),
        subject=person.subject,
        name=person.name,
        what=what,
        done_to=done_to,
        view=view,
    )


def record_access(store: Store, entries: list[AccessEvent]) -> None:
    """Adds entries to the record, all or none."""
    with store.noting() as session:
        session.add_all(entries)


def read_access(store: Store, person: Person, *, own: bool) -> pl.DataFrame:
    """The newest entries, the newest first: those of ``person``, or of everybody.

    Shape: as the table. Errors: NotAllowed where others' are asked for and ``person`` is no
    administrator.
    """
    store.refuse_unless(own or person.may(Role.ADMINISTRATOR), Role.ADMINISTRATOR)
    rows = select(TABLE).order_by(TABLE.c.id.desc()).limit(MOST_SHOWN)
    if own:
        rows = rows.where(TABLE.c.subject == person.subject)
    with store.reading() as connection:
        found = connection.execute(rows).all()
    return pl.DataFrame([tuple(row) for row in found], schema_of(TABLE), orient="row")


def forget_access(store: Store, kept_for: timedelta, *, at: datetime) -> int:
    """Removes entries older than ``kept_for``, and returns how many there were."""
    with store.noting() as session:
        removed = session.connection().execute(
            delete(AccessEvent).where(col(AccessEvent.at) < (at - kept_for).astimezone(UTC))
        )
        return removed.rowcount
