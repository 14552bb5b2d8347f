"""The counts of victims, by quarter and by year to each quarter; in March, of each area too.

Each quarter is counted once, as at the month-end after it, and never again: a second count at the
next month-end would differ by one or two, and the difference could identify a person. The year to
a quarter is the sum of the four newest quarters; both are protected together, and with all that
was shown before. In a quarter nearly every area is too small to show, so single areas are counted
in the year to March, as police reporting years are.
"""

import pickle
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.cases.month_ends import closed_by, month_end
from metrics.disclosure import THRESHOLD
from metrics.frames import Tables
from metrics.suppression.costs import ENOUGH_FOR_EVERY_QUARTER
from metrics.suppression.history import QUARTERS_OF_A_YEAR, History
from metrics.suppression.quarter_counts import QuarterCounts, count_quarter
from metrics.suppression.yearly_areas import AreaCounts, count_areas, protect_areas
from metrics.victims.counted_period import (
    YEAR_BEGINS,
    PeriodDays,
    ProtectedCounts,
    Quarter,
    QuarterDays,
)
from metrics.victims.row_sets import ROW_SETS, RowsByKind, rows_within
from metrics.victims.share_parts import MEDIANS, Part, count_tables_of, parts_of, with_parts

QUARTER_ENDS = (3, 6, 9, 12)
FRAMES = KEYS, NUMBERS, COUNTS = "keys", "numbers", "counts"
PERIOD, KIND = "period", "kind"
REPORTS = "reports"
# By quarter, whether anything is shown of it, and of the year to it.
Shows = Mapping[QuarterDays, tuple[bool, bool]]


def quarters_to_show(months: pl.DataFrame, day: date) -> list[QuarterDays]:
    """The quarters that are counted by ``day``, oldest first.

    A quarter is counted as at the month-end after it, once that is closed.
    """
    closed = set(closed_by(months, day)["month_end"].to_list())
    ends = [end for end in sorted(closed) if end.month in QUARTER_ENDS]
    counted = ((end, month_end(end + timedelta(days=1))) for end in ends)
    return [(date(end.year, end.month - 2, 1), at) for end, at in counted if at in closed]


def years_to_show(quarters: Sequence[QuarterDays]) -> list[tuple[QuarterDays, ...]]:
    """Every four of ``quarters`` that follow each other, oldest first."""
    ends = range(QUARTERS_OF_A_YEAR, len(quarters) + 1)
    years = (tuple(quarters[end - QUARTERS_OF_A_YEAR : end]) for end in ends)
    return [year for year in years if all(map(_follows, year[1:], year))]


def is_of_areas(year: PeriodDays) -> bool:
    """Whether single areas are counted in the year of these quarters."""
    return year[0][0].month == YEAR_BEGINS


def periods_to_show(quarters: Sequence[QuarterDays]) -> list[PeriodDays]:
    """Every quarter, and then every year of ``years_to_show``."""
    return [*((each,) for each in quarters), *years_to_show(quarters)]


def quarters_of_edition(quarters: Sequence[QuarterDays]) -> Sequence[QuarterDays]:
    """Those of ``quarters`` that the newest year and the newest year to March are made of.

    An edition shows nothing of the others, and nothing of them follows from what it shows.
    """
    newest = [year[0] for year in years_to_show(quarters) if is_of_areas(year)][-1:]
    return [each for each in quarters if [each] >= newest]


def _follows(quarter: QuarterDays, before: QuarterDays) -> bool:
    return quarter[0] == month_end(before[0] + timedelta(days=62)) + timedelta(days=1)


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
    quarters: Sequence[QuarterDays],
    known: Collection[str],
    threshold: int = THRESHOLD,
    only_newest: bool = False,
) -> list[PeriodCounts]:
    """The counts of ``periods_to_show(quarters)``, without any if all hashes are ``known``.

    ``only_newest``: nothing is shown but the newest quarter, the year to it, and the newest year to
    March, as in an edition for the public.

    Takes seconds and tens of megabytes: the app calls this in a worker process. The hash of a
    period is of all rows up to its end, as what was shown before counts too. It does not depend on
    the threshold: ``known`` must be for the same one.
    """
    counted = count_quarters(tables, limits, quarters)
    periods = periods_to_show(quarters)
    by_end = {each.days[0]: each for each in counted}
    keys = [f"{by_end[days[-1][0]].key} {len(days)}" for days in periods]
    is_known = {*known} >= {*keys}
    protected = {} if is_known else protect_all(counted, threshold, only_newest)
    return [
        PeriodCounts(
            key,
            pl.concat([by_end[first].numbers for first, _ in days], how="vertical"),
            protected.get((days[-1][0], len(days))),
        )
        for key, days in zip(keys, periods, strict=True)
    ]


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
    tables: Tables,
    limits: pl.DataFrame,
    first: date,
    counted_at: date,
    kinds: Iterable[str] = ROW_SETS,
) -> dict[str, pl.DataFrame]:
    """The rows of the quarter that begins on ``first``, as at ``counted_at``, by row set."""
    last = date(first.year, first.month + Quarter.MONTHS - 1, 1)
    by_kind = rows_within(tables, limits, counted_at, first, month_end(last), kinds)
    # A large store gives categoricals, whose numbers differ from process to process.
    return {
        kind: with_parts(rows.cast({pl.Categorical: pl.String}), kind)
        for kind, rows in by_kind.items()
    }


