"""Upserts rows of published content and of the plan, by the rules of their forms."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

import polars as pl
from sqlmodel import Session

from data_access.intake.models import ContentRow, RowChange, RowCounts
from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.upsert import action_updates, appended, natural_keys, published
from data_access.intake.validation.content_rules import cell_errors
from data_access.intake.validation.errors import InvalidRow, ValidationError
from data_access.writes import Stamp


class ContentResult(NamedTuple):
    """The counts of new, changed and unchanged rows, and the errors of the others."""

    counts: RowCounts
    errors: list[ValidationError]


def upsert_content(
    session: Session, table: str, rows: pl.DataFrame, *, batch: int, by: str, at: datetime
) -> ContentResult:
    """Validates and upserts ``rows`` of ``table``; the caller rolls back if there are errors.

    ``rows``: the typed columns that the file has, and ``row``, the number of the row in the file.
    ``batch``: the id of a stored import_batch.
    Nulls: a blank clears the stored value; a column that the file lacks changes nothing.
    """
    spec = table_specs()[table]
    given = _content_rows(spec, rows)
    derived = [natural_keys.with_derived_values(session, table, row) for row in given]
    errors = [
        *cell_errors(session, spec, given),
        *natural_keys.duplicate_errors(spec, derived),
    ]
    invalid = {error.row for error in errors}
    valid = _in_order_of_references(table, [row for row in derived if row.row not in invalid])
    upsert = action_updates.append_all if table == "action_update" else _upsert_each
    changes, more_errors = upsert(session, spec, valid, batch, Stamp(by, at))
    counts = RowCounts(*(changes[change] for change in RowChange))
    # Errors are made distinct, with those of whole columns first.
    unique = dict.fromkeys([*errors, *more_errors])
    return ContentResult(counts, sorted(unique, key=lambda error: error.row or 0))


def _content_rows(spec: TableSpec, rows: pl.DataFrame) -> list[ContentRow]:
    """The rows in order, with cells stripped of white space, and empty cells as nulls."""
    names = [column.name for column in spec.columns if column.name in rows.columns]
    words = pl.col(pl.String).str.strip_chars()
    trimmed = rows.select("row", *names).with_columns(pl.when(words != "").then(words).name.keep())
    return [ContentRow(values.pop("row"), values) for values in trimmed.iter_rows(named=True)]


def _in_order_of_references(table: str, rows: list[ContentRow]) -> list[ContentRow]:
    """The rows in an order in which they refer only to earlier ones."""
    if table == "action_update":
        return sorted(rows, key=lambda row: row.values.get("effective_on") or date.min)
    if table == "evidence":
        supplies = {row.values.get("ref"): row.values.get("supplies") for row in rows}
        return sorted(rows, key=lambda row: _depth(supplies, row.values.get("ref")))
    return rows


def _depth(supplies: dict[str | None, str | None], ref: str | None) -> int:
    """The number of the file's pieces of evidence that must be stored before ``ref``."""
    seen = {ref}
    while (ref := supplies.get(ref)) in supplies and ref not in seen:
        seen.add(ref)
    return len(seen)


def _upsert_each(
    session: Session, spec: TableSpec, rows: Sequence[ContentRow], batch: int, stamp: Stamp
) -> tuple[Counter[RowChange], list[ValidationError]]:
    changes: Counter[RowChange] = Counter()
    errors: list[ValidationError] = []
    for row in rows:
        try:
            if spec.table in appended.ENTRIES:
                changes[appended.append_row(session, spec, row, batch, stamp)] += 1
            else:
                changes[published.upsert_row(session, spec, row, batch)] += 1
        except InvalidRow as invalid:
            errors += invalid.errors
    return changes, errors
