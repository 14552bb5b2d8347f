"""Which versions of the tables this program knows: each has a migration whose file bears its name.

Alembic reads the files themselves only where a store is brought up to date; it is 12 MB in memory.
"""

from pathlib import Path

MIGRATIONS = Path(__file__).parent.with_name("migrations")


def known_versions() -> set[str]:
    """Every version of the tables that this program knows."""
    return {file.stem.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")}


def head_version() -> str | None:
    """The version of the tables that this program works with."""
    return max(known_versions(), default=None)
