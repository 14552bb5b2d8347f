"""Starter content as it was when a migration was written, for stores that were made before."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

LOADED_BY = "starter content"
READS: dict[type[Any], Callable[[str], Any]] = {
    bool: lambda text: text == "true",
    date: date.fromisoformat,
    int: int,
    str: str,
}


def holds_the_starter_content() -> bool:
    """Whether the store was begun with the starter content."""
    loaded = "SELECT 1 FROM action WHERE ref = 'A1' AND recorded_by = :by"
    return op.get_bind().scalar(sa.text(loaded), {"by": LOADED_BY}) is not None


def add_rows(folder: Path, name: str) -> None:
    """Add the rows of a file of ``folder`` to the table ``name``, but for refs that are there."""
    table = table_of(name)
    refs = values_of(table, "ref") if "ref" in table.columns else set()
    for row in rows_of(folder, name):
        if row.get("ref") not in refs:
            op.execute(table.insert().values(read_row(table, row)))


def table_of(name: str) -> sa.Table:
    """The table as the store has it now."""
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())


def values_of(table: sa.Table, column: str) -> set[str]:
    """Every value of a column."""
    return set(op.get_bind().scalars(sa.select(table.columns[column])))


def rows_of(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of ``folder``, as text."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_row(table: sa.Table, row: dict[str, str]) -> dict[str, Any]:
    """The values of a row, as its table holds them."""
    return {column: read(table.columns[column], text) for column, text in row.items()}


def read(column: sa.Column[Any], text: str) -> Any:
    """The value that ``text`` stands for in a column; null where it is empty."""
    return READS[column.type.python_type](text) if text else None
