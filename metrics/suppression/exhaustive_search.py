"""The fewest counts to hide in a small table, by looking at every choice of them."""

import numpy as np
import numpy.typing as npt

from metrics.suppression.lp_attack import Attack
from metrics.suppression.table_model import ROOM, Cells, Flags

Choices = npt.NDArray[np.bool_]


def fewest_hidden(cells: Cells) -> Flags:
    """For each count, whether it is hidden: the fewest, and of as few the smallest counts.

    A choice that gives something away rules out every choice in which the same counts, and
    perhaps others, are shown: so few are looked at closely.
    """
    choices = _every_choice(cells)
    alive = _pass_alone(cells, choices)
    for number in range(len(choices)):
        if not alive[number]:
            continue
        narrow = Attack(cells, choices[number]).first_narrow()
        if narrow is None:
            return np.asarray(choices[number])
        shown = ~_most_hidden(cells, choices[number], narrow)
        alive &= ~choices[:, narrow] | choices[:, shown & cells.open].any(axis=1)
    return cells.hidden | cells.open


def _every_choice(cells: Cells) -> Choices:
    """A row for each choice, the fewest hidden first; a column for each count."""
    free = np.flatnonzero(cells.open & ~cells.hidden)
    picked = (np.arange(2**free.size)[:, None] >> np.arange(free.size)) & 1 == 1
    order = np.lexsort((picked @ cells.counts[free], picked @ cells.dear[free], picked.sum(axis=1)))
    choices = np.tile(cells.hidden, (len(picked), 1))
    choices[:, free] = picked[order]
    return choices


def _pass_alone(cells: Cells, choices: Choices) -> npt.NDArray[np.bool_]:
    """Whether no sum, looked at alone, gives a hidden count of the choice away."""
    alive = np.ones(len(choices), dtype=bool)
    for total, parts in cells.sums:
        places = [*parts]
        hidden = choices[:, places]
        number, spare = hidden.sum(axis=1), hidden @ cells.counts[places]
        guarded = (choices[:, [total, *places]] & cells.guarded[[total, *places]]).any(axis=1)
        little = (number > 0) & (spare < ROOM)
        told = np.where(choices[:, total], number == 0, (number == 1) | little)
        alive &= ~(guarded & told)
    return alive


def _most_hidden(cells: Cells, hidden: Flags, narrow: int) -> Flags:
    """``hidden`` and as many more as leave the count at ``narrow`` without room."""
    most = hidden.copy()
    for place in np.flatnonzero(cells.open & ~hidden).tolist():
        most[place] = True
        if Attack(cells, most).has_room(narrow):
            most[place] = False
    return most
