"""A quarter or year of victims with its protected counts, as pages read it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.cases.month_ends import month_end
from metrics.periods import YEAR_BEGINS
from metrics.victims.share_parts import MEDIANS

# The first month of the quarter that ends a year in March.
YEAR_ENDS = 1
# The first day of a quarter, and the month-end as at which it is counted.
QuarterDays = tuple[date, date]
# One quarter, or the four of the year to a quarter.
PeriodDays = Sequence[QuarterDays]
# The frames of ``History.close`` and ``protect_areas``, by row set.
ProtectedCounts = Mapping[str, pl.DataFrame]
# The number of cases in each category of a dimension; null where that is withheld.
Counts = Mapping[str, int | None]
# Withheld numbers are dropped here.
SHOWN = pl.when(~pl.col("suppressed")).then("count")


@dataclass(frozen=True, eq=False)
class CountedPeriod:
    """The protected counts of a period. ``first``: its first day. ``counted_at``: a month-end.

    ``numbers``: the values that medians are computed from. Shape: code, area, number.
    """

    MONTHS: ClassVar[int]
    first: date
    counted_at: date
    protected_counts: ProtectedCounts
    numbers: pl.DataFrame

    @cached_property
    def last(self) -> date:
        """The last day of the period."""
        months = self.first.month + self.MONTHS - 1
        return month_end(date(self.first.year + (months - 1) // 12, (months - 1) % 12 + 1, 1))

    def counts(self, kind: str, dimension: str, area: str | None) -> Counts:
        """The counts of the categories that occur in ``area``, null for all areas."""
        return self._counts.get((kind, dimension, area), {})

    @cached_property
    def areas(self) -> Mapping[str, set[str]]:
        """The areas that had cases, by row set."""
        areas = defaultdict(set)
        for kind, _, area in self._counts:
            if area is not None:
                areas[kind].add(area)
        return areas

    @cached_property
    def totals(self) -> Mapping[tuple[str, str, str | None], int | None]:
        """The number of cases by row set, dimension and area; null where that is withheld."""
        return {
            (kind, dimension, area): number
            for kind, counts in self.protected_counts.items()
            for dimension, area, number in counts.filter(pl.col("value").is_null())
            .select("dimension", AREA, SHOWN)
            .iter_rows()
        }

    def numbers_of(self, code: str) -> pl.DataFrame:
        """The values that the median ``code`` is computed from. Shape: area, number."""
        return self._by_code[code].select(AREA, "number")

    @cached_property
    def _by_code(self) -> Mapping[str, pl.DataFrame]:
        # A large store has a million numbers: filtering them takes longer than computing the
        # median.
        return {code: self.numbers.filter(pl.col("code") == code) for code in MEDIANS}

    @cached_property
    def _counts(self) -> Mapping[tuple[str, str, str | None], Counts]:
        by_table: dict[tuple[str, str, str | None], dict[str, int | None]] = defaultdict(dict)
        for kind, counts in self.protected_counts.items():
            words = counts.filter(pl.col("value").is_not_null())
            for name, area, word, number in words.select("dimension", AREA, "value", SHOWN).rows():
                by_table[kind, name, area][word] = number
        return by_table


class Quarter(CountedPeriod):
    """A quarter, counted for all areas together."""

    MONTHS = 3


class Year(CountedPeriod):
    """The year to a quarter, counted for all areas together; the year to March for each too."""

    MONTHS = 12

    @cached_property
    def is_shown(self) -> bool:
        """Whether anything is shown of all areas together."""
        of_all = pl.col(AREA).is_null() & ~pl.col("suppressed")
        return any(not each.filter(of_all).is_empty() for each in self.protected_counts.values())

    @property
    def is_of_areas(self) -> bool:
        """Whether single areas are counted in it."""
        return self.first.month == YEAR_BEGINS


def make_period(days: PeriodDays, counts: ProtectedCounts, numbers: pl.DataFrame) -> CountedPeriod:
    """The ``Quarter`` or ``Year`` of ``days`` with its counts."""
    kind = Quarter if len(days) == 1 else Year
    return kind(days[0][0], days[-1][1], counts, numbers)
