"""Blanks texts in rows, and wipes the remains of blanked or removed rows from a file."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from data_access import writes
from data_access.arrow_cache import remove_snapshots
from data_access.change_log import blank_earlier_text
from data_access.maintenance.redaction_list import REDACT, redaction_events
from data_access.maintenance.text_places import (
    TextPlace,
    blanked,
    find_text,
    is_in,
    take_out_of_given_out,
    take_out_text,
    text_columns,
)
from data_access.pii_detection import REDACTED
from data_access.store import BUSY_SECONDS, Store, StoreProblem, store_problems
from data_access.tables import METADATA

# What is left to do where the program cannot wipe.
ON_A_SERVER = (
    "On a server, what was removed stays in the files of the database and of its log until whoever "
    "looks after it gives VACUUM FULL and old log and backups are removed. Other machines of the "
    "app hold it among their copies of rows of cases until they next read the store."
)


def redact(store: Store, table: str, row: int, column: str, *, by: str, at: datetime) -> None:
    """Blanks one text that should never have been recorded, and wipes it from the file.

    What stood there before a correction, what was proposed, and where it stands in what was given
    out, goes too.
    Errors: StoreProblem if there is no such text.
    """
    texts = text_columns().get(table)
    if texts is None:
        raise StoreProblem(
            f"{table} is no table with texts that can be blanked. These are: "
            f"{', '.join(text_columns())}."
        )
    if column not in texts:
        raise StoreProblem(
            f"{table}.{column} is not a text that can be blanked. These are: {', '.join(texts)}."
        )
    columns = METADATA.tables[table].c
    who = writes.writer(by)
    with store.writing(who, REDACT, f"{table} {row}", at=at, detail=column) as session:
        is_there = (columns.id == row, columns[column].is_not(None))
        text = session.connection().scalar(select(columns[column]).where(*is_there))
        done = session.connection().execute(
            update(METADATA.tables[table])
            .where(*is_there)
            .values({column: blanked(table, row, column)})
        )
        proposals = blank_earlier_text(session, table, row, column, REDACTED)
        # A backup may hold a proposal that was not recorded as this row yet.
        places = [
            TextPlace(str(each.__tablename__), int(each.id or 0), "fields") for each in proposals
        ]
        places += take_out_of_given_out(session.connection(), text)
        session.add_all(redaction_events(places, who, at))
        if done.rowcount == 0:
            raise StoreProblem(f"{table} has no row {row} with a text in {column}.")
    wipe(store)


def redact_text(
    store: Store, text: str, *, by: str, at: datetime
) -> tuple[list[TextPlace], list[TextPlace]]:
    """Takes the words of ``text`` out of every text of the store, earlier ones too, and wipes them.

    Returns the places where they stood, and the keys in which they still stand: other rows refer
    by these. Errors: StoreProblem if they stand nowhere, or ``by`` has them too.
    """
    writer = writes.writer(by)
    with store.writing(writer, "redact text", "every text", at=at) as session:
        places = take_out_text(session.connection(), text)
        session.add_all(redaction_events(places, writer, at))
        session.flush()
        _, in_keys = find_text(session.connection(), text)
        if not places:
            raise StoreProblem("These words stand in no text that can be blanked.")
        if is_in(text, writer):
            raise StoreProblem("Somebody else must ask for it: the audit keeps who did.")
    wipe(store)
    return places, in_keys


def places_with_text(store: Store, text: str) -> list[TextPlace]:
    """Every place of the store in which the words of ``text`` stand, keys and earlier texts too."""
    with store.reading() as connection:
        in_texts, in_keys = find_text(connection, text)
    return [*in_texts, *in_keys]


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
            wipe_file(store.path)


def wipe_file(path: Path) -> None:
    """Wipes free pages and the log of the store ``path``. Errors: as ``wipe``."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        connection.execute("VACUUM")
        kept_by_a_reader = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if kept_by_a_reader:
        raise StoreProblem(
            "It is gone from the rows, but the file may still hold it, for the store was being "
            "read all the while. Give this command when nobody reads: python -m data_access scrub"
        )
