"""Comparison of areas: whether chance alone could explain an area's share.

Shares of few cases vary more than shares of many, so areas are never ranked. Each is compared with
the range in which its number of cases would fall at the overall rate. Source:
D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
24 (2005), 1185-1202.
"""

from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log

import polars as pl

from metrics.memoize import memoize
from metrics.text_format import counted, listed

# The probability of lying inside each of the two ranges by chance.
INNER, OUTER = 0.95, 0.998
RANGES_KEPT = 4096
# A smaller difference between sums of probabilities is a rounding error.
NO_DIFFERENCE = 1e-12
RANGES = dict.fromkeys(("share", "lower", "upper", "inner_lower", "inner_upper"), pl.Float64)
NO_NAME, OF_NO_AREA = "area not recorded", "the cases of no area"
EVERY = {"1 area": "the one area", "2 areas": "both areas"}
Interval = tuple[float, float]


class AreaStanding(StrEnum):
    """The position of an area's share relative to its expected range."""

    WITHIN = "within the expected range"
    ABOVE = "above the expected range"
    BELOW = "below the expected range"


@lru_cache(RANGES_KEPT)
def expected_range(of: int, overall: float | None, chance: float = OUTER) -> Interval | None:
    """The range of shares of ``of`` cases with probability ``chance``, at the rate ``overall``.

    Exact, from the binomial distribution, since for few cases the normal approximation goes below 0
    or above 1. Each side holds less than half of the remaining probability. Units: 0 to 1. Nulls:
    null where there is no case, or no overall share between 0 and 1.
    """
    if of <= 0 or overall is None or not 0 <= overall <= 1:
        return None
    tail = (1 - chance) / 2
    up_to = _chances_up_to(of, overall)
    lower = next(number for number, sure in enumerate(up_to) if sure > tail + NO_DIFFERENCE)
    upper = next(number for number, sure in enumerate(up_to) if sure >= 1 - tail - NO_DIFFERENCE)
    return lower / of, upper / of


def beside_each_other(areas: pl.DataFrame, overall: float | None) -> pl.DataFrame:
    """One row per area, in alphabetical order, with its expected range.

    Shape: area, met, of (and any other column), share, lower, upper (99.8%), inner_lower,
    inner_upper (95%), standing (relative to the wider range, which is left as rarely as the limits
    of a trend are). Nulls: the added columns are null for an area without a share;
    an area with no name comes last. Errors: ValueError where ``met`` does not lie between 0 and
    ``of``.
    """
    counts = areas.select("met", "of").iter_rows()
    ranges = pl.DataFrame([_ranges(met, of, overall) for met, of in counts], RANGES, orient="row")
    share = pl.col("share")
    return (
        areas.hstack(ranges)
        .with_columns(
            standing=pl.when(share > pl.col("upper"))
            .then(pl.lit(AreaStanding.ABOVE.value))
            .when(share < pl.col("lower"))
            .then(pl.lit(AreaStanding.BELOW.value))
            .when(pl.col("lower").is_not_null())
            .then(pl.lit(AreaStanding.WITHIN.value))
        )
        .sort("area", nulls_last=True, maintain_order=True)
    )


@memoize
def areas_text(areas: pl.DataFrame, title: str, overall: float | None, target: float | None) -> str:
    """A sentence on which areas lie outside their expected range: the text of the chart.

    ``areas``: as ``beside_each_other`` returns them. A target that is missed comes first, so that
    no range is praised.
    """
    compared = areas.drop_nulls("standing")
    if compared.is_empty() or overall is None:
        return f"{title} by area: no area can be compared."
    parts = []
    if target is not None and overall < target:
        parts.append(f"the overall {overall:.0%} misses the target of {target:.0%}")
    parts += [
        f"{listed(outside)} {standing}"
        for standing in (AreaStanding.BELOW, AreaStanding.ABOVE)
        if (
            outside := compared.filter(pl.col("standing") == standing)["area"]
            .fill_null(NO_NAME)
            .to_list()
        )
    ]
    parts.append(_within(compared, overall))
    if missing := _how_many(areas.filter(pl.col("standing").is_null())):
        parts.append(f"no figure to compare for {missing}")
    return f"{title} by area: {'; '.join(parts)}."


def _within(compared: pl.DataFrame, overall: float) -> str:
    within = compared.filter(pl.col("standing") == AreaStanding.WITHIN)
    which = _how_many(within) or "no area"
    if within.height == compared.height:
        which = EVERY.get(which, f"all {which}")
    return f"{which} {AreaStanding.WITHIN} around the overall {overall:.0%}"


def _how_many(areas: pl.DataFrame) -> str:
    """The number of areas, such as "3 areas and the cases of no area"; empty for none."""
    named = areas["area"].drop_nulls().len()
    return listed(
        [*([counted(named, "area")] * bool(named)), *([OF_NO_AREA] * (areas.height - named))]
    )


def _ranges(met: int | None, of: int | None, overall: float | None) -> tuple[float | None, ...]:
    """The share of one area, its wide range and its inner range."""
    nothing = (None,) * len(RANGES)
    if met is None or not of:
        return nothing
    _check(met, of)
    wide, inner = expected_range(of, overall), expected_range(of, overall, INNER)
    if wide is None or inner is None:
        return (met / of, *nothing[1:])
    return met / of, *wide, *inner


def _chances_up_to(of: int, overall: float) -> list[float]:
    """The probability of at most 0, 1, ... ``of`` cases met."""
    if overall in (0, 1):
        return [1.0 if overall == 0 or number == of else 0.0 for number in range(of + 1)]
    met, missed = log(overall), log(1 - overall)
    ways = lgamma(of + 1)
    exactly = (
        exp(ways - lgamma(n + 1) - lgamma(of - n + 1) + n * met + (of - n) * missed)
        for n in range(of + 1)
    )
    return list(accumulate(exactly))


def _check(met: int, of: int) -> None:
    if not 0 <= met <= of:
        raise ValueError(f"{met} of {of} is no share: give a number from 0 to {of}.")
