"""Everything that the pages about victims show, from protected counts.

Nothing here reads a row of a case. Every figure is computed from counts that may be shown, so that
none reveals more than they do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.disclosure import AT_LEAST
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.memoize import memoize
from metrics.periods import Limits
from metrics.suppression.closed_periods import QUARTERS_OF_A_YEAR
from metrics.victims.allowed_tables import why_not_allowed
from metrics.victims.counted_period import CountedPeriod, Counts, Quarter, Year
from metrics.victims.minimum_group_size import counts_in, number_in, withhold_small_groups
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import READ_FROM, SHARES, Part, parts_of

VICTIM_LIMITS = tuple({each.limit for each in MEASURES.values() if each.protected and each.limit})
SERIES = {
    "period": pl.Date,
    "met": pl.Int64,
    "of": pl.Int64,
    "value": pl.Float64,
    "is_withheld": pl.Boolean,
}


class Share(NamedTuple):
    """A share as it may be shown. ``left_out``: cases that are excluded from it.

    Nulls: all three numbers are null where it is withheld; ``left_out`` may be by itself.
    """

    met: int | None
    of: int | None
    left_out: int | None

    @property
    def is_withheld(self) -> bool:
        """Whether it may not be shown."""
        return self.of is None

    @property
    def share(self) -> float | None:
        """0 to 1; null where it is withheld, or the denominator is 0."""
        return self.met / self.of if self.of and self.met is not None else None


WITHHELD = Share(None, None, None)


@dataclass(frozen=True, eq=False)
class VictimSummary:
    """Counts of victims, for some quarters of all areas or some years of one area.

    ``quarters``: those counted by the day, oldest first, at least one. ``limits``: in force when
    the newest was counted. ``area``: null for all. ``span``: the number of quarters that the
    figures cover, up to the newest; null for all. ``rolling``: the year to each quarter that has
    one, oldest first. Figures of an area cover the newest year to March, or all of these where
    ``span`` is null. Immutable, so functions of it are memoized.
    """

    quarters: tuple[Quarter, ...]
    limits: Limits
    area: str | None = None
    span: int | None = None
    rolling: tuple[Year, ...] = ()

    @property
    def as_at(self) -> date:
        """The day on which the newest chosen period (without a year, quarter) was counted."""
        return (self.chosen or self.quarters)[-1].counted_at

    @cached_property
    def chosen(self) -> Sequence[CountedPeriod]:
        """The years that the figures cover, up to the newest one shown, and the quarters left over.

        Without a span, whole years alone, if there is one. For one area, the years to March.
        """
        if self.area is not None:
            return self.years_chosen
        quarters = self.quarters[-self.span :] if self.span else self.quarters
        if self.span in (None, QUARTERS_OF_A_YEAR) and (shown := self._years_shown):
            return shown if self.span is None else shown[-1:]
        years = whole_years(quarters, [year for year in self.rolling if year.is_shown])
        return (*quarters[: len(quarters) - QUARTERS_OF_A_YEAR * len(years)], *years)

    @cached_property
    def _years_shown(self) -> tuple[Year, ...]:
        """The years of which something is shown that do not overlap, up to the newest of them."""
        shown = [year for year in self.rolling if year.is_shown]
        if not shown:
            return ()
        quarters = [each for each in self.quarters if each.last <= shown[-1].last]
        return whole_years(quarters, shown)

    @property
    def years(self) -> tuple[Year, ...]:
        """The years in which single areas are counted, oldest first."""
        return tuple(year for year in self.rolling if year.is_of_areas)

    @property
    def years_chosen(self) -> tuple[Year, ...]:
        """The years that figures of single areas cover."""
        return self.years[-1:] if self.span else self.years

    @memoize
    def of(self, area: str | None, span: int | None) -> "VictimSummary":
        """The summary of another area or span; the same object when asked again."""
        return replace(self, area=area, span=span)

    def measure(self, measure: Measure) -> Measure:
        """``measure`` with the limit in force in its texts."""
        return as_counted(measure, self.limits)

    @memoize
    def counts(self, kind: str, dimension: str) -> Counts:
        """The number of cases in each category of ``dimension``, in the chosen periods.

        Nulls: a count that is withheld in any period, by itself or with its group; all counts of an
        area where the dimension is not counted by area. Errors: ValueError where ``dimension`` is
        not an allowed table.
        """
        _refuse_unlisted(kind, dimension)
        chosen = [counts_in(each, kind, dimension, self.area) for each in self.chosen]
        words = ROW_SETS[kind].words[dimension]
        added = {word: _total_if_any(counts[word] for counts in chosen) for word in words}
        # A group may be shown in each period, and yet be too small where some periods withhold it.
        return withhold_small_groups(kind, dimension, added, self.how_many(kind, dimension))

    def how_many(self, kind: str, dimension: str) -> int | None:
        """The total of ``counts``; null where it is withheld in a period."""
        _refuse_unlisted(kind, dimension)
        return _total_if_any(number_in(each, kind, dimension, self.area) for each in self.chosen)

    @memoize
    def share(self, code: str) -> Share:
        """The share ``code`` in the chosen periods. Errors: KeyError if there is none."""
        return _share(code, self.area, tuple(self.chosen))

    def share_in(self, code: str, period: CountedPeriod) -> Share:
        """The share ``code`` in one of the chosen periods."""
        return _share(code, self.area, (period,))

    def number(self, code: str) -> int | None:
        """The numerator of the share ``code``; null where withheld.

        It is read from ``counts``, so it is shown where they are shown.
        """
        share = SHARES[code]
        counts = self.counts(share.row_set, share.dimension)
        return total(counts[word] for word in share.numerator)

    @memoize
    def series(self, code: str) -> pl.DataFrame:
        """The share ``code`` in every quarter, or every year of an area, oldest first.

        Shape: ``SERIES``. Nulls: without cases, the value is null and not withheld.
        """
        periods = self.quarters if self.area is None else self.years
        shares = [(each.first, _share(code, self.area, (each,))) for each in periods]
        rows = [(first, each.met, each.of, each.share, each.is_withheld) for first, each in shares]
        return pl.DataFrame(rows, SERIES, orient="row")

    def steps(self, is_shown: Callable[[CountedPeriod], bool]) -> Sequence[CountedPeriod]:
        """Every quarter; or the year to each, where most quarters are not ``is_shown``."""
        years = [year for year in self.rolling if year.is_shown]
        by_year = years and sum(map(is_shown, self.quarters)) * 2 < len(self.quarters)
        return years if by_year else self.quarters

    @memoize
    def steps_of(self, code: str) -> Sequence[CountedPeriod]:
        """The ``steps`` of all areas by which the share ``code`` is shown."""
        return self.steps(lambda each: not _share(code, None, (each,)).is_withheld)

    def counts_of_each(
        self, periods: Iterable[CountedPeriod], kind: str, dimension: str
    ) -> list[tuple[CountedPeriod, Counts]]:
        """Each of ``periods`` with its ``counts`` of all areas."""
        _refuse_unlisted(kind, dimension)
        return [(each, counts_in(each, kind, dimension, None)) for each in periods]

    @memoize
    def areas(self, code: str) -> pl.DataFrame:
        """One row per area: area, met, of in the chosen years; null where withheld."""
        kind = SHARES[code].row_set
        names = sorted(set().union(*(year.areas[kind] for year in self.years_chosen)))
        rows = [(name, *_share(code, name, self.years_chosen)[:2]) for name in names]
        return pl.DataFrame(rows, {AREA: pl.String, "met": pl.Int64, "of": pl.Int64}, orient="row")

    @memoize
    def beside_areas(self, code: str) -> Share:
        """The share ``code`` of all areas together, in the years of ``areas``."""
        return _share(code, None, self.years_chosen)

    @memoize
    def median(self, code: str) -> tuple[float | None, int | None]:
        """The median ``code`` and its number of values; null where withheld, null and 0 of none.

        It is withheld where any period has some numbers, but fewer than ten.
        """
        numbers_of = [_part(code, Part.MET, self.area, (each,)) for each in self.chosen]
        of = _total_if_any(numbers_of)
        # Otherwise the median of all, compared with that of the other periods, would reveal the few
        # of one.
        if of is None or any(0 < (number or 0) < AT_LEAST for number in numbers_of):
            return None, None
        numbers = pl.concat([each.numbers_of(code) for each in self.chosen])
        if self.area:
            numbers = numbers.filter(pl.col(AREA).fill_null(NOT_RECORDED) == self.area)
        # Series.median holds the GIL while it waits for the threads of Polars.
        return numbers.select(pl.median("number")).item(), of


def whole_years(quarters: Sequence[Quarter], rolling: Sequence[Year]) -> tuple[Year, ...]:
    """The years that do not overlap, up to the newest of ``quarters``, oldest first."""
    by_last = {year.last: year for year in rolling}
    found: list[Year] = []
    days = [each.last for each in quarters]
    while len(days) >= QUARTERS_OF_A_YEAR and days[-1] in by_last:
        found.append(by_last[days[-1]])
        days = days[:-QUARTERS_OF_A_YEAR]
    return tuple(reversed(found))


def total(numbers: Iterable[int | None]) -> int | None:
    """The sum; null where one of them is withheld."""
    counts = list(numbers)
    return None if None in counts else sum(number for number in counts if number is not None)


def _total_if_any(numbers: Iterable[int | None]) -> int | None:
    """``total``, but null rather than 0 where there are no periods."""
    counted = list(numbers)
    return total(counted) if counted else None


def _refuse_unlisted(kind: str, dimension: str) -> None:
    if why := why_not_allowed(kind, [dimension]):
        raise ValueError(why)


def _share(code: str, area: str | None, periods: tuple[CountedPeriod, ...]) -> Share:
    met, rest, left_out = (
        _part(code, part, area, periods) for part in (Part.MET, Part.REST, Part.LEFT_OUT)
    )
    # What is left out does not take the share with it.
    if met is None or rest is None:
        return WITHHELD
    return Share(met, met + rest, left_out)


def _part(code: str, part: Part, area: str | None, periods: Sequence[CountedPeriod]) -> int | None:
    kind = READ_FROM[code].row_set
    return _total_if_any(counts_in(each, kind, parts_of(code), area)[part] for each in periods)
