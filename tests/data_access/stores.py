"""A store's file in a test: written to, changed behind the program's back, looked at."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from data_access import entries, records
from data_access.reads import Snapshot
from data_access.store import Store

AT = datetime(2022, 1, 31, 9, 30, tzinfo=UTC)
DAY = date(2022, 1, 26)


def file_of(store: Store) -> Path:
    assert store.path
    return store.path


def rows_of(snapshot: Snapshot) -> dict[str, list[tuple[object, ...]]]:
    return {name: frame.rows() for name, frame in snapshot.tables.items()}


def note(store: Store, text: str = "Looked at.", *, by: str = "A. Writer") -> None:
    entry = entries.NewActionUpdate(action="A1", effective_on=DAY, note=text)
    records.record_action_update(store, entry, by=by, at=AT)


def change(file: Path, *statements: str) -> None:
    """Change a store behind the program's back, its rules off."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
