"""Upserts rows of published content and of the plan, by the rules of their forms.

Published rows are added or corrected in place; rows of the plan are appended.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas, writes
from data_access.change_log import corrections_by_people, previous_values, record_changes
from data_access.intake.models import ContentRow, RowChange, RowCounts, Values
from data_access.intake.reading.sheet import listed
from data_access.intake.table_specs import WHOLE_ROW, TableSpec, table_specs
from data_access.intake.upsert.content_rows import (
    MODELS,
    added_row,
    duplicate_errors,
    natural_key,
    stored_row,
    with_derived_values,
)
from data_access.intake.validation.content_rules import (
    cell_errors,
    ref_violation,
    row_rule_errors,
)
from data_access.intake.validation.errors import InvalidRow, ValidationError, raise_if_any
from data_access.pii_detection import REDACTED
from data_access.tables import Action, ContentChange, Evidence, Inspection
from data_access.tables.base import Numbered
from data_access.writes import Invalid, Refused, Stamp

FORMS: dict[str, type[schemas.Entry]] = {
    "meeting": schemas.NewMeeting,
    "action": schemas.NewAction,
    "action_update": schemas.NewActionUpdate,
    "evidence": schemas.NewEvidence,
}
# What to do instead of changing a row that is recorded already.
INSTEAD = {
    "action": "record an update instead",
    "evidence": "record it anew under a reference of its own instead",
}
# The ref of an action, a piece of evidence or an escalation, given by this service.
GENERATED_REF = re.compile(r"[AEX]\d+", re.IGNORECASE)
UNDOES = "would undo what was recorded since"
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
            if table in FORMS:
                changes[_append_row(session, spec, row, batch, Stamp(by, at))] += 1
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
        yield ValidationError(row.row, heading, UNDOES, todo)


def _append_row(
    session: Session, spec: TableSpec, row: ContentRow, batch: int, stamp: Stamp
) -> RowChange:
    """Adds a row unless it is stored. Errors: InvalidRow, and nothing is written."""
    stored = stored_row(session, spec, row.values)
    if stored is not None:
        raise_if_any(_difference_errors(session, spec, row, stored))
        return RowChange.UNCHANGED
    raise_if_any(_return_errors(session, spec, row))
    raise_if_any((*_ref_errors(session, spec, row), *_claim_errors(session, spec, row)))
    record_changes(session, batch, [_entry_added(session, spec, row, stamp)])
    return RowChange.NEW


def _entry_added(session: Session, spec: TableSpec, row: ContentRow, stamp: Stamp) -> Numbered:
    """The row, added by the rules of its form. Errors: InvalidRow if it breaks one."""
    values = {name: value for name, value in row.values.items() if value is not None}
    ref = {"ref": values.pop("ref")} if "ref" in values else {}
    rule = "cannot be recorded"
    try:
        form = writes.validate(FORMS[spec.table], **values)
        return writes.add(session, form, stamp, **ref)
    except Invalid as invalid:
        raise InvalidRow(
            [
                ValidationError(row.row, spec.heading_of(error.field), rule, error.todo)
                for error in invalid.errors
            ]
        ) from invalid
    except Refused as refused:
        raise InvalidRow([ValidationError(row.row, WHOLE_ROW, rule, str(refused))]) from refused


def _difference_errors(
    session: Session, spec: TableSpec, row: ContentRow, stored: Numbered
) -> Iterator[ValidationError]:
    defaults = {name: field.default for name, field in FORMS[spec.table].model_fields.items()}
    given = {
        name: defaults.get(name) if value is None else value for name, value in row.values.items()
    }
    different = {
        name: value
        for name, value in given.items()
        if getattr(stored, name) not in (value, REDACTED)
    }
    undone = _undone_by(session, stored, different)
    for name, correction in undone.items():
        todo = (
            f"It was corrected under Record on {_day_of(correction)}, and this row says what stood "
            "before. Take the row out, or write what stands now."
        )
        yield ValidationError(row.row, spec.heading_of(name), UNDOES, todo)
    others = [spec.heading_of(name) for name in different if name not in undone]
    if others:
        todo = f"It is recorded already with another {listed(others)}: {INSTEAD[spec.table]}."
        yield ValidationError(row.row, WHOLE_ROW, "recorded already, and otherwise", todo)


def _undone_by(session: Session, stored: Numbered, values: Values) -> dict[str, ContentChange]:
    """The newest correction before which ``stored`` said the same as ``values``, by column."""
    undone: dict[str, ContentChange] = {}
    for correction in corrections_by_people(session, str(stored.__tablename__)):
        if correction.row == stored.id:
            was = previous_values(correction)
            again = (name for name in was if name in values and was[name] == values[name])
            undone = dict.fromkeys(again, correction) | undone
    return undone


def _return_errors(session: Session, spec: TableSpec, row: ContentRow) -> Iterator[ValidationError]:
    """An error for a row that would bring back what was known by another key until corrected."""
    key = natural_key(spec)
    given = {name: row.values.get(name) for name in key}
    said: dict[int, Values] = {}
    for correction in corrections_by_people(session, spec.table):
        stored = session.get_one(MODELS[spec.table], correction.row)
        was = {name: getattr(stored, name) for name in key} | said.get(correction.row, {})
        before = previous_values(correction)
        said[correction.row] = was | {name: before[name] for name in key if name in before}
        if said[correction.row] == given != was:
            todo = (
                f"It was corrected under Record on {_day_of(correction)}, and this row would bring "
                "back what stood before. Take the row out; what is new is recorded under Record."
            )
            yield ValidationError(row.row, WHOLE_ROW, UNDOES, todo)
            return


def _day_of(correction: ContentChange) -> str:
    return f"{correction.recorded_at:%d/%m/%Y}"


def _ref_errors(session: Session, spec: TableSpec, row: ContentRow) -> Iterator[ValidationError]:
    ref = row.values.get("ref")
    if ref is None:
        return
    column = spec.heading_of("ref")
    if GENERATED_REF.fullmatch(ref):
        todo = "A letter and a number is given by the service: write a reference of your own."
        yield ValidationError(row.row, column, "not the office’s to give", todo)
    elif violation := ref_violation(ref):
        yield ValidationError(row.row, column, *violation)
    elif _is_ref_of_claim(session, ref):
        todo = "An action or a piece of evidence has it: write another."
        yield ValidationError(row.row, column, "in use for another row", todo)


def _claim_errors(session: Session, spec: TableSpec, row: ContentRow) -> Iterator[ValidationError]:
    supplies = row.values.get("supplies")
    if supplies is not None and not _is_ref_of_claim(session, supplies):
        todo = "Load the action or evidence that claims the figure first, or mend the reference."
        yield ValidationError(row.row, spec.heading_of("supplies"), "points at nothing", todo)


def _is_ref_of_claim(session: Session, ref: str) -> bool:
    models: tuple[Any, ...] = (Action, Evidence)
    return any(
        session.scalar(select(col(model.id)).where(col(model.ref) == ref)) for model in models
    )
