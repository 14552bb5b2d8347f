"""The counts of victims, by quarter for all areas together and by year for each area.

Each quarter is counted once, as at the month-end after it, protected by itself, and never counted
again: a second count at the next month-end would differ by one or two, and the difference could
identify a person. Figures of several quarters are sums of shown counts. In a quarter nearly every
area is too small to show, so single areas are counted by year, once its last quarter is counted.
Years end with March, as police reporting years do, and do not overlap.
"""

import pickle
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import ClassVar, NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.cases.month_ends import closed_by, month_end
from metrics.disclosure import THRESHOLD
from metrics.frames import Tables
from metrics.suppression.quarterly import protect_period
from metrics.suppression.yearly_areas import protect_areas
from metrics.victims.row_sets import ROW_SETS, RowsByKind, rows_within
from metrics.victims.share_parts import MEDIANS, Part, count_tables_of, parts_of, with_parts

QUARTER_ENDS = (3, 6, 9, 12)
FRAMES = KEYS, NUMBERS, COUNTS = "keys", "numbers", "counts"
PERIOD, KIND = "period", "kind"
YEAR_BEGINS = 4
# The first day of a quarter, and the month-end as at which it is counted.
QuarterDays = tuple[date, date]
# One quarter, to be counted for all areas; or the four of a year, to be counted for each area.
PeriodDays = Sequence[QuarterDays]
# The frames of ``protect_period`` and ``protect_areas``, by row set.
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

    @property
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
    """A year, counted for each area and never for all."""

    MONTHS = 12


def make_period(days: PeriodDays, counts: ProtectedCounts, numbers: pl.DataFrame) -> CountedPeriod:
    """The ``Quarter`` or ``Year`` of ``days`` with its counts."""
    kind = Quarter if len(days) == 1 else Year
    return kind(days[0][0], days[-1][1], counts, numbers)


def quarters_to_show(months: pl.DataFrame, day: date) -> list[QuarterDays]:
    """The quarters that are counted by ``day``, oldest first.

    A quarter is counted as at the month-end after it, once that is closed.
    """
    closed = set(closed_by(months, day)["month_end"].to_list())
    ends = [end for end in sorted(closed) if end.month in QUARTER_ENDS]
    counted = ((end, month_end(end + timedelta(days=1))) for end in ends)
    return [(date(end.year, end.month - 2, 1), at) for end, at in counted if at in closed]


def years_to_show(quarters: Iterable[QuarterDays]) -> list[tuple[QuarterDays, ...]]:
    """The years of which all four quarters are among ``quarters``, oldest first."""
    counted_at = dict(quarters)
    years = [
        [*(date(first.year, month, 1) for month in (4, 7, 10)), date(first.year + 1, 1, 1)]
        for first in sorted(counted_at)
        if first.month == YEAR_BEGINS
    ]
    return [
        tuple((first, counted_at[first]) for first in year)
        for year in years
        if counted_at.keys() >= {*year}
    ]


class PeriodCounts(NamedTuple):
    """A hash of the rows of a period, the values for medians, and the protected counts.

    Nulls: ``protected_counts`` is null where the caller has them, under the same hash.
    """

    key: str
    numbers: pl.DataFrame
    protected_counts: ProtectedCounts | None


def count_periods(
    tables: Tables,
    limits: pl.DataFrame,
    periods: Sequence[PeriodDays],
    known: Collection[str],
    threshold: int = THRESHOLD,
) -> list[PeriodCounts]:
    """The counts of each of ``periods``, in their order, without those whose hash is ``known``.

    Takes seconds and tens of megabytes: the app calls this in a worker process. The hash does not
    depend on the threshold: ``known`` must be for the same one.
    """
    rows: dict[QuarterDays, RowsByKind] = {}
    counted = {}
    # Oldest first, so that no more rows are in memory than a year has.
    in_order = sorted(range(len(periods)), key=lambda number: max(periods[number]))
    for done, number in enumerate(in_order, start=1):
        period = periods[number]
        rows |= {days: rows_of_quarter(tables, limits, *days) for days in {*period} - rows.keys()}
        counted[number] = _count([rows[days] for days in period], known, threshold)
        to_come = {days for later in in_order[done:] for days in periods[later]}
        rows = {days: rows[days] for days in rows.keys() & to_come}
    return [counted[number] for number in range(len(periods))]


