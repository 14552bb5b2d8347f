"""How the address of a store is written."""

from pathlib import Path

from sqlalchemy import URL


def is_sqlite(url: URL) -> bool:
    """True where the store is one file."""
    return url.get_backend_name() == "sqlite"


def sqlite_url(path: Path) -> URL:
    """The address of a store in the file ``path``."""
    return URL.create("sqlite", database=str(path))
