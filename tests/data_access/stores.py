"""A store in a test: written to, changed behind the program's back, looked at."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
from sqlalchemy import URL, event

from data_access import schemas, writes
from data_access.reads import Snapshot
from data_access.store import Store
from data_access.writes.releases import NewRelease

AT = datetime(2022, 1, 31, 9, 30, tzinfo=UTC)
DAY = date(2022, 1, 26)
SUMMER = NewRelease(
    "decisions",
    date(2021, 7, 1),
    3,
    date(2021, 10, 31),
    [("told", None, "", 70)],
    "counts before they were rounded",
)


def file_of(store: Store) -> Path:
    assert store.path
    return store.path


def rows_of(snapshot: Snapshot) -> dict[str, list[tuple[object, ...]]]:
    return {name: frame.rows() for name, frame in snapshot.tables.items()}


def note(store: Store, text: str = "Looked at.", *, by: str = "A. Writer") -> None:
    entry = schemas.NewActionUpdate(action="A1", effective_on=DAY, note=text)
    writes.record(store, entry, by=by, at=AT)


def change(store: Store | Path, *statements: str) -> None:
    """Change a store behind the program's back, its rules off as far as they go off."""
    if isinstance(store, Store) and not store.path:
        with psycopg.connect(plain_address(store.url)) as there:
            for statement in ("SET session_replication_role = replica", *statements):
                there.execute(statement)
        return
    file = file_of(store) if isinstance(store, Store) else store
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def put_letter(file: Path) -> None:
    file.write_text("This is a letter, and not a store.\n" * 200)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def put_other_program(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE recipes (name)")


def make_older(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '0026'")


def make_newer(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'")


@contextmanager
def room_for(store: Store, pages: int) -> Iterator[None]:
    """The disk has room for so many pages more of the file, and no others."""

    def bound(connection: sqlite3.Connection, _record: object) -> None:
        held = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {held + pages}")

    event.listen(store.engine, "connect", bound)
    yield
    event.remove(store.engine, "connect", bound)


def plain_address(url: URL) -> str:
    """The address of a server's store as psycopg takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
