"""Statistical process control of a series: XmR limits, and the points that stand out.

Source of the rules: docs/trends.md. Two points are never compared by themselves.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import isfinite
from typing import Literal

import polars as pl

from metrics.measures.measure import Better


class SpecialCause(StrEnum):
    """The reason a point stands out; where several apply, the first in this order."""

    ABOVE_LIMITS = "above limits"
    BELOW_LIMITS = "below limits"
    RISING = "rising"
    FALLING = "falling"
    TWO_OF_THREE_HIGH = "two of three high"
    TWO_OF_THREE_LOW = "two of three low"
    RUN_ABOVE = "run above"
    RUN_BELOW = "run below"
    NONE = "common cause"


class Variation(StrEnum):
    """The meaning of a point that stands out, given the direction in which the figure should go."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"
    COMMON_CAUSE = "common cause"


class TargetAssurance(StrEnum):
    """Whether usual variation meets a target."""

    MEETS = "consistently meets"
    INCONSISTENT = "inconsistent"
    MISSES = "consistently misses"


Direction = Better | Literal["up", "down", "neither"]

# The constants of an XmR chart: for the limits, and for the upper limit of the moving range.
LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.267
NEAR_LIMIT = 2 / 3
NEIGHBOURS, NEAR_OF_NEIGHBOURS = 3, 2
IN_A_ROW = 7
# Relative to the largest value: a smaller difference is a rounding error.
NO_DIFFERENCE = 1e-11

