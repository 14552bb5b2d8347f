"""Finds the counts that a single sum gives away: a quick check that any protection needs."""

from collections.abc import Iterable

import numpy as np

from metrics.suppression.table_model import ROOM, Cells, Flags


class SumChecks:
    """The hidden counts, with running totals for each sum.

    A sum with its total shown gives a part away if that is the only hidden one, or if the hidden
    parts come to less than three. A sum with its total hidden gives it away if all parts are shown.
    """

    def __init__(self, cells: Cells, hidden: Flags) -> None:
        self.cells = cells
        self.hidden = np.zeros_like(hidden)
        # Lists, since reading single entries of an array is slow.
        self._counts: list[int] = cells.counts.tolist()
        self._costs: list[int] = cells.cost.tolist()
        self._lines_of = cells.links.lines_of
        self._is_total_hidden = [False] * len(cells.sums)
        self._parts_hidden = [0] * len(cells.sums)
        self._sum_hidden = [0] * len(cells.sums)
        self._guarded = [0] * len(cells.sums)
        for place in np.flatnonzero(hidden).tolist():
            self.hide(place)

    def hide(self, place: int, by: int = 1) -> None:
        """Hide the count at ``place``; with ``by=-1``, show it again."""
        self.hidden[place] = by > 0
        for line in self.lines_of(place):
            self._guarded[line] += by * bool(self.cells.guarded[place])
            if self.cells.sums[line].total == place:
                self._is_total_hidden[line] = by > 0
            else:
                self._parts_hidden[line] += by
                self._sum_hidden[line] += by * self._counts[place]

    def lines_of(self, place: int) -> list[int]:
        """The numbers of the sums that mention the count at ``place``."""
        return self._lines_of[place] if place < len(self._lines_of) else []

    def near(self, place: int, size: int) -> Flags:
        """The count at ``place`` and about ``size`` hidden counts nearest to it along the sums."""
        is_near = np.zeros_like(self.hidden)
        is_near[place] = True
        reached = [place]
        for each in reached:
            for line in self.lines_of(each) if len(reached) < size else ():
                total, parts = self.cells.sums[line]
                new = [at for at in (total, *parts) if self.hidden[at] and not is_near[at]]
                is_near[new] = True
                reached += new
        return is_near

    def gives_away(self, line: int) -> bool:
        """Whether the sum by itself gives one of its hidden counts away."""
        return bool(self._guarded[line]) and _gives_away(
            self._is_total_hidden[line], self._parts_hidden[line], self._sum_hidden[line]
        )

    def repair(self, lines: Iterable[int]) -> None:
        """Hide more, the best count of a sum first, until no sum gives anything away."""
        waiting = [line for line in lines if self.gives_away(line)]
        while waiting:
            line = waiting.pop()
            total, parts = self.cells.sums[line]
            if self.gives_away(line) and (best := self.best([total, *parts])) is not None:
                self.hide(best)
                waiting += [each for each in self.lines_of(best) if self.gives_away(each)]

    def best(self, places: Iterable[int]) -> int | None:
        """The count to hide next: the one that leaves the fewest sums giving something away.

        Ties go to the lowest cost, then to the smallest count. Nulls: null where none may be
        hidden.
        """
        possible = [at for at in places if self.cells.may_hide[at] and not self.hidden[at]]
        return min(possible, key=self._rank, default=None)

    def _rank(self, place: int) -> tuple[int, int, int]:
        harm = sum(
            self._would_give_away(line, place) - self.gives_away(line)
            for line in self.lines_of(place)
        )
        return harm, self._costs[place], self._counts[place]

    def _would_give_away(self, line: int, place: int) -> bool:
        """Whether the sum gives a count away once the count at ``place`` is hidden too."""
        if not (self._guarded[line] or self.cells.guarded[place]):
            return False
        parts, hidden = self._parts_hidden[line], self._sum_hidden[line]
        if self.cells.sums[line].total == place:
            return _gives_away(True, parts, hidden)
        return _gives_away(self._is_total_hidden[line], parts + 1, hidden + self._counts[place])


def _gives_away(is_total_hidden: bool, parts_hidden: int, sum_hidden: int) -> bool:
    if is_total_hidden:
        return parts_hidden == 0
    return parts_hidden == 1 or (parts_hidden > 0 and sum_hidden < ROOM)
