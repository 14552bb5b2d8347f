"""What a reader is told when a PostgreSQL server does not do as it is asked.

What the server says itself is never passed on: it may name folders, roles, addresses and values.
"""

from typing import Any

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
# By the code of what went wrong; two figures stand for all that begin with them.
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
# A connection that is not made, or is lost, comes without a code: what is said is looked through.
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


def sentence_for(said: Any, where: str, *, of_connection: bool) -> str | None:
    """What to tell a reader of a problem of psycopg; null where it is a fault of the program.

    ``of_connection``: it may be one of the connection, which bears no code.
    """
    code = getattr(said, "sqlstate", None)
    if code:
        found = BY_CODE.get(code) or BY_CODE.get(code[:2])
        return found and found.format(where=where)
    if not of_connection:
        return None
    words = str(said).lower()
    found = next((found for sign, found in BY_WORDS.items() if sign in words), CANNOT_BE_REACHED)
    return found.format(where=where)
