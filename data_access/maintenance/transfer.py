"""A store carried from a server into a file and back: every row as it is, of one moment."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
from sqlalchemy import ARRAY, Connection, Integer, Table, any_, bindparam, delete, text

from data_access.bulk_insert import insert_rows
from data_access.reads import read_table
from data_access.store import Store, create_or_migrate, open_store, sqlite_url
from data_access.tables import METADATA

CHILDREN_LAST = METADATA.sorted_tables


def carry_out(store: Store, file: Path) -> None:
    """Makes a store of ``file``, which is empty, with every row of the store on a server."""
    copy = create_or_migrate(sqlite_url(file))
    with store.reading() as source, copy.replacing() as target:
        for table in CHILDREN_LAST:
            target.execute(delete(table))
            insert_rows(target, table.name, read_table(source, table.name))


def carry_in_if(file: Path, store: Store, unchanged: Callable[[], None]) -> None:
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
    """The ids of rows that are the same on both sides.

    They stay where they are: for each row of a table that others point at, the server looks
    through all of those before it lets the row go, whatever was just removed from them.
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
    # Never back: a number that was given out stays so even where this transaction fails.
    target.execute(
        text(
            f"SELECT setval(numbers::regclass, greatest(highest, last_value)) "
            f"FROM (SELECT pg_get_serial_sequence('{table.name}', 'id') AS numbers, "
            f"(SELECT max(id) FROM {table.name}) AS highest, "
            f"pg_sequence_last_value(pg_get_serial_sequence('{table.name}', 'id')::regclass) "
            "AS last_value) AS found WHERE highest IS NOT NULL"
        )
    )
