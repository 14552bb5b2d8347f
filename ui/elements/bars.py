"""Numbers of a table with a bar behind each, which make the table a picture too."""

from math import ceil

# The number alone is read out, copied and downloaded; style.css draws the bar.
PLAIN, LATE = "", "-late"


def bar(number: int, longest: int, look: str = PLAIN) -> str:
    """``number`` as a cell with a bar, which has its full length where the number is ``longest``.

    A number above 0 always has a bar that can be seen. ``look``: LATE for what is overdue, in a
    column whose heading says so too.
    """
    return f":bar-{ceil(100 * number / longest) if longest else 0}{look}[{number:,}]"


def hatched(words: str) -> str:
    """The words of a withheld number as a cell with a hatched bar: all such bars are alike."""
    return f":hatched[{words}]"
