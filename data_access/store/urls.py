"""Addresses of stores, and their names for readers."""

from pathlib import Path

from sqlalchemy import URL

# The address of a server starts with one of these; no other driver is used.
SERVERS = ("postgresql+psycopg", "postgresql")


def is_sqlite(url: URL) -> bool:
    """True if the store is a file; false if it is on a server."""
    return url.get_backend_name() == "sqlite"


def sqlite_url(path: Path) -> URL:
    """The address of a store in the file ``path``."""
    return URL.create("sqlite", database=str(path))


def display_name(url: URL) -> str:
    """The name of a store for a reader, without password, role and folders."""
    if is_sqlite(url):
        return Path(url.database or "").name
    host = url.host or str(url.query.get("host", ""))
    is_elsewhere = host and not host.startswith("/")
    return f"{url.database or 'the database'} on {host if is_elsewhere else 'this machine'}"
