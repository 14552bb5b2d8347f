"""Where the store is, and the only way in: open, create, migrate, read and write.

Every write goes through ``writing``: one transaction, one audit event, one step of the revision.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic_settings import BaseSettings
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, text, update
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, col

from data_access.tables import AuditEvent, StoreRevision

ROOT = Path(__file__).resolve().parent.parent
OFFICE_STORE = ROOT / "var" / "office.db"
DEMONSTRATION_STORE = ROOT / "var" / "demo.db"
MIGRATIONS = Path(__file__).with_name("migrations")
# Longer than the longest write, so that a second writer waits instead of failing.
BUSY_SECONDS = 60
INIT = "python -m data_access init"
RESTORE = "Restore a backup with: python -m data_access restore FILE"
# What SQLite keeps beside a store that is open, or that was not closed.
LOGS = ("-wal", "-shm", "-journal")
# What the name of a file in the making ends with.
UNFINISHED = ".part"
# What SQLite would take for something else than the name of a file.
NO_FILE_NAMES = (":memory:", "file:")


class StoreProblem(Exception):
    """Why the store cannot be used, and what to do, in a sentence for the reader."""


class Environment(BaseSettings):
    """What the machine says. STORE_URL: an SQLAlchemy address; empty means the usual places."""

    store_url: str = ""


class Revision(NamedTuple):
    """A state of one store, and the key of everything cached from it."""

    identity: str
    number: int


@dataclass(frozen=True)
class Store:
    """An open store. Made by ``open_store``; safe to share between threads."""

    url: URL
    engine: Engine

    @property
    def path(self) -> Path | None:
        """The file of an SQLite store; null for a server."""
        return Path(self.url.database) if is_sqlite(self.url) and self.url.database else None

    @property
    def name(self) -> str:
        """What to call it before a reader: no password, no machine's folders."""
        return self.path.name if self.path else f"{self.url.database} on {self.url.host}"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store, whatever is written meanwhile."""
        with in_plain_words(self.url), self.engine.connect() as connection:
            if not is_sqlite(self.url):
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(
        self, who: str, what: str, subject: str, *, at: datetime, detail: str | None = None
    ) -> Iterator[Session]:
        """A transaction that is kept whole or not at all, with its audit event and revision."""
        with (
            in_plain_words(self.url),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
            Session(connection, autoflush=True) as session,
        ):
            yield session
            moment = at.astimezone(UTC)
            session.add(AuditEvent(at=moment, who=who, what=what, subject=subject, detail=detail))
            session.flush()
            session.connection().execute(
                update(StoreRevision).values(revision=col(StoreRevision.revision) + 1)
            )
            session.commit()


def is_sqlite(url: URL) -> bool:
    """True where the store is one file."""
    return url.get_backend_name() == "sqlite"


def sqlite_url(path: Path) -> URL:
    """The address of a store in the file ``path``."""
    return URL.create("sqlite", database=str(path))


def store_url(otherwise: Path | None = None) -> URL:
    """Where the store is: STORE_URL, else ``otherwise``, else the office's, else the demonstration.

    Errors: StoreProblem where STORE_URL is not an address that this program can use.
    """
    given = Environment().store_url.strip()
    if not given:
        usual = OFFICE_STORE if OFFICE_STORE.exists() else DEMONSTRATION_STORE
        return sqlite_url(otherwise or usual)
    try:
        url = make_url(given)
        url.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as problem:
        raise StoreProblem(
            "STORE_URL is not an address of a store that this program can use. Write it like "
            "sqlite:///var/office.db, or leave it out to use the usual place."
        ) from problem
    if is_sqlite(url) and (url.database or ":memory:").startswith(NO_FILE_NAMES):
        raise StoreProblem(
            "STORE_URL names no file. Write it like sqlite:///var/office.db, or leave it out."
        )
    return url


def open_store(url: URL | str) -> Store:
    """An existing store of this program's own version.

    Errors: StoreProblem where there is none, it is damaged, or it is older or newer.
    """
    url = make_url(url)
    with in_plain_words(url):
        if is_sqlite(url) and not Path(url.database or "").is_file():
            raise StoreProblem(f"There is no store at {url.database}. Make one with: {INIT}")
    store = Store(url, _engine(url))
    found = version(store)
    if found is None:
        raise StoreProblem(
            f"{url.database} is not a store of this program. Choose another with STORE_URL, "
            f"or make one with: {INIT}"
        )
    if found not in known_versions():
        raise StoreProblem(
            f"The store {store.name} was made by a newer version of this program. "
            "Install the newer version; the store has not been touched."
        )
    if found != head_version():
        raise StoreProblem(
            f"The store {store.name} was made by an older version of this program. "
            f"Make a backup, then bring it up to date with: {INIT}"
        )
    return store


def create_or_migrate(url: URL) -> Store:
    """The store at ``url``, made if there is none and brought to this version if it is older.

    Errors: StoreProblem where the folder cannot be written, or the file is something else.
    """
    path = Path(url.database or "") if is_sqlite(url) else None
    if path is None:
        _migrate(url)
        return open_store(url)
    with in_plain_words(url):
        if path.is_file() and path.stat().st_size:
            if version(Store(url, _engine(url))) is None:
                raise StoreProblem(
                    f"{path} is not a store of this program, and was left as it is. "
                    "Choose another place with STORE_URL."
                )
            return bring_up_to_date(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(path) as making:
            _migrate(sqlite_url(making))
            put_in_place(making, path)
    return open_store(url)


def bring_up_to_date(url: URL) -> Store:
    """An existing store, brought to this version if it is older. Errors: as ``open_store``."""
    if version(Store(url, _engine(url))) in known_versions() - {head_version()}:
        _migrate(url)
    return open_store(url)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for a file in the making; nothing stays there, whatever happens."""
    making = path.with_name(f"{path.name}{UNFINISHED}")
    _remove_unfinished(path)
    try:
        yield making
    finally:
        _remove_unfinished(path)


