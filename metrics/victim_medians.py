"""Medians of what victims met, by area and period, as they may be shown."""

from collections.abc import Mapping

import polars as pl

from metrics.cubes import BEGINS, MONTH, Grain
from metrics.process_counts import AREA, NOT_RECORDED
from metrics.protected import GROUP, withhold_medians
from metrics.victim_counts import MEDIANS, MedianOf
from metrics.victim_frames import Frames

PLACE = [name for name in GROUP if name != "cube"]


def protected_medians(frames: Frames, cubes: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row a median, area and period: code, area, grain, period, median, count, suppressed, shown.

    ``count``: how many there are who have such a number, of the protected counts. Units: the
    numbers of the column that the median is of. Nulls: as ``withhold_medians`` says.
    """
    found = [
        _of_groups(frames[median.universe], cubes[median.universe], median).select(
            pl.lit(code).alias("code"), *PLACE, "median", "count", "suppressed"
        )
        for code, median in MEDIANS.items()
    ]
    return withhold_medians(pl.concat(found))


def _of_groups(rows: pl.DataFrame, cube: pl.DataFrame, median: MedianOf) -> pl.DataFrame:
    """Counts of who has a number, as protected, with the median of the numbers."""
    counts = (
        cube.filter(pl.col("cube") == median.dimension, pl.col("value").is_in(median.words))
        .group_by(PLACE, maintain_order=True)
        .agg(pl.col("count").sum(), pl.col("suppressed").any())
    )
    middle = pl.col(median.column).median().cast(pl.Float64).alias("median")
    known = rows.drop_nulls(median.column).with_columns(pl.col(AREA).fill_null(NOT_RECORDED))
    medians = pl.concat(
        [_by_period(known, grain).group_by(PLACE).agg(middle) for grain in Grain]
        + [
            _by_period(known, grain)
            .with_columns(pl.lit(None, pl.String).alias(AREA))
            .group_by(PLACE)
            .agg(middle)
            for grain in Grain
        ]
    )
    return counts.join(medians, on=PLACE, how="left", nulls_equal=True, maintain_order="left")


def _by_period(rows: pl.DataFrame, grain: Grain) -> pl.DataFrame:
    """The rows with the period of ``grain`` that they are in; those of none are absent."""
    placed = rows.with_columns(grain=pl.lit(grain.value))
    if grain in (Grain.ALL, Grain.NO_DAY):
        of_it = placed if grain == Grain.ALL else placed.filter(pl.col(MONTH).is_null())
        return of_it.with_columns(period=pl.lit(None, pl.Date))
    dated = placed.filter(pl.col(MONTH).is_not_null())
    length = BEGINS.get(grain, "1mo")
    return dated.with_columns(period=pl.col(MONTH).dt.truncate(length))
