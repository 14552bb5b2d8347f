"""Rows of content: the columns that identify one, derived values for its blanks, and adding one."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from data_access.intake.models import ContentRow, Values
from data_access.intake.table_specs import WHOLE_ROW, TableSpec, table_specs
from data_access.intake.validation.content_rules import (
    cell_errors,
    ref_violation,
    row_rule_errors,
)
from data_access.intake.validation.errors import ValidationError, raise_if_any
from data_access.pii_detection import REDACTED
from data_access.tables import (
    Action,
    ActionUpdate,
    Area,
    Comment,
    Evidence,
    Finding,
    Inspection,
    Meeting,
    Organisation,
    Recommendation,
    Requirement,
    StatedPosition,
)
from data_access.tables.base import Numbered

MODELS: dict[str, type[Numbered]] = {
    str(model.__tablename__): model
    for model in (
        Organisation,
        Area,
        Inspection,
        Finding,
        Recommendation,
        Requirement,
        Comment,
        StatedPosition,
        Meeting,
        Action,
        ActionUpdate,
        Evidence,
    )
}
NATURAL_KEYS = {
    "area": ("name", "force"),
    "finding": ("inspection", "number"),
    "comment": ("recommendation", "voice", "section", "paragraph"),
    "stated_position": ("requirement", "voice"),
    "meeting": ("kind", "held_on"),
}
# The letter of a recommendation's only part.
MAIN = "main"


def natural_key(spec: TableSpec) -> tuple[str, ...]:
    """The columns that identify a row; for an update, all of them."""
    if spec.table == "action_update":
        return tuple(column.name for column in spec.columns)
    return NATURAL_KEYS.get(spec.table, ("ref",))


def with_derived_values(session: Session, table: str, row: ContentRow) -> ContentRow:
    """The row with ref and label derived if they are blank in the file."""
    values = dict(row.values)
    if table == "recommendation":
        values["ref"] = values.get("ref") or _recommendation_ref(session, values)
    if table == "requirement":
        values["ref"] = values.get("ref") or _requirement_ref(session, values)
        if "label" in values:
            values["label"] = values["label"] or part_label(session, values)
    return ContentRow(row.row, values)


def part_label(session: Session, values: Values) -> str | None:
    """The number of the recommendation, with the part's letter if it has several parts."""
    number = session.scalar(
        select(col(Recommendation.number)).where(
            col(Recommendation.ref) == values.get("recommendation")
        )
    )
    if number is None or values.get("part") is None:
        return None
    return str(number) if values["part"] == MAIN else f"{number}{values['part']}"


def stored_row(session: Session, spec: TableSpec, values: Values) -> Numbered | None:
    """The first row of the store with the natural key of ``values``."""
    model = MODELS[spec.table]
    columns = model.metadata.tables[spec.table].c
    same = [_equals(columns[name], values[name]) for name in natural_key(spec) if name in values]
    return session.scalars(select(model).where(*same).order_by(columns.id)).first()


def duplicate_errors(spec: TableSpec, rows: Sequence[ContentRow]) -> Iterator[ValidationError]:
    """An error for each row with the natural key of an earlier row of the file."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row.values.get(name) for name in natural_key(spec))
        if spec.table != "action_update" and None in key:
            continue
        if key in first:
            todo = f"Row {first[key]} is about the same: keep one of the two."
            yield ValidationError(row.row, WHOLE_ROW, "twice in the file", todo)
        first.setdefault(key, row.row)


def added_row(session: Session, spec: TableSpec, row: ContentRow) -> Numbered:
    """The row, added to the session. Errors: InvalidRow, and nothing of the row is written."""
    given = dict(row.values)
    if spec.table == "requirement":
        given["label"] = given.get("label") or part_label(session, given)
    violation = ref_violation(given["ref"]) if "ref" in given else None
    raise_if_any([ValidationError(row.row, "Reference", *violation)] if violation else [])
    values = {name: given.get(name) for name in spec.stored_columns}
    raise_if_any(row_rule_errors(session, spec, values, row.row))
    added = MODELS[spec.table](**values)
    session.add(added)
    return added


def stated_row(session: Session, table: str, values: Values) -> Numbered:
    """A new row of ``table`` from what an answer states. Errors: InvalidRow, as of a file's row."""
    spec, row = table_specs()[table], ContentRow(1, dict(values))
    raise_if_any(cell_errors(session, spec, [row]))
    return added_row(session, spec, row)


def _recommendation_ref(session: Session, values: Values) -> str | None:
    """The ref of the stored recommendation of that number, or else ``inspection/number``."""
    inspection, number = values.get("inspection"), values.get("number")
    if inspection is None or number is None:
        return None
    stored = select(col(Recommendation.ref)).where(
        col(Recommendation.inspection) == inspection, col(Recommendation.number) == number
    )
    return session.scalar(stored) or f"{inspection}/{number}"


def _requirement_ref(session: Session, values: Values) -> str | None:
    """The ref of the stored part, or else the recommendation's ref and the letter."""
    recommendation, part = values.get("recommendation"), values.get("part")
    if recommendation is None or part is None:
        return None
    stored = select(col(Requirement.ref)).where(
        col(Requirement.recommendation) == recommendation, col(Requirement.part) == part
    )
    derived = recommendation if part == MAIN else f"{recommendation}/{part}"
    return session.scalar(stored) or derived


def _equals(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    # A redacted text must not come back when its file is loaded again.
    return column.in_((value, REDACTED)) if isinstance(value, str) else column == value
