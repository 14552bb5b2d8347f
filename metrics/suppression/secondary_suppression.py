"""Which counts to hide beside those that must be: as few as possible."""

import numpy as np

from metrics.suppression.exhaustive_search import fewest_hidden
from metrics.suppression.lp_attack import Attack, Seen
from metrics.suppression.sum_checks import Lines
from metrics.suppression.table_model import Cells, Flags

# With so many counts that may be hidden, every choice of them is looked at: 2 to this power.
EVERY_CHOICE = 15
# How many hidden counts are looked at first around one that may be narrow.
NEAR = 300
# So many are given room before all are looked at again: what helps one helps others.
AT_A_TIME = 6
# In a table of so many counts, each one hidden in vain is shown again.
SHOWN_AGAIN = 400


def find_hidden(cells: Cells) -> Flags:
    """For each count, whether it is hidden: those that must be, and few more.

    Shape: nobody who knows everything shown can narrow a guarded hidden count to fewer than four
    whole numbers. The fewest possible in small tables; in others few, found by trying.
    """
    free = np.count_nonzero(cells.open & ~cells.hidden)
    if free <= EVERY_CHOICE:
        return fewest_hidden(cells)
    return few_hidden(cells)


def few_hidden(cells: Cells) -> Flags:
    """As ``find_hidden``, by hiding the fittest count of each sum that gives another away."""
    lines, seen = Lines(cells, cells.hidden), Seen(cells)
    lines.close(range(len(cells.sums)))
    given_up: set[int] = set()
    while unsettled := {*Attack(cells, lines.hidden.copy(), seen).unsettled()} - given_up:
        first = sorted(unsettled)[:AT_A_TIME]
        given_up |= {place for place in first if not _give_room(lines, seen, place)}
    if cells.counts.size <= SHOWN_AGAIN:
        _show_again(cells, lines)
    return lines.hidden


def _give_room(lines: Lines, seen: Seen, place: int) -> bool:
    """Hide more until the count at ``place`` has room; false where all that may be is hidden."""
    while (holding := _holding(lines, seen, place)) is not None:
        choice = lines.fittest(holding)
        if choice is None:
            choice = lines.fittest(np.flatnonzero(lines.cells.open).tolist())
        if choice is None:
            return False
        lines.hide(choice)
        lines.close(lines.lines_of(choice))
    return True


def _holding(lines: Lines, seen: Seen, place: int) -> list[int] | None:
    """Which shown counts keep the one at ``place`` from more room; null where it has enough.

    What is near is looked at first: that is often enough, and quicker.
    """
    for looked_at in (lines.around(place, NEAR), lines.hidden.copy()):
        attack = Attack(lines.cells, looked_at, seen)
        if attack.has_room(place):
            return None
        holding = attack.holding()
        if not lines.hidden[holding].any():
            break
    return [int(each) for each in holding]


def _show_again(cells: Cells, lines: Lines) -> None:
    """Show every count that was hidden only for others and keeps nothing, the largest first."""
    spare = np.flatnonzero(lines.hidden & ~cells.hidden)
    dearest_first = np.lexsort((-cells.counts[spare], -cells.dear[spare]))
    for place in spare[dearest_first].tolist():
        lines.hide(place, by=-1)
        told = any(lines.tells(line) for line in lines.lines_of(place))
        if told or Attack(cells, lines.hidden.copy()).first_narrow() is not None:
            lines.hide(place)
