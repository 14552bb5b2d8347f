"""Whether the file of a store can have changed, told without opening it."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

Result = TypeVar("Result")
# Each is the number, size and times of a file; null for one that is not there.
FileState = tuple[tuple[int, int, int, int] | None, ...]

WAL = "-wal"
NANOSECONDS = 1_000_000_000
# A file system tells times in steps of up to 10 ms: two writes within one may leave the same time.
SETTLED_AFTER = NANOSECONDS // 10


def file_state(path: Path | None) -> FileState | None:
    """A value that differs after any later write to the store at ``path``.

    Null where it cannot be told: of a server, on Windows, where a time is told when a file is
    closed, in a file system that tells whole seconds, and until a write lies a moment back.
    """
    if path is None or sys.platform == "win32":
        return None
    now = time.time_ns()
    state = (_times_of(path), _times_of(path.with_name(path.name + WAL)))
    times = [each[2:] for each in state if each]
    is_settled = all(at % NANOSECONDS and at < now - SETTLED_AFTER for pair in times for at in pair)
    return state if times and is_settled else None


def _times_of(path: Path) -> tuple[int, int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    # A reader makes an empty journal, and removes it.
    if not found.st_size:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


class WhileUnchanged(Generic[Result]):
    """A function's result from the store at a path, read again once the file can have changed.

    ``path``: null for a server, which is asked each time. Safe to share between threads.
    """

    def __init__(self, path: Path | None, read: Callable[[], Result]) -> None:
        self._path = path
        self._read = read
        self._kept: tuple[FileState, Result] | None = None

    def __call__(self) -> Result:
        """The newest result. Errors: those of the function."""
        # Before the read: a write that comes between is then seen by the next call.
        state, kept = file_state(self._path), self._kept
        if kept and kept[0] == state:
            return kept[1]
        result = self._read()
        self._kept = (state, result) if state else None
        return result
