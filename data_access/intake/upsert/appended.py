"""Appends rows of the plan and its progress by the rules of the forms, without changing any."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas, writes
from data_access.change_log import corrections_by_people, previous_values, record_changes
from data_access.intake.models import ContentRow, RowChange, Values
from data_access.intake.reading.sheet import listed
from data_access.intake.table_specs import WHOLE_ROW, TableSpec
from data_access.intake.upsert.content_rows import MODELS, natural_key, stored_row
from data_access.intake.validation.content_rules import ref_violation
from data_access.intake.validation.errors import InvalidRow, ValidationError, raise_if_any
from data_access.pii_detection import REDACTED
from data_access.tables import Action, ContentChange, Evidence
from data_access.tables.base import Numbered
from data_access.writes import Invalid, Refused, Stamp


class EntryType(NamedTuple):
    """The form of a table's rows, and the advice on what to do instead of changing one."""

    form: type[schemas.Entry]
    instead: str = ""


ENTRIES = {
    "meeting": EntryType(schemas.NewMeeting),
    "action": EntryType(schemas.NewAction, "record an update instead"),
    "action_update": EntryType(schemas.NewActionUpdate),
    "evidence": EntryType(
        schemas.NewEvidence,
        "record it anew under a reference of its own instead",
    ),
}
# The ref of an action, a piece of evidence or an escalation, given by this service.
GENERATED_REF = re.compile(r"[AEX]\d+", re.IGNORECASE)
UNDOES = "would undo what was recorded since"


def append_row(
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
        form = writes.validate(ENTRIES[spec.table].form, **values)
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
    entry = ENTRIES[spec.table]
    defaults = {name: field.default for name, field in entry.form.model_fields.items()}
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
        todo = f"It is recorded already with another {listed(others)}: {entry.instead}."
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
