"""Two month-ends that can be seen one after the other, protected with regard to each other."""

from typing import NamedTuple

import numpy as np

from metrics.suppression.cells import NO_FLOOR, Cells, Flags, Links, Numbers, Sum
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
    sums = _without_noughts(sums, counts)
    small = (counts >= 1) & (counts < threshold)
    cells = Cells(
        counts=counts,
        sums=sums,
        links=Links(sums),
        hidden=kept & small,
        guarded=kept,
        open=kept & (counts > 0),
        floor=np.zeros_like(counts),
    )
    return find_hidden(cells)


def hide_next(
    counts: Numbers, sums: list[Sum], kept: Flags, threshold: int, earlier: Earlier
) -> Flags:
    """Which counts are hidden of the later of two month-ends; those of the earlier one stand.

    A count that changed by 1 to ``threshold`` - 1 is hidden, and so is one that did not change
    and was hidden: neither may follow from the other month-end.
    """
    change = counts - earlier.counts
    little = kept & (np.abs(change) >= 1) & (np.abs(change) < threshold)
    small = kept & (counts >= 1) & (counts < threshold)
    stays = earlier.hidden & (change == 0)
    tied = np.flatnonzero(earlier.hidden & (counts > 0) & (earlier.only_grew | little))
    number, nothing = counts.size, np.zeros(counts.size, dtype=bool)
    later_sums = _without_noughts(sums, counts)
    earlier_sums = _without_noughts(sums, earlier.counts)
    every = [
        *later_sums,
        *(
            Sum(total + number, tuple(part + number for part in parts))
            for total, parts in earlier_sums
        ),
        *(
            Sum(place, (place + number, added))
            for added, place in enumerate(tied.tolist(), 2 * number)
        ),
    ]
    known_floor = np.where(earlier.only_grew & ~earlier.hidden, earlier.counts, 0)
    cells = Cells(
        counts=np.concatenate([counts, earlier.counts, change[tied]]),
        sums=every,
        links=Links(every),
        hidden=np.concatenate(
            [
                (small | little | stays) & (counts > 0),
                earlier.hidden,
                np.ones(tied.size, dtype=bool),
            ]
        ),
        guarded=np.concatenate([kept, kept, little[tied]]),
        open=np.concatenate([kept & (counts > 0), nothing, np.zeros(tied.size, dtype=bool)]),
        floor=np.concatenate(
            [known_floor, np.zeros_like(counts), np.where(earlier.only_grew[tied], 0, NO_FLOOR)]
        ),
    )
    return np.asarray(find_hidden(cells)[:number])


def _without_noughts(sums: list[Sum], counts: Numbers) -> list[Sum]:
    """The sums of what is more than 0; a count of 0 is always shown."""
    positive = (counts > 0).tolist()
    return [
        Sum(total, tuple(part for part in parts if positive[part]))
        for total, parts in sums
        if positive[total]
    ]
