"""Protects the counts of all areas together, quarter after quarter, with the year to each.

The year to a quarter is the four newest quarters as it closes: every April to March and every
calendar year is one. A quarter and the year to it are protected together, and with all that was
shown when earlier quarters closed, which stays as it was. What costs least is hidden first.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.cases.aggregation import AREA
from metrics.disclosure import AT_LEAST, THRESHOLD
from metrics.suppression.costs import (
    AGAIN,
    ENOUGH_FOR_QUARTERS,
    ENOUGH_OF_A_KNOWN_TOTAL,
    OF_FEW,
    cost_of,
)
from metrics.suppression.hitting_set import Attack, hide_cheapest
from metrics.suppression.layout import lay_out
from metrics.suppression.linked_tables import COUNTS, CountTables
from metrics.suppression.quarter_counts import (
    TOTAL,
    Cell,
    Columns,
    QuarterCounts,
    of_tables,
    padded,
    without_known,
)
from metrics.suppression.secret_counts import Difference, Secrets, with_sums
from metrics.suppression.table_model import Flags, Numbers, Reals, is_small
from metrics.suppression.worlds import Worlds

QUARTERS_OF_A_YEAR = 4
# A difference between two counts may be anything.
UNKNOWN = -1_000_000
# A count of the newest quarter, or (true) of the year to it.
Newest = tuple[bool, Cell]


class Closing(NamedTuple):
    """What the next quarter has to know of how one was closed, besides what is shown of it.

    ``by_year_alone``: the counts of which the quarter is not shown whatever it is, only the year.
    ``attacks``: the small counts that were found out, each with the counts that it was found by.
    ``year_tables``: the tables by which the year was counted, as each of its quarters was.
    """

    by_year_alone: Sequence[Cell]
    attacks: Sequence[tuple[Newest, Sequence[Newest]]]
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
        self._tables, self._threshold = tables, threshold
        self._enough = ENOUGH_FOR_QUARTERS if enough is None else enough
        self._columns = Columns(tables)
        # Totals that stand exactly elsewhere are known, whatever is withheld here.
        self._known = [TOTAL] if any(each.has_known_total for each in tables.values()) else []
        # A row for each count of a quarter; which quarter it is, and of each the row in force.
        self._counts: list[Numbers] = []
        self._quarter_of: list[int] = []
        self._in_force: list[int] = []
        # The rows of each year that was shown.
        self._years: list[tuple[int, ...]] = []
        # By row, and by year, of each column.
        self._hidden: tuple[list[Flags], list[Flags]] = ([], [])
        self._in_public: list[Flags] = []
        # The tables by which each row was not counted, as a version before had none of them.
        self._lacks: list[set[str]] = []
        self._follows: list[bool] = []
        self._seen: list[Reals] = []
        # Those on the newest periods are likely to succeed in the next, too.
        self._attacks: Sequence[tuple[Newest, Sequence[Newest]]] = []

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
        self._add(quarter, follows=follows)
        counts = padded(self._counts, len(self._columns.cells))
        self._in_public.append(self._may_be_by_quarter(counts[self._in_force]))
        has_year = self._is_year(len(self._in_force) - 1)
        if has_year:
            self._years.append(tuple(self._in_force[-QUARTERS_OF_A_YEAR:]))
        last = [each[-1] for each in self._hidden if each]
        hidden = self._hide(counts, int(has_year), shows, last)
        self._hidden[0].append(hidden[0])
        if has_year:
            self._hidden[1].append(hidden[1])
        of_year = counts[self._in_force[-QUARTERS_OF_A_YEAR:]].sum(axis=0)
        return (
            self._frame(counts[-1], hidden[0]),
            self._frame(of_year, hidden[1], self._years[-1]) if has_year else None,
        )

    def revise(
        self, number: int, quarter: QuarterCounts
    ) -> tuple[pl.DataFrame, dict[int, pl.DataFrame]]:
        """The protected second count of a quarter, and of each year that it is part of.

        ``number``: of the quarter, from 0 on; a year is known by that of its last quarter. Nothing
        is shown of what was not shown before. What differs from an earlier count by a small number
        is a secret, whether it is more or less. Errors: ValueError where it cannot be kept.
        """
        old = self._in_force[number]
        years = [last for last in range(number, number + QUARTERS_OF_A_YEAR) if self._shows(last)]
        before = [self._year_in_force(last) for last in years]
        self._replace(number, quarter)
        counts = padded(self._counts, len(self._columns.cells))
        may_be = self._may_be_by_quarter(counts[self._in_force[: number + 1]])
        may_be[: self._in_public[old].size] = self._in_public[old]
        self._in_public.append(may_be)
        self._years += [self._rows_of_year(last) for last in years]
        flags = [self._hidden[0][old], *(self._hidden[1][each] for each in before)]
        shows = tuple(not bool(each.all()) for each in flags)
        self._seen, attacks = [], self._attacks
        hidden = self._hide(counts, len(years), shows, flags)
        self._seen, self._attacks = [], attacks
        if hidden.all() and any(shows):
            raise ValueError("A small difference between two counts can be found out.")
        self._hidden[0].append(hidden[0])
        self._hidden[1].extend(hidden[1:])
        frames = [
            self._frame(counts[[*rows]].sum(axis=0), each, rows)
            for rows, each in zip(map(self._rows_of_year, years), hidden[1:], strict=True)
        ]
        return self._frame(counts[-1], hidden[0]), dict(zip(years, frames, strict=True))

    @property
    def closing(self) -> Closing:
        """How the newest quarter was closed."""
        cells = zip(self._columns.cells, self._in_public[-1].tolist(), strict=True)
        alone = [cell for cell, is_in_public in cells if not is_in_public]
        lacks = self._lacking(self._years[-1] if self._years else ())
        return Closing(alone, self._attacks, [name for name in self._tables if name not in lacks])

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
        self._add(quarter, follows=follows)
        self._restore_row(shown, closing)
        self._restore_year(len(self._in_force) - 1, of_year)
        self._attacks = closing.attacks

    def restore_revision(
        self,
        number: int,
        quarter: QuarterCounts,
        shown: pl.DataFrame,
        of_year: pl.DataFrame | None,
        closing: Closing,
    ) -> None:
        """Take a quarter that was counted again, or of which only the year to it was."""
        counted = of_tables(quarter, self._tables)
        row = self._columns.add(counted)
        before = self._counts[self._in_force[number]]
        if not np.array_equal(row, padded([before], row.size)[0]):
            self._put(number, counted, row)
            self._restore_row(shown, closing)
        self._restore_year(number, of_year)

    def _restore_row(self, shown: pl.DataFrame, closing: Closing) -> None:
        alone = set(closing.by_year_alone)
        self._in_public.append(np.array([cell not in alone for cell in self._columns.cells]))
        self._hidden[0].append(self._hidden_in(shown))

    def _restore_year(self, last: int, of_year: pl.DataFrame | None) -> None:
        if of_year is not None:
            self._years.append(self._rows_of_year(last))
            self._hidden[1].append(self._hidden_in(of_year))

    def _add(self, quarter: QuarterCounts, *, follows: bool) -> None:
        self._in_force.append(-1)
        self._follows.append(follows)
        self._replace(len(self._in_force) - 1, quarter)

    def _replace(self, number: int, quarter: QuarterCounts) -> None:
        counted = of_tables(quarter, self._tables)
        self._put(number, counted, self._columns.add(counted))

    def _put(self, number: int, quarter: QuarterCounts, row: Numbers) -> None:
        self._counts.append(row)
        self._lacks.append(self._tables.keys() - quarter.words.keys())
        self._quarter_of.append(number)
        self._in_force[number] = len(self._counts) - 1

    def _lacking(self, rows: Sequence[int]) -> set[str]:
        """The tables by which a sum of rows cannot be counted."""
        return {name for row in rows for name in self._lacks[row]}

    def _lacking_counts(self, shape: tuple[int, ...]) -> Flags:
        """Whether each count is of a table by which its period was not counted."""
        lacks: Flags = np.zeros(shape, dtype=bool)
        sums = [*([row] for row in range(len(self._counts))), *self._years]
        for row, of in enumerate(sums):
            if names := self._lacking(of):
                lacks[row] = [cell is not None and cell[0] in names for cell in self._columns.cells]
        return lacks

    def _rows_of_year(self, last: int) -> tuple[int, ...]:
        return tuple(self._in_force[last - QUARTERS_OF_A_YEAR + 1 : last + 1])

    def _shows(self, last: int) -> bool:
        """Whether there is a year that ends with a quarter."""
        return last < len(self._in_force) and self._is_year(last)

    def _year_in_force(self, last: int) -> int:
        """The newest count of the year that ends with a quarter."""
        quarters = [*range(last - QUARTERS_OF_A_YEAR + 1, last + 1)]
        return max(
            number
            for number, rows in enumerate(self._years)
            if [self._quarter_of[row] for row in rows] == quarters
        )

    def _differences(self, counts: Numbers) -> list[Difference]:
        """Each count of a quarter beside every earlier one."""
        return [
            Difference(new, old, np.where(counts[new] >= counts[old], 1, -1))
            for new, number in enumerate(self._quarter_of)
            for old in range(new)
            if self._quarter_of[old] == number
        ]

    def _hidden_in(self, shown: pl.DataFrame) -> Flags:
        """Whether each count of a period was hidden; what is not among ``shown`` is a nought."""
        of_all = shown.filter(pl.col(AREA).is_null()).rows()
        hidden = {(name, word): is_hidden for name, _, word, _, is_hidden in of_all}
        any_table = next(name for name, each in self._tables.items() if not each.ties)
        cells = (cell or (any_table, None) for cell in self._columns.cells)
        return np.array([hidden.get(cell, False) for cell in cells]) | ~self._offered()

    def _is_year(self, last: int) -> bool:
        return last >= QUARTERS_OF_A_YEAR - 1 and all(
            self._follows[last - QUARTERS_OF_A_YEAR + 2 : last + 1]
        )

    def _offered(self) -> Flags:
        return np.array(
            [not cell or not self._tables[cell[0]].ties for cell in self._columns.cells]
        )

    def _may_be_by_quarter(self, counts: Numbers) -> Flags:
        """The columns of which there are so many in a year that hardly a quarter is small."""
        newest = counts[-QUARTERS_OF_A_YEAR:]
        a_year = newest.sum(axis=0) * QUARTERS_OF_A_YEAR / len(newest)
        return np.asarray(a_year >= self._enough)

    def _hide(
        self,
        by_quarter: Numbers,
        new_years: int,
        shows: Sequence[bool],
        flags: Sequence[Flags],
    ) -> Flags:
        """Whether each count of the newest row of a quarter, and of the newest years, is hidden.

        ``flags``: of each of these, what was hidden in the period before or in the first count.
        """
        differences = self._differences(by_quarter)
        counts = with_sums(by_quarter, self._years, differences)
        quarters, sums = len(by_quarter), len(by_quarter) + len(self._years)
        newest = [quarters - 1, *range(sums - new_years, sums)]
        offered = self._offered()
        lacking = self._lacking_counts(counts.shape)
        before = self._before(counts.shape) | lacking
        must = before.copy()
        must[newest] = lacking[newest] | is_small(counts[newest], self._threshold) | ~offered
        for row, is_shown in zip(newest, shows, strict=False):
            must[row] |= not is_shown
        # Noughts are hidden too, so that a quarter which is never shown tells nothing.
        number = self._quarter_of[-1]
        year = self._in_force[max(0, number + 1 - QUARTERS_OF_A_YEAR) : number + 1]
        in_year = by_quarter[year].sum(axis=0) > 0
        must[quarters - 1] |= in_year & ~self._in_public[-1]
        # A total that is known elsewhere is shown here where any other would be.
        known_hidden = must[newest][:, self._known]
        must |= (counts[:, self._known] < ENOUGH_OF_A_KNOWN_TOTAL).any(axis=1, keepdims=True)
        must[:, self._known] = False
        may_hide = np.zeros_like(must)
        may_hide[newest] = ~must[newest] & (counts[newest] > 0)
        may_hide[:, self._known] = False
        least = np.zeros_like(counts)
        least[quarters:, offered] = 1
        least[:quarters][padded(self._in_public, counts.shape[1]) & offered] = 1
        # Nothing is known of a period of which nothing is shown, not even noughts.
        least[np.delete(before, self._known, axis=1).all(axis=1)] = 0
        least[sums:], least[lacking] = UNKNOWN, UNKNOWN
        small = is_small(counts, self._threshold) & offered & ~lacking
        # Parts of a small difference may be great ones, more of one and less of another.
        small[:sums] = without_known(small[:sums], counts[:sums], self._known, self._threshold)
        small[sums:, self._known] = False
        secrets = Secrets(
            counts,
            quarters,
            self._years,
            lay_out(counts.shape[1], self._columns.sums()),
            small,
            np.minimum(least, counts),
            self._threshold,
            may_hide,
            differences=differences,
        )
        if np.delete(must[newest], self._known, axis=1).all():
            # The next period that is shown is another year: what attacked this one is far from it.
            self._attacks = []
            return self._with_known(must[newest], known_hidden)
        # Where a nought of a year gives a small count away, it is hidden too.
        with_noughts = may_hide.copy()
        with_noughts[newest[1:]] = ~must[newest[1:]]
        with_noughts[:, self._known] = False
        for may in (may_hide, with_noughts):
            hidden = self._hide_cheapest(secrets._replace(may_hide=may), must, newest, flags)
            if hidden is not None:
                return self._with_known(hidden, known_hidden)
        # Nothing of this quarter is shown, not even noughts.
        self._seen, self._attacks = [], []
        return self._with_known(np.ones_like(must[newest]), known_hidden)

    def _with_known(self, hidden: Flags, known_hidden: Flags) -> Flags:
        hidden[:, self._known] = known_hidden
        return hidden

    def _hide_cheapest(
        self, secrets: Secrets, must: Flags, newest: Sequence[int], flags: Sequence[Flags]
    ) -> Flags | None:
        """Whether each count of the newest periods is hidden. Nulls: null where none are safe."""
        counts, quarters = secrets.counts, secrets.quarters
        cost = self._costs(counts, quarters, newest, flags)
        worlds = Worlds(secrets, must, self._carried(secrets))
        known = self._known_attacks(newest, must & secrets.small, secrets.may_hide, must)
        try:
            attacks = hide_cheapest(worlds, cost, known)
        except ValueError:
            return None
        self._seen = [each[:quarters] for each in worlds.seen]
        self._keep(attacks, newest)
        return worlds.hidden[newest]

    def _known_attacks(
        self, newest: Sequence[int], small: Flags, may_hide: Flags, must: Flags
    ) -> list[Attack]:
        """The attacks of the period before that are likely to succeed in the newest too."""
        known = []
        column_of = {cell: column for column, cell in enumerate(self._columns.cells)}
        for of, by in self._attacks:
            if len(newest) == 1 and any(is_year for is_year, _ in (of, *by)):
                continue
            at, *shown = ((newest[is_year], column_of[cell]) for is_year, cell in (of, *by))
            usable = [each for each in shown if may_hide[each]]
            if usable and small[at] and not any(must[each] for each in shown):
                known.append(Attack(at, usable))
        return known

    def _keep(self, attacks: Sequence[Attack], newest: Sequence[int]) -> None:
        cells, has_year = self._columns.cells, len(newest) > 1
        self._attacks = [
            (
                (has_year and row == newest[-1], cells[column]),
                [(has_year and at == newest[-1], cells[cell]) for at, cell in shown],
            )
            for (row, column), shown in attacks
            if row in newest
        ]

    def _before(self, shape: tuple[int, ...]) -> Flags:
        before: Flags = np.zeros(shape, dtype=bool)
        quarters, years = self._hidden
        for row, flags in [*enumerate(quarters), *enumerate(years, start=len(self._counts))]:
            before[row, : flags.size] = flags
        before[len(self._counts) + len(self._years) :] = True
        before[:, self._known] = False
        return before

    def _costs(
        self, counts: Numbers, quarters: int, newest: Sequence[int], flags: Sequence[Flags]
    ) -> Reals:
        """The cost of hiding each count; less where it was hidden one period before."""
        by_column = [
            [cost_of(self._tables, cell, is_year=is_year) for cell in self._columns.cells]
            for is_year in (False, True)
        ]
        cost = np.array([by_column[row >= quarters] for row in range(len(counts))], float)
        for row in newest:
            for parts in self._shares():
                if counts[row, parts].min() < AT_LEAST:
                    cost[row, parts] *= OF_FEW
        for row, before in zip(newest, flags, strict=False):
            cost[row, np.flatnonzero(before)] *= AGAIN
        # Of counts that cost the same, the smallest is hidden.
        return cost + counts / 1_000

    def _shares(self) -> list[list[int]]:
        """The columns of the two parts of each share, without what is left out of it."""
        parts: dict[str, list[int]] = {}
        for column, cell in enumerate(self._columns.cells):
            name, word = cell or (None, None)
            if name and self._tables[name].is_share and word not in self._tables[name].minor:
                parts.setdefault(name, []).append(column)
        return [*parts.values()]

    def _carried(self, secrets: Secrets) -> list[Reals]:
        """The worlds seen, with the newest quarter as it is, or like the one a year before."""
        worlds = []
        newest = len(self._counts) - 1
        for seen in self._seen:
            quarters: Reals = np.zeros((newest + 1, secrets.counts.shape[1]))
            quarters[: seen.shape[0], : seen.shape[1]] = seen
            as_before = quarters.copy()
            if len(self._in_force) > QUARTERS_OF_A_YEAR:
                as_before[newest] = quarters[self._in_force[-1 - QUARTERS_OF_A_YEAR]]
            for moved in (quarters, as_before):
                worlds.append(with_sums(moved, secrets.windows, secrets.differences))
        return worlds

    def _frame(self, counts: Numbers, hidden: Flags, rows: Sequence[int] = ()) -> pl.DataFrame:
        """The counts of a period that are not known to be 0, with the total in each table.

        ``rows``: of which it is the sum; tables that one of them lacks are left out.
        """
        cells, lacks = self._columns.cells, self._lacking(rows)
        numbers = [*zip(counts.tolist(), hidden.tolist(), strict=True)]
        (total, *_), shown = (
            numbers[:1],
            [name for name, each in self._tables.items() if not each.ties and name not in lacks],
        )
        found = [
            (cell, each) for cell, each in zip(cells, numbers, strict=True) if cell and any(each)
        ]
        found_in = [
            (name, None, word, *each)
            for name in shown
            for word, each in [
                *sorted((word, each) for (of, word), each in found if of == name),
                *([(None, total)] if any(total) else []),
            ]
        ]
        return pl.DataFrame(found_in, COUNTS, orient="row")
