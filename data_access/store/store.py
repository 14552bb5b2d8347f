"""An open store, read as at one moment and written in transactions.

Every write goes through ``writing``: one transaction, one audit event, one new revision.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    inspect,
    make_url,
    select,
    update,
)
from sqlmodel import Session, col

from data_access.sign_in.roles import Person, why_refused
from data_access.store.engines import connected, engine_for
from data_access.store.error_messages import INIT, RESTORE, StoreProblem, store_problems
from data_access.store.urls import display_name, is_sqlite
from data_access.tables import AuditEvent, StoreRevision

# The table in which Alembic keeps the version of the others.
VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
# Alembic takes 12 MB of memory, so the versions are read from its file names instead.
MIGRATIONS = Path(__file__).parent.with_name("migrations")


class Revision(NamedTuple):
    """The state of a store: the key of everything cached from it."""

    identity: str
    number: int


class NotAllowed(StoreProblem):
    """Raised if the person who signed in may not make a write; nothing was written."""


@dataclass(frozen=True)
class Store:
    """An open store. Made by ``open_store``; safe to share between threads.

    ``person``: who signed in, whose role limits what may be written; null where nobody signs in.
    """

    url: URL
    engine: Engine
    person: Person | None = None

    @property
    def path(self) -> Path | None:
        """The file of an SQLite store; null for a server."""
        return Path(self.url.database) if is_sqlite(self.url) and self.url.database else None

    @property
    def name(self) -> str:
        """Its name for a reader, without password and folders."""
        return display_name(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yields a connection that sees the store as at one moment, despite later writes."""
        with store_problems(self.url), connected(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(
        self, who: str, what: str, subject: str, *, at: datetime, detail: str | None = None
    ) -> Iterator[Session]:
        """Yields a session in one transaction, with its audit event and the next revision.

        Errors: NotAllowed where the role of the person does not include ``what``.
        """
        self._refuse(who, what)
        with self.noting() as session:
            yield session
            _audit(session, who, what, subject, at, detail)

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """Yields a session in one transaction that leaves the revision and the audit as they are.

        It is for sessions and the record of access, of which no figure is made.
        """
        with (
            store_problems(self.url),
            connected(self.engine, writes=True) as connection,
            Session(connection, autoflush=True) as session,
        ):
            yield session
            session.commit()

    @contextmanager
    def joined(self) -> Iterator["Joined"]:
        """Yields this store with writes that are kept together at the end, or none of them."""
        with self.noting() as session:
            yield Joined(self.url, self.engine, self.person, session=session)

    @contextmanager
    def replacing(self) -> Iterator[Connection]:
        """Yields a transaction that replaces all rows, and the revision, by another store's."""
        with store_problems(self.url), connected(self.engine, writes=True) as connection:
            yield connection

    def trial(self) -> "Trial":
        """This store with writes that are rolled back, to test whether they would be refused."""
        return Trial(self.url, self.engine, self.person)

    def as_written_by(self, person: Person | None) -> "Store":
        """This store as ``person`` may write to it."""
        return replace(self, person=person)

    def refuse_unless(self, allowed: bool, needed: str) -> None:
        """Refuses what takes a role that a person has not. Errors: NotAllowed."""
        if not allowed:
            raise NotAllowed(f"This takes the role {needed}.")

    def _refuse(self, who: str, what: str) -> None:
        why = why_refused(self.person, who, what) if self.person else None
        if why:
            raise NotAllowed(why)


@dataclass(frozen=True)
class Joined(Store):
    """A store whose writes share one transaction: an audit event and a revision for each.

    Many small writes take half the time. What it reads is as before the first of them.
    """

    session: Session = field(kw_only=True)

    @contextmanager
    def writing(
        self, who: str, what: str, subject: str, *, at: datetime, detail: str | None = None
    ) -> Iterator[Session]:
        """Yields the session of all writes, and adds the audit event and the next revision.

        Errors: as for a write by itself.
        """
        self._refuse(who, what)
        yield self.session
        _audit(self.session, who, what, subject, at, detail)


class Trial(Store):
    """A store that rolls back every write."""

    @contextmanager
    def writing(
        self, who: str, what: str, subject: str, *, at: datetime, detail: str | None = None
    ) -> Iterator[Session]:
        """Yields a session in a transaction that is rolled back at its end.

        Errors: as for a write that stays.
        """
        self._refuse(who, what)
        del subject, at, detail
        with (
            store_problems(self.url),
            connected(self.engine, writes=True) as connection,
            Session(connection, autoflush=True) as session,
        ):
            yield session
            session.flush()
            connection.rollback()


def _audit(
    session: Session, who: str, what: str, subject: str, at: datetime, detail: str | None
) -> None:
    """Adds the audit event of a write, and makes the revision the next one."""
    moment = at.astimezone(UTC)
    session.add(AuditEvent(at=moment, who=who, what=what, subject=subject, detail=detail))
    session.flush()
    session.connection().execute(
        update(StoreRevision).values(revision=col(StoreRevision.revision) + 1)
    )


def open_store(url: URL | str) -> Store:
    """Opens an existing store of this program's version.

    Errors: StoreProblem if it is missing, damaged, older or newer.
    """
    url = make_url(url)
    with store_problems(url):
        file = Path(url.database or "") if is_sqlite(url) else None
        if file and not file.is_file():
            raise StoreProblem(f"There is no store {file.name}. Make one with: {INIT}", file)
    store = Store(url, engine_for(url))
    store_version = version(store)
    if store_version is None:
        raise StoreProblem(
            f"{store.name} is not a store of this program. Choose another with STORE_URL, or make "
            f"one with: {INIT}",
            store.path,
        )
    if store_version < min(schema_versions()):
        raise StoreProblem(
            f"The store {store.name} is too old to be brought up to date, and has not been "
            "touched: open it with the version of this program that made it, or make a new store "
            f"in another place (STORE_URL) with: {INIT}"
        )
    if store_version not in schema_versions():
        raise StoreProblem(
            f"The store {store.name} was made by a newer version of this program. "
            "Install the newer version; the store has not been touched."
        )
    if store_version != head_version():
        raise StoreProblem(
            f"The store {store.name} was made by an older version of this program. "
            f"Make a backup, then bring it up to date with: {INIT}"
        )
    return store


def revision(connection: Connection) -> Revision:
    """The identity of the store, and the number of its newest write."""
    columns = select(col(StoreRevision.identity), col(StoreRevision.revision))
    row = connection.execute(columns).one_or_none()
    if row is None:
        raise StoreProblem(f"The store has lost the number of its newest write. {RESTORE}")
    return Revision(*row)


def version(store: Store) -> str | None:
    """The version of the tables in the store; null if they are not of this program."""
    with store.reading() as connection:
        return version_on(connection)


def version_at(url: URL) -> str | None:
    """The version of the tables at ``url``; null if there are none of this program."""
    return version(Store(url, engine_for(url)))


def version_on(connection: Connection) -> str | None:
    """The version of the tables seen by ``connection``; null if they are not of this program."""
    ours = {VERSION.name, StoreRevision.__tablename__}
    if not ours <= set(inspect(connection).get_table_names()):
        return None
    return connection.scalar(select(VERSION.c.version_num))


def schema_versions() -> set[str]:
    """Every version of the tables that this program knows, from the names of its migrations."""
    return {file.stem.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")}


def head_version() -> str | None:
    """The version of the tables that this program uses."""
    return max(schema_versions(), default=None)
