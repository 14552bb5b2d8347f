"""Two month-ends that can be seen one after the other, protected with regard to each other."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metrics.suppression.cells import (
    NO_FLOOR,
    Cells,
    Flags,
    Links,
    Numbers,
    Sum,
    is_small,
    without_noughts,
)
from metrics.suppression.searching import find_hidden


class Earlier(NamedTuple):
    """What stood in the same places at the month-end before, and what of it is hidden.

    ``only_grew``: everybody knows that the count could not fall since.
    """

    counts: Numbers
    hidden: Flags
    only_grew: Flags


def hide_first(counts: Numbers, sums: list[Sum], kept: Flags, threshold: int) -> Flags:
    """Which counts are hidden of the only month-end that can be seen; others are not ``kept``."""
    tied = without_noughts(sums, counts == 0)
    cells = Cells(
        counts=counts,
        sums=tied,
        links=Links(tied),
        hidden=kept & is_small(counts, threshold),
        guarded=kept,
        open=kept & (counts > 0),
        floor=np.zeros_like(counts),
        dear=np.zeros_like(counts),
    )
    return find_hidden(cells)


def hide_next(
    counts: Numbers, sums: list[Sum], kept: Flags, threshold: int, earlier: Earlier
) -> Flags:
    """Which counts are hidden of the later of two month-ends; those of the earlier one stand.

    A count that changed by 1 to ``threshold`` - 1 is hidden. Where counts only grew, one that is
    the same as before is taken to be known as the same: it is hidden if, and only if, it was.
    """
    change = counts - earlier.counts
    same = earlier.only_grew & (change == 0)
    own = kept & ~same & (counts > 0)
    little = own & is_small(np.abs(change), threshold)
    tied = np.flatnonzero(own & earlier.hidden & (earlier.only_grew | little))
    every = _sums_of_both(counts, sums, earlier, same, tied)
    nothing, of_tied = np.zeros_like(kept), np.ones(tied.size, dtype=bool)
    known = np.where(earlier.only_grew & ~earlier.hidden, earlier.counts, 0)
    cells = Cells(
        counts=np.concatenate([counts, earlier.counts, change[tied]]),
        sums=every,
        links=Links(every),
        hidden=np.concatenate(
            [little | (own & is_small(counts, threshold)), earlier.hidden, of_tied]
        ),
        guarded=np.concatenate([own, kept, little[tied]]),
        open=np.concatenate([own, nothing, ~of_tied]),
        floor=np.concatenate(
            [known, np.zeros_like(counts), np.where(earlier.only_grew[tied], 0, NO_FLOOR)]
        ),
        dear=np.zeros(2 * counts.size + tied.size, dtype=np.int64),
    )
    return np.where(same, earlier.hidden, find_hidden(cells)[: counts.size])


def _sums_of_both(
    counts: Numbers, sums: list[Sum], earlier: Earlier, same: Flags, tied: Numbers
) -> list[Sum]:
    """The sums of the later counts, of the earlier ones behind them, and of the changes last."""
    number = counts.size
    now = np.where(same, np.arange(number) + number, np.arange(number)).tolist()
    before = range(number, 2 * number)
    changed = [
        Sum(place, (place + number, change))
        for change, place in enumerate(tied.tolist(), 2 * number)
    ]
    later = _moved(without_noughts(sums, counts == 0), now)
    return [
        *dict.fromkeys([*later, *_moved(without_noughts(sums, earlier.counts == 0), before)]),
        *changed,
    ]


def _moved(sums: list[Sum], places: Sequence[int]) -> list[Sum]:
    return [Sum(places[total], tuple(places[part] for part in parts)) for total, parts in sums]
