"""The counts of victims, by quarter and by year to each quarter; in March, for each area too.

Each quarter is counted once, as at the month-end after it, and never again: a second count at the
next month-end would differ by one or two, and the difference could identify a person. The year to
a quarter is the sum of the four newest quarters; both are protected together, and with all that
was shown before. In a quarter nearly every area is too small to show, so single areas are counted
in the year to March, as police reporting years are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.cases.month_ends import month_end
from metrics.disclosure import THRESHOLD
from metrics.frames import Tables
from metrics.suppression.area_counts import AreasOfQuarter, areas_of_year, count_by_area
from metrics.suppression.closed_periods import QUARTERS_OF_A_YEAR
from metrics.suppression.costs import ENOUGH_FOR_EVERY_QUARTER
from metrics.suppression.history import Closing, History
from metrics.suppression.quarter_counts import QuarterCounts, count_quarter, of_tables
from metrics.suppression.yearly_areas import protect_areas
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.counted_period import (
    YEAR_ENDS,
    CountedPeriod,
    Quarter,
    QuarterDays,
    make_period,
)
from metrics.victims.reporting_periods import follows, periods_to_show
from metrics.victims.row_sets import ROW_SETS, RowsByKind, rows_within
from metrics.victims.share_parts import MEDIANS, Part, count_tables_of, parts_of, with_parts

REPORTS = "reports"
NUMBERS = {"code": pl.String, AREA: pl.String, "number": pl.Float64}
# Whether anything is shown of each quarter, and of the year to it, by quarter.
Shows = Mapping[QuarterDays, tuple[bool, bool]]


class RowSetCounts(NamedTuple):
    """The counts of one row set in a quarter, before protection. ``numbers``: as in ``Quarter``."""

    counts: QuarterCounts
    areas: AreasOfQuarter
    numbers: pl.DataFrame


class ShownCounts(NamedTuple):
    """The protected counts of one row set in a quarter, and in the year to it.

    ``year``: null without four quarters that follow each other; with areas in a year to March.
    Shape: ``COUNTS``.
    """

    quarter: pl.DataFrame
    year: pl.DataFrame | None
    closing: Closing


class ClosedQuarter(NamedTuple):
    """One row set in a quarter, as it was counted and as it is shown; counted again, it is two."""

    days: QuarterDays
    counted: RowSetCounts
    shown: ShownCounts


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


def count_row_sets(rows: RowsByKind) -> dict[str, RowSetCounts]:
    """The counts of the rows of a quarter, by row set."""
    return {
        kind: RowSetCounts(
            count_quarter(each, count_tables_of(kind)),
            count_by_area(each, count_tables_of(kind)),
            median_numbers(each, kind),
        )
        for kind, each in rows.items()
    }


def median_numbers(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The values for medians in the rows of a quarter. Shape: code, area, number."""
    return pl.concat(
        [
            pl.DataFrame(schema=NUMBERS),
            *(
                rows.filter(pl.col(parts_of(code)) == Part.MET).select(
                    pl.lit(code).alias("code"),
                    AREA,
                    pl.col(median.column).cast(pl.Float64).alias("number"),
                )
                for code, median in MEDIANS.items()
                if median.row_set == kind
            ),
        ],
        how="vertical",
    )


def close_quarters(
    kind: str,
    before: Sequence[ClosedQuarter],
    counted: Sequence[tuple[QuarterDays, RowSetCounts]],
    shows: Shows,
    threshold: int = THRESHOLD,
) -> list[ClosedQuarter]:
    """``counted``, oldest first, protected together with what was shown ``before``.

    ``before``: every count of an earlier quarter, in the order in which they were made.
    """
    history, in_force = restored(kind, before, threshold)
    for days, counts in counted:
        quarter, year = history.close(
            counts.counts, follows=_is_next(days, in_force), shows=shows[days]
        )
        if year is not None and days[0].month == YEAR_ENDS and ALLOWED_TABLES[kind].single:
            last = [*in_force.values()][1 - QUARTERS_OF_A_YEAR :]
            of_year = [*((each.counted, each.shown.quarter) for each in last), (counts, quarter)]
            year = pl.concat([year, _protect_areas(kind, of_year, year, threshold)])
        shown = ShownCounts(quarter, year, history.closing)
        in_force[days] = ClosedQuarter(days, counts, shown)
    return [in_force[days] for days, _ in counted]


