"""Counts that must not be found out, by period and cell, and how periods are made of quarters."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.suppression.layout import Layout
from metrics.suppression.table_model import Flags, Numbers

# A period and a cell of it.
PeriodCell = tuple[int, int]


class Difference(NamedTuple):
    """The difference of the second count of a quarter from the first, by their rows.

    ``signs``: by cell, 1 where it is greater or the same, -1 where it is smaller.
    """

    new: int
    old: int
    signs: Numbers


class Secrets(NamedTuple):
    """Values that must not be found out, of counts by period (rows) and cell (columns).

    The first ``quarters`` rows are quarters; ``windows`` are the quarters of each further row.
    Then there is a row for each of ``differences``, by how much the two differ, never shown.
    ``small``: counts that must stay uncertain. ``least``: what a hidden count is known to be at
    least. ``threshold``: each of ``small`` must possibly reach it. ``may_hide``: shown counts that
    may yet be hidden. ``alike``: rows that come to the same as others, in every cell.
    """

    counts: Numbers
    quarters: int
    windows: Sequence[Sequence[int]]
    layout: Layout
    small: Flags
    least: Numbers
    threshold: int
    may_hide: Flags
    alike: Sequence[tuple[range, range]] = ()
    differences: Sequence[Difference] = ()

    @property
    def first_difference(self) -> int:
        """The first row of a difference."""
        return self.quarters + len(self.windows)

    def quarters_of(self, period: int) -> Sequence[int]:
        """The quarters that a quarter or a further row adds up."""
        return (period,) if period < self.quarters else self.windows[period - self.quarters]

    def parts_of(self, period: int, cell: int) -> Sequence[tuple[int, float]]:
        """The quarters of which a count is made; 1 where one adds to it, -1 where it takes away."""
        if period < self.first_difference:
            return [(quarter, 1.0) for quarter in self.quarters_of(period)]
        difference = self.differences[period - self.first_difference]
        sign = float(difference.signs[cell])
        return [(difference.new, sign), (difference.old, -sign)]


def with_sums(
    by_quarter: npt.NDArray[Any],
    windows: Sequence[Sequence[int]],
    differences: Sequence[Difference] = (),
) -> npt.NDArray[Any]:
    """Rows of quarters, then one for each of ``windows`` and of ``differences``."""
    rows = [by_quarter]
    if windows:
        starts = [0, *accumulate(map(len, windows[:-1]))]
        rows.append(np.add.reduceat(by_quarter[[*chain(*windows)]], starts))
    rows += [each.signs * (by_quarter[[each.new]] - by_quarter[[each.old]]) for each in differences]
    return np.vstack(rows)