def put_in_place(making: Path, path: Path) -> None:
    """Gives a finished store its name, in one step."""
    # The log of a store that was deleted would be taken for the log of this one, and damage it.
    for end in LOGS:
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    making.replace(path)


def revision(connection: Connection) -> Revision:
    """The number of the newest write, and of which store."""
    columns = select(col(StoreRevision.identity), col(StoreRevision.revision))
    row = connection.execute(columns).one_or_none()
    if row is None:
        raise StoreProblem(f"The store has lost the number of its newest write. {RESTORE}")
    return Revision(*row)


def version(store: Store) -> str | None:
    """The version of the tables in the store; null where they are not ours."""
    with store.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_versions() -> set[str]:
    """Every version of the tables that this program knows."""
    return {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}


def head_version() -> str | None:
    """The version of the tables that this program works with."""
    return ScriptDirectory.from_config(_alembic()).get_current_head()


@contextmanager
def in_plain_words(url: URL) -> Iterator[None]:
    """Turns what a database or a disk says into a StoreProblem that a reader can act on."""
    where = "the database server"
    if is_sqlite(url) and url.database:
        # A demonstration in the making bears the mark twice; a reader knows the name without it.
        where = Path(url.database).name.removesuffix(UNFINISHED).removesuffix(UNFINISHED)
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as problem:
        said = _said(problem)
        for sign, sentence in SENTENCES.items():
            if sign in said.lower():
                raise StoreProblem(sentence.format(where=where)) from problem
        if isinstance(problem, UNFORESEEN):
            raise StoreProblem(f"{where} cannot be used: {said}.") from problem
        raise


# What may go wrong with a disk or a server; a broken rule of a table is a fault of the program.
UNFORESEEN = (OSError, sqlite3.OperationalError, OperationalError)
SENTENCES = {
    "not a database": "{where} is not a store, or it is damaged. " + RESTORE,
    "no such table": "{where} is not a store of this program. Choose another with STORE_URL. "
    + RESTORE,
    "malformed": "{where} is damaged. " + RESTORE,
    "could not decode": "{where} is damaged. " + RESTORE,
    "readonly": "{where} or its folder cannot be written to. Give the program the right to write "
    "there, or choose another place with STORE_URL. Nothing was changed.",
    "read-only": "{where} or its folder cannot be written to. Give the program the right to write "
    "there, or choose another place with STORE_URL. Nothing was changed.",
    "permission denied": "{where} or its folder may not be used by this program. Give it the "
    "right to read and write there, or choose another place with STORE_URL.",
    "unable to open": "{where} cannot be opened. See that its folder exists and may be written "
    "to, or choose another place with STORE_URL.",
    "no such file": "{where} cannot be opened. See that its folder exists and may be written "
    "to, or choose another place with STORE_URL.",
    "not a directory": "{where} cannot be opened: its folder is not a folder. "
    "Choose another place with STORE_URL.",
    "file exists": "{where} cannot be opened: its folder is not a folder. "
    "Choose another place with STORE_URL.",
    "is a directory": "{where} is a folder, not a file. Choose another place with STORE_URL.",
    "is locked": "{where} is being written by somebody else and stayed so for a minute. "
    "Nothing was changed; try again.",
    "full": "The disk is full. Nothing was changed; make room and try again.",
    "no space left": "The disk is full. Nothing was changed; make room and try again.",
    "connection refused": "The database server does not answer. Start it, or mend STORE_URL.",
}


def _said(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(getattr(problem, "orig", None) or problem).partition("\n")[0]


def _remove_unfinished(path: Path) -> None:
    # Twice: what is in the making may be a store that was itself being made when all ended.
    for making in (UNFINISHED, f"{UNFINISHED}{UNFINISHED}"):
        for end in ("", *LOGS):
            path.with_name(f"{path.name}{making}{end}").unlink(missing_ok=True)


def _migrate(url: URL) -> None:
    engine = _engine(url, migrates=True)
    with (
        in_plain_words(url),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _refuse_orphans(connection)


def _engine(url: URL, *, migrates: bool = False) -> Engine:
    if not is_sqlite(url):
        return create_engine(url)
    # Never made by opening: a store that has gone must not come back empty.
    mode = "rwc" if migrates else "rw"
    address = f"{Path(url.database or '').resolve().as_uri()}?mode={mode}"
    # The log is a mark that the file keeps; opening a file to look at it must not change it.
    # Foreign keys stay off while tables are rebuilt: with them on, a rebuild deletes all children.
    settings = (
        ("journal_mode = WAL",) if migrates else ("foreign_keys = ON", "synchronous = NORMAL")
    )
    engine = create_engine(
        url,
        creator=lambda: sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False
        ),
        poolclass=NullPool,
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred write fails at once when another writer got in between; an immediate one waits.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _refuse_orphans(connection: Connection) -> None:
    if is_sqlite(connection.engine.url):
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        if orphans:
            raise StoreProblem(
                f"The store could not be brought up to date: {len(orphans)} rows point at nothing. "
                f"It was left as it was. {RESTORE}"
            )
