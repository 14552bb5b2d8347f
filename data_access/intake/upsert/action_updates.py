"""Appends updates of actions in bulk: one read of the earlier ones, one insert of the new."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.intake.models import ContentRow, RowChange
from data_access.intake.table_specs import TableSpec
from data_access.intake.upsert.appended import entry_added
from data_access.intake.upsert.change_log import record_changes
from data_access.intake.validation.content_rules import missing_errors
from data_access.intake.validation.errors import InvalidRow, ValidationError, raise_if_any
from data_access.pii_detection import REDACTED
from data_access.tables import METADATA, Action, ActionUpdate
from data_access.writes import Stamp
from data_access.writes.plan import update_row
from data_access.writes.rules import EarlierUpdate


def append_all(
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
            added.append(entry_added(history.add, spec, row, stamp))
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
