"""Inserts many rows at once into one table."""

import polars as pl
from sqlalchemy import Connection

from data_access.store import copying_in, is_sqlite

AT_ONCE = 50_000
# The format in which SQLAlchemy writes a moment to SQLite.
MOMENT = "%Y-%m-%d %H:%M:%S%.6f"


def insert_rows(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    """Inserts ``rows`` into the table ``name``, in order; missing and empty columns stay null.

    It bypasses SQLAlchemy, which would turn each row into a dictionary and back.
    """
    if rows.is_empty():
        return
    into = _into_a_file if is_sqlite(connection.engine.url) else _into_a_server
    filled = [column for column in rows.columns if rows[column].null_count() < rows.height]
    into(connection, name, rows.select(filled))


def _into_a_file(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    places = ", ".join("?" for _ in rows.columns)
    as_kept = rows.with_columns(
        pl.col(pl.Date).dt.to_string("iso"),
        pl.col(pl.Datetime).dt.to_string(MOMENT),
        pl.col(pl.Boolean).cast(pl.Int8),
    )
    cursor = connection.connection.cursor()
    for part in as_kept.iter_slices(AT_ONCE):
        cursor.executemany(
            f'INSERT INTO "{name}" ({_columns(rows)}) VALUES ({places})', part.rows()
        )
    cursor.close()


def _into_a_server(connection: Connection, name: str, rows: pl.DataFrame) -> None:
    # Quotes tell an empty text from a null.
    with copying_in(
        connection, f'COPY "{name}" ({_columns(rows)}) FROM STDIN (FORMAT csv)'
    ) as write:
        for part in rows.iter_slices(AT_ONCE):
            write(part.write_csv(include_header=False, quote_style="non_numeric"))


def _columns(rows: pl.DataFrame) -> str:
    return ", ".join(f'"{column}"' for column in rows.columns)
