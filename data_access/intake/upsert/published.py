"""Upserts published rows: adds those that the store lacks, and corrects the others in place."""

from sqlmodel import Session

from data_access.intake.models import ContentRow, RowChange
from data_access.intake.table_specs import TableSpec
from data_access.intake.upsert import natural_keys
from data_access.intake.upsert.change_log import record_changes
from data_access.intake.validation.content_rules import (
    missing_errors,
    ref_violation,
    row_rule_errors,
)
from data_access.intake.validation.errors import ValidationError, raise_if_any
from data_access.tables.base import Numbered


def upsert_row(session: Session, spec: TableSpec, row: ContentRow, batch: int) -> RowChange:
    """Adds or corrects one row. Errors: InvalidRow, and nothing of the row is written."""
    raise_if_any(missing_errors(spec, row, natural_keys.natural_key(spec)))
    stored = natural_keys.stored_row(session, spec, row.values)
    if stored is None:
        _add(session, spec, row, batch)
        return RowChange.NEW
    return _correct(session, spec, stored, row, batch)


def _add(session: Session, spec: TableSpec, row: ContentRow, batch: int) -> None:
    raise_if_any(missing_errors(spec, row, spec.required))
    given = dict(row.values)
    if spec.table == "requirement":
        given["label"] = given.get("label") or natural_keys.part_label(session, given)
    raise_if_any(_ref_errors(session, spec, row))
    values = {name: given.get(name) for name in spec.stored_columns}
    raise_if_any(row_rule_errors(session, spec, values, row.row))
    added = natural_keys.MODELS[spec.table](**values)
    session.add(added)
    record_changes(session, batch, [added])


def _correct(
    session: Session, spec: TableSpec, stored: Numbered, row: ContentRow, batch: int
) -> RowChange:
    current = {name: getattr(stored, name) for name in spec.stored_columns}
    changed = {name: value for name, value in row.values.items() if current[name] != value}
    if not changed:
        return RowChange.UNCHANGED
    raise_if_any(row_rule_errors(session, spec, current | row.values, row.row, own=stored.id))
    for name, value in changed.items():
        setattr(stored, name, value)
    record_changes(session, batch, [stored], {name: current[name] for name in changed})
    return RowChange.CHANGED


def _ref_errors(session: Session, spec: TableSpec, row: ContentRow) -> list[ValidationError]:
    if "ref" not in row.values or row.values["ref"] == _derived_ref(session, spec, row):
        return []
    violation = ref_violation(row.values["ref"])
    return [ValidationError(row.row, "Reference", *violation)] if violation else []


def _derived_ref(session: Session, spec: TableSpec, row: ContentRow) -> object:
    without_ref = ContentRow(row.row, {**row.values, "ref": None})
    return natural_keys.with_derived_values(session, spec.table, without_ref).values["ref"]
