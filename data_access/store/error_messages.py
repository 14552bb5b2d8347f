"""Sentences for a reader if the store cannot be used."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from data_access.store.atomic_file import UNFINISHED
from data_access.store.urls import display_name, is_sqlite

INIT = "python -m data_access init"
RESTORE = "Restore a backup with: python -m data_access restore FILE"
# Errors of a disk or a server. A broken constraint is an error of the program.
UNFORESEEN = (OSError, sqlite3.OperationalError, OperationalError)
CANNOT_BE_REACHED = (
    "The database server does not answer, or is starting or stopping, and {where} cannot be read. "
    "Try again in a minute; if this stays so, see that the server runs and can be reached from "
    "here, or mend STORE_URL."
)
TOO_MANY = (
    "The database server has no connection left for {where}. Try again in a minute; if this stays "
    "so, raise max_connections or run fewer processes of the app."
)
NOT_LET_IN = (
    "The database server does not let this program into {where}. See the role, its password and "
    "its rights, the name of the database and sslmode in STORE_URL, and the server’s pg_hba.conf."
)
LOST = (
    "The connection to the database server was lost. It is made anew by itself: see whether what "
    "you did last is there, and if not, do it again in a minute."
)
READ_ONLY = (
    "{where} can only be read: the server is a copy of another, or is set to read only. Nothing "
    "was changed. Have STORE_URL name the server that may be written to."
)
NO_ROOM = (
    "The database server has no room left on its disk or in its memory, or broke off what it was "
    "asked. Nothing was changed; make room there and try again."
)
NOT_OURS = f"{{where}} is not a store of this program. Choose another with STORE_URL. {RESTORE}"
WRITTEN_BY_ANOTHER = (
    "{where} is being written by somebody else and stayed so for a minute. "
    "Nothing was changed; try again."
)
CANNOT_BE_OPENED = (
    "{where} cannot be opened. See that its folder exists and that this program may read and write "
    "there, or choose another place with STORE_URL."
)
# Each sentence by the SQLSTATEs that it is for; two digits are every code that begins with them.
# The server's own message is never passed on: it may name folders, roles, addresses and values.
OF_A_SERVER = {
    CANNOT_BE_REACHED: ["57P03"],
    TOO_MANY: ["53300"],
    LOST: ["08", "57P01", "57P02", "57P04"],
    NOT_LET_IN: ["28P01", "28000", "42501", "3D000"],
    READ_ONLY: ["25006"],
    WRITTEN_BY_ANOTHER: ["40", "55P03"],
    NOT_OURS: ["42P01", "42703"],
    NO_ROOM: ["53100", "53200", "57014", "58030"],
    f"{{where}} is damaged on the server. {RESTORE}": ["XX001", "XX002"],
}
# A failed or lost connection has no code, but a message; the first with one of its words decides.
OF_A_CONNECTION = {
    TOO_MANY: ["too many", "slots are reserved"],
    LOST: ["closed", "terminat", "lost", "reset by peer", "broken pipe", "consuming input"],
    NOT_LET_IN: [
        *("authentication failed", "no password supplied", "pg_hba.conf", "permission denied"),
        *("not permitted to log in", 'database "', 'role "', "ssl", "certificate"),
    ],
}
# The same for a file.
OF_A_FILE = {
    f"{{where}} is not a store, or it is damaged. {RESTORE}": ["not a database"],
    NOT_OURS: ["no such table"],
    f"{{where}} is damaged. {RESTORE}": ["malformed", "could not decode"],
    "{where} or its folder cannot be written to. Give the program the right to write there, or "
    "choose another place with STORE_URL. Nothing was changed.": ["readonly", "read-only"],
    CANNOT_BE_OPENED: [
        *("permission denied", "unable to open", "no such file"),
        *("not a directory", "file exists", "is a directory"),
    ],
    WRITTEN_BY_ANOTHER: ["is locked"],
    "The disk is full. Nothing was changed; make room and try again.": ["full", "no space left"],
}


def _first_with(sentences: Mapping[str, Sequence[str]], message: str) -> str | None:
    """The first of ``sentences`` of which a sign stands in ``message``."""
    signs = sentences.items()
    return next((said for said, each in signs if any(sign in message for sign in each)), None)


def _server_sentence(error: Any, *, of_connection: bool) -> str | None:
    """The sentence for an error of psycopg; null if it is an error of the program.

    ``of_connection``: it may be an error of the connection, which has no code.
    """
    if code := getattr(error, "sqlstate", None):
        return next((said for said, of in OF_A_SERVER.items() if {code, code[:2]} & {*of}), None)
    if of_connection:
        return _first_with(OF_A_CONNECTION, str(error).lower()) or CANNOT_BE_REACHED
    return None


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
        if sentence := _first_with(OF_A_FILE, message.lower()):
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
        sentence = _server_sentence(cause, of_connection=of_connection)
        if sentence is None:
            raise
        raise StoreProblem(sentence.format(where=where)) from problem


def _message(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(getattr(problem, "orig", None) or problem).partition("\n")[0]
