"""The counts to be protected as one array, with the sums that link them."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
# The distance between the least and greatest possible value of a hidden count: four whole numbers.
ROOM = 3
# The distance from its true value within which a count is searched. A greater one matters only in
# larger tables with larger numbers, and a range that is cut short only hides one more count.
FAR = 100


class Sum(NamedTuple):
    """A total and its parts, each given by its place in the array of counts."""

    total: int
    parts: tuple[int, ...]


class Links:
    """The sums as arrays, with one entry for each count that a sum mentions."""

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
        """The numbers of the sums that mention each count, by place."""
        lines: list[list[int]] = [[] for _ in range(int(self.places.max(initial=-1)) + 1)]
        for place, line in zip(self.places.tolist(), self.lines.tolist(), strict=True):
            lines[place].append(line)
        return lines


class CellFlags(NamedTuple):
    """The decisions made about each count before the search; every array has one entry per count.

    ``hidden``: must be hidden. ``guarded``: must not be narrowed down if it is hidden; this is not
    needed for sums that nobody publishes. ``may_hide``: may be hidden to protect others.
    """

    hidden: Flags
    guarded: Flags
    may_hide: Flags


class Cells(NamedTuple):
    """The counts of all linked tables; every array has one entry per count.

    ``hidden``, ``guarded``, ``may_hide``: as in ``CellFlags``. ``cost``: among counts that protect
    equally well, the one with the lowest cost is hidden. ``above``: the most by which a hidden
    count may be thought to exceed its true value. ``least``: what a hidden count is known to be at
    least. ``enough``: what a guarded one must possibly be at least.
    """

    counts: Numbers
    sums: list[Sum]
    links: Links
    hidden: Flags
    guarded: Flags
    may_hide: Flags
    cost: Numbers
    above: Numbers
    least: Numbers
    enough: Numbers


def make_cells(
    counts: Numbers,
    sums: Iterable[Sum],
    flags: CellFlags,
    cost: Numbers,
    above: Numbers | None = None,
    known: tuple[Numbers, Numbers] | None = None,
) -> Cells:
    """The cells of ``counts``. A shown count of 0 is known, and is left out of the sums.

    ``known``: the arrays ``least`` and ``enough``; without them, both are 0.
    """
    known_zero = flags.guarded & ~flags.hidden & (counts == 0)
    reduced = _without(sums, known_zero)
    limit = np.full_like(counts, FAR) if above is None else np.minimum(above, FAR)
    least, enough = known or (np.zeros_like(counts), np.zeros_like(counts))
    return Cells(counts, reduced, Links(reduced), *flags, cost, limit, least, enough)


def is_small(counts: Numbers, threshold: int) -> Flags:
    """Whether each count is from 1 to one below ``threshold``."""
    return np.asarray((counts >= 1) & (counts < threshold))


def _without(sums: Iterable[Sum], dropped: Flags) -> list[Sum]:
    is_dropped = dropped.tolist()
    return [
        Sum(total, tuple(part for part in parts if not is_dropped[part]))
        for total, parts in sums
        if not is_dropped[total]
    ]
