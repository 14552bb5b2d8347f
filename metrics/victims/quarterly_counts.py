"""What victims met, a quarter at a time: each is counted once, and then stands as it was counted.

A count that is taken again at the next month-end changes by one or two, and the change gives a
person away. So a quarter is counted as at the month-end after it, protected by itself, and never
counted again. Figures of several quarters are sums of counts that are shown. They are of all
areas: single ones are counted by year, in ``years``.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.cases.case_tables import Tables
from metrics.cases.month_ends import closed_by, month_end
from metrics.disclosure import THRESHOLD
from metrics.suppression.quarterly import protect_period
from metrics.victims.row_sets import RowsByKind, rows_within
from metrics.victims.share_definitions import MEDIANS
from metrics.victims.share_parts import Part, count_tables_of, parts_of, with_parts

QUARTER_ENDS = (3, 6, 9, 12)
# By kind of row, protected counts as ``protect_period`` gives them.
ProtectedCounts = Mapping[str, pl.DataFrame]
# By word, how many; null where that is withheld.
Counts = Mapping[str, int | None]


@dataclass(frozen=True, eq=False)
class CountedPeriod:
    """A period of cases. ``first``: its first day. ``counted_at``: when it was counted.

    ``numbers``: what medians are of: code, area, number.
    """

    MONTHS: ClassVar[int]
    first: date
    counted_at: date
    cubes: ProtectedCounts
    numbers: pl.DataFrame

    @property
    def last(self) -> date:
        """Its last day."""
        months = self.first.month + self.MONTHS - 1
        return month_end(date(self.first.year + (months - 1) // 12, (months - 1) % 12 + 1, 1))

    def counts(self, kind: str, cube: str, area: str | None) -> Counts:
        """How many cases of ``area``, null for all, bear each word of ``cube`` that was found."""
        return self._shown.get((kind, cube, area), {})

    @cached_property
    def areas(self) -> Mapping[str, set[str]]:
        """By kind of row, the areas that had cases."""
        found = defaultdict(set)
        for kind, _, area in self._shown:
            if area is not None:
                found[kind].add(area)
        return found

    def numbers_of(self, code: str) -> pl.DataFrame:
        """What the median ``code`` is of: area, number."""
        return self._by_code[code].select(AREA, "number")

    @cached_property
    def _by_code(self) -> Mapping[str, pl.DataFrame]:
        # Of a large store there are a million, and to look through them takes longer than to count.
        return {code: self.numbers.filter(pl.col("code") == code) for code in MEDIANS}

    @cached_property
    def _shown(self) -> Mapping[tuple[str, str, str | None], Counts]:
        shown: dict[tuple[str, str, str | None], dict[str, int | None]] = defaultdict(dict)
        for kind, cubes in self.cubes.items():
            # A withheld number goes no further than this.
            told = cubes.with_columns(pl.when(~pl.col("suppressed")).then("count"))
            words = told.filter(pl.col("value").is_not_null())
            for name, area, word, number in words.select(
                "dimension", AREA, "value", "count"
            ).rows():
                shown[kind, name, area][word] = number
        return shown


class Quarter(CountedPeriod):
    """One quarter, of all areas, counted at the month-end after it."""

    MONTHS = 3


def quarters_to_show(months: pl.DataFrame, day: date) -> list[tuple[date, date]]:
    """The first day of each quarter, and when it was counted, of those counted by ``day``.

    A quarter is counted at the month-end after it, once that is closed. Oldest first.
    """
    closed = set(closed_by(months, day)["month_end"].to_list())
    ends = [end for end in sorted(closed) if end.month in QUARTER_ENDS]
    counted = ((end, month_end(end + timedelta(days=1))) for end in ends)
    return [(_first_day(end), at) for end, at in counted if at in closed]


def count_quarter(
    tables: Tables, limits: pl.DataFrame, first: date, counted_at: date, threshold: int = THRESHOLD
) -> Quarter:
    """The quarter that begins on ``first``, of the tables of cases, as at ``counted_at``."""
    rows = rows_of_quarter(tables, limits, first, counted_at)
    return Quarter(first, counted_at, protect_quarter(rows, threshold), numbers_of(rows))


def rows_of_quarter(
    tables: Tables, limits: pl.DataFrame, first: date, counted_at: date
) -> dict[str, pl.DataFrame]:
    """By kind, the rows of the quarter that begins on ``first``, as they were at ``counted_at``."""
    last = date(first.year, first.month + Quarter.MONTHS - 1, 1)
    frames = rows_within(tables, limits, counted_at, first, month_end(last))
    # A large store gives words as numbers of them, which are not the same in every process.
    return {
        kind: with_parts(rows.cast({pl.Categorical: pl.String}), kind)
        for kind, rows in frames.items()
    }


def protect_quarter(rows: RowsByKind, threshold: int = THRESHOLD) -> ProtectedCounts:
    """By kind, the protected counts of the ``rows`` of a quarter. This takes half a second."""
    return {kind: protect_period(of, count_tables_of(kind), threshold) for kind, of in rows.items()}


def numbers_of(rows: RowsByKind) -> pl.DataFrame:
    """What medians are of in the ``rows`` of a quarter: code, area, number."""
    numbers = [
        rows[median.row_set]
        .filter(pl.col(parts_of(code)) == Part.MET)
        .select(
            pl.lit(code).alias("code"),
            AREA,
            pl.col(median.column).cast(pl.Float64).alias("number"),
        )
        for code, median in MEDIANS.items()
    ]
    return pl.concat(numbers, how="vertical")


def _first_day(end: date) -> date:
    return date(end.year, end.month - 2, 1)
