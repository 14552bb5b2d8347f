"""Protects the counts of all areas together, quarter after quarter, with the year to each.

The year to a quarter is the four newest quarters as it closes: every April to March and every
calendar year is one. A quarter and the year to it are protected together, and with all that was
shown when earlier quarters closed, which stays as it was. What costs least is hidden first.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.disclosure import THRESHOLD
from metrics.suppression.closed_periods import ClosedPeriods
from metrics.suppression.costs import ENOUGH_FOR_QUARTERS, costs_of
from metrics.suppression.hitting_set import hide_cheapest
from metrics.suppression.linked_tables import CountTables
from metrics.suppression.newest_periods import NewestPeriods
from metrics.suppression.possible_counts import Worlds
from metrics.suppression.quarter_counts import Cell, QuarterCounts
from metrics.suppression.search_memory import NewestAttack, SearchMemory
from metrics.suppression.secret_counts import Secrets
from metrics.suppression.table_model import Flags


class Closing(NamedTuple):
    """Facts about the closing of a quarter that the next needs, besides what is shown of it.

    ``by_year_alone``: the counts of which the quarter is not shown whatever it is, only the year.
    ``attacks``: the small counts that were found out, each with the counts that it was found by.
    ``year_tables``: the tables by which the year was counted, as each of its quarters was.
    """

    by_year_alone: Sequence[Cell]
    attacks: Sequence[NewestAttack]
    year_tables: Sequence[str]


class History:
    """The counts of some rows by quarter and by year to each quarter, and which are hidden."""

    def __init__(
        self,
        tables: CountTables,
        threshold: int = THRESHOLD,
        enough: int | None = None,
    ) -> None:
        """``enough``: so many in a year, that each quarter may be shown; null as in ``costs``."""
        enough = ENOUGH_FOR_QUARTERS if enough is None else enough
        self._periods, self._threshold = ClosedPeriods(tables, enough), threshold
        # Attacks on the newest periods are likely to succeed in the next, too.
        self._memory = SearchMemory()

    def close(
        self,
        quarter: QuarterCounts,
        *,
        follows: bool = True,
        shows: tuple[bool, bool] = (True, True),
    ) -> tuple[pl.DataFrame, pl.DataFrame | None]:
        """The protected counts of the next quarter, and of the year to it. Shape: ``COUNTS``.

        ``follows``: it is the quarter after the last one. ``shows``: whether anything is shown of
        the quarter, and of the year to it. Nulls: no year before there are four quarters that
        follow each other.
        """
        periods = self._periods
        has_year = periods.add(quarter, follows=follows)
        hidden = self._hide(int(has_year), shows, periods.last_hidden())
        periods.record_hidden(hidden)
        last = len(periods.in_force) - 1
        of_year = periods.year(last, hidden[1]) if has_year else None
        return periods.newest_quarter(hidden[0]), of_year

    def revise(
        self, number: int, quarter: QuarterCounts
    ) -> tuple[pl.DataFrame, dict[int, pl.DataFrame]]:
        """The protected second count of a quarter, and of each year that it is part of.

        ``number``: of the quarter, from 0 on; a year is known by that of its last quarter. Nothing
        is shown of what was not shown before. What differs from an earlier count by a small number
        is a secret, whether it is more or less. Errors: ValueError where it cannot be kept.
        """
        periods, attacks = self._periods, self._memory.attacks
        flags = periods.hidden_in_force(number)
        years = periods.add_again(number, quarter)
        shows = tuple(not bool(each.all()) for each in flags)
        self._memory = SearchMemory(attacks)
        hidden = self._hide(len(years), shows, flags)
        self._memory = SearchMemory(attacks)
        if hidden.all() and any(shows):
            raise ValueError("A small difference between two counts can be found out.")
        periods.record_hidden(hidden)
        of_years = zip(years, hidden[1:], strict=True)
        return (
            periods.newest_quarter(hidden[0]),
            {last: periods.year(last, each) for last, each in of_years},
        )

    @property
    def closing(self) -> Closing:
        """The closing of the newest quarter."""
        periods = self._periods
        return Closing(periods.by_year_alone(), self._memory.attacks, periods.year_tables())

    def restore(
        self,
        quarter: QuarterCounts,
        shown: pl.DataFrame,
        of_year: pl.DataFrame | None,
        closing: Closing,
        *,
        follows: bool = True,
    ) -> None:
        """Take a quarter, and the year to it, as they were shown when it was closed.

        ``shown`` and ``of_year``: what ``close`` returned; rows of single areas are passed over.
        """
        self._periods.restore(quarter, shown, closing.by_year_alone, follows=follows)
        self._periods.restore_year(len(self._periods.in_force) - 1, of_year)
        self._memory.attacks = closing.attacks

    def restore_revision(
        self,
        number: int,
        quarter: QuarterCounts,
        shown: pl.DataFrame,
        of_year: pl.DataFrame | None,
        closing: Closing,
    ) -> None:
        """Take a quarter that was counted again, or whose year alone was."""
        self._periods.restore_again(number, quarter, shown, closing.by_year_alone)
        self._periods.restore_year(number, of_year)

    def _hide(self, new_years: int, shows: Sequence[bool], flags: Sequence[Flags]) -> Flags:
        """Whether each count of the newest row of a quarter, and of the newest years, is hidden.

        ``flags``: of each of these, what was hidden in the period before or in the first count.
        """
        newest = NewestPeriods(self._periods, new_years, shows, self._threshold)
        must = newest.must[newest.rows]
        if newest.none_is_shown:
            # The next period that is shown is another year: what attacked this one is far from it.
            self._memory.attacks = []
            return newest.with_known(must)
        # Where a nought of a year gives a small count away, it is hidden too.
        for secrets in (newest.secrets, newest.secrets_with_noughts):
            hidden = self._hide_cheapest(secrets, newest.must, newest.rows, flags)
            if hidden is not None:
                return newest.with_known(hidden)
        # Nothing of this quarter is shown, not even noughts.
        self._memory = SearchMemory()
        return newest.with_known(np.ones_like(must))

    def _hide_cheapest(
        self, secrets: Secrets, must: Flags, newest: Sequence[int], flags: Sequence[Flags]
    ) -> Flags | None:
        """Whether each count of the newest periods is hidden. Nulls: null where none are safe."""
        periods, memory = self._periods, self._memory
        cells, quarters = periods.cells, secrets.quarters
        cost = costs_of(periods.tables, cells, secrets.counts, quarters, newest, flags)
        worlds = Worlds(secrets, must, memory.likely_worlds(secrets, periods.in_force))
        known = memory.known_attacks(secrets, must, newest, cells)
        try:
            attacks = hide_cheapest(worlds, cost, known)
        except ValueError:
            return None
        memory.keep_worlds(worlds.seen, quarters)
        memory.keep_attacks(attacks, newest, cells)
        return worlds.hidden[newest]
