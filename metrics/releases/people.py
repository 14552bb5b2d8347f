"""Figures about people as everybody reads them: the numbers of releases, and shares of these.

Pages, *Explore*, papers and the public edition read this and nothing else of people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.frames import Tables
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.memoize import memoize
from metrics.periods import Limits
from metrics.releases.counting import YEAR
from metrics.releases.medians import MEDIAN, median_table
from metrics.releases.periods import last_day, year_of
from metrics.releases.rule import ENOUGH_FOR_A_SHARE
from metrics.releases.tables import ALL, MEDIANS, listed

PEOPLE_LIMITS = tuple({each.limit for each in MEASURES.values() if each.protected and each.limit})
# The released number of each category of a table; null: fewer than 5.
Counts = Mapping[str, int | None]
SERIES = {"period": pl.Date, "met": pl.Int64, "of": pl.Int64, "value": pl.Float64}
AREAS = {AREA: pl.String, "met": pl.Int64, "of": pl.Int64}


class Share(NamedTuple):
    """A share of released numbers. Null numbers are fewer than 5.

    ``is_nearly_all``: whether all but fewer than 5 meet it.
    """

    met: int | None
    of: int | None
    is_nearly_all: bool

    @property
    def value(self) -> float | None:
        """0 to 1. Nulls: out of fewer than 50, and where the numerator or the rest is small."""
        if (
            self.met is None
            or self.of is None
            or self.of < ENOUGH_FOR_A_SHARE
            or self.is_nearly_all
        ):
            return None
        return self.met / self.of


class Median(NamedTuple):
    """A median in whole units, and the rounded number of values that it is of."""

    value: int
    of: int


@dataclass(frozen=True, eq=False)
class ReleasedPeriod:
    """What is released of a quarter or a year. ``counted_at``: by row set, a month-end."""

    first: date
    months: int
    counted_at: Mapping[str, date]
    numbers: Mapping[tuple[str, str | None], Counts]

    @property
    def last(self) -> date:
        """The last day of the period."""
        return last_day(self.first, self.months)

    @property
    def is_year(self) -> bool:
        """Whether it is a year, which has areas."""
        return self.months == YEAR

    @cached_property
    def areas(self) -> Sequence[str]:
        """The areas that had cases, in order of name."""
        return sorted({area for _, area in self.numbers if area is not None})

    def as_at(self, tables: Iterable[str]) -> date:
        """The newest month-end as at which one of ``tables`` was counted; of none, any table."""
        days = [self.counted_at.get(_row_set_of(table)) for table in tables]
        return max(filter(None, days), default=max(self.counted_at.values()))

    def has_counted(self, table: str) -> bool:
        """Whether the rows of a table have been counted: if it is not released, it is too small."""
        return _row_set_of(table) in self.counted_at

    def counts(self, table: str, area: str | None) -> Counts | None:
        """The numbers of a table; null where it is not released of this period and area.

        The number of all rows in the table is under ``ALL``.
        """
        return self.numbers.get((table, area))

    def share(self, code: str, area: str | None) -> Share | None:
        """The share ``code``; null where its table is not released of this period and area."""
        _, sources = listed()
        source = sources[code]
        counts = self.counts(source.table, area)
        if counts is None:
            return None
        met, of = counts[source.group], counts[ALL]
        rest = [counts[group] for group in counts if group not in (source.group, ALL)]
        is_nearly_all = met is not None and (met == of or rest == [None])
        return Share(met, of, is_nearly_all)

    def median(self, code: str, area: str | None) -> Median | None:
        """The median ``code``; null where it is not released of this period and area."""
        counts = self.counts(median_table(code), area) or {}
        middle, of = counts.get(MEDIAN), counts.get(ALL)
        return None if middle is None or of is None else Median(middle, of)


def table_of(code: str) -> str:
    """The table that a share or a median is read from. Errors: KeyError for others."""
    _, sources = listed()
    return median_table(code) if code in MEDIANS else sources[code].table


def _row_set_of(table: str) -> str:
    tables, _ = listed()
    of_medians = {median_table(code): median.row_set for code, median in MEDIANS.items()}
    return of_medians[table] if table in of_medians else tables[table].row_set


def released_periods(tables: Tables, day: date) -> tuple[ReleasedPeriod, ...]:
    """Every period of which something is released as at ``day`` and not withdrawn, oldest first.

    A year comes after the quarters that end with it. A table that is not on the list any more, or
    has other groups there, is left out. ``tables``: those of the store.
    """
    until = tables["release"].filter(pl.col("counted_at") <= day)
    in_force = until.join(tables["release_withdrawal"], on=["first", "months"], how="anti")
    at: dict[tuple[date, int], dict[str, date]] = defaultdict(dict)
    for first, months, row_set, counted_at in in_force.select(
        "first", "months", "row_set", "counted_at"
    ).rows():
        at[first, months][row_set] = counted_at
    numbers: dict[tuple[date, int], dict[tuple[str, str | None], dict[str, int | None]]] = (
        defaultdict(lambda: defaultdict(dict))
    )
    rows = tables["released_count"].join(
        in_force.select("first", "months", release="id"), on="release", maintain_order="left"
    )
    for first, months, table, area, category, shown in rows.select(
        "first", "months", "table", "area", "category", "shown"
    ).rows():
        numbers[first, months][table, area][category] = shown
    shown = {
        key: {place: of for place, of in numbers[key].items() if _is_as_listed(place[0], of)}
        for key in at
    }
    periods = (ReleasedPeriod(*key, at[key], shown[key]) for key in at if shown[key])
    return tuple(sorted(periods, key=lambda each: (each.last, each.months)))


def with_gaps(periods: Sequence[ReleasedPeriod]) -> Sequence[ReleasedPeriod]:
    """``periods`` of one length, oldest first, with an empty one for each withdrawn in between."""
    if not periods:
        return periods
    known, months = {each.first: each for each in periods}, periods[0].months
    firsts = pl.date_range(min(known), max(known), f"{months}mo", eager=True)
    return [known.get(first) or ReleasedPeriod(first, months, {}, {}) for first in firsts]


def _is_as_listed(table: str, counts: Counts) -> bool:
    """Whether a stored table is one that is on the list now, with the groups that it has there."""
    tables, _ = listed()
    is_median = {*counts} == {MEDIAN, ALL}
    return is_median or (table in tables and {*counts} == {*tables[table].groups, ALL})


@dataclass(frozen=True, eq=False)
class PeopleSummary:
    """The figures about people of one period and area. ``area``: null for all together.

    ``periods``: all that are released by the day, as ``released_periods`` orders them. ``chosen``:
    one of these, a year where there is an area. ``limits``: in force when the newest was counted.
    Immutable, so functions of it are memoized.
    """

    periods: tuple[ReleasedPeriod, ...]
    limits: Limits
    chosen: ReleasedPeriod
    area: str | None = None

    @cached_property
    def quarters(self) -> Sequence[ReleasedPeriod]:
        """Every quarter released, oldest first."""
        return [each for each in self.periods if not each.is_year]

    @cached_property
    def years(self) -> Sequence[ReleasedPeriod]:
        """Every police year released, oldest first."""
        return [each for each in self.periods if each.is_year]

    @memoize
    def at(self, chosen: ReleasedPeriod, area: str | None) -> "PeopleSummary":
        """The summary of another period and area; itself where they are the same."""
        is_same = chosen is self.chosen and area == self.area
        return self if is_same else replace(self, chosen=chosen, area=area)

    @property
    def everywhere(self) -> "PeopleSummary":
        """The summary of all areas together."""
        return self.at(self.chosen, None)

    def measure(self, measure: Measure) -> Measure:
        """``measure`` with the limit in force in its texts."""
        return as_counted(measure, self.limits)

    @memoize
    def seen(self, table: str) -> "PeopleSummary | None":
        """The summary in which ``table`` is released, at the grain nearest to this one.

        Of the same period for all areas, where it is not of the area; else of the year that holds
        the quarter, or the newest one before. Nulls: null where it is released nowhere by then.
        """
        for period in self._nearest():
            for area in dict.fromkeys((self.area, None)):
                if period.counts(table, area) is not None:
                    return self.at(period, area)
        return None

    def seen_together(self, tables: Collection[str]) -> "PeopleSummary":
        """The nearest summary in which most of ``tables`` are released; else itself."""
        places = [of for table in tables if (of := self.seen(table))]
        return max(
            dict.fromkeys([self, *places]),
            key=lambda of: sum(of.counts(table) is not None for table in tables),
        )

    def _nearest(self) -> Iterator[ReleasedPeriod]:
        yield self.chosen
        if not self.chosen.is_year:
            year = year_of(self.chosen.first)
            yield from (each for each in self.years if each.first == year)
        yield from (each for each in reversed(self.years) if each.last < self.chosen.last)

    def counts(self, table: str) -> Counts | None:
        """The numbers of a table; null where it is not released of the period and area."""
        return self.chosen.counts(table, self.area)

    def share(self, code: str) -> Share | None:
        """The share ``code``; null where it is not released of the period and area."""
        return self.chosen.share(code, self.area)

    def median(self, code: str) -> Median | None:
        """The median ``code``; null where it is not released of the period and area."""
        return self.chosen.median(code, self.area)

    @memoize
    def steps(self, code: str) -> Sequence[ReleasedPeriod]:
        """The periods by which a share of all areas is followed, oldest first.

        Quarters, where in most of them it is out of 50 or more; else years.
        """
        quarters = [each for each in self.quarters if each.share(code, None)]
        enough = [each for each in quarters if _is_enough(each.share(code, None))]
        if len(enough) * 2 > len(self.quarters):
            return quarters
        return [each for each in self.years if each.share(code, None)]

    @memoize
    def series(self, code: str) -> pl.DataFrame:
        """The share ``code`` of all areas in each of ``steps``, oldest first. Shape: ``SERIES``."""
        shares = ((each.first, each.share(code, None)) for each in self.steps(code))
        rows = [(first, share.met, share.of, share.value) for first, share in shares if share]
        return pl.DataFrame(rows, SERIES, orient="row")

    @memoize
    def areas(self, code: str) -> pl.DataFrame:
        """One row per area of the year in which the share ``code`` is seen. Shape: ``AREAS``.

        Nulls: a share that has no value. Empty where no year has it by area.
        """
        year = self.year_of_areas(code)
        shares = [(name, year.share(code, name)) for name in year.areas] if year else []
        rows = [
            (name, share.met, share.of) if share.value is not None else (name, None, None)
            for name, share in shares
            if share
        ]
        return pl.DataFrame(rows, AREAS, orient="row")

    @memoize
    def year_of_areas(self, code: str) -> ReleasedPeriod | None:
        """The year nearest to the chosen period in which the share ``code`` is released by area."""
        years = (each for each in self._nearest() if each.is_year)
        table = table_of(code)
        return next(
            (each for each in years if any(each.counts(table, name) for name in each.areas)), None
        )

    @memoize
    def a_year_before(self, code: str) -> Share | None:
        """The share ``code`` a year before the chosen period; null where it is not released."""
        first = self.chosen.first.replace(year=self.chosen.first.year - 1)
        before = next(
            (
                each
                for each in self.periods
                if (each.first, each.months) == (first, self.chosen.months)
            ),
            None,
        )
        return before.share(code, self.area) if before else None


def _is_enough(share: Share | None) -> bool:
    return share is not None and share.of is not None and share.of >= ENOUGH_FOR_A_SHARE


def people_summary(
    periods: tuple[ReleasedPeriod, ...], limits: Limits, key: str | None, area: str | None
) -> PeopleSummary | None:
    """The summary of the period ``key``, as ``period_key`` gives it.

    Without a key, of the newest year; before the first year, of the newest quarter. An area is
    counted by year alone, so a quarter is replaced by the year that holds it, or the newest. Nulls:
    null where nothing is released.
    """
    if not periods:
        return None
    newest = next((each for each in reversed(periods) if each.is_year), periods[-1])
    chosen = next((each for each in periods if period_key(each.first, each.months) == key), newest)
    if area is not None and not chosen.is_year:
        year = year_of(chosen.first)
        chosen = next((each for each in periods if each.is_year and each.first == year), newest)
    return PeopleSummary(periods, limits, chosen, area)


def period_key(first: date, months: int) -> str:
    """A period in an address, such as "year-2024-04" or "2024-07"."""
    return f"{'year-' if months == YEAR else ''}{first:%Y-%m}"
