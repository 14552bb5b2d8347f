"""Sessions of people who signed in: begun, looked up, ended at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl
from sqlalchemy import select, update
from sqlmodel import Session as OpenSession
from sqlmodel import col

from data_access.reads import read_table
from data_access.sign_in.access_record import access_entry
from data_access.sign_in.roles import Person
from data_access.store import Store
from data_access.tables import SignInSession
from data_access.vocabulary import Access, Role

COLUMNS = (
    col(SignInSession.key),
    col(SignInSession.subject),
    col(SignInSession.name),
    col(SignInSession.roles),
    col(SignInSession.ends_at),
    col(SignInSession.ended_at),
    col(SignInSession.organisation),
)


@dataclass(frozen=True)
class SignedIn:
    """A session: whose it is, when it is over, and whether somebody has ended it before."""

    key: str
    person: Person
    ends_at: datetime
    is_ended: bool

    def holds(self, at: datetime) -> bool:
        """Whether it has neither been ended nor run out."""
        return not self.is_ended and at < self.ends_at


def begin_session(
    store: Store, key: str, person: Person, *, at: datetime, ends_at: datetime
) -> SignedIn:
    """Records a session with the entry that the person signed in.

    Errors: StoreProblem, also if there was a session of this ``key``.
    """
    with store.noting() as session:
        session.add(
            SignInSession(
                key=key,
                subject=person.subject,
                name=person.name,
                roles=",".join(role for role in Role if role in person.roles),
                started_at=at.astimezone(UTC),
                ends_at=ends_at.astimezone(UTC),
                organisation=person.organisation,
            )
        )
        session.add(access_entry(person, Access.SIGNED_IN, at=at))
    return SignedIn(key, person, ends_at, is_ended=False)


def read_session(store: Store, key: str) -> SignedIn | None:
    """The session of this ``key``; null if there never was one."""
    with store.reading() as connection:
        row = connection.execute(
            select(*COLUMNS).where(col(SignInSession.key) == key)
        ).one_or_none()
    return _session(row) if row else None


def open_session(store: Store, key: str) -> SignedIn | None:
    """The session of this ``key``; null if there is none, or it has been ended."""
    found = read_session(store, key)
    return None if found is None or found.is_ended else found


def ended_sessions(store: Store, keys: Collection[str]) -> set[str]:
    """Those of ``keys`` whose session somebody has ended, or which a restore has taken away."""
    is_open = col(SignInSession.ended_at).is_(None)
    with store.reading() as connection:
        found = connection.scalars(
            select(col(SignInSession.key)).where(col(SignInSession.key).in_(keys), is_open)
        )
        return set(keys) - set(found)


def sign_out(store: Store, signed_in: SignedIn, *, at: datetime) -> None:
    """Ends the session of a person who signs out; one that is ended already stays as it is."""
    with store.noting() as session:
        if _end(session, signed_in.person, at, col(SignInSession.key) == signed_in.key):
            session.add(access_entry(signed_in.person, Access.SIGNED_OUT, at=at))


def end_sessions_of(store: Store, subject: str, *, by: Person, at: datetime) -> int:
    """Ends every session of ``subject``, and returns how many there were.

    Errors: NotAllowed unless ``by`` is an administrator, or ends their own.
    """
    store.refuse_unless(by.subject == subject or by.may(Role.ADMINISTRATOR), Role.ADMINISTRATOR)
    with store.noting() as session:
        ended = _end(session, by, at, col(SignInSession.subject) == subject)
        if ended:
            session.add(access_entry(by, Access.SESSION_ENDED, ended, at=at))
    return 1 if ended else 0


def open_sessions(store: Store, at: datetime) -> pl.DataFrame:
    """The sessions that hold at ``at``. Shape: as the table, without the key."""
    with store.reading() as connection:
        rows = read_table(connection, str(SignInSession.__tablename__))
    return rows.drop("key").filter(pl.col("ended_at").is_null(), pl.col("ends_at") > at)


def recorded_roles(words: str) -> list[Role]:
    """The roles in the column ``roles`` of a session, in the order of the vocabulary.

    A word that is no role, such as that of a role that was taken out, gives nothing.
    """
    recorded = words.split(",")
    return [role for role in Role if role in recorded]


def _end(session: OpenSession, by: Person, at: datetime, which: Any) -> str:
    """Ends the open sessions that ``which`` says; the name of their person, empty for none."""
    is_open = (which, col(SignInSession.ended_at).is_(None))
    name = session.scalar(select(col(SignInSession.name)).where(*is_open).limit(1))
    if name is None:
        return ""
    values = {"ended_at": at.astimezone(UTC), "ended_by": by.name}
    session.connection().execute(update(SignInSession).where(*is_open).values(values))
    return str(name)


def _session(row: Any) -> SignedIn:
    ends_at = row.ends_at if row.ends_at.tzinfo else row.ends_at.replace(tzinfo=UTC)
    person = Person(row.subject, row.name, frozenset(recorded_roles(row.roles)), row.organisation)
    return SignedIn(row.key, person, ends_at, is_ended=row.ended_at is not None)
