"""Areas beside each other: whether an area's share is one that chance alone would give.

Areas of few cases vary more than areas of many, so they are never ranked. Each is held against
the range in which its own number of cases would fall if it shared the overall rate. Source:
D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
24 (2005), 1185-1202.
"""

from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log, sqrt

import polars as pl

from metrics.memoize import memoize
from metrics.text_format import counted, listed

# Chances of lying inside the two ranges when nothing but chance is at work.
INNER, OUTER = 0.95, 0.998
# Of the normal distribution: 95% lies within so many standard deviations.
Z_95 = 1.959964
RANGES_KEPT = 4096
# Chances are summed in fractions of two: a smaller difference is none.
NO_DIFFERENCE = 1e-12
RANGES = dict.fromkeys(("share", "lower", "upper", "inner_lower", "inner_upper"), pl.Float64)
NO_NAME, OF_NO_AREA = "area not recorded", "the cases of no area"
EVERY = {"1 area": "the one area", "2 areas": "both areas"}
Interval = tuple[float, float]


class AreaStanding(StrEnum):
    """How an area's share stands to the range expected of it."""

    WITHIN = "within the expected range"
    ABOVE = "above the expected range"
    BELOW = "below the expected range"


def wilson(met: int, of: int, z: float = Z_95) -> Interval | None:
    """The shares that ``met`` of ``of`` could come from: Wilson's interval, at 95% unless given.

    Units: 0 to 1. Nulls: null where ``of`` is 0. It stays within 0 and 1 and keeps a width where
    none or all are met, which the plain interval does not. Errors: ValueError where ``met`` does
    not lie between 0 and ``of``. Source: E. B. Wilson, Probable inference, the law of succession,
    and statistical inference, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    _check(met, of)
    if of == 0:
        return None
    share, drawn = met / of, z * z / of
    middle = (share + drawn / 2) / (1 + drawn)
    width = z * sqrt(share * (1 - share) / of + drawn / (4 * of)) / (1 + drawn)
    # At none and all the end is exact; rounding must not move it.
    lower = 0.0 if met == 0 else max(0.0, middle - width)
    upper = 1.0 if met == of else min(1.0, middle + width)
    return lower, upper


@lru_cache(RANGES_KEPT)
def expected_range(of: int, overall: float | None, chance: float = OUTER) -> Interval | None:
    """The shares in which ``of`` cases fall with ``chance``, if each is met at ``overall``.

    Exact, from the binomial distribution: with the few cases of an area the usual approximation
    reaches below 0 or above 1. On either side less than half of the rest is left out. Units: 0 to
    1. Nulls: null where there is no case or no overall share between 0 and 1.
    """
    if of <= 0 or overall is None or not 0 <= overall <= 1:
        return None
    tail = (1 - chance) / 2
    up_to = _chances_up_to(of, overall)
    lower = next(number for number, sure in enumerate(up_to) if sure > tail + NO_DIFFERENCE)
    upper = next(number for number, sure in enumerate(up_to) if sure >= 1 - tail - NO_DIFFERENCE)
    return lower / of, upper / of


def beside_each_other(areas: pl.DataFrame, overall: float | None) -> pl.DataFrame:
    """A row an area, in the order of their names, with the range expected of it.

    Shape: area, met, of (and any other column), share, lower, upper (99.8%), inner_lower,
    inner_upper (95%), standing: outside the wider range or within it, as rare as a point outside
    the limits of a trend. Nulls: an area with no case, or with a count that may not be shown, has
    none of these; an area with no name comes last. Errors: ValueError where ``met`` does not lie
    between 0 and ``of``.
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
def areas_text(areas: pl.DataFrame, title: str, overall: float | None) -> str:
    """One sentence that says what the chart says: which areas lie outside their expected range.

    Shape: ``areas`` is what ``beside_each_other`` gives.
    """
    held = areas.drop_nulls("standing")
    if held.is_empty() or overall is None:
        return f"{title} by area: no area can be compared."
    said = [
        f"{listed(outside)} {standing}"
        for standing in (AreaStanding.BELOW, AreaStanding.ABOVE)
        if (
            outside := held.filter(pl.col("standing") == standing)["area"]
            .fill_null(NO_NAME)
            .to_list()
        )
    ]
    said.append(_within(held, overall))
    if missing := _how_many(areas.filter(pl.col("standing").is_null())):
        said.append(f"no figure to compare for {missing}")
    return f"{title} by area: {'; '.join(said)}."


def _within(held: pl.DataFrame, overall: float) -> str:
    within = held.filter(pl.col("standing") == AreaStanding.WITHIN)
    which = _how_many(within) or "no area"
    if within.height == held.height:
        which = EVERY.get(which, f"all {which}")
    return f"{which} {AreaStanding.WITHIN} around the overall {overall:.0%}"


def _how_many(areas: pl.DataFrame) -> str:
    """3 areas and the cases of no area, which are no area; empty for none."""
    named = areas["area"].drop_nulls().len()
    return listed(
        [*([counted(named, "area")] * bool(named)), *([OF_NO_AREA] * (areas.height - named))]
    )


def _ranges(met: int | None, of: int | None, overall: float | None) -> tuple[float | None, ...]:
    """Of one area: its share, and the wide and the inner range."""
    nothing = (None,) * len(RANGES)
    if met is None or not of:
        return nothing
    _check(met, of)
    wide, inner = expected_range(of, overall), expected_range(of, overall, INNER)
    if wide is None or inner is None:
        return (met / of, *nothing[1:])
    return met / of, *wide, *inner


def _chances_up_to(of: int, overall: float) -> list[float]:
    """The chance of at most 0, 1, ... ``of`` cases met."""
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