HIGH = (
    SpecialCause.ABOVE_LIMITS,
    SpecialCause.RISING,
    SpecialCause.TWO_OF_THREE_HIGH,
    SpecialCause.RUN_ABOVE,
)
# The meaning of a high point and of a low one.
MEANINGS = {
    Better.UP: (Variation.IMPROVEMENT, Variation.CONCERN),
    Better.DOWN: (Variation.CONCERN, Variation.IMPROVEMENT),
    Better.NEITHER: (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
}

VALUE, MEAN, SPREAD = pl.col("value"), pl.col("mean"), pl.col("spread")
# A point is neither NaN nor infinite, nor so large that its limits would be infinite.
IS_POINT = VALUE.cast(pl.Float64).abs() < 1e300
NOTHING, SIDE, STEP = pl.col("nothing"), pl.col("side"), pl.col("step")


def xmr(series: pl.DataFrame, better: Direction) -> pl.DataFrame:
    """``series`` with its limits, and whether and why each point stands out.

    Points are taken in order of ``period``; periods in words in the order of the rows. Shape: the
    rows and columns of ``series`` (period, value and any other) in their order, and mean,
    lower_limit, upper_limit (the same in every row, not cut at 0 or 1), special_cause, variation.
    Nulls: a missing value stays null, is "common cause" and breaks no run; a value that is not a
    finite number counts as missing; without any value the limits are null; with one value, as in a
    flat series, they equal the mean. Errors: ValueError where ``better`` is none of the three
    words.
    """
    meant_high, meant_low = MEANINGS[Better(better)]
    points = _with_limits(_points(series))
    common = pl.Series([SpecialCause.NONE.value], dtype=pl.String).new_from_index(0, series.height)
    causes = common.scatter(points["row"], _special_causes(points))
    return series.with_columns(
        pl.when(IS_POINT).then(VALUE),
        *_limits_of(points),
        special_cause=causes,
        variation=pl.when(causes.is_in(HIGH))
        .then(pl.lit(meant_high.value))
        .when(causes != SpecialCause.NONE)
        .then(pl.lit(meant_low.value))
        .otherwise(pl.lit(Variation.COMMON_CAUSE.value)),
    )


def assurance(
    limits: pl.DataFrame, better: Direction, target: float | None
) -> TargetAssurance | None:
    """Whether usual variation keeps to ``target``, from the last limits in ``limits``.

    A value on the target meets it. ``limits``: as ``xmr`` returns them. Nulls: null without a
    finite target, without limits, or without a direction in which the figure should go. Errors:
    ValueError where ``better`` is none of the three words.
    """
    direction = Better(better)
    last = limits.select("lower_limit", "upper_limit").drop_nulls().tail(1)
    if direction == Better.NEITHER or target is None or not isfinite(target) or last.is_empty():
        return None
    lower, upper = last.row(0)
    # With the signs reversed, a figure that should go down becomes one that should go up.
    worst, best, goal = (
        (lower, upper, target) if direction == Better.UP else (-upper, -lower, -target)
    )
    no_difference = NO_DIFFERENCE * max(abs(lower), abs(upper), abs(target))
    if worst >= goal - no_difference:
        return TargetAssurance.MEETS
    return TargetAssurance.MISSES if best < goal - no_difference else TargetAssurance.INCONSISTENT


# The limits


def _points(series: pl.DataFrame) -> pl.DataFrame:
    """Rows with a value, by period. Shape: period, row (its place in ``series``), value."""
    kind = series.schema["period"]
    in_order = ["period"] if kind.is_temporal() or kind.is_numeric() else []
    rows = series.select(
        "period", row=pl.int_range(pl.len(), dtype=pl.UInt32), value=VALUE.cast(pl.Float64)
    )
    return rows.sort(*in_order, "row", nulls_last=True).filter(IS_POINT)


def _with_limits(points: pl.DataFrame) -> pl.DataFrame:
    """Adds mean, spread (from mean to limit) and nothing (a rounding error at most)."""
    moved = pl.col("moved")
    is_usual = (moved == 0) | (moved < RANGE_FACTOR * moved.mean() - NOTHING)
    return (
        points.with_columns(
            # Relative to the first value, so that the mean of equal values is exact.
            mean=VALUE.first() + (VALUE - VALUE.first()).mean(),
            nothing=NO_DIFFERENCE * VALUE.abs().max(),
        )
        .with_columns(moved=VALUE.diff().abs())
        .with_columns(moved=pl.when(moved > NOTHING).then(moved).otherwise(0 * moved))
        .with_columns(spread=LIMIT_FACTOR * moved.filter(is_usual).mean().fill_null(0))
    )


def _limits_of(points: pl.DataFrame) -> Sequence[pl.Expr]:
    """The mean and the limits as constant columns; null where there is no point."""
    limits = points.select("mean", lower_limit=MEAN - SPREAD, upper_limit=MEAN + SPREAD)
    return [pl.lit(limit.max(), pl.Float64).alias(limit.name) for limit in limits]


# Points that stand out


def _special_causes(points: pl.DataFrame) -> pl.Series:
    """The first reason for which each point stands out, else "common cause"."""
    off_mean = (VALUE - MEAN).abs()
    is_beyond = off_mean - SPREAD > NOTHING
    marked = points.with_columns(
        side=_sign(VALUE - MEAN),
        step=_sign(VALUE.diff()),
        is_beyond=is_beyond,
        is_near=~is_beyond & (off_mean - NEAR_LIMIT * SPREAD >= -NOTHING),
    ).with_columns(
        same_side=pl.len().over(SIDE.rle_id()),
        same_step=pl.len().over(STEP.rle_id()),
    )
    words = [pl.when(holds).then(pl.lit(word.value)) for word, holds in _reasons().items()]
    return marked.select(pl.coalesce(*words, pl.lit(SpecialCause.NONE.value))).to_series()


def _reasons() -> dict[SpecialCause, pl.Expr]:
    """The condition of each reason, in order of precedence."""
    return {
        SpecialCause.ABOVE_LIMITS: pl.col("is_beyond") & (SIDE == 1),
        SpecialCause.BELOW_LIMITS: pl.col("is_beyond") & (SIDE == -1),
        SpecialCause.RISING: _in_trend(1),
        SpecialCause.FALLING: _in_trend(-1),
        SpecialCause.TWO_OF_THREE_HIGH: _two_of_three(1),
        SpecialCause.TWO_OF_THREE_LOW: _two_of_three(-1),
        SpecialCause.RUN_ABOVE: (SIDE == 1) & (pl.col("same_side") >= IN_A_ROW),
        SpecialCause.RUN_BELOW: (SIDE == -1) & (pl.col("same_side") >= IN_A_ROW),
    }


def _sign(difference: pl.Expr) -> pl.Expr:
    """1, 0 or -1. Nulls: stay null."""
    return (difference > NOTHING).cast(pl.Int8) - (difference < -NOTHING).cast(pl.Int8)


def _in_trend(sign: int) -> pl.Expr:
    """Whether a point is one of seven or more in one direction; the first has no own step."""
    stepped = STEP.eq(sign) & (pl.col("same_step") >= IN_A_ROW - 1)
    return stepped | stepped.shift(-1)


def _two_of_three(sign: int) -> pl.Expr:
    """Whether a point is one of two or three near a limit, out of three neighbours on one side."""
    is_on_side = SIDE.eq(sign)
    is_near = is_on_side & pl.col("is_near")
    holds = (_of_neighbours(is_on_side) == NEIGHBOURS) & (
        _of_neighbours(is_near) >= NEAR_OF_NEIGHBOURS
    )
    return is_near & pl.any_horizontal(holds.shift(-places) for places in range(NEIGHBOURS))


def _of_neighbours(condition: pl.Expr) -> pl.Expr:
    """The number among a point and the two before it that meet ``condition``; null for the first
    two.
    """
    return condition.cast(pl.Int8).rolling_sum(NEIGHBOURS)
