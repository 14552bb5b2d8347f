"""Queries to the store; each returns frames with the schemas that the tables declare."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, String, Table, select
from sqlalchemy.types import TypeEngine

from data_access.columnar_read import read_columns
from data_access.store import RESTORE, Revision, Store, StoreProblem, revision
from data_access.tables import CASE, IDENTITY, METADATA, READ_APART, TALLY_NAMES
from data_access.vocabulary import SAID_OF_THE_ITEM

DTYPES: dict[type[TypeEngine[Any]], pl.DataType] = {
    Boolean: pl.Boolean(),
    Date: pl.Date(),
    DateTime: pl.Datetime("us", "UTC"),
    Integer: pl.Int64(),
    String: pl.String(),
}
# The names of audit events that do not change rows of cases start with these. All other events,
# including new kinds, are taken to change them: at worst the rows are read and counted again.
LEAVES_CASES = (
    *("record ", "propose", "accept ", "return ", "close ", "export", "refuse "),
    *("make releases", "withdraw release"),
)


@dataclass(frozen=True)
class Snapshot:
    """Every table except those of ``READ_APART`` at one moment, and its revision."""

    revision: Revision
    tables: dict[str, pl.DataFrame]

    @cached_property
    def demonstration_as_at(self) -> date | None:
        """The day a demonstration store is frozen at; null in a store of real progress."""
        mark = self.tables["setting"].filter(pl.col("key") == "demonstration_as_at")["value"]
        return date.fromisoformat(mark.item()) if len(mark) else None


@dataclass(frozen=True)
class Tallies:
    """The tables of cases at one moment, and its revision."""

    revision: Revision
    tables: dict[str, pl.DataFrame]


class StoredProof(NamedTuple):
    """The counts of a release before they were rounded, as text."""

    row_set: str
    first: date
    months: int
    counts: str


def read_revision(store: Store) -> Revision:
    """The identity of the store, and the number of its newest write."""
    with store.reading() as connection:
        return revision(connection)


def read_snapshot(store: Store) -> Snapshot:
    """Every table except those of ``READ_APART`` as a frame, by name, in order of recording.

    Revision and rows are read in one transaction, so that no write can come between them.
    Entries that were taken back before their meeting was closed are left out.
    """
    with store.reading() as connection:
        tables = {
            table.name: _read(connection, table)
            for table in METADATA.sorted_tables
            if table.name not in READ_APART
        }
        return Snapshot(revision(connection), tables | _without_taken_back(tables))


def read_release_proofs(store: Store) -> list[StoredProof]:
    """The counts of every release before they were rounded, in order of recording."""
    release, proof = (METADATA.tables[name] for name in ("release", "release_proof"))
    columns = [(release if name in release.c else proof).c[name] for name in StoredProof._fields]
    rows = select(*columns).join_from(release, proof).order_by(release.c.id)
    with store.reading() as connection:
        return [StoredProof(*row) for row in connection.execute(rows)]


def read_sealed_content(store: Store, ref: str) -> str | None:
    """The content of the document given out as ``ref``, as JSON; null if there is none."""
    table = METADATA.tables["sealed_content"]
    with store.reading() as connection:
        content: str | None = connection.scalar(
            select(table.c.content).where(table.c.document == ref)
        )
    return content


def read_tallies(store: Store, received_by: date | None = None) -> Tallies:
    """Every table of cases with the newest version of each row, and the revision.

    ``received_by``: only files received by the end of that day; null for all.
    Shape: the columns of the table without ``id``; ``area`` is that of the case's investigation.
    """
    with store.reading() as connection:
        batches = batches_by(read_table(connection, "import_batch"), received_by)
        is_of_them = pl.col("batch").is_in(batches["id"].implode())
        tables = {
            name: newest(read_table(connection, name).filter(is_of_them), name).drop("id")
            for name in TALLY_NAMES
        }
        return Tallies(revision(connection), with_areas(tables))


def writes_of_cases(events: pl.DataFrame) -> pl.DataFrame:
    """The audit ``events`` that may have changed rows of cases. Shape: as ``events``."""
    leaves = pl.any_horizontal(pl.col("what").str.starts_with(start) for start in LEAVES_CASES)
    return events.filter(~leaves)


def batches_by(batches: pl.DataFrame, day: date | None) -> pl.DataFrame:
    """The batches received by the end of ``day``; all if it is null."""
    if day is None:
        return batches
    return batches.filter(pl.coalesce("received_on", pl.col("imported_at").dt.date()) <= day)


def read_table(connection: Connection, name: str) -> pl.DataFrame:
    """A table with its rows in order of recording; tables of cases with every version."""
    return _read(connection, METADATA.tables[name])


def _without_taken_back(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Each table of which an entry was taken back, without those entries."""
    outcomes = tables["meeting_outcome"]
    rows = (
        outcomes.filter(
            pl.col("id").is_in(outcomes["takes_back"].drop_nulls().implode()),
            ~pl.col("kind").is_in(SAID_OF_THE_ITEM),
        )
        .group_by("table")
        .agg("row")
    )
    return {
        name: tables[name].filter(~pl.col("id").is_in(entries))
        for name, entries in rows.iter_rows()
    }


def newest(versions: pl.DataFrame, name: str) -> pl.DataFrame:
    """The newest version of each row of the table of cases ``name``, in order of recording."""
    return versions.unique(IDENTITY[name], keep="last", maintain_order=True)


def schema_of(table: Table) -> dict[str, pl.DataType]:
    """The columns of a frame read from ``table``, in order."""
    return {column.name: _dtype(column.type) for column in table.columns}


def with_areas(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Tables of cases, with the ``area`` of the investigation in each that has none itself."""
    areas = tables["investigation"].select(*CASE, "area")
    return {
        name: rows
        if "area" in rows.columns
        else rows.join(areas, on=CASE, how="left", maintain_order="left")
        for name, rows in tables.items()
    }


@contextmanager
def what_can_be_read(name: str) -> Iterator[None]:
    """Turns the error for a value of the wrong type in the table ``name`` into a StoreProblem."""
    try:
        yield
    except (ValueError, TypeError, pl.exceptions.PolarsError) as problem:
        raise StoreProblem(f"{name} holds a value that cannot be read. {RESTORE}") from problem


def _read(connection: Connection, table: Table) -> pl.DataFrame:
    schema = schema_of(table)
    with what_can_be_read(table.name):
        if table.name in TALLY_NAMES:
            empty = pl.DataFrame(schema=schema)
            return pl.concat([empty, *read_columns(connection, table, schema)])
        rows = connection.execute(select(table).order_by(table.c.id)).all()
        return pl.DataFrame([tuple(row) for row in rows], schema, orient="row")


def _dtype(kind: TypeEngine[Any]) -> pl.DataType:
    plain = getattr(kind, "impl", kind)
    return next(dtype for sql, dtype in DTYPES.items() if isinstance(plain, sql))
