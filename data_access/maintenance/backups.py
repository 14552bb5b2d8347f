"""A copy of a whole store, made while it may be written, and put in the place of one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data_access.maintenance.transfer import carry_in_if, carry_out
from data_access.store import (
    BUSY_SECONDS,
    Store,
    StoreProblem,
    atomic_file,
    in_plain_words,
    sqlite_url,
)


def backup(store: Store, target: Path) -> None:
    """Copies a store that may be written meanwhile into a file; the copy is one moment of it.

    Errors: StoreProblem where ``target`` is there already.
    """
    with in_plain_words(sqlite_url(target)):
        if target.exists():
            raise StoreProblem(
                f"{target} is there already and was left as it is. Choose a new name."
            )
        with atomic_file.unfinished(target) as making:
            copy_out(store, making)
            atomic_file.put_in_place(making, target)


def copy_out(store: Store, file: Path) -> None:
    """Copies one moment of the store into the new ``file``."""
    file.touch()
    if store.path is None:
        carry_out(store, file)
        return
    with in_plain_words(store.url):
        copy_over(store.path, file)


def copy_in_if(file: Path, store: Store, unchanged: Callable[[], None]) -> None:
    """Puts ``file`` in the place of the store; its readers see the old rows or the new ones.

    ``unchanged`` is called when nobody else can write to the store any more. What it raises ends
    it all, and the store stays as it was.
    """
    if store.path is None:
        carry_in_if(file, store, unchanged)
        return
    with in_plain_words(store.url):
        copy_over_if(file, store.path, unchanged)


def copy_over(source: Path, target: Path) -> None:
    """Copies one moment of the store ``source`` over ``target``, in one step."""
    with _opened(source, target) as (old, new):
        old.backup(new)


def copy_over_if(source: Path, target: Path, unchanged: Callable[[], None]) -> None:
    """Copies ``source`` over the store ``target``; its readers see the old rows or the new ones.

    ``unchanged`` is called when nobody else can write to ``target`` any more. What it raises ends
    the copying, and ``target`` stays as it was.
    """

    def look(status: int, _left: int, _all: int) -> None:
        if status == sqlite3.SQLITE_OK:
            unchanged()

    with _opened(source, target) as (old, new):
        # Only beside a log can a locked store still be read.
        new.execute("PRAGMA journal_mode = WAL")
        pages = old.execute("PRAGMA page_count").fetchone()[0]
        # The lock comes with the first page and goes with the last: the look is before the last.
        old.backup(new, pages=pages - 1, progress=look)


@contextmanager
def _opened(source: Path, target: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    # Not mode=ro: who may only read leaves the log and its index beside the file.
    address = f"{source.resolve().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as new,
    ):
        yield old, new
