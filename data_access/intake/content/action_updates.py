"""Updates of actions by the thousand: what was said is read once, and all are written at once."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.intake.content import append_rows, change_log
from data_access.intake.content.content_rows import Fault, Faulty, Line, missing, refuse
from data_access.intake.content.outcome import Came
from data_access.intake.table_specs import Layout
from data_access.pii_detection import REDACTED
from data_access.tables import METADATA, Action, ActionUpdate
from data_access.writes import Stamp
from data_access.writes.plan import update_row
from data_access.writes.rules import EarlierUpdate


class _Said:
    """What was said of the actions that a file names, and what the file says, row after row."""

    def __init__(self, session: Session, named: set[Any]) -> None:
        actions = select(Action).where(col(Action.ref).in_(named))
        self._actions = {action.ref: action for action in session.scalars(actions)}
        self._rows: dict[tuple[str, date], list[Any]] = defaultdict(list)
        self._before: dict[str, list[EarlierUpdate]] = defaultdict(list)
        self._newest = 0
        columns = METADATA.tables["action_update"].columns
        stored = select(*columns).where(columns.action.in_(named)).order_by(columns.id)
        for row in session.execute(stored):
            self._note(row, row.id)

    def has(self, given: dict[str, Any]) -> bool:
        """True where an update says all that ``given`` does; a text that was taken out counts."""
        return any(
            all(_says(getattr(row, name), value) for name, value in given.items())
            for row in self._rows[given["action"], given["effective_on"]]
        )

    def add(self, new: schemas.NewActionUpdate, stamp: Stamp) -> ActionUpdate:
        """The row of an update, not in the session yet. Errors: Refused."""
        row = update_row(self._actions[new.action], self._before[new.action], new, stamp)
        self._note(row, self._newest + 1)
        return row

    def _note(self, row: Any, number: int) -> None:
        said = {name: getattr(row, name) for name in EarlierUpdate._fields}
        self._rows[row.action, row.effective_on].append(row)
        self._before[row.action].append(EarlierUpdate(**{**said, "id": number}))
        self._newest = max(self._newest, number)


def put(
    session: Session, layout: Layout, lines: list[Line], batch: int, stamp: Stamp
) -> tuple[Counter[Came], list[Fault]]:
    """Adds every update that is not recorded yet, and says what is wrong with any.

    Where there are faults nothing is added.
    """
    said = _Said(session, {line.given.get("action") for line in lines})
    came: Counter[Came] = Counter()
    faults: list[Fault] = []
    new: list[ActionUpdate] = []
    for line in lines:
        try:
            refuse(missing(layout, line, _required(layout)))
            if said.has(line.given):
                came[Came.UNCHANGED] += 1
                continue
            new.append(append_rows.added(said.add, layout, line, stamp))
            came[Came.NEW] += 1
        except Faulty as refused:
            faults += refused.faults
    if not faults:
        session.add_all(new)
        change_log.keep(session, batch, new)
    return came, faults


def _required(layout: Layout) -> list[str]:
    return [column.name for column in layout.columns if column.required]


def _says(stored: Any, value: Any) -> bool:
    return stored == value or (isinstance(value, str) and stored == REDACTED)
