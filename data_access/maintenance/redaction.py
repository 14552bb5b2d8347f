"""Blanks texts in rows, and wipes the remains of blanked or removed rows from a file."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from data_access import schemas, writes
from data_access.arrow_cache import remove_snapshots
from data_access.change_log import blank_earlier_text
from data_access.pii_detection import REDACTED
from data_access.store import BUSY_SECONDS, Store, StoreProblem, store_problems
from data_access.tables import METADATA
from data_access.text_types import free_text_fields

# The schemas whose texts each table holds.
SCHEMAS: dict[str, tuple[type[schemas.Entry], ...]] = {
    "position": (schemas.NewPosition,),
    "judgement": (schemas.NewJudgement,),
    "evidence": (schemas.NewEvidence,),
    "action": (schemas.NewAction, schemas.ActionCorrection),
    "action_update": (schemas.NewActionUpdate,),
    "occurrence": (schemas.NewOccurrence,),
    "frequency": (schemas.NewFrequency,),
    "escalation": (schemas.NewEscalation,),
    "decision": (schemas.NewDecision,),
    "ask": (schemas.NewAsk, schemas.Answer),
    "saved_view": (schemas.NewSavedView,),
    "exact_count_look": (schemas.ExactCountsOpening,),
    "counted_quarter": (schemas.QuarterRevised,),
}
# The refusal names these before the other texts of their table.
NAMED_FIRST = {"action_update": ("note", "waiting_on", "agreed_by")}
# Free text typed by readers, without quotes of the response, which is a public document.
REDACTABLE = {
    table: tuple(
        dict.fromkeys(
            [
                *NAMED_FIRST.get(table, ()),
                *(name for schema in typed for name in free_text_fields(schema)),
            ]
        )
    )
    for table, typed in SCHEMAS.items()
}


def redact(store: Store, table: str, row: int, column: str, *, by: str, at: datetime) -> None:
    """Blanks one text that should never have been recorded, and wipes it from the file.

    Errors: StoreProblem if there is no such text.
    """
    if column not in REDACTABLE.get(table, ()):
        redactable = "; ".join(
            f"{name}: {', '.join(columns)}" for name, columns in REDACTABLE.items()
        )
        raise StoreProblem(
            f"{table}.{column} is not a text that can be blanked. These are: {redactable}."
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
        # What stood there before a correction goes too.
        blank_earlier_text(session, table, row, column, REDACTED)
        if blanked.rowcount == 0:
            raise StoreProblem(f"{table} has no row {row} with a text in {column}.")
    wipe(store)


# The remaining steps if the program cannot wipe.
ON_A_SERVER = (
    "On a server, what was removed stays in the files of the database and of its log until whoever "
    "looks after it gives VACUUM FULL and old log and backups are removed. Other machines of the "
    "app hold it among their copies of rows of cases until they next read the store."
)


def scrub(store: Store) -> None:
    """Wipes overwritten and removed rows from free pages and from the log beside the file.

    Errors: as ``wipe``, and StoreProblem if the store is not a file.
    """
    if not store.path:
        raise StoreProblem(f"This works on a store in a file. {ON_A_SERVER}")
    wipe(store)


def wipe(store: Store) -> None:
    """Wipes removed rows from the file and from cached rows; on a server, only from the latter.

    Cached rows of cases are made again when needed.
    Errors: StoreProblem if a reader prevented the log from being emptied.
    """
    with store_problems(store.url):
        remove_snapshots(store)
        if store.path:
            _wipe_file(store.path)


def _wipe_file(path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        connection.execute("VACUUM")
        kept_by_a_reader = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if kept_by_a_reader:
        raise StoreProblem(
            "It is gone from the rows, but the file may still hold it, for the store was being "
            "read all the while. Give this command when nobody reads: python -m data_access scrub"
        )
