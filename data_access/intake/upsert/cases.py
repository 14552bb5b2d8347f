"""Upserts rows of cases: completes them from the store, and adds new versions of changed ones."""

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from data_access.bulk_insert import insert_rows
from data_access.intake.models import RowCounts
from data_access.reads import newest, read_table, schema_of
from data_access.tables import CASE, IDENTITY, METADATA
from data_access.vocabulary import AskedAs, Characteristic, EscalationOutcome, SupportEndReason

# The values for an empty cell, and for a column that no file has had yet.
DEFAULTS: dict[str, dict[str, str | int]] = {
    "investigation": {each.column: AskedAs.NOT_RECORDED.value for each in Characteristic},
    "case_escalation": {"about_number": 1, "outcome": EscalationOutcome.OPEN.value},
    "support_end": {"reason": SupportEndReason.NOT_RECORDED.value},
}


@dataclass(frozen=True)
class CaseChanges:
    """The complete rows that are new or differ from stored ones, and their counts."""

    versions: pl.DataFrame
    counts: RowCounts


def read_newest(connection: Connection, table: str) -> pl.DataFrame:
    """The newest version of each row of a table of cases."""
    return newest(read_table(connection, table), table)


def read_cases(connection: Connection) -> pl.DataFrame:
    """Every case of the store: force, case_key, reported_on."""
    return read_newest(connection, "investigation").select(*CASE, "reported_on")


def complete_rows(rows: pl.DataFrame, stored: pl.DataFrame, table: str) -> pl.DataFrame:
    """The rows with every column of the table: from the file, the store, or else as for a blank."""
    types, identity = schema_of(METADATA.tables[table]), IDENTITY[table]
    rows = rows.with_columns(
        pl.lit(None, dtype=types[name]).alias(name) for name in identity if name not in rows.columns
    )
    absent = [name for name in _columns_of(table) if name not in rows.columns]
    return (
        rows.join(
            stored.select(*identity, *absent),
            on=identity,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(
            pl.col(name).fill_null(value) for name, value in DEFAULTS.get(table, {}).items()
        )
        .select("row", *_columns_of(table))
    )


def find_changes(rows: pl.DataFrame, stored: pl.DataFrame, table: str) -> CaseChanges:
    """Compares complete ``rows`` with the ``stored`` rows of equal identity."""
    identity = IDENTITY[table]
    others = [name for name in _columns_of(table) if name not in identity]
    is_stored = pl.col("is_stored").fill_null(value=False)
    differs = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_stored")) for name in others
    )
    compared = rows.join(
        stored.select(*identity, *others, is_stored=pl.lit(value=True)),
        on=identity,
        how="left",
        nulls_equal=True,
        maintain_order="left",
        suffix="_stored",
    ).select(is_new=~is_stored, is_changed=is_stored & differs)
    is_new, is_changed = compared["is_new"], compared["is_changed"]
    new, changed = int(is_new.sum()), int(is_changed.sum())
    return CaseChanges(
        versions=rows.filter(is_new | is_changed).drop("row"),
        counts=RowCounts(new, changed, rows.height - new - changed),
    )


def insert_versions(connection: Connection, table: str, versions: pl.DataFrame, batch: int) -> None:
    """Adds new and changed rows as versions of ``batch``."""
    insert_rows(connection, table, versions.with_columns(batch=pl.lit(batch)))


def _columns_of(table: str) -> list[str]:
    return [name for name in schema_of(METADATA.tables[table]) if name not in ("id", "batch")]
