"""Sentences for a reader if the store cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from data_access.store.atomic_file import UNFINISHED
from data_access.store.urls import display_name, is_sqlite

CANNOT_BE_REACHED = (
    "The database server does not answer, and {where} cannot be read. See that the server runs and "
    "can be reached from here, or mend STORE_URL."
)
GONE = (
    "The connection to the database server was lost. It is made anew by itself: see whether what "
    "you did last is there, and if not, do it again in a minute."
)
NOT_LET_IN = (
    "The database server does not accept the role or the password for {where}. Mend STORE_URL or "
    "the password file."
)
NO_DATABASE = (
    "The database server holds no such database: {where}. Make it, or mend its name in STORE_URL."
)
NO_ROLE = (
    "The database server knows no such role for {where}. Make it, or mend its name in STORE_URL."
)
NOT_FROM_HERE = (
    "The database server does not let this machine or this role into {where}. Have that allowed in "
    "its pg_hba.conf."
)
NOT_ENCRYPTED = (
    "The database server and this program cannot agree on an encrypted connection to {where}. "
    "Mend sslmode or the certificates in STORE_URL."
)
STARTING = (
    "The database server is starting or stopping, and {where} cannot be read. Try again in a "
    "minute."
)
TOO_MANY = (
    "The database server has no connection left for {where}. Try again in a minute; if this stays "
    "so, raise max_connections or run fewer processes of the app."
)
NO_RIGHT = (
    "The role in STORE_URL lacks a right in {where}. Have it granted: the administrator’s guide "
    "says which."
)
NOT_OURS = (
    "{where} is not a store of this program. Choose another with STORE_URL. "
    "Restore a backup with: python -m data_access restore FILE"
)
READ_ONLY = (
    "{where} can only be read: the server is a copy of another, or is set to read only. Nothing "
    "was changed. Have STORE_URL name the server that may be written to."
)
FULL = (
    "The disk of the database server is full. Nothing was changed; make room there and try again."
)
NO_MEMORY = (
    "The database server has no memory left for this. Nothing was changed; try again, and tell "
    "whoever looks after it if this stays so."
)
WRITTEN_BY_ANOTHER = (
    "{where} is being written by somebody else and stayed so for a minute. "
    "Nothing was changed; try again."
)
CANCELLED = (
    "The database server broke off what it was asked, for it took too long or somebody ended it. "
    "Nothing was changed; try again."
)
DAMAGED = (
    "{where} is damaged on the server. Restore a backup with: python -m data_access restore FILE"
)
# By SQLSTATE; two digits stand for every code that begins with them. The server's own message is
# never passed on, because it may name folders, roles, addresses and values.
BY_CODE = {
    "08": GONE,
    "28000": NOT_FROM_HERE,
    "28P01": NOT_LET_IN,
    "3D000": NO_DATABASE,
    "25006": READ_ONLY,
    "40": WRITTEN_BY_ANOTHER,
    "42501": NO_RIGHT,
    "42P01": NOT_OURS,
    "42703": NOT_OURS,
    "53100": FULL,
    "53200": NO_MEMORY,
    "53300": TOO_MANY,
    "55P03": WRITTEN_BY_ANOTHER,
    "57014": CANCELLED,
    "57P01": GONE,
    "57P02": GONE,
    "57P03": STARTING,
    "57P04": GONE,
    "58030": FULL,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
# A failed or lost connection has no code, so the first of these words in its message decides.
BY_WORDS = {
    "password authentication failed": NOT_LET_IN,
    "no password supplied": NOT_LET_IN,
    "authentication failed": NOT_LET_IN,
    "pg_hba.conf": NOT_FROM_HERE,
    "is not permitted to log in": NOT_FROM_HERE,
    "permission denied": NO_RIGHT,
    "too many": TOO_MANY,
    "slots are reserved": TOO_MANY,
    "starting up": STARTING,
    "shutting down": STARTING,
    "not yet accepting": STARTING,
    "recovery": STARTING,
    'database "': NO_DATABASE,
    'role "': NO_ROLE,
    "ssl": NOT_ENCRYPTED,
    "certificate": NOT_ENCRYPTED,
    "closed": GONE,
    "terminat": GONE,
    "lost": GONE,
    "reset by peer": GONE,
    "broken pipe": GONE,
    "consuming input": GONE,
}


def _server_sentence(error: Any, where: str, *, of_connection: bool) -> str | None:
    """The sentence for an error of psycopg; null if it is an error of the program.

    ``of_connection``: it may be an error of the connection, which has no code.
    """
    code = getattr(error, "sqlstate", None)
    if code:
        sentence = BY_CODE.get(code) or BY_CODE.get(code[:2])
        return sentence and sentence.format(where=where)
    if not of_connection:
        return None
    words = str(error).lower()
    sentences = (sentence for sign, sentence in BY_WORDS.items() if sign in words)
    return next(sentences, CANNOT_BE_REACHED).format(where=where)


INIT = "python -m data_access init"
RESTORE = "Restore a backup with: python -m data_access restore FILE"
# Errors of a disk or a server. A broken constraint is an error of the program.
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
    """Raised if the store cannot be used; a sentence tells the reader why, and what to do.

    The sentence may stand on a page, so it names no folder. ``place``: the file that it is about,
    which a command prints beside it.
    """

    def __init__(self, sentence: str, place: Path | None = None) -> None:
        super().__init__(sentence)
        self.place = place


@contextmanager
def store_problems(url: URL) -> Iterator[None]:
    """Turns errors of a database or a disk into a StoreProblem that a reader can act on."""
    with _of_a_file(url) if is_sqlite(url) else _of_a_server(url):
        yield


@contextmanager
def _of_a_file(url: URL) -> Iterator[None]:
    # An unfinished demonstration has the suffix twice; a reader knows the name without it.
    where = display_name(url).removesuffix(UNFINISHED).removesuffix(UNFINISHED)
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as problem:
        message = _message(problem)
        for sign, sentence in SENTENCES.items():
            if sign in message.lower():
                raise StoreProblem(sentence.format(where=where)) from problem
        if isinstance(problem, UNFORESEEN):
            raise StoreProblem(f"{where} cannot be used: {message}.") from problem
        raise


@contextmanager
def _of_a_server(url: URL) -> Iterator[None]:
    where, psycopg = display_name(url), url.get_dialect().import_dbapi()
    try:
        yield
    except NoConnectionFree as problem:
        raise StoreProblem(TOO_MANY.format(where=where)) from problem
    except (DBAPIError, psycopg.Error) as problem:
        cause = getattr(problem, "orig", problem)
        of_connection = isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)
        sentence = _server_sentence(cause, where, of_connection=of_connection)
        if sentence is None:
            raise
        raise StoreProblem(sentence) from problem


def _message(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(getattr(problem, "orig", None) or problem).partition("\n")[0]
