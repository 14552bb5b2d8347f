"""Reads the contents of a store without the code under test."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from data_access.store import Store
from data_access.tables import METADATA
from tests.data_access.stores import plain_address

Row = dict[str, Any]


def everything(store: Store | Path) -> dict[str, list[Row]]:
    """Every row of every table as the file holds it, in the order of recording."""
    return of_tables(store, METADATA.tables)


def rows(store: Store | Path, table: str) -> list[Row]:
    """Every row of ``table``."""
    return of_tables(store, [table])[table]


def of_tables(store: Store | Path, tables: Iterable[str]) -> dict[str, list[Row]]:
    """Every row of ``tables``."""
    if isinstance(store, Store) and not store.path:
        return _read_from_server(store, tables)
    file = store if isinstance(store, Path) else store.path
    with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY id')]
            for name in tables
        }


def _read_from_server(store: Store, tables: Iterable[str]) -> dict[str, list[Row]]:
    with psycopg.connect(plain_address(store.url), row_factory=dict_row) as connection:
        return {
            name: [
                {column: _as_in_a_file(value) for column, value in row.items()}
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY id'.encode())
            ]
            for name in tables
        }


def _as_in_a_file(value: object) -> object:
    """The value as a file stores it: text for a day or a moment, 1 or 0 for yes or no."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
