"""Writes a file beside its place, and moves it there once complete."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_access.store.owner_only import LOGS, make_file

# The end of the name of an unfinished file.
UNFINISHED = ".part"


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Yields an empty file beside ``path``, its owner's alone, which is removed in any case."""
    making = path.with_name(f"{path.name}{UNFINISHED}")
    _remove_unfinished(path)
    make_file(making)
    try:
        yield making
    finally:
        _remove_unfinished(path)


def put_in_place(making: Path, path: Path) -> None:
    """Gives a finished store its name, in one step."""
    # SQLite would take the log of a deleted store for the log of this one, and damage it.
    for end in LOGS:
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    making.replace(path)


def _remove_unfinished(path: Path) -> None:
    # The suffix comes twice if a process ended while it was making an unfinished store.
    for making in (UNFINISHED, f"{UNFINISHED}{UNFINISHED}"):
        for end in ("", *LOGS):
            path.with_name(f"{path.name}{making}{end}").unlink(missing_ok=True)