def restored(
    kind: str, before: Sequence[ClosedQuarter], threshold: int = THRESHOLD
) -> tuple[History, dict[QuarterDays, ClosedQuarter]]:
    """The history of ``before``, and of each quarter the count in force, oldest first."""
    history = History(count_tables_of(kind), threshold)
    in_force: dict[QuarterDays, ClosedQuarter] = {}
    for each in before:
        counts = each.counted.counts
        if each.days in in_force:
            history.restore_revision([*in_force].index(each.days), counts, *each.shown)
        else:
            history.restore(counts, *each.shown, follows=_is_next(each.days, in_force))
        in_force[each.days] = each
    return history, in_force


def _is_next(days: QuarterDays, before: Collection[QuarterDays]) -> bool:
    return not before or follows(days, max(before))


def _protect_areas(
    kind: str,
    quarters: Sequence[tuple[RowSetCounts, pl.DataFrame]],
    year: pl.DataFrame,
    threshold: int,
) -> pl.DataFrame:
    in_all = set.intersection(*({*each.counts.words} for each, _ in quarters))
    tables = {
        name: table
        for name, table in count_tables_of(kind).items()
        if in_all >= {name, *table.ties}
    }
    areas = areas_of_year([(each.counts, each.areas) for each, _ in quarters], tables)
    shown = [(of_tables(each.counts, tables), protected) for each, protected in quarters]
    return protect_areas(areas, year, shown, threshold)


def what_is_shown(
    quarters: Sequence[QuarterDays],
    reports: Mapping[QuarterDays, int],
    *,
    only_newest: bool = False,
) -> Shows:
    """Whether anything is shown of each quarter, and of the year to it, by quarter.

    ``reports``: how many investigations were reported in each. Of few only the year to March is
    shown. Before there is a year, nobody knows how many there are. ``only_newest``: nothing is
    shown but the newest quarter, the year to it, and the newest year to March, as in an edition.
    """
    shows = {}
    for last, days in enumerate(quarters):
        year = quarters[max(0, last + 1 - QUARTERS_OF_A_YEAR) : last + 1]
        number = sum(reports.get(each, 0) for each in year)
        is_whole = len(year) == QUARTERS_OF_A_YEAR and all(each in reports for each in year)
        is_enough = not is_whole or number == 0 or number >= ENOUGH_FOR_EVERY_QUARTER
        shows[days] = is_enough, is_enough or days[0].month == YEAR_ENDS
    if not only_newest:
        return shows
    newest = max(shows)
    march = max((days for days in shows if days[0].month == YEAR_ENDS), default=newest)
    return {
        days: (quarter and days == newest, year and days in (newest, march))
        for days, (quarter, year) in shows.items()
    }


def protect_all(
    quarters: Sequence[QuarterDays],
    counted: Sequence[Mapping[str, RowSetCounts]],
    threshold: int = THRESHOLD,
    *,
    only_newest: bool = False,
) -> list[CountedPeriod]:
    """The periods of ``quarters``, with nothing shown before. ``counted``: of each, by row set."""
    reports = {
        days: each[REPORTS].counts.total
        for days, each in zip(quarters, counted, strict=True)
        if REPORTS in each
    }
    shows = what_is_shown(quarters, reports, only_newest=only_newest) if quarters else {}
    closed = {
        kind: close_quarters(
            kind,
            [],
            [(days, each[kind]) for days, each in zip(quarters, counted, strict=True)],
            shows,
            threshold,
        )
        for kind in (counted[0] if counted else ())
    }
    return periods_of(
        {
            kind: {each.days: (each.shown, each.counted.numbers) for each in of_kind}
            for kind, of_kind in closed.items()
        },
        quarters,
    )


def periods_of(
    shown: Mapping[str, Mapping[QuarterDays, tuple[ShownCounts, pl.DataFrame]]],
    quarters: Sequence[QuarterDays],
) -> list[CountedPeriod]:
    """Every period of ``quarters``, as shown. ``shown``: by row set, with values for medians."""
    periods = []
    for days in periods_to_show(quarters):
        is_year = len(days) > 1
        protected = {}
        for kind, of_kind in shown.items():
            last, _ = of_kind[days[-1]]
            counts = last.year if is_year else last.quarter
            if counts is not None:
                protected[kind] = counts
        numbers = [of_kind[each][1] for each in days for of_kind in shown.values()]
        every = pl.concat([pl.DataFrame(schema=NUMBERS), *numbers], how="vertical")
        periods.append(make_period(days, protected, every))
    return periods
