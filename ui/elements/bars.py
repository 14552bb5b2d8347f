"""Numbers of a table with a bar, dot or square behind each, which make the table a picture too."""

from math import ceil, sqrt

# The number alone is read out, copied and downloaded; style.css draws the bar.
PLAIN, LATE = "", "-late"
DOT, SQUARE = ":dot-", ":square-"


def bar(number: int, longest: int, look: str = PLAIN) -> str:
    """``number`` as a cell with a bar, which has its full length where the number is ``longest``.

    A number above 0 always has a bar that can be seen. ``look``: LATE for what is overdue, in a
    column whose heading says so too.
    """
    return f":bar-{ceil(100 * number / longest) if longest else 0}{look}[{number:,}]"


def square(number: int, largest: int) -> str:
    """``number`` as a cell with a square, whose area is its share of the ``largest`` one."""
    return f"{SQUARE}{ceil(100 * sqrt(number / largest)) if largest else 0}[{number:,}]"


def dot(words: str, share: float, before: float | None = None) -> str:
    """The words of a share as a cell with a dot on a line from 0 to 1, and a ring at ``before``."""
    ring = "" if before is None else f"-{100 * before:.0f}"
    return f"{DOT}{100 * share:.0f}{ring}[{words}]"
