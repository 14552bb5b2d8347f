"""How a count of people is released: "fewer than 5", or the nearest 5.

Office, papers and public read the same numbers. The total of a table is rounded by itself.
"""

from typing import NamedTuple

# Counts below it, none included, are "fewer than 5".
SMALLEST = 5
STEP = 5
# Out of fewer, there is no share, but the counts alone.
ENOUGH_FOR_A_SHARE = 50
ENOUGH_FOR_A_MEDIAN = 20


class Ends(NamedTuple):
    """The least and the greatest number that a released count can stand for."""

    least: int
    greatest: float


def rounded(count: int) -> int | None:
    """The count as it is released. Nulls: null for fewer than 5."""
    return (count + STEP // 2) // STEP * STEP if count >= SMALLEST else None


def ends(shown: int | None) -> Ends:
    """What a reader who knows the rule knows of a count that is ``shown``; null: fewer than 5."""
    if shown is None:
        return Ends(0, SMALLEST - 1)
    half = STEP // 2
    return Ends(max(SMALLEST, shown - half), shown + half)
