"""What a file keeps of rows that were blanked or removed, wiped out of it."""

import sqlite3
from contextlib import closing

from data_access.snapshots import remove_snapshots
from data_access.store import BUSY_SECONDS, Store, StoreProblem, in_plain_words

# What is left to do where the program cannot wipe.
ON_A_SERVER = (
    "On a server, what was removed stays in the files of the database and of its log until whoever "
    "looks after it gives VACUUM FULL and old log and backups are removed."
)


def scrub(store: Store) -> None:
    """Wipes what was overwritten or removed from free pages and from the log beside the file.

    Copies of rows of cases that lie beside the store go too; they are made again when asked for.
    Errors: StoreProblem where a reader kept the log from being emptied, or the store is no file.
    """
    with in_plain_words(store.url):
        remove_snapshots(store)
    if not store.path:
        raise StoreProblem(f"This works on a store in a file. {ON_A_SERVER}")
    with (
        in_plain_words(store.url),
        closing(sqlite3.connect(store.path, timeout=BUSY_SECONDS)) as connection,
    ):
        connection.execute("VACUUM")
        kept_by_a_reader = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if kept_by_a_reader:
        raise StoreProblem(
            "It is gone from the rows, but the file may still hold it, for the store was being "
            "read all the while. Give this command when nobody reads: python -m data_access scrub"
        )
