"""Upserts rows of cases: numbers and completes them, and adds new versions of changed ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from data_access.bulk_insert import insert_rows
from data_access.intake.models import RowCounts
from data_access.intake.validation.errors import concat_errors, errors_frame, row_errors
from data_access.reads import newest, read_table, schema_of
from data_access.tables import CASE, IDENTITY, METADATA
from data_access.vocabulary import AskedAs, Characteristic, EscalationOutcome, SupportEndReason

# The values for an empty cell, and for a column that no file has had yet.
DEFAULTS: dict[str, dict[str, str | int]] = {
    "investigation": {each.column: AskedAs.NOT_RECORDED.value for each in Characteristic},
    "case_escalation": {"about_number": 1, "outcome": EscalationOutcome.OPEN.value},
    "support_end": {"reason": SupportEndReason.NOT_RECORDED.value},
}
# The columns that identify a row without a number within its case. They have only its first day,
# because a day that is filled in later would make it another row.
DAYS = {
    "referral": ("referred_on",),
    "early_advice": ("requested_on", "reason_on"),
    "case_plan": ("issued_on",),
    "case_escalation": ("raised_on", "about"),
    "notice": ("decided_on", "decided_by"),
    "support_referral": ("offered_on", "service"),
    "support_end": ("ended_on",),
    "review_request": ("requested_on", "scheme"),
}
NUMBER = "Number"


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


def assign_numbers(
    rows: pl.DataFrame, stored: pl.DataFrame, table: str, *, adds_days: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows with their numbers within cases, and an error for each that cannot get one.

    A row without a number gets that of the stored row on its day; the rows of a new case are
    numbered by day. ``adds_days``: a row without a number on a day that is not stored is a further
    row; otherwise it is an error, because it may be a correction of a stored one.
    """
    if table not in DAYS:
        return rows, errors_frame()
    if "number" not in rows.columns:
        rows = rows.with_columns(number=pl.lit(None, dtype=pl.Int64))
    identity = [*CASE, *(day for day in DAYS[table] if day in rows.columns)]
    has_number = pl.col("number").is_not_null()
    numbered, bare = rows.filter(has_number), rows.filter(~has_number)
    matched = _match_stored(bare, stored, identity)
    errors = [*_ambiguous_rows(bare, numbered, stored, identity)]
    if not adds_days:
        errors.append(_on_another_day(matched))
    newly_numbered = _with_numbers(matched, identity).select(rows.columns)
    return pl.concat([numbered, newly_numbered]).sort("row"), concat_errors(errors)


def _match_stored(bare: pl.DataFrame, stored: pl.DataFrame, identity: list[str]) -> pl.DataFrame:
    """Adds ``stored_number``, of the stored row on the same day, and the case's ``highest``."""
    same_day = stored.select(*identity, stored_number="number").unique(
        identity, keep="first", maintain_order=True
    )
    highest = stored.group_by(CASE).agg(highest=pl.col("number").max())
    return bare.join(
        same_day, on=identity, how="left", nulls_equal=True, maintain_order="left"
    ).join(highest, on=CASE, how="left", maintain_order="left")


def _with_numbers(matched: pl.DataFrame, identity: list[str]) -> pl.DataFrame:
    is_further = pl.col("stored_number").is_null()
    position = is_further.cast(pl.Int64).cum_sum().over(CASE)
    return matched.sort(*identity, "row", nulls_last=True).with_columns(
        number=pl.when(is_further)
        .then(pl.col("highest").fill_null(0) + position)
        .otherwise("stored_number")
    )


def _ambiguous_rows(
    bare: pl.DataFrame, numbered: pl.DataFrame, stored: pl.DataFrame, identity: list[str]
) -> Iterator[pl.DataFrame]:
    several = stored.filter(pl.struct(identity).is_duplicated())
    yield row_errors(
        numbered.filter(pl.col("number") < 1)["row"],
        NUMBER,
        "not a number of a row",
        "Numbers begin with 1.",
    )
    yield row_errors(
        bare.join(numbered, on=CASE, how="semi")["row"],
        NUMBER,
        "a case numbered in part",
        "Number every row of this case, or none of them.",
    )
    yield row_errors(
        bare.join(several, on=identity, how="semi", nulls_equal=True)["row"],
        NUMBER,
        "several rows of that day are loaded",
        "Give the number of the one that is meant.",
    )
    yield row_errors(
        bare.filter(pl.struct(identity).is_duplicated())["row"],
        NUMBER,
        "one case twice on one day",
        "Keep one of the rows, or number them 1, 2 and so on.",
    )


def _on_another_day(matched: pl.DataFrame) -> pl.DataFrame:
    is_elsewhere = pl.col("stored_number").is_null() & pl.col("highest").is_not_null()
    return row_errors(
        matched.filter(is_elsewhere)["row"],
        NUMBER,
        "another day than is loaded",
        "Give the number of the row that it corrects, or the next number if it is one more.",
    )


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
