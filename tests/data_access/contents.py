"""What a store holds and what lies in its folder, read without the code under test."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from data_access.store import Store
from data_access.tables import METADATA

Row = dict[str, Any]


def rows(store: Store | Path, table: str) -> list[Row]:
    """Every row of ``table`` as the file holds it, in the order of recording."""
    file = store if isinstance(store, Path) else store.path
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f'SELECT * FROM "{table}" ORDER BY id')
        return [dict(row) for row in found]


def everything(store: Store | Path) -> dict[str, list[Row]]:
    """Every row of every table."""
    return {name: rows(store, name) for name in METADATA.tables}


def folder(path: Path) -> dict[str, bytes]:
    """Every file in a folder and its bytes."""
    return {file.name: file.read_bytes() for file in sorted(path.iterdir()) if file.is_file()}
