"""The counts of the quarters closed so far, and of the year to each, and what was hidden of them.

Each count of a quarter is a row, so a quarter that was counted again has two; the newest of them is
in force. A year is the sum of four rows.
"""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl

from metrics.suppression.linked_tables import CountTables
from metrics.suppression.protected_frame import hidden_in, offered, protected_frame
from metrics.suppression.quarter_counts import (
    TOTAL,
    Cell,
    Columns,
    QuarterCounts,
    of_tables,
    padded,
)
from metrics.suppression.secret_counts import Difference
from metrics.suppression.table_model import Flags, Numbers, Sum

QUARTERS_OF_A_YEAR = 4


class ClosedPeriods:
    """Records of closed quarters, known by their number from 0 on, and of the years they end."""

    def __init__(self, tables: CountTables, enough: int) -> None:
        """``enough``: so many in a year, that each quarter may be shown."""
        self.tables, self._enough = tables, enough
        self._columns = Columns(tables)
        # Totals that stand exactly elsewhere are known, whatever is withheld here.
        self.known = [TOTAL] if any(each.has_known_total for each in tables.values()) else []
        # A row for each count of a quarter, its quarter, and the row in force of each quarter.
        self._counts: list[Numbers] = []
        self._quarter_of: list[int] = []
        self.in_force: list[int] = []
        # The rows of each year that was shown.
        self.years: list[tuple[int, ...]] = []
        # Flags of each column: for each row, and for each year.
        self._hidden: tuple[list[Flags], list[Flags]] = ([], [])
        self._in_public: list[Flags] = []
        # The tables that did not exist yet when each row was counted.
        self._lacks: list[set[str]] = []
        self._follows: list[bool] = []

    # Counts

    @property
    def cells(self) -> Sequence[Cell]:
        """The cell of each column."""
        return self._columns.cells

    def sums(self) -> Sequence[Sum]:
        """The sums between the columns of any one period."""
        return self._columns.sums()

    @property
    def by_quarter(self) -> Numbers:
        """The counts of each row, by column."""
        return padded(self._counts, len(self.cells))

    @property
    def offered(self) -> Flags:
        """Whether the count of each column is shown at all."""
        return offered(self.tables, self.cells)

    @property
    def in_public(self) -> Flags:
        """Whether a quarter's count, and not only its year's, may be shown, by row and column."""
        return padded(self._in_public, len(self.cells))

    @property
    def newest_year(self) -> list[int]:
        """The rows in force of the newest counted quarter and of up to three before it."""
        number = self._quarter_of[-1]
        return self.in_force[max(0, number + 1 - QUARTERS_OF_A_YEAR) : number + 1]

    def differences(self, counts: Numbers) -> list[Difference]:
        """Each count of a quarter beside every earlier one."""
        return [
            Difference(new, old, np.where(counts[new] >= counts[old], 1, -1))
            for new, number in enumerate(self._quarter_of)
            for old in range(new)
            if self._quarter_of[old] == number
        ]

    def lacking(self, shape: tuple[int, ...]) -> Flags:
        """Whether each count belongs to a table that did not exist when its period was counted."""
        lacks: Flags = np.zeros(shape, dtype=bool)
        sums = [*([row] for row in range(len(self._counts))), *self.years]
        for row, of in enumerate(sums):
            if names := self._lacking(of):
                lacks[row] = [cell is not None and cell[0] in names for cell in self.cells]
        return lacks

    # What was hidden

    def hidden_before(self, shape: tuple[int, ...]) -> Flags:
        """Whether each count was hidden: none that is not decided yet, all differences."""
        before: Flags = np.zeros(shape, dtype=bool)
        quarters, years = self._hidden
        for row, flags in [*enumerate(quarters), *enumerate(years, start=len(self._counts))]:
            before[row, : flags.size] = flags
        before[len(self._counts) + len(self.years) :] = True
        before[:, self.known] = False
        return before

    def last_hidden(self) -> list[Flags]:
        """The counts hidden in the last quarter, and in the last year, where there was one."""
        return [each[-1] for each in self._hidden if each]

    def hidden_in_force(self, number: int) -> list[Flags]:
        """The counts hidden in a quarter, and in each year that it is part of."""
        years = map(self._year_in_force, self._years_with(number))
        quarters, of_years = self._hidden
        return [quarters[self.in_force[number]], *(of_years[each] for each in years)]

    def record_hidden(self, hidden: Flags) -> None:
        """Record what is hidden of the newest row, and of each of the newest years."""
        self._hidden[0].append(hidden[0])
        self._hidden[1].extend(hidden[1:])

    # New counts

    def add(self, quarter: QuarterCounts, *, follows: bool) -> bool:
        """Add a quarter, and the year to it; returns whether there is one."""
        self._append(quarter, follows=follows)
        self._in_public.append(self._may_be_by_quarter(self.by_quarter[self.in_force]))
        last = len(self.in_force) - 1
        if has_year := self._is_year(last):
            self.years.append(self._rows_of_year(last))
        return has_year

    def add_again(self, number: int, quarter: QuarterCounts) -> list[int]:
        """Add the second count of a quarter, and the years it is in; returns their last quarters.

        What was shown by quarter or by year alone, still is.
        """
        in_public = self._in_public[self.in_force[number]]
        self._replace(number, quarter)
        may_be = self._may_be_by_quarter(self.by_quarter[self.in_force[: number + 1]])
        may_be[: in_public.size] = in_public
        self._in_public.append(may_be)
        years = self._years_with(number)
        self.years += [self._rows_of_year(last) for last in years]
        return years

    # As they were closed

    def restore(
        self,
        quarter: QuarterCounts,
        shown: pl.DataFrame,
        by_year_alone: Collection[Cell],
        *,
        follows: bool,
    ) -> None:
        """Take a quarter as it was shown when it was closed."""
        self._append(quarter, follows=follows)
        self._restore_row(shown, by_year_alone)

    def restore_again(
        self,
        number: int,
        quarter: QuarterCounts,
        shown: pl.DataFrame,
        by_year_alone: Collection[Cell],
    ) -> None:
        """Take a quarter that was counted again, if its counts are others than those in force."""
        counted = of_tables(quarter, self.tables)
        row = self._columns.add(counted)
        before = self._counts[self.in_force[number]]
        if not np.array_equal(row, padded([before], row.size)[0]):
            self._put(number, counted, row)
            self._restore_row(shown, by_year_alone)

    def restore_year(self, last: int, shown: pl.DataFrame | None) -> None:
        """Take the year that ends with a quarter as it was shown, if there is one."""
        if shown is not None:
            self.years.append(self._rows_of_year(last))
            self._hidden[1].append(hidden_in(shown, self.tables, self.cells))

    # What is shown

    def newest_quarter(self, hidden: Flags) -> pl.DataFrame:
        """The counts of the newest row. Shape: ``COUNTS``."""
        return protected_frame(self.tables, self.cells, self.by_quarter[-1], hidden)

    def year(self, last: int, hidden: Flags) -> pl.DataFrame:
        """The counts of the year that ends with a quarter. Shape: ``COUNTS``."""
        rows = self._rows_of_year(last)
        counts = self.by_quarter[[*rows]].sum(axis=0)
        return protected_frame(self.tables, self.cells, counts, hidden, self._lacking(rows))

    def by_year_alone(self) -> list[Cell]:
        """The counts that are never shown for the newest quarter by itself, only for the year."""
        cells = zip(self.cells, self._in_public[-1].tolist(), strict=True)
        return [cell for cell, is_in_public in cells if not is_in_public]

    def year_tables(self) -> list[str]:
        """The tables by which the newest year was counted, as each of its quarters was."""
        lacks = self._lacking(self.years[-1] if self.years else ())
        return [name for name in self.tables if name not in lacks]

    def _append(self, quarter: QuarterCounts, *, follows: bool) -> None:
        self.in_force.append(-1)
        self._follows.append(follows)
        self._replace(len(self.in_force) - 1, quarter)

    def _replace(self, number: int, quarter: QuarterCounts) -> None:
        counted = of_tables(quarter, self.tables)
        self._put(number, counted, self._columns.add(counted))

    def _put(self, number: int, quarter: QuarterCounts, row: Numbers) -> None:
        self._counts.append(row)
        self._lacks.append(self.tables.keys() - quarter.words.keys())
        self._quarter_of.append(number)
        self.in_force[number] = len(self._counts) - 1

    def _restore_row(self, shown: pl.DataFrame, by_year_alone: Collection[Cell]) -> None:
        alone = set(by_year_alone)
        self._in_public.append(np.array([cell not in alone for cell in self.cells]))
        self._hidden[0].append(hidden_in(shown, self.tables, self.cells))

    def _lacking(self, rows: Sequence[int]) -> set[str]:
        """The tables by which a sum of rows cannot be counted."""
        return {name for row in rows for name in self._lacks[row]}

    def _rows_of_year(self, last: int) -> tuple[int, ...]:
        return tuple(self.in_force[last - QUARTERS_OF_A_YEAR + 1 : last + 1])

    def _years_with(self, number: int) -> list[int]:
        """The last quarters of the years that a quarter is part of."""
        ends = range(number, min(number + QUARTERS_OF_A_YEAR, len(self.in_force)))
        return [last for last in ends if self._is_year(last)]

    def _is_year(self, last: int) -> bool:
        return last >= QUARTERS_OF_A_YEAR - 1 and all(
            self._follows[last - QUARTERS_OF_A_YEAR + 2 : last + 1]
        )

    def _year_in_force(self, last: int) -> int:
        """The newest count of the year that ends with a quarter."""
        quarters = [*range(last - QUARTERS_OF_A_YEAR + 1, last + 1)]
        return max(
            number
            for number, rows in enumerate(self.years)
            if [self._quarter_of[row] for row in rows] == quarters
        )

    def _may_be_by_quarter(self, counts: Numbers) -> Flags:
        """Whether each column has so many in a year that hardly any quarter can be small."""
        newest = counts[-QUARTERS_OF_A_YEAR:]
        a_year = newest.sum(axis=0) * QUARTERS_OF_A_YEAR / len(newest)
        return np.asarray(a_year >= self._enough)
