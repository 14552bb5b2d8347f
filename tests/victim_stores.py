"""Rows of victims by the dozen in one area, and the quarters counted from them."""

from datetime import date
from typing import Any

import polars as pl

from metrics.disclosure import THRESHOLD
from metrics.victims import period_counts
from metrics.victims.counted_period import Quarter, Year
from metrics.victims.period_counts import count_row_sets, protect_all
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.victim_summary import VictimSummary
from tests import oracles_quarters
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS
from tests.tally_builders import SCHEMAS, case_key, tally_frame

SUMMER, AUTUMN = date(2021, 7, 1), date(2021, 10, 1)
SPRING, WINTER = date(2021, 4, 1), date(2022, 1, 1)
COUNTED_AT = {
    SPRING: date(2021, 7, 31),
    SUMMER: date(2021, 10, 31),
    AUTUMN: date(2022, 1, 31),
    WINTER: date(2022, 4, 30),
}
# The days on which a decision of the quarter was made, told in time, and told late.
DECIDED_ON = {SUMMER: date(2021, 8, 2), AUTUMN: date(2021, 11, 1)}
IN_TIME = {SUMMER: date(2021, 8, 3), AUTUMN: date(2021, 11, 2)}
LATE = {SUMMER: date(2021, 8, 31), AUTUMN: date(2021, 11, 30)}


def alike(table, area, number, first=1, **details):
    """``number`` rows of ``table`` in ``area`` with the details given."""
    numbered = "number" in SCHEMAS[table]
    rows = [
        {"case_key": case_key(place), **({"number": place} if numbered else {}), **details}
        for place in range(first, first + number)
    ]
    frame = tally_frame(table, *rows).drop("row", "area", strict=False)
    return frame.with_columns(area=pl.lit(area, pl.String))


def decided(area, quarter, *, in_time=0, late=0, untold=0, exempt=0, first=1, **details):
    """Decisions of a quarter by the police in an area, told or not."""
    of = {"decided_on": DECIDED_ON[quarter], **details}
    said: list[tuple[int, dict[str, Any]]] = [
        (in_time, {"told_on": IN_TIME[quarter]}),
        (late, {"told_on": LATE[quarter]}),
        (untold, {}),
        (exempt, {"exempt_reason": "other"}),
    ]
    frames = []
    for number, how in said:
        frames.append(alike("notice", area, number, first, **of, **how))
        first += number
    return pl.concat(frames)


def tables_of(**made):
    """Every table that victims are counted from, with the frames given and no other rows."""
    found = {name: made.get(name, [alike(name, None, 0)]) for name in OF_VICTIMS}
    return {name: pl.concat(frames) for name, frames in found.items()}


def count_quarter(tables, limits, first, at, threshold=THRESHOLD):
    """The counts of the quarter that begins on ``first``, as at ``at``, with nothing before it."""
    return counted_periods(tables, limits, [(first, at)], threshold)[0]


def count_year(tables, limits, days, threshold=THRESHOLD):
    """The counts of the year of the quarters ``days``, protected with them."""
    return counted_periods(tables, limits, days, threshold)[-1]


def counted_periods(tables, limits, days, threshold=THRESHOLD):
    """The quarters ``days``, and then the year to each that has one."""
    rows = [period_counts.rows_of_quarter(tables, limits, *each) for each in days]
    return protect_all(days, [count_row_sets(each) for each in rows], threshold)


def history_of(tables, days, limits=STARTER_LIMITS):
    """The summary of the quarters ``days``, oldest first, and of their years."""
    counted = counted_periods(tables, limits, days)
    quarters = tuple(each for each in counted if isinstance(each, Quarter))
    return VictimSummary(
        quarters, {}, rolling=tuple(each for each in counted if isinstance(each, Year))
    )


def summary_of(tables, quarters=(SUMMER,), limits=STARTER_LIMITS):
    """The summary of the quarters given, oldest first."""
    return history_of(tables, [(first, COUNTED_AT[first]) for first in quarters], limits)


def year_summary_of(tables):
    """The summary of the year that ends with March 2022, and of each of its quarters."""
    return history_of(tables, [*COUNTED_AT.items()])


def victim_rows(tables, limits, as_at):
    """All rows as at a month-end, by row set."""
    return {kind: each.rows(tables, limits, as_at) for kind, each in ROW_SETS.items()}


def rows_of_quarter(tables, limits, first, at, kinds=tuple(ROW_SETS)):
    """The rows of a quarter, by row set, with the part of each in every share."""
    in_quarter = pl.col("month").dt.truncate("1q") == first
    frames = {kind: ROW_SETS[kind].rows(tables, limits, at) for kind in kinds}
    return {
        kind: oracles_quarters.with_parts(rows.filter(in_quarter), kind)
        for kind, rows in frames.items()
    }
