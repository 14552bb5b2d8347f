"""Chooses the cheapest counts to hide so that no small one can be found out.

Each attack that finds a count out rests on some shown counts, of which one must be hidden. The
cheapest choice that hits all attacks found so far is attacked again. If no attack succeeds, the
choice is the cheapest of all, as no attack can be stopped otherwise. After some rounds, counts are
hidden one by one instead.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metrics.suppression.lp_attack import highs, solver
from metrics.suppression.possible_counts import Worlds
from metrics.suppression.secret_counts import PeriodCell
from metrics.suppression.table_model import Reals

ROUNDS = 6
# What costs as much is shown again where that is safe, once all is.
WORTH_SHOWING = 200.0
# The solver stops within this share of the best possible cost, or after so many nodes.
GAP, NODES = 0.01, 2_000


class Attack(NamedTuple):
    """A small count that was found out, and the shown counts that it was found by."""

    small: PeriodCell
    shown: list[PeriodCell]


def hide_cheapest(worlds: Worlds, cost: Reals, known: Sequence[Attack] = ()) -> list[Attack]:
    """Hide the cheapest other counts in ``worlds``, so that each small one is safe.

    ``known``: attacks to stop in any case; with them, one choice is made. Returns them and those
    that were found. Errors: ValueError where nothing that may be hidden stops one.
    """
    must, attacks = worlds.hidden.copy(), [*known]
    for _ in range(1 if known else ROUNDS):
        if attacks:
            chosen = must.copy()
            for place in cheapest_hits([each.shown for each in attacks], cost):
                chosen[place] = True
            worlds.choose(chosen)
        before = len(attacks)
        for small in worlds.unsafe():
            while shown := worlds.constraining(small):
                attacks.append(Attack(small, shown))
                worlds.hide(min(shown, key=lambda at: cost[at]))
        if len(attacks) == before:
            break
    extra = [(row, column) for row, column in np.argwhere(worlds.hidden & ~must).tolist()]
    for place in sorted(extra, key=lambda at: -cost[at]):
        if cost[place] >= WORTH_SHOWING:
            _show_if_safe(worlds, place, attacks)
    return attacks


def _show_if_safe(worlds: Worlds, place: PeriodCell, attacks: list[Attack]) -> None:
    before, seen = worlds.hidden.copy(), worlds.seen
    hidden = before.copy()
    hidden[place] = False
    if any(place in each.shown and not any(hidden[at] for at in each.shown) for each in attacks):
        return
    worlds.choose(hidden)
    for small in worlds.unsafe():
        if shown := worlds.constraining(small):
            attacks.append(Attack(small, shown))
            worlds.choose(before, seen)
            return


def cheapest_hits(attacks: Sequence[Sequence[PeriodCell]], cost: Reals) -> list[PeriodCell]:
    """The cheapest places such that each of ``attacks`` contains at least one."""
    places = sorted({place for attack in attacks for place in attack})
    number = {place: column for column, place in enumerate(places)}
    rows = [sorted(number[place] for place in attack) for attack in attacks]
    chooser = solver()
    chooser.setOptionValue("mip_rel_gap", GAP)
    chooser.setOptionValue("mip_max_nodes", NODES)
    programme = highs().HighsLp()
    programme.num_col_, programme.num_row_ = len(places), len(rows)
    programme.col_cost_ = np.array([cost[place] for place in places])
    programme.col_lower_, programme.col_upper_ = np.zeros(len(places)), np.ones(len(places))
    programme.integrality_ = [highs().HighsVarType.kInteger] * len(places)
    programme.row_lower_, programme.row_upper_ = np.ones(len(rows)), np.full(len(rows), np.inf)
    matrix = programme.a_matrix_
    matrix.format_ = highs().MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    matrix.index_ = np.concatenate(rows).astype(np.int32)
    matrix.value_ = np.ones(sum(map(len, rows)))
    chooser.passModel(programme)
    chooser.run()
    taken = np.asarray(chooser.getSolution().col_value) > 0.5
    return [place for place, is_taken in zip(places, taken.tolist(), strict=True) if is_taken]
