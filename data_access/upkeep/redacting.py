"""A text that should never have been recorded, blanked in the rows and in the file."""

import sqlite3
from contextlib import closing
from datetime import datetime

from sqlalchemy import update

from data_access.store import BUSY_SECONDS, Store, StoreProblem
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
}
REDACTED = "[redacted]"


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
    with store.writing(by, "redact", f"{table} {row}", at=at, detail=column) as session:
        blanked = session.connection().execute(
            update(METADATA.tables[table])
            .where(columns.id == row, columns[column].is_not(None))
            .values({column: REDACTED})
        )
        if blanked.rowcount == 0:
            raise StoreProblem(f"{table} has no row {row} with a text in {column}.")
    if store.path:
        # What was overwritten may linger in free pages and in the log beside the file.
        with closing(sqlite3.connect(store.path, timeout=BUSY_SECONDS)) as connection:
            connection.execute("VACUUM")
            kept_by_a_reader = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if kept_by_a_reader:
            raise StoreProblem(
                "The text is blanked, but the file may still hold it, for the store was being "
                "read all the while. Give the same command again."
            )
