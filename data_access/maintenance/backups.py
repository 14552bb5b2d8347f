"""Copies of a whole store, made while it may be written: out into a file, and in from one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import polars as pl
from sqlalchemy import ARRAY, Connection, Integer, Table, any_, bindparam, delete, text

from data_access.bulk_insert import insert_rows
from data_access.reads import read_table
from data_access.store import (
    BUSY_SECONDS,
    Store,
    StoreProblem,
    atomic_file,
    create_or_migrate,
    open_store,
    sqlite_url,
    store_problems,
)
from data_access.tables import METADATA


def backup(store: Store, target: Path) -> None:
    """Copies the store, as at one moment, into a new file; it may be written meanwhile.

    Errors: StoreProblem if ``target`` is there already.
    """
    with store_problems(sqlite_url(target)):
        if target.exists():
            raise StoreProblem(
                f"{target} is there already and was left as it is. Choose a new name."
            )
        with atomic_file.unfinished(target) as making:
            copy_out(store, making)
            atomic_file.put_in_place(making, target)


def copy_out(store: Store, file: Path) -> None:
    """Copies one moment of the store into the new ``file``."""
    file.touch()
    if store.path is None:
        _copy_from_server(store, file)
        return
    with store_problems(store.url):
        copy_over(store.path, file)


def copy_in_if(file: Path, store: Store, unchanged: Callable[[], None]) -> None:
    """Puts ``file`` in the place of the store; its readers see the old rows or the new ones.

    ``unchanged`` is called when nobody else can write to the store any more. What it raises ends
    it all, and the store stays as it was.
    """
    if store.path is None:
        copy_to_server_if(file, store, unchanged)
        return
    with store_problems(store.url):
        copy_over_if(file, store.path, unchanged)


def copy_over(source: Path, target: Path) -> None:
    """Copies one moment of the store ``source`` over ``target``, in one step."""
    with _opened(source, target) as (old, new):
        old.backup(new)


def copy_over_if(source: Path, target: Path, unchanged: Callable[[], None]) -> None:
    """Copies ``source`` over the store ``target``; its readers see the old rows or the new ones.

    ``unchanged`` is called when nobody else can write to ``target`` any more. What it raises ends
    the copying, and ``target`` stays as it was.
    """

    def look(status: int, _left: int, _all: int) -> None:
        if status == sqlite3.SQLITE_OK:
            unchanged()

    with _opened(source, target) as (old, new):
        # Only beside a log can a locked store still be read.
        new.execute("PRAGMA journal_mode = WAL")
        pages = old.execute("PRAGMA page_count").fetchone()[0]
        # The lock comes with the first page and goes with the last: the look is before the last.
        old.backup(new, pages=pages - 1, progress=look)


@contextmanager
def _opened(source: Path, target: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    # Not mode=ro: who may only read leaves the log and its index beside the file.
    address = f"{source.resolve().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as new,
    ):
        yield old, new


CHILDREN_LAST = METADATA.sorted_tables


def _copy_from_server(store: Store, file: Path) -> None:
    """Creates a store in the empty ``file`` with every row of the store on a server."""
    copy = create_or_migrate(sqlite_url(file))
    with store.reading() as source, copy.replacing() as target:
        for table in CHILDREN_LAST:
            target.execute(delete(table))
            insert_rows(target, table.name, read_table(source, table.name))


def copy_to_server_if(file: Path, store: Store, unchanged: Callable[[], None]) -> None:
    """Puts the rows of the store in ``file`` in the place of those of the store on a server.

    Its readers see the old rows or the new ones. ``unchanged`` is called when nobody else can
    write any more; what it raises leaves the store as it was.
    """
    with open_store(sqlite_url(file)).reading() as source, store.replacing() as target:
        unchanged()
        same = {
            table.name: _same(source, target, table)
            for table in CHILDREN_LAST
            if not table.foreign_keys
        }
        for table in reversed(CHILDREN_LAST):
            _remove(target, table, same.get(table.name))
        for table in CHILDREN_LAST:
            rows = read_table(source, table.name)
            if table.name in same:
                rows = rows.filter(~pl.col("id").is_in(same[table.name].implode()))
            insert_rows(target, table.name, rows)
            _number_from(target, table)


def _same(source: Connection, target: Connection, table: Table) -> pl.Series:
    """The ids of rows that are the same on both sides, which need not be replaced.

    Deleting a row that others may point at is slow: the server searches all of those tables.
    """
    new, old = read_table(source, table.name), read_table(target, table.name)
    return new.join(old, on=new.columns, how="semi", nulls_equal=True)["id"]


def _remove(target: Connection, table: Table, same: pl.Series | None) -> None:
    rows = delete(table)
    if same is not None:
        ids = bindparam("ids", same.to_list(), ARRAY(Integer))
        rows = rows.where(~(table.c.id == any_(ids)))
    target.execute(rows)


def _number_from(target: Connection, table: Table) -> None:
    # Never lowered: sequences are not rolled back with the transaction.
    target.execute(
        text(
            f"SELECT setval(numbers::regclass, greatest(highest, last_value)) "
            f"FROM (SELECT pg_get_serial_sequence('{table.name}', 'id') AS numbers, "
            f"(SELECT max(id) FROM {table.name}) AS highest, "
            f"pg_sequence_last_value(pg_get_serial_sequence('{table.name}', 'id')::regclass) "
            "AS last_value) AS found WHERE highest IS NOT NULL"
        )
    )
