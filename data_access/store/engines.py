"""Opens connections to a store and begins their transactions."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from data_access.store.urls import is_sqlite

# Longer than the longest write, so that a second writer waits instead of failing.
BUSY_SECONDS = 60
# On a server, a reader sees one moment, and a writer sees the rows of the writer before it.
READER: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
WRITER: dict[str, Any] = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
# The number of the advisory lock for which writers queue, as they do for a file.
WRITERS_QUEUE = 0x5261_5353_4F
# The most memory for pages of a file in one writing transaction. With SQLite's own 2 MB, a large
# import would write and read pages of an index again and again.
WRITE_CACHE_KB = 65_536
# Settings of every session on a server. With these keepalives the loss of a process that was
# writing is noticed in two minutes, not in two hours.
ON_A_SERVER = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "lock_timeout": f"{BUSY_SECONDS}s",
    "tcp_keepalives_idle": "60",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "6",
}
TO_A_SERVER = {"connect_timeout": "10", "application_name": "rasso-oversight"}
# The connections to a server that a process keeps open, and the further ones it may open.
KEPT, MORE = 5, 10
# A server's engine is made by one thread at a time. Otherwise two that begin together would each
# make one, and nobody would close the connections of the one that the cache forgets.
ONE_AT_A_TIME = Lock()


def engine_for(url: URL, *, migrates: bool = False) -> Engine:
    """The engine of the store at ``url``. Only one that ``migrates`` creates a missing file.

    Logs and error messages do not show values of rows.
    """
    if is_sqlite(url):
        return _to_a_file(url, migrates=migrates)
    with ONE_AT_A_TIME:
        return _to_a_server(url)


@contextmanager
def connected(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """Yields a connection in a transaction, which is committed if the block ends without an error.

    If it ``writes``, it waits until no other transaction writes.
    """
    options: dict[str, Any] = {"writes": writes}
    if not is_sqlite(engine.url):
        options |= WRITER if writes else READER
    with engine.connect() as connection, connection.execution_options(**options).begin():
        yield connection


@contextmanager
def copying_in(connection: Connection, statement: str) -> Iterator[Callable[[str], None]]:
    """Yields a function that sends text to a COPY into a table of a server."""
    driver = connection.connection.driver_connection
    assert driver
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            yield copy.write
    except connection.dialect.loaded_dbapi.Error as problem:
        without_values(problem)
        raise DBAPIError.instance(
            statement, None, problem, connection.dialect.loaded_dbapi.Error, hide_parameters=True
        ) from problem


def without_values(problem: BaseException) -> None:
    """Removes the values of rows from a server's message about a broken constraint."""
    problem.args = (str(problem).partition("\n")[0], *problem.args[1:])


def _to_a_file(url: URL, *, migrates: bool) -> Engine:
    # Opening never creates a file, so that a lost store does not come back empty.
    mode = "rwc" if migrates else "rw"
    address = f"{Path(url.database or '').resolve().as_uri()}?mode={mode}"
    # The journal mode is stored in the file, and only a migration may change the file.
    # Foreign keys are off during migrations, because rebuilding a table would delete all children.
    settings = (
        ("journal_mode = WAL",) if migrates else ("foreign_keys = ON", "synchronous = NORMAL")
    )
    engine = create_engine(
        url,
        creator=lambda: sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False
        ),
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred write fails at once if another writer came first; an immediate one waits.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITE_CACHE_KB}")

    return engine


# Cached, so that each address has one engine and its connections are shared.
@cache
def _to_a_server(url: URL) -> Engine:
    settings = " ".join(f"-c {name}={value}" for name, value in ON_A_SERVER.items())
    asked = {name: value for name, value in TO_A_SERVER.items() if name not in url.query}
    engine = create_engine(
        url,
        # Options of the address come last, and so take precedence.
        connect_args=asked | {"options": f"{settings} {url.query.get('options', '')}".strip()},
        pool_pre_ping=True,
        pool_size=KEPT,
        max_overflow=MORE,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _queue(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_QUEUE})")

    @event.listens_for(engine, "handle_error")
    def _hide_values(context: ExceptionContext) -> None:
        for problem in (context.original_exception, context.sqlalchemy_exception):
            if problem is not None:
                without_values(problem)

    return engine
