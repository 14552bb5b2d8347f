"""Chooses the fewest counts to hide besides the small ones, so that none can be derived."""

import numpy as np
import numpy.typing as npt

from metrics.suppression.lp_attack import LpAttack, ValueRanges
from metrics.suppression.sum_checks import SumChecks
from metrics.suppression.table_model import ROOM, Cells, Flags

# With at most this many counts that may be hidden, all choices are tried: 2 to this power.
EVERY_CHOICE = 15
# The number of hidden counts near a doubtful one that are attacked before all of them are.
NEAR = 300
# The number of doubtful counts given room before all are attacked again: helping one helps others.
AT_A_TIME = 6
# With up to this many counts in all, each count that was hidden needlessly is shown again.
SHOWN_AGAIN = 400
Choices = npt.NDArray[np.bool_]


def find_hidden(cells: Cells) -> Flags:
    """Whether each count is hidden: those that must be, and few more.

    Guarantee: a reader who knows all shown counts cannot narrow a guarded hidden count to fewer
    than four whole numbers, unless every count that may be hidden is hidden already. In small
    tables the fewest possible are hidden.
    """
    free = np.count_nonzero(cells.may_hide & ~cells.hidden)
    return fewest_hidden(cells) if free <= EVERY_CHOICE else few_hidden(cells)


# Step by step


def few_hidden(cells: Cells) -> Flags:
    """``find_hidden`` by hiding the best count of each sum that gives something away."""
    checks, ranges = SumChecks(cells, cells.hidden), ValueRanges(cells)
    checks.repair(range(len(cells.sums)))
    given_up: set[int] = set()
    while doubtful := {*LpAttack(cells, checks.hidden.copy(), ranges).unsettled()} - given_up:
        first = sorted(doubtful)[:AT_A_TIME]
        given_up |= {place for place in first if not _give_room(checks, ranges, place)}
    if cells.counts.size <= SHOWN_AGAIN:
        _show_again(cells, checks)
    return checks.hidden


def _give_room(checks: SumChecks, ranges: ValueRanges, place: int) -> bool:
    """Hide more until the count at ``place`` has room; false where nothing more may be hidden."""
    while (constraining := _constraining(checks, ranges, place)) is not None:
        best = checks.best(constraining)
        if best is None:
            best = checks.best(np.flatnonzero(checks.cells.may_hide).tolist())
        if best is None:
            return False
        checks.hide(best)
        checks.repair(checks.lines_of(best))
    return True


def _constraining(checks: SumChecks, ranges: ValueRanges, place: int) -> list[int] | None:
    """The shown counts that limit the one at ``place``; null where it has room.

    The hidden counts near it are attacked first: that is quicker, and often enough.
    """
    for attacked in (checks.near(place, NEAR), checks.hidden.copy()):
        attack = LpAttack(checks.cells, attacked, ranges)
        if attack.has_room(place):
            return None
        constraining = attack.constraining()
        if not checks.hidden[constraining].any():
            break
    return [int(each) for each in constraining]


def _show_again(cells: Cells, checks: SumChecks) -> None:
    """Show each count that was hidden for others but is not needed, the most costly first."""
    extra = np.flatnonzero(checks.hidden & ~cells.hidden)
    order = np.lexsort((-cells.counts[extra], -cells.cost[extra]))
    for place in extra[order].tolist():
        checks.hide(place, by=-1)
        gives_away = any(map(checks.gives_away, checks.lines_of(place)))
        if gives_away or LpAttack(cells, checks.hidden.copy()).first_narrow() is not None:
            checks.hide(place)


# All choices


def fewest_hidden(cells: Cells) -> Flags:
    """``find_hidden`` by trying every choice: the fewest counts, and of those the smallest.

    A choice that gives a count away also rules out every choice that shows at least the same
    counts. So only a few are attacked.
    """
    choices = _every_choice(cells)
    possible = _pass_each_sum(cells, choices)
    for number in range(len(choices)):
        if not possible[number]:
            continue
        narrow = LpAttack(cells, choices[number]).first_narrow()
        if narrow is None:
            return np.asarray(choices[number])
        shown = ~_most_hidden(cells, choices[number], narrow)
        possible &= ~choices[:, narrow] | choices[:, shown & cells.may_hide].any(axis=1)
    return cells.hidden | cells.may_hide


def _every_choice(cells: Cells) -> Choices:
    """One row per choice, the fewest hidden first; one column per count."""
    free = np.flatnonzero(cells.may_hide & ~cells.hidden)
    picked = (np.arange(2**free.size)[:, None] >> np.arange(free.size)) & 1 == 1
    order = np.lexsort((picked @ cells.counts[free], picked @ cells.cost[free], picked.sum(axis=1)))
    choices = np.tile(cells.hidden, (len(picked), 1))
    choices[:, free] = picked[order]
    return choices


def _pass_each_sum(cells: Cells, choices: Choices) -> Flags:
    """Whether no sum by itself gives away a hidden count of the choice, as in ``SumChecks``."""
    possible = np.ones(len(choices), dtype=bool)
    for total, parts in cells.sums:
        places = [*parts]
        hidden = choices[:, places]
        number, sum_hidden = hidden.sum(axis=1), hidden @ cells.counts[places]
        guarded = (choices[:, [total, *places]] & cells.guarded[[total, *places]]).any(axis=1)
        of_parts = (number == 1) | ((number > 0) & (sum_hidden < ROOM))
        possible &= ~(guarded & np.where(choices[:, total], number == 0, of_parts))
    return possible


def _most_hidden(cells: Cells, hidden: Flags, narrow: int) -> Flags:
    """``hidden`` with as many more counts as still leave the count at ``narrow`` without room."""
    most = hidden.copy()
    for place in np.flatnonzero(cells.may_hide & ~hidden).tolist():
        most[place] = True
        if LpAttack(cells, most).has_room(narrow):
            most[place] = False
    return most
