"""How a connection to a store is opened and begun."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from data_access.store.addresses import is_sqlite

# Longer than the longest write, so that a second writer waits instead of failing.
BUSY_SECONDS = 60


def engine_for(url: URL, *, migrates: bool = False) -> Engine:
    """The way to the store at ``url``. Only one that ``migrates`` makes a file where none is.

    What is written stands in no log and in no message of a failure.
    """
    if not is_sqlite(url):
        return create_engine(url, hide_parameters=True)
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
        hide_parameters=True,
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
