"""What victims met, a quarter at a time: each is counted once, and then stands as it was counted.

A count that is taken again at the next month-end changes by one or two, and the change gives a
person away. So a quarter is counted as at the month-end after it, protected by itself, and never
counted again. Figures of several quarters are sums of counts that are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from metrics.case_tables import Tables
from metrics.dimensions import MONTH
from metrics.disclosure import THRESHOLD
from metrics.month_ends import closed_by, month_end
from metrics.period_cubes import protect_period
from metrics.process_counts import AREA
from metrics.victim_counts import MEDIANS
from metrics.victim_frames import Frames, victim_frames
from metrics.victim_parts import Part, cubes_of, parts_of, with_parts

QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True, eq=False)
class Quarter:
    """One quarter. ``first``: its first day. ``counted_at``: the month-end it was counted at.

    ``cubes``: by kind of row, its protected counts as ``protect_period`` gives them. ``numbers``:
    what medians are of: code, area, number.
    """

    first: date
    counted_at: date
    cubes: Mapping[str, pl.DataFrame]
    numbers: pl.DataFrame


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
    in_quarter = pl.col(MONTH).dt.truncate("1q") == first
    frames = {
        kind: with_parts(rows.filter(in_quarter), kind)
        for kind, rows in victim_frames(tables, limits, counted_at).items()
    }
    cubes = {kind: protect_period(rows, cubes_of(kind), threshold) for kind, rows in frames.items()}
    return Quarter(first, counted_at, cubes, _numbers(frames))


def _numbers(frames: Frames) -> pl.DataFrame:
    numbers = [
        frames[median.universe]
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
