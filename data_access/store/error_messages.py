"""What a reader is told when the store cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from data_access.store import postgres_errors
from data_access.store.atomic_file import UNFINISHED
from data_access.store.urls import is_sqlite, shown_name

INIT = "python -m data_access init"
RESTORE = "Restore a backup with: python -m data_access restore FILE"
# What may go wrong with a disk or a server; a broken rule of a table is a fault of the program.
UNFORESEEN = (OSError, sqlite3.OperationalError, OperationalError)
SENTENCES = {
    "not a database": "{where} is not a store, or it is damaged. " + RESTORE,
    "no such table": "{where} is not a store of this program. Choose another with STORE_URL. "
    + RESTORE,
    "malformed": "{where} is damaged. " + RESTORE,
    "could not decode": "{where} is damaged. " + RESTORE,
    "readonly": "{where} or its folder cannot be written to. Give the program the right to write "
    "there, or choose another place with STORE_URL. Nothing was changed.",
    "read-only": "{where} or its folder cannot be written to. Give the program the right to write "
    "there, or choose another place with STORE_URL. Nothing was changed.",
    "permission denied": "{where} or its folder may not be used by this program. Give it the "
    "right to read and write there, or choose another place with STORE_URL.",
    "unable to open": "{where} cannot be opened. See that its folder exists and may be written "
    "to, or choose another place with STORE_URL.",
    "no such file": "{where} cannot be opened. See that its folder exists and may be written "
    "to, or choose another place with STORE_URL.",
    "not a directory": "{where} cannot be opened: its folder is not a folder. "
    "Choose another place with STORE_URL.",
    "file exists": "{where} cannot be opened: its folder is not a folder. "
    "Choose another place with STORE_URL.",
    "is a directory": "{where} is a folder, not a file. Choose another place with STORE_URL.",
    "is locked": "{where} is being written by somebody else and stayed so for a minute. "
    "Nothing was changed; try again.",
    "full": "The disk is full. Nothing was changed; make room and try again.",
    "no space left": "The disk is full. Nothing was changed; make room and try again.",
}


class StoreProblem(Exception):
    """Why the store cannot be used, and what to do, in a sentence for the reader."""


@contextmanager
def in_plain_words(url: URL) -> Iterator[None]:
    """Turns what a database or a disk says into a StoreProblem that a reader can act on."""
    with _of_a_file(url) if is_sqlite(url) else _of_a_server(url):
        yield


@contextmanager
def _of_a_file(url: URL) -> Iterator[None]:
    # A demonstration in the making bears the mark twice; a reader knows the name without it.
    where = shown_name(url).removesuffix(UNFINISHED).removesuffix(UNFINISHED)
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as problem:
        said = _said(problem)
        for sign, sentence in SENTENCES.items():
            if sign in said.lower():
                raise StoreProblem(sentence.format(where=where)) from problem
        if isinstance(problem, UNFORESEEN):
            raise StoreProblem(f"{where} cannot be used: {said}.") from problem
        raise


@contextmanager
def _of_a_server(url: URL) -> Iterator[None]:
    where, psycopg = shown_name(url), url.get_dialect().import_dbapi()
    try:
        yield
    except NoConnectionFree as problem:
        raise StoreProblem(postgres_errors.TOO_MANY.format(where=where)) from problem
    except (DBAPIError, psycopg.Error) as problem:
        said = getattr(problem, "orig", problem)
        of_connection = isinstance(said, psycopg.OperationalError | psycopg.InterfaceError)
        sentence = postgres_errors.sentence_for(said, where, of_connection=of_connection)
        if sentence is None:
            raise
        raise StoreProblem(sentence) from problem


def _said(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(getattr(problem, "orig", None) or problem).partition("\n")[0]
