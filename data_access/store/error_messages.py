"""Sentences for a reader if the store cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

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
    "The database server does not answer, and {where} cannot be read. See that the server runs and "
    "can be reached from here, or mend STORE_URL."
)
TOO_MANY = (
    "The database server has no connection left for {where}. Try again in a minute; if this stays "
    "so, raise max_connections or run fewer processes of the app."
)
NOT_OURS = f"{{where}} is not a store of this program. Choose another with STORE_URL. {RESTORE}"
WRITTEN_BY_ANOTHER = (
    "{where} is being written by somebody else and stayed so for a minute. "
    "Nothing was changed; try again."
)


class ServerErrors(NamedTuple):
    """Errors of a server that one sentence is for: by SQLSTATE, and by words of the message.

    Two digits stand for every code that begins with them. The server's own message is never passed
    on, because it may name folders, roles, addresses and values.
    """

    sentence: str
    codes: tuple[str, ...]
    words: tuple[str, ...] = ()


# A failed or lost connection has no code, so the first of these with a word in its message decides.
OF_A_SERVER = (
    ServerErrors(
        "The database server does not accept the role or the password for {where}. Mend STORE_URL "
        "or the password file.",
        ("28P01",),
        ("authentication failed", "no password supplied"),
    ),
    ServerErrors(
        "The database server does not let this machine or this role into {where}. Have that "
        "allowed in its pg_hba.conf.",
        ("28000",),
        ("pg_hba.conf", "is not permitted to log in"),
    ),
    ServerErrors(
        "The role in STORE_URL lacks a right in {where}. Have it granted: the administrator’s "
        "guide says which.",
        ("42501",),
        ("permission denied",),
    ),
    ServerErrors(TOO_MANY, ("53300",), ("too many", "slots are reserved")),
    ServerErrors(
        "The database server is starting or stopping, and {where} cannot be read. Try again in a "
        "minute.",
        ("57P03",),
        ("starting up", "shutting down", "not yet accepting", "recovery"),
    ),
    ServerErrors(
        "The database server holds no such database: {where}. Make it, or mend its name in "
        "STORE_URL.",
        ("3D000",),
        ('database "',),
    ),
    ServerErrors(
        "The database server knows no such role for {where}. Make it, or mend its name in "
        "STORE_URL.",
        (),
        ('role "',),
    ),
    ServerErrors(
        "The database server and this program cannot agree on an encrypted connection to {where}. "
        "Mend sslmode or the certificates in STORE_URL.",
        (),
        ("ssl", "certificate"),
    ),
    ServerErrors(
        "The connection to the database server was lost. It is made anew by itself: see whether "
        "what you did last is there, and if not, do it again in a minute.",
        ("08", "57P01", "57P02", "57P04"),
        ("closed", "terminat", "lost", "reset by peer", "broken pipe", "consuming input"),
    ),
    ServerErrors(
        "{where} can only be read: the server is a copy of another, or is set to read only. "
        "Nothing was changed. Have STORE_URL name the server that may be written to.",
        ("25006",),
    ),
    ServerErrors(WRITTEN_BY_ANOTHER, ("40", "55P03")),
    ServerErrors(NOT_OURS, ("42P01", "42703")),
    ServerErrors(
        "The disk of the database server is full. Nothing was changed; make room there and try "
        "again.",
        ("53100", "58030"),
    ),
    ServerErrors(
        "The database server has no memory left for this. Nothing was changed; try again, and tell "
        "whoever looks after it if this stays so.",
        ("53200",),
    ),
    ServerErrors(
        "The database server broke off what it was asked, for it took too long or somebody ended "
        "it. Nothing was changed; try again.",
        ("57014",),
    ),
    ServerErrors(f"{{where}} is damaged on the server. {RESTORE}", ("XX001", "XX002")),
)
# Each sentence with the words of a file's errors that it is for; the first that matches decides.
OF_A_FILE = {
    f"{{where}} is not a store, or it is damaged. {RESTORE}": ["not a database"],
    NOT_OURS: ["no such table"],
    f"{{where}} is damaged. {RESTORE}": ["malformed", "could not decode"],
    "{where} or its folder cannot be written to. Give the program the right to write there, or "
    "choose another place with STORE_URL. Nothing was changed.": ["readonly", "read-only"],
    "{where} or its folder may not be used by this program. Give it the right to read and write "
    "there, or choose another place with STORE_URL.": ["permission denied"],
    "{where} cannot be opened. See that its folder exists and may be written to, or choose another "
    "place with STORE_URL.": ["unable to open", "no such file"],
    "{where} cannot be opened: its folder is not a folder. Choose another place with STORE_URL.": [
        "not a directory",
        "file exists",
    ],
    "{where} is a folder, not a file. Choose another place with STORE_URL.": ["is a directory"],
    WRITTEN_BY_ANOTHER: ["is locked"],
    "The disk is full. Nothing was changed; make room and try again.": ["full", "no space left"],
}


def _server_sentence(error: Any, where: str, *, of_connection: bool) -> str | None:
    """The sentence for an error of psycopg; null if it is an error of the program.

    ``of_connection``: it may be an error of the connection, which has no code.
    """
    if code := getattr(error, "sqlstate", None):
        sentences = (each.sentence for each in OF_A_SERVER if {code, code[:2]} & {*each.codes})
        sentence = next(sentences, None)
    elif of_connection:
        message = str(error).lower()
        said = (
            each.sentence for each in OF_A_SERVER if any(word in message for word in each.words)
        )
        sentence = next(said, CANNOT_BE_REACHED)
    else:
        return None
    return sentence and sentence.format(where=where)


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
        for sentence, signs in OF_A_FILE.items():
            if any(sign in message.lower() for sign in signs):
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
