"""Counts and the sums that tie them together: all that hiding some of them has to go by."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
# A hidden count must leave whoever knows everything shown at least four possible whole numbers.
ROOM = 3
# How far from the truth a count is looked for. More would be seen only in larger tables of larger
# numbers, and a count that seems narrower than it is has only one more hidden for it.
FAR = 100


class Sum(NamedTuple):
    """One count, the total, is the sum of others; each is named by its place."""

    total: int
    parts: tuple[int, ...]


class Links:
    """Which counts stand in which sum; every array has one entry a mention."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        sums = list(sums)
        self.number = len(sums)
        members = [(each.total, *each.parts) for each in sums]
        self.starts = np.cumsum([0, *map(len, members)])
        self.places: Numbers = np.fromiter((place for each in members for place in each), np.int64)
        self.lines: Numbers = np.repeat(np.arange(self.number), np.diff(self.starts))
        self.signs: Reals = np.ones(self.places.size)
        self.signs[self.starts[:-1]] = -1.0

    @cached_property
    def lines_of(self) -> list[list[int]]:
        """By place, the sums that the count stands in."""
        found: list[list[int]] = [[] for _ in range(int(self.places.max(initial=-1)) + 1)]
        for place, line in zip(self.places.tolist(), self.lines.tolist(), strict=True):
            found[place].append(line)
        return found


class Flagged(NamedTuple):
    """What is settled of counts beforehand; every array has one entry a count.

    ``hidden``: never shown, whatever else is. ``guarded``: if hidden, it must keep room; a sum
    that nobody publishes need not. ``open``: may be hidden to keep others.
    """

    hidden: Flags
    guarded: Flags
    open: Flags


class Cells(NamedTuple):
    """Counts, whose place is their name here; every array has one entry a count.

    ``hidden``, ``guarded``, ``open``: as ``Flagged``. ``dear``: of counts that would do as well,
    the dearer is hidden later. ``above``: how much more than it is a hidden count may seem.
    """

    counts: Numbers
    sums: list[Sum]
    links: Links
    hidden: Flags
    guarded: Flags
    open: Flags
    dear: Numbers
    above: Numbers


def cells_of(
    counts: Numbers,
    sums: Iterable[Sum],
    flagged: Flagged,
    dear: Numbers,
    above: Numbers | None = None,
) -> Cells:
    """The counts with what ties them together: whatever is protected, is protected as this.

    Every count that is 0 and shown is known, and is left out of the sums.
    """
    hidden, guarded, is_open = flagged
    tied = without_noughts(sums, guarded & ~hidden & (counts == 0))
    most = np.full_like(counts, FAR) if above is None else np.minimum(above, FAR)
    return Cells(counts, tied, Links(tied), hidden, guarded, is_open, dear, most)


def flagged_by(counts: Numbers, offered: Flags, threshold: int) -> Flagged:
    """The flags of counts of which those ``offered`` are shown, but for the small ones.

    To keep these, any other that is offered may be hidden, and no 0 is.
    """
    return Flagged(~offered | is_small(counts, threshold), offered, offered & (counts > 0))


def is_small(counts: Numbers, threshold: int) -> Flags:
    """For each count, whether it may not be shown by itself."""
    return np.asarray((counts >= 1) & (counts < threshold))


def without_noughts(sums: Iterable[Sum], known: Flags) -> list[Sum]:
    """The sums of what is not ``known`` to be 0, as every count that is 0 and shown is."""
    nought = known.tolist()
    return [
        Sum(total, tuple(part for part in parts if not nought[part]))
        for total, parts in sums
        if not nought[total]
    ]
