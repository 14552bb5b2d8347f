"""A frame at which other threads look while it is written."""

import sys
from collections.abc import Callable
from threading import Thread

import polars as pl

# More than enough to hit the moment at which a frame is locked.
LOOKS, WRITTEN = 20_000, 1_000
# A thread that waits for the GIL asks for it after so long.
SWITCH_SECONDS = 1e-6


def write_while_others_look(write: Callable[[pl.DataFrame], object]) -> int:
    """Write a frame again and again while two threads look at it; return how often."""
    sys.setswitchinterval(SWITCH_SECONDS)
    rows = pl.DataFrame({"number": range(50)})
    looking = [Thread(target=_look, args=(rows,), daemon=True) for _ in range(2)]
    for each in looking:
        each.start()
    for _ in range(WRITTEN):
        write(rows)
    for each in looking:
        each.join()
    return WRITTEN


def _look(rows: pl.DataFrame) -> None:
    for _ in range(LOOKS):
        assert rows.columns