def frames_of_counts(counts: Sequence[PeriodCounts]) -> dict[str, pl.DataFrame]:
    """Three frames, by name, from which ``counts_from_frames`` rebuilds ``counts``.

    Shape: ``period``, the place in ``counts``, before the columns of each. Categories are
    Categorical.
    """
    frames = {
        KEYS: [pl.DataFrame({"key": each.key}) for each in counts],
        NUMBERS: [each.numbers for each in counts],
        COUNTS: [
            pl.concat(
                rows.select(pl.lit(kind).alias(KIND), pl.all())
                for kind, rows in (each.protected_counts or {}).items()
            )
            for each in counts
        ],
    }
    return {
        name: pl.concat(
            rows.cast({pl.String: pl.Categorical}).select(
                pl.lit(place, pl.Int16).alias(PERIOD), pl.all()
            )
            for place, rows in enumerate(of_periods)
        )
        for name, of_periods in frames.items()
    }


def counts_from_frames(frames: Mapping[str, pl.DataFrame], periods: int) -> list[PeriodCounts]:
    """The counts of ``periods`` periods, rebuilt from the frames of ``frames_of_counts``."""
    of_period = [
        {
            name: rows.filter(pl.col(PERIOD) == place)
            .drop(PERIOD)
            .cast({pl.Categorical: pl.String})
            for name, rows in frames.items()
        }
        for place in range(periods)
    ]
    return [
        PeriodCounts(
            each[KEYS].item(),
            each[NUMBERS],
            {kind: each[COUNTS].filter(pl.col(KIND) == kind).drop(KIND) for kind in ROW_SETS},
        )
        for each in of_period
    ]


def rows_of_quarter(
    tables: Tables, limits: pl.DataFrame, first: date, counted_at: date
) -> dict[str, pl.DataFrame]:
    """The rows of the quarter that begins on ``first``, as at ``counted_at``, by row set."""
    last = date(first.year, first.month + Quarter.MONTHS - 1, 1)
    by_kind = rows_within(tables, limits, counted_at, first, month_end(last))
    # A large store gives categoricals, whose numbers differ from process to process.
    return {
        kind: with_parts(rows.cast({pl.Categorical: pl.String}), kind)
        for kind, rows in by_kind.items()
    }


def protect(quarters: Sequence[RowsByKind], threshold: int = THRESHOLD) -> ProtectedCounts:
    """The protected counts of one quarter, or of the areas of the year of four quarters.

    A quarter takes half a second, a year several seconds.
    """
    by_kind = {kind: [rows[kind] for rows in quarters] for kind in quarters[0]}
    if len(quarters) == 1:
        return {
            kind: protect_period(rows, count_tables_of(kind), threshold)
            for kind, (rows,) in by_kind.items()
        }
    return {
        kind: protect_areas(rows, count_tables_of(kind), threshold)
        for kind, rows in by_kind.items()
    }


def median_numbers(rows: RowsByKind) -> pl.DataFrame:
    """The values for medians in the rows of a quarter. Shape: code, area, number."""
    return pl.concat(
        [
            rows[median.row_set]
            .filter(pl.col(parts_of(code)) == Part.MET)
            .select(
                pl.lit(code).alias("code"),
                AREA,
                pl.col(median.column).cast(pl.Float64).alias("number"),
            )
            for code, median in MEDIANS.items()
        ],
        how="vertical",
    )


def _count(quarters: Sequence[RowsByKind], known: Collection[str], threshold: int) -> PeriodCounts:
    digest = blake2b(digest_size=16)
    for by_kind in quarters:
        for kind, rows in by_kind.items():
            digest.update(pickle.dumps((kind, rows)))
    key = digest.hexdigest()
    numbers = pl.concat([median_numbers(by_kind) for by_kind in quarters], how="vertical")
    return PeriodCounts(key, numbers, None if key in known else protect(quarters, threshold))
