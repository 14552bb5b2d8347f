"""Adds one row of published content by the rules of its table, from a file or from a draft."""

from collections.abc import Iterator

from sqlmodel import Session

from data_access.intake.models import ContentRow, Values
from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.upsert import natural_keys
from data_access.intake.validation.content_rules import (
    cell_errors,
    missing_errors,
    ref_violation,
    row_rule_errors,
)
from data_access.intake.validation.errors import ValidationError, raise_if_any
from data_access.tables.base import Numbered


def added_row(session: Session, spec: TableSpec, row: ContentRow) -> Numbered:
    """The row, added to the session. Errors: InvalidRow, and nothing of the row is written."""
    raise_if_any(missing_errors(spec, row, spec.required))
    given = dict(row.values)
    if spec.table == "requirement":
        given["label"] = given.get("label") or natural_keys.part_label(session, given)
    raise_if_any(_ref_errors(session, spec, row))
    values = {name: given.get(name) for name in spec.stored_columns}
    raise_if_any(row_rule_errors(session, spec, values, row.row))
    added = natural_keys.MODELS[spec.table](**values)
    session.add(added)
    return added


def stated_row(session: Session, table: str, values: Values) -> Numbered:
    """A new row of ``table`` from what an answer states. Errors: InvalidRow, as of a file's row."""
    spec, row = table_specs()[table], ContentRow(1, dict(values))
    raise_if_any(cell_errors(session, spec, [row]))
    return added_row(session, spec, row)


def _ref_errors(session: Session, spec: TableSpec, row: ContentRow) -> Iterator[ValidationError]:
    if "ref" not in row.values or row.values["ref"] == _derived_ref(session, spec, row):
        return
    if violation := ref_violation(row.values["ref"]):
        yield ValidationError(row.row, "Reference", *violation)


def _derived_ref(session: Session, spec: TableSpec, row: ContentRow) -> object:
    without_ref = ContentRow(row.row, {**row.values, "ref": None})
    return natural_keys.with_derived_values(session, spec.table, without_ref).values["ref"]
