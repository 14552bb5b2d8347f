"""Builds quarters of protected counts: counts not given are 0, and none is withheld."""

from datetime import date

import polars as pl

from data_access.vocabulary import DayType
from metrics.periods import Limit
from metrics.victims.counted_period import Quarter, Year
from metrics.victims.notices import NoticeStatus
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_definitions import MedianOf
from metrics.victims.share_parts import READ_FROM, Part, parts_of
from metrics.victims.victim_summary import VICTIM_LIMITS, VictimSummary

COUNT_TABLE = {
    "dimension": pl.String,
    "area": pl.String,
    "period": pl.Date,
    "value": pl.String,
    "count": pl.Int64,
    "suppressed": pl.Boolean,
}
NUMBERS = {"code": pl.String, "area": pl.String, "number": pl.Float64}
FIRST_DAYS = {
    date(2021, 1, 1): date(2021, 4, 30),
    date(2021, 4, 1): date(2021, 7, 31),
    date(2021, 7, 1): date(2021, 10, 31),
    date(2021, 10, 1): date(2022, 1, 31),
}
# The number in each category; null where that is withheld.
TOLD = {
    NoticeStatus.IN_TIME: 60,
    NoticeStatus.LATE: 20,
    NoticeStatus.NOT_YET: 8,
    NoticeStatus.BY_POST: 7,
    NoticeStatus.NO_RECORD: 5,
    NoticeStatus.EXEMPT: 6,
}


def part_counts(read, counts):
    """The counts of a share or median, by category, where its dimension has ``counts``."""

    def added(words):
        shown = [counts.get(word, 0) for word in words]
        return None if None in shown else sum(shown)

    if isinstance(read, MedianOf):
        return {Part.MET: added(read.words)}
    return {
        Part.MET: added(read.numerator),
        Part.REST: added(read.denominator - read.numerator),
        Part.LEFT_OUT: added(read.excluded),
    }


def with_parts(made):
    """Adds the counts of shares and medians to counts by dimension, unless they are given."""
    parts = {
        parts_of(code): part_counts(read, made[read.dimension])
        for code, read in READ_FROM.items()
        if read.dimension in made
    }
    return parts | made


def in_all(counts):
    """The total; null where one count is withheld."""
    return None if None in counts.values() else sum(counts.values())


def counts_in_areas(first, areas):
    """The counts of the period that begins on ``first``, by area, null for all areas.

    The total of a dimension is that of its categories, unless one is given, under null.
    """
    rows = [
        (dimension, area, first, word, number, number is None)
        for area, made in areas.items()
        for dimension, counts in with_parts(made).items()
        for word, number in [(None, in_all(counts)), *counts.items()]
    ]
    return dict.fromkeys(ROW_SETS, pl.DataFrame(rows, COUNT_TABLE, orient="row"))


def quarter(first, counts, numbers):
    """The quarter that begins on ``first`` and has these counts."""
    made = [(code, None, number) for code, found in numbers.items() for number in found]
    found = pl.DataFrame(made, NUMBERS, orient="row")
    return Quarter(first, FIRST_DAYS[first], counts_in_areas(first, {None: counts}), found)


def year(first, areas):
    """The year that begins on ``first``, with the counts of each area."""
    counted_at = date(first.year + 1, 4, 30)
    return Year(first, counted_at, counts_in_areas(first, areas), pl.DataFrame([], NUMBERS))


def summary_of(*quarters, area=None, span=None, areas=(), numbers=None):
    """The newest quarters of 2021 with these counts, oldest first.

    ``areas``: by area, the counts of a year; the newest year ends in March 2022.
    """
    days = list(FIRST_DAYS)[-len(quarters) :]
    held = tuple(
        quarter(first, made, numbers or {}) for first, made in zip(days, quarters, strict=True)
    )
    begun = [date(2021 - before, 4, 1) for before in reversed(range(len(areas)))]
    years = tuple(year(first, made) for first, made in zip(begun, areas, strict=True))
    limits = dict.fromkeys(VICTIM_LIMITS, Limit(10, verified=True, day_type=DayType.WORKING))
    return VictimSummary(held, limits, area, span, rolling=years)
