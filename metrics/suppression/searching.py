"""Which counts to hide beside those that must be: as few as possible."""

import numpy as np

from metrics.suppression.attack import Attack, Seen
from metrics.suppression.cells import Cells, Flags
from metrics.suppression.fewest import fewest_hidden
from metrics.suppression.lines import Lines

# With so many counts that may be hidden, every choice of them is looked at: 2 to this power.
EVERY_CHOICE = 15
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
    while narrow := (attack := Attack(cells, lines.hidden.copy(), seen)).narrow():
        if not (cells.open & ~lines.hidden).any():
            break
        for place in narrow:
            _give_room(lines, attack, place)
    if cells.counts.size <= SHOWN_AGAIN:
        _show_again(cells, lines)
    return lines.hidden


def _give_room(lines: Lines, attack: Attack, place: int) -> None:
    """Hide one more of the counts that keep the one at ``place`` narrow, and what that asks."""
    holding = attack.holding(place)
    if lines.hidden[holding].any():
        return  # One of them was hidden for another count; whether that is enough is asked again.
    choice = lines.fittest(holding.tolist() or np.flatnonzero(attack.cells.open).tolist())
    if choice is not None:
        lines.hide(choice)
        lines.close(lines.lines_of(choice))


def _show_again(cells: Cells, lines: Lines) -> None:
    """Show every count that was hidden only for others and keeps nothing, the largest first."""
    spare = np.flatnonzero(lines.hidden & ~cells.hidden)
    for place in spare[np.argsort(-cells.counts[spare], kind="stable")].tolist():
        lines.hide(place, by=-1)
        told = any(lines.tells(line) for line in lines.lines_of(place))
        if told or Attack(cells, lines.hidden.copy()).first_narrow() is not None:
            lines.hide(place)
