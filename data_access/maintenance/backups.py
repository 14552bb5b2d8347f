"""Copies a whole store to a file and back, even while it is being written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import polars as pl
from sqlalchemy import ARRAY, Connection, Integer, Table, any_, bindparam, delete, text

from data_access.bulk_insert import insert_rows
from data_access.intake.privacy.case_key import refuse_beside_the_key
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
    """Copies the store, as at one moment, to a new file, even while it is being written.

    Errors: StoreProblem if ``target`` exists, has no folder, or is in the folder of the case key.
    """
    refuse_beside_the_key(target.parent)
    if not target.parent.is_dir():
        raise StoreProblem(
            f"There is no folder {target.parent}, so nothing was copied. Make it, then try again."
        )
    with store_problems(sqlite_url(target)):
        if target.exists():
            raise StoreProblem(
                f"{target} is there already and was left as it is. Choose a new name."
            )
        with atomic_file.unfinished(target) as making:
            copy_out(store, making)
            atomic_file.put_in_place(making, target)


def copy_out(store: Store, file: Path) -> None:
    """Copies the store, as at one moment, to the new ``file``."""
    file.touch()
    if store.path is None:
        _copy_from_server(store, file)
        return
    with store_problems(store.url):
        copy_over(store.path, file)


def copy_in_if(file: Path, store: Store, unchanged: Callable[[], None]) -> None:
    """Replaces the store by ``file``; its readers see either the old rows or the new ones.

    ``unchanged`` is called once nobody else can write to the store. If it raises, the store is not
    replaced.
    """
    if store.path is None:
        copy_to_server_if(file, store, unchanged)
        return
    with store_problems(store.url):
        copy_over_if(file, store.path, unchanged)


def copy_over(source: Path, target: Path) -> None:
    """Copies the store ``source``, as at one moment, over ``target``, in one step."""
    with _opened(source, target) as (old, new):
        old.backup(new)


def copy_over_if(source: Path, target: Path, unchanged: Callable[[], None]) -> None:
    """Copies ``source`` over the store ``target``; its readers see either the old or the new rows.

    ``unchanged`` is called once nobody else can write to ``target``. If it raises, ``target`` is
    not replaced.
    """

    def look(status: int, _left: int, _all: int) -> None:
        if status == sqlite3.SQLITE_OK:
            unchanged()

    with _opened(source, target) as (old, new):
        # With a write-ahead log the store can be read while it is locked.
        new.execute("PRAGMA journal_mode = WAL")
        pages = old.execute("PRAGMA page_count").fetchone()[0]
        # The store is locked from the first page to the last, so the check comes before the last.
        old.backup(new, pages=pages - 1, progress=look)


@contextmanager
def _opened(source: Path, target: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    # Not mode=ro: a read-only connection would leave the log and its index beside the file.
    address = f"{source.resolve().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as new,
    ):
        yield old, new


CHILDREN_LAST = METADATA.sorted_tables


def _copy_from_server(store: Store, file: Path) -> None:
    """Creates a store in the empty ``file`` with all rows of the store on a server."""
    copy = create_or_migrate(sqlite_url(file))
    with store.reading() as source, copy.replacing() as target:
        for table in CHILDREN_LAST:
            target.execute(delete(table))
            insert_rows(target, table.name, read_table(source, table.name))


def copy_to_server_if(file: Path, store: Store, unchanged: Callable[[], None]) -> None:
    """Replaces the rows of the store on a server by those of the store in ``file``.

    Its readers see either the old rows or the new ones. ``unchanged`` is called once nobody else
    can write. If it raises, the store is not changed.
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
    """The ids of rows that are equal on both sides, and so need not be replaced.

    Deleting a row that others may refer to is slow, because the server searches all their tables.
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
