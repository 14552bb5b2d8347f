"""A store as a file among others: made beside its place, and put there when it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What SQLite keeps beside a store that is open, or that was not closed.
LOGS = ("-wal", "-shm", "-journal")
# What the name of a file in the making ends with.
UNFINISHED = ".part"


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for a file in the making; nothing stays there, whatever happens."""
    making = path.with_name(f"{path.name}{UNFINISHED}")
    _remove_unfinished(path)
    try:
        yield making
    finally:
        _remove_unfinished(path)


def put_in_place(making: Path, path: Path) -> None:
    """Gives a finished store its name, in one step."""
    # The log of a store that was deleted would be taken for the log of this one, and damage it.
    for end in LOGS:
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    making.replace(path)


def _remove_unfinished(path: Path) -> None:
    # Twice: what is in the making may be a store that was itself being made when all ended.
    for making in (UNFINISHED, f"{UNFINISHED}{UNFINISHED}"):
        for end in ("", *LOGS):
            path.with_name(f"{path.name}{making}{end}").unlink(missing_ok=True)
