"""Findings of the search of one period, from which the next begins: the two are much alike."""

from collections.abc import Sequence

import numpy as np

from metrics.suppression.closed_periods import QUARTERS_OF_A_YEAR
from metrics.suppression.hitting_set import Attack
from metrics.suppression.quarter_counts import Cell
from metrics.suppression.secret_counts import Secrets, with_sums
from metrics.suppression.table_model import Flags, Reals

# A count of the newest quarter, or (true) of the year to it.
Newest = tuple[bool, Cell]
# A small count that was found out, with the counts that it was found by.
NewestAttack = tuple[Newest, Sequence[Newest]]


class SearchMemory:
    """The attacks on the newest periods, and the worlds that were seen."""

    def __init__(self, attacks: Sequence[NewestAttack] = ()) -> None:
        self.attacks = attacks
        self._seen: list[Reals] = []

    def known_attacks(
        self, secrets: Secrets, must: Flags, newest: Sequence[int], cells: Sequence[Cell]
    ) -> list[Attack]:
        """The attacks that are likely to succeed in the ``newest`` rows too.

        ``must``: the counts that must be hidden. ``cells``: of each column.
        """
        known = []
        column_of = {cell: column for column, cell in enumerate(cells)}
        small = must & secrets.small
        for of, by in self.attacks:
            if len(newest) == 1 and any(is_year for is_year, _ in (of, *by)):
                continue
            at, *shown = ((newest[is_year], column_of[cell]) for is_year, cell in (of, *by))
            usable = [each for each in shown if secrets.may_hide[each]]
            if usable and small[at] and not any(must[each] for each in shown):
                known.append(Attack(at, usable))
        return known

    def likely_worlds(self, secrets: Secrets, in_force: Sequence[int]) -> list[Reals]:
        """The worlds seen, with the newest quarter as it is, or like the one a year before.

        ``in_force``: the row of each quarter.
        """
        worlds = []
        newest = secrets.quarters - 1
        for seen in self._seen:
            quarters: Reals = np.zeros((newest + 1, secrets.counts.shape[1]))
            quarters[: seen.shape[0], : seen.shape[1]] = seen
            as_before = quarters.copy()
            if len(in_force) > QUARTERS_OF_A_YEAR:
                as_before[newest] = quarters[in_force[-1 - QUARTERS_OF_A_YEAR]]
            for moved in (quarters, as_before):
                worlds.append(with_sums(moved, secrets.windows, secrets.differences))
        return worlds

    def keep_worlds(self, seen: Sequence[Reals], quarters: int) -> None:
        """Keep what was seen of the rows of quarters, instead of what was kept before."""
        self._seen = [each[:quarters] for each in seen]

    def keep_attacks(
        self, attacks: Sequence[Attack], newest: Sequence[int], cells: Sequence[Cell]
    ) -> None:
        """Keep the attacks on the ``newest`` rows, instead of those kept before."""
        has_year = len(newest) > 1
        self.attacks = [
            (
                (has_year and row == newest[-1], cells[column]),
                [(has_year and at == newest[-1], cells[cell]) for at, cell in shown],
            )
            for (row, column), shown in attacks
            if row in newest
        ]