class CountedQuarter(NamedTuple):
    """A quarter before protection. ``key``: a hash of all rows up to its end.

    ``counts``: by row set. ``areas``: by row set, the counts of areas in the year that ends with
    it; empty where none does.
    """

    days: QuarterDays
    key: str
    numbers: pl.DataFrame
    counts: Mapping[str, QuarterCounts]
    areas: Mapping[str, AreaCounts]


def count_quarters(
    tables: Tables, limits: pl.DataFrame, quarters: Sequence[QuarterDays]
) -> list[CountedQuarter]:
    """The counts of ``quarters``, oldest first."""
    return counted_of(quarters, (rows_of_quarter(tables, limits, *days) for days in quarters))


def counted_of(quarters: Sequence[QuarterDays], rows: Iterable[RowsByKind]) -> list[CountedQuarter]:
    """The counts of the rows of each quarter; no more of these are in memory than a year has."""
    digest, counted = blake2b(digest_size=16), []
    ends = {year[-1] for year in years_to_show(quarters) if is_of_areas(year)}
    recent: list[RowsByKind] = []
    for days, by_kind in zip(quarters, rows, strict=True):
        digest.update(pickle.dumps([*by_kind.items()]))
        recent = [*recent[-QUARTERS_OF_A_YEAR + 1 :], by_kind]
        counts = {
            kind: count_quarter(each, count_tables_of(kind)) for kind, each in by_kind.items()
        }
        areas = {kind: _areas_of(recent, kind) for kind in by_kind} if days in ends else {}
        numbers = median_numbers(by_kind)
        counted.append(CountedQuarter(days, digest.hexdigest(), numbers, counts, areas))
    return counted


def _areas_of(quarters: Sequence[RowsByKind], kind: str) -> AreaCounts:
    rows = pl.concat([each[kind] for each in quarters], how="vertical")
    return count_areas(rows, count_tables_of(kind))


def protect_all(
    quarters: Sequence[CountedQuarter], threshold: int = THRESHOLD, only_newest: bool = False
) -> Mapping[tuple[date, int], ProtectedCounts]:
    """The protected counts of ``quarters`` and of the years to them.

    By the first day of the last quarter, and the number of quarters.
    """
    protected: dict[tuple[date, int], dict[str, pl.DataFrame]] = defaultdict(dict)
    shows = _what_is_shown(quarters)
    if only_newest:
        shows = _newest_of(shows)
    for kind in quarters[0].counts if quarters else ():
        history, before = History(count_tables_of(kind), threshold), None
        shown: list[tuple[QuarterCounts, pl.DataFrame]] = []
        for each in quarters:
            follows = before is None or _follows(each.days, before)
            quarter, year = history.close(
                each.counts[kind], follows=follows, shows=shows[each.days]
            )
            protected[each.days[0], 1][kind] = quarter
            shown = [*shown[-QUARTERS_OF_A_YEAR + 1 :], (each.counts[kind], quarter)]
            if year is not None:
                areas = (
                    [protect_areas(each.areas[kind], year, shown, threshold)] if each.areas else []
                )
                protected[each.days[0], QUARTERS_OF_A_YEAR][kind] = pl.concat([year, *areas])
            before = each.days
    return protected


def _what_is_shown(quarters: Sequence[CountedQuarter]) -> Shows:
    """By quarter, whether anything is shown of it, and of the year to it.

    Of few cases only the year to March is shown. Before there is a year, nobody knows how many
    cases it has.
    """
    reports = [each.counts[REPORTS].total if REPORTS in each.counts else None for each in quarters]
    shown = {}
    for last, quarter in enumerate(quarters):
        year = reports[max(0, last + 1 - QUARTERS_OF_A_YEAR) : last + 1]
        is_whole = len(year) == QUARTERS_OF_A_YEAR and None not in year
        number = sum(each or 0 for each in year)
        is_enough = not is_whole or number == 0 or number >= ENOUGH_FOR_EVERY_QUARTER
        shown[quarter.days] = is_enough, is_enough or quarter.days[0].month == 1
    return shown


def _newest_of(
    shows: Mapping[QuarterDays, tuple[bool, bool]],
) -> dict[QuarterDays, tuple[bool, bool]]:
    """``shows`` of the newest quarter, the year to it and the newest year to March; no others."""
    newest = max(shows)
    march = max((days for days in shows if days[0].month == 1), default=newest)
    return {
        days: (quarter and days == newest, year and days in (newest, march))
        for days, (quarter, year) in shows.items()
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
            if median.row_set in rows
        ]
        or [pl.DataFrame(schema={"code": pl.String, AREA: pl.String, "number": pl.Float64})],
        how="vertical",
    )
