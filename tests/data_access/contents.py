"""What a store holds, read without the code under test."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from data_access.store import Store
from data_access.tables import METADATA

Row = dict[str, Any]


def everything(store: Store | Path) -> dict[str, list[Row]]:
    """Every row of every table as the file holds it, in the order of recording."""
    return _read(store, METADATA.tables)


def rows(store: Store | Path, table: str) -> list[Row]:
    """Every row of ``table``."""
    return _read(store, [table])[table]


def _read(store: Store | Path, tables: Iterable[str]) -> dict[str, list[Row]]:
    file = store if isinstance(store, Path) else store.path
    with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY id')]
            for name in tables
        }
