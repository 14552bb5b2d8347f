"""Upserts rows of published content and of the plan, by the rules of their forms.

Published rows are added or corrected in place. Updates of actions are appended in bulk: one read
of the earlier ones, one insert of the new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.change_log import record_changes
from data_access.intake.models import ContentRow, RowChange, RowCounts
from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.upsert import appended, natural_keys
from data_access.intake.upsert.published import added_row
from data_access.intake.validation.content_rules import (
    cell_errors,
    missing_errors,
    row_rule_errors,
)
from data_access.intake.validation.errors import InvalidRow, ValidationError, raise_if_any
from data_access.pii_detection import REDACTED
from data_access.tables import METADATA, Action, ActionUpdate, Inspection
from data_access.tables.base import Numbered
from data_access.writes import Stamp
from data_access.writes.plan import update_row
from data_access.writes.rules import EarlierUpdate

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
    upsert = _append_updates if table == "action_update" else _upsert_each
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
                changes[_upsert_row(session, spec, row, batch)] += 1
        except InvalidRow as invalid:
            errors += invalid.errors
    return changes, errors


def _upsert_row(session: Session, spec: TableSpec, row: ContentRow, batch: int) -> RowChange:
    """Adds or corrects one row. Errors: InvalidRow, and nothing of the row is written."""
    raise_if_any(missing_errors(spec, row, natural_keys.natural_key(spec)))
    stored = natural_keys.stored_row(session, spec, row.values)
    if stored is None:
        _add(session, spec, row, batch)
        return RowChange.NEW
    return _correct(session, spec, stored, row, batch)


def _add(session: Session, spec: TableSpec, row: ContentRow, batch: int) -> None:
    record_changes(session, batch, [added_row(session, spec, row)])


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


def _append_updates(
    session: Session, spec: TableSpec, rows: Sequence[ContentRow], batch: int, stamp: Stamp
) -> tuple[Counter[RowChange], list[ValidationError]]:
    """Adds every update that is not stored yet, or nothing if there are errors."""
    history = _History(session, {row.values.get("action") for row in rows})
    changes: Counter[RowChange] = Counter()
    errors: list[ValidationError] = []
    added: list[ActionUpdate] = []
    for row in rows:
        try:
            raise_if_any(missing_errors(spec, row, spec.required))
            if history.has(row.values):
                changes[RowChange.UNCHANGED] += 1
                continue
            added.append(appended.entry_added(history.add, spec, row, stamp))
            changes[RowChange.NEW] += 1
        except InvalidRow as invalid:
            errors += invalid.errors
    if not errors:
        session.add_all(added)
        record_changes(session, batch, added)
    return changes, errors


class _History:
    """The stored updates of the actions in a file, and those added from the file."""

    def __init__(self, session: Session, refs: set[Any]) -> None:
        actions = select(Action).where(col(Action.ref).in_(refs))
        self._actions = {action.ref: action for action in session.scalars(actions)}
        self._updates: dict[tuple[str, date], list[Any]] = defaultdict(list)
        self._before: dict[str, list[EarlierUpdate]] = defaultdict(list)
        self._highest_id = 0
        columns = METADATA.tables["action_update"].columns
        stored = select(*columns).where(columns.action.in_(refs)).order_by(columns.id)
        for update in session.execute(stored):
            self._append(update, update.id)

    def has(self, values: dict[str, Any]) -> bool:
        """True if an update equals ``values``; a redacted text equals any text."""
        return any(
            all(_equals(getattr(update, name), value) for name, value in values.items())
            for update in self._updates[values["action"], values["effective_on"]]
        )

    def add(self, form: schemas.NewActionUpdate, stamp: Stamp) -> ActionUpdate:
        """The new row of an update, not yet in the session. Errors: Refused."""
        update = update_row(self._actions[form.action], self._before[form.action], form, stamp)
        self._append(update, self._highest_id + 1)
        return update

    def _append(self, update: Any, number: int) -> None:
        values = {name: getattr(update, name) for name in EarlierUpdate._fields}
        self._updates[update.action, update.effective_on].append(update)
        self._before[update.action].append(EarlierUpdate(**{**values, "id": number}))
        self._highest_id = max(self._highest_id, number)


def _equals(stored: Any, value: Any) -> bool:
    return stored == value or (isinstance(value, str) and stored == REDACTED)
