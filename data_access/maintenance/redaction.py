"""A text that should never have been recorded, blanked in the rows and in the file."""

from datetime import datetime

from sqlalchemy import update

from data_access import writes
from data_access.maintenance.secure_wipe import wipe
from data_access.pii_detection import REDACTED
from data_access.store import Store, StoreProblem
from data_access.tables import METADATA

# Free text that a reader typed; what the response says is quoted from a public document.
REDACTABLE = {
    "position": ("note",),
    "judgement": ("reasons", "given_by"),
    "evidence": ("title", "link"),
    "action": ("title", "owner_role"),
    "action_update": ("note", "waiting_on", "agreed_by"),
    "escalation": ("reason",),
    "decision": ("text", "owner"),
    "ask": ("what", "answer"),
    "saved_view": ("name",),
}


def redact(store: Store, table: str, row: int, column: str, *, by: str, at: datetime) -> None:
    """Blanks one text that should never have been there, and what the file kept of it.

    Errors: StoreProblem where there is no such text.
    """
    if column not in REDACTABLE.get(table, ()):
        known = "; ".join(f"{name}: {', '.join(columns)}" for name, columns in REDACTABLE.items())
        raise StoreProblem(
            f"{table}.{column} is not a text that can be blanked. These are: {known}."
        )
    columns = METADATA.tables[table].c
    with store.writing(
        writes.writer(by), "redact", f"{table} {row}", at=at, detail=column
    ) as session:
        blanked = session.connection().execute(
            update(METADATA.tables[table])
            .where(columns.id == row, columns[column].is_not(None))
            .values({column: REDACTED})
        )
        if blanked.rowcount == 0:
            raise StoreProblem(f"{table} has no row {row} with a text in {column}.")
    wipe(store)
