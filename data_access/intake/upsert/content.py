"""Upserts rows of published content and of the plan, by the rules of their forms.

Published rows are added or corrected in place; rows of the plan are appended.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import polars as pl
from sqlmodel import Session

from data_access.change_log import record_changes
from data_access.intake.models import ContentRow, RowChange, RowCounts
from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.upsert import appended
from data_access.intake.upsert.content_rows import (
    added_row,
    duplicate_errors,
    stored_row,
    with_derived_values,
)
from data_access.intake.validation.content_rules import (
    cell_errors,
    row_rule_errors,
)
from data_access.intake.validation.errors import InvalidRow, ValidationError, raise_if_any
from data_access.tables import Inspection
from data_access.tables.base import Numbered
from data_access.writes import Stamp

# Stands for the value of a column that a file does not have.
NOT_GIVEN = object()


class ContentResult(NamedTuple):
    """The counts of new, changed and unchanged rows, and the errors of the others."""

    counts: RowCounts
    errors: list[ValidationError]


def upsert_content(
    session: Session, table: str, rows: pl.DataFrame, *, batch: int, by: str, at: datetime
) -> ContentResult:
    """Validates and upserts ``rows`` of ``table``; the caller rolls back if there are errors.

    ``rows``: the columns that the file has, as ``cast_rows`` gives them without errors, so that all
    required ones are there and filled, and ``row``, the number of the row in the file.
    ``batch``: the id of a stored import_batch.
    Nulls: a blank clears the stored value; a column that the file lacks changes nothing.
    """
    spec = table_specs()[table]
    given = _content_rows(spec, rows)
    derived = [with_derived_values(session, table, row) for row in given]
    errors = [
        *cell_errors(session, spec, given),
        *duplicate_errors(spec, derived),
    ]
    invalid = {error.row for error in errors}
    valid = _in_order_of_references(table, [row for row in derived if row.row not in invalid])
    changes: Counter[RowChange] = Counter()
    for row in valid:
        try:
            if table in appended.ENTRIES:
                changes[appended.append_row(session, spec, row, batch, Stamp(by, at))] += 1
            else:
                changes[_upsert_row(session, spec, row, batch)] += 1
        except InvalidRow as invalid:
            errors += invalid.errors
    counts = RowCounts(*(changes[change] for change in RowChange))
    # Errors are made distinct, with those of whole columns first.
    unique = dict.fromkeys(errors)
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


def _upsert_row(session: Session, spec: TableSpec, row: ContentRow, batch: int) -> RowChange:
    """Adds or corrects one row. Errors: InvalidRow, and nothing of the row is written."""
    stored = stored_row(session, spec, row.values)
    if stored is None:
        record_changes(session, batch, [added_row(session, spec, row)])
        return RowChange.NEW
    return _correct(session, spec, stored, row, batch)


def _correct(
    session: Session, spec: TableSpec, stored: Numbered, row: ContentRow, batch: int
) -> RowChange:
    current = {name: getattr(stored, name) for name in spec.stored_columns}
    changed = {name: value for name, value in row.values.items() if current[name] != value}
    if not changed:
        return RowChange.UNCHANGED
    raise_if_any(_emptied_answer_errors(spec, stored, row))
    raise_if_any(row_rule_errors(session, spec, current | row.values, row.row, own=stored.id))
    for name, value in changed.items():
        setattr(stored, name, value)
    record_changes(session, batch, [stored], {name: current[name] for name in changed})
    return RowChange.CHANGED


def _emptied_answer_errors(
    spec: TableSpec, stored: Numbered, row: ContentRow
) -> Iterator[ValidationError]:
    """An error for a row from before an answer was recorded by a form, whose day it would empty."""
    if not isinstance(stored, Inspection) or row.values.get("responded_on", NOT_GIVEN) is not None:
        return
    if stored.answer_recorded_at and stored.responded_on:
        todo = (
            f"It was recorded under Record on {stored.answer_recorded_at:%d/%m/%Y} that the answer "
            f"was published on {stored.responded_on:%d/%m/%Y}. Write that day, or leave the column "
            "out."
        )
        heading = spec.heading_of("responded_on")
        yield ValidationError(row.row, heading, appended.UNDOES, todo)
