"""What each sum alone gives away: quick to look at, and every protected table passes it."""

from collections.abc import Iterable

import numpy as np

from metrics.suppression.table_model import ROOM, Cells, Flags


class Lines:
    """How many counts of each sum are hidden, and what they come to, as more are hidden.

    A sum whose total is shown gives a part away where it is the only one hidden, or where the
    hidden ones come to less than three; one whose total is hidden, where all parts are shown.
    """

    def __init__(self, cells: Cells, hidden: Flags) -> None:
        self.cells = cells
        self.hidden = np.zeros_like(hidden)
        self._counts: list[int] = cells.counts.tolist()
        self._dear: list[int] = cells.dear.tolist()
        self._lines_of = cells.links.lines_of
        self._total_hidden = [False] * len(cells.sums)
        self._parts_hidden = [0] * len(cells.sums)
        self._spare = [0] * len(cells.sums)
        self._guarded = [0] * len(cells.sums)
        for place in np.flatnonzero(hidden).tolist():
            self.hide(place)

    def hide(self, place: int, by: int = 1) -> None:
        """Hide the count at ``place``; with ``by`` -1, show it again."""
        self.hidden[place] = by > 0
        for line in self.lines_of(place):
            self._guarded[line] += by * bool(self.cells.guarded[place])
            if self.cells.sums[line].total == place:
                self._total_hidden[line] = by > 0
            else:
                self._parts_hidden[line] += by
                self._spare[line] += by * self._counts[place]

    def lines_of(self, place: int) -> list[int]:
        """The sums that the count at ``place`` stands in."""
        return self._lines_of[place] if place < len(self._lines_of) else []

    def around(self, place: int, size: int) -> Flags:
        """The hidden counts nearest to the one at ``place``, and itself: ``size`` of them or so."""
        near = np.zeros_like(self.hidden)
        near[place] = True
        found = [place]
        for each in found:
            for line in self.lines_of(each) if len(found) < size else ():
                total, parts = self.cells.sums[line]
                new = [at for at in (total, *parts) if self.hidden[at] and not near[at]]
                near[new] = True
                found += new
        return near

    def tells(self, line: int) -> bool:
        """Whether a sum, looked at alone, gives one of its hidden counts away."""
        return self._would_tell(
            line, self._total_hidden[line], self._parts_hidden[line], self._spare[line]
        )

    def close(self, lines: Iterable[int]) -> None:
        """Hide more, the fittest count first, until no sum alone gives anything away."""
        waiting = [line for line in lines if self.tells(line)]
        while waiting:
            line = waiting.pop()
            if self.tells(line) and (choice := self.partner(line)) is not None:
                self.hide(choice)
                waiting += [each for each in self.lines_of(choice) if self.tells(each)]

    def partner(self, line: int) -> int | None:
        """Which count of the sum is best hidden too; null where none may be."""
        total, parts = self.cells.sums[line]
        return self.fittest([total, *parts])

    def fittest(self, places: Iterable[int]) -> int | None:
        """Of these, what spoils the fewest sums and mends the most; of such, what is least dear."""
        may_be = [each for each in places if self.cells.open[each] and not self.hidden[each]]
        return min(may_be, key=self._cost, default=None)

    def _cost(self, place: int) -> tuple[int, int, int]:
        return self._harm(place), self._dear[place], self._counts[place]

    def _harm(self, place: int) -> int:
        return sum(
            self._would_tell_with(line, place) - self.tells(line) for line in self.lines_of(place)
        )

    def _would_tell_with(self, line: int, place: int) -> bool:
        if self.cells.sums[line].total == place:
            return self._would_tell(line, True, self._parts_hidden[line], self._spare[line], place)
        return self._would_tell(
            line,
            self._total_hidden[line],
            self._parts_hidden[line] + 1,
            self._spare[line] + self._counts[place],
            place,
        )

    def _would_tell(
        self, line: int, total: bool, parts: int, spare: int, one_more: int | None = None
    ) -> bool:
        guarded = self._guarded[line] + (one_more is not None and self.cells.guarded[one_more])
        if not guarded:
            return False
        if total:
            return parts == 0
        return parts == 1 or (parts > 0 and spare < ROOM)
