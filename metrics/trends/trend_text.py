"""A trend in plain words, and the checks that it has enough points."""

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any

import polars as pl

from metrics.memoize import memoize
from metrics.text_format import counted, measured
from metrics.trends.xmr import Direction, SpecialCause, TargetAssurance, Variation, assurance

MIN_POINTS = 13
TOO_FEW = "too few points to say"
TOO_STILL = "too little movement to say what is usual"


class Grain(StrEnum):
    """The length of the periods of a series, the finest first."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


# The words for whether a point stands out, and for whether a target is met.
VARIATION_WORDS = {
    each: "usual variation" if each == Variation.COMMON_CAUSE else "unlikely to be chance"
    for each in Variation
}
# The legend names of points that stand out, each with its shape.
STANDS_OUT = {
    Variation.IMPROVEMENT.value: "improvement",
    Variation.CONCERN.value: "concern",
    Variation.NEUTRAL_HIGH.value: "high or rising",
    Variation.NEUTRAL_LOW.value: "low or falling",
}
ASSURANCE_WORDS = {
    TargetAssurance.MEETS: "usually met",
    TargetAssurance.INCONSISTENT: "varies",
    TargetAssurance.MISSES: "usually missed",
}
CAUSE_WORDS = {
    SpecialCause.ABOVE_LIMITS: "above the usual {lower} to {upper}",
    SpecialCause.BELOW_LIMITS: "below the usual {lower} to {upper}",
    SpecialCause.RISING: "part of a rise over at least 7 {grain}s in a row",
    SpecialCause.FALLING: "part of a fall over at least 7 {grain}s in a row",
    SpecialCause.TWO_OF_THREE_HIGH: "high again, near the top of the usual {lower} to {upper}",
    SpecialCause.TWO_OF_THREE_LOW: "low again, near the foot of the usual {lower} to {upper}",
    SpecialCause.RUN_ABOVE: "one of at least 7 {grain}s in a row above the mean of {mean}",
    SpecialCause.RUN_BELOW: "one of at least 7 {grain}s in a row below the mean of {mean}",
    SpecialCause.NONE: "usual variation around {mean}",
}
MEANING_WORDS = {
    Variation.IMPROVEMENT.value: ": an improvement",
    Variation.CONCERN.value: ": a concern",
}
MONTHS_OF_A_QUARTER = 3
# From this value on, decimals are not shown.
WHOLE_FROM = 10


# Checks of the points


def is_readable(limits: pl.DataFrame) -> bool:
    """Whether ``xmr`` had enough points for its limits to be meaningful."""
    return limits["value"].count() >= MIN_POINTS and not _is_too_still(limits)


def usable_target(target: float | None, unit: str) -> float | None:
    """The target if it is possible, else null: a share lies between 0 and 1."""
    if target is None or not isfinite(target):
        return None
    is_of_shares = unit.startswith("a share")
    return None if is_of_shares and not 0 <= target <= 1 else target


def _is_too_still(limits: pl.DataFrame) -> bool:
    """Whether the limits are equal although values differ: every value would stand out."""
    first = limits.drop_nulls("value").head(1)
    has_no_width = bool((first["lower_limit"] == first["upper_limit"]).any())
    return has_no_width and limits["value"].n_unique() - bool(limits["value"].null_count()) > 1


# Text of the chart


@memoize
def trend_text(
    limits: pl.DataFrame,
    title: str,
    better: Direction,
    target: float | None,
    unit: str,
    grain: Grain = Grain.MONTH,
) -> str:
    """A sentence that is the headline of the chart and its text alternative.

    ``limits``: as ``xmr`` returns them, with days in ``period``. Units: a ``unit`` that begins "a
    share" is shown as a percentage. Below 13 points the newest is given without interpretation. An
    impossible target is left out, and the sentence says so.
    """
    points = limits.drop_nulls(["period", "value"]).sort("period")
    if points.is_empty():
        return f"{title}: no figure to show."
    newest = points.tail(1).row(0, named=True)
    parts = [
        f"{title}: {amount_text(newest['value'], unit)} "
        f"{period_text(newest['period'], grain)}, {_standing(points, unit, grain)}"
    ]
    if is_readable(points):
        parts += [_earlier(points, grain), _target(points, better, target, unit)]
    return f"{'; '.join(part for part in parts if part)}."


def amount_text(value: float, unit: str) -> str:
    """An amount as text, such as "61%", "1,693" or "12.5 days"."""
    if unit.startswith("a share"):
        return f"{value:.0%}"
    number = round(value, 0 if abs(value) >= WHOLE_FROM else 1)
    if unit in ("days", "working days"):
        return measured(number, unit.removesuffix("s"))
    return f"{number:,.10g}"


def period_text(first_day: date, grain: Grain) -> str:
    """The period as text, such as "in May 2021", "in July to September 2021" or "in 2021".

    A year that begins in April is "in the year to March 2022".
    """
    if grain == Grain.YEAR and first_day.month > 1:
        return f"in the year to {month_name[first_day.month - 1]} {first_day.year + 1}"
    if grain == Grain.YEAR:
        return f"in {first_day:%Y}"
    if grain == Grain.MONTH:
        return f"in {first_day:%B %Y}"
    first = first_day.month - (first_day.month - 1) % MONTHS_OF_A_QUARTER
    last = first + MONTHS_OF_A_QUARTER - 1
    return f"in {month_name[first]} to {month_name[last]} {first_day:%Y}"


def cause_text(point: Mapping[str, Any], unit: str, grain: Grain) -> str:
    """Why a point of ``xmr`` stands out or not, such as "usual variation around 64%"."""
    lower, upper = within_bounds(point["lower_limit"], point["upper_limit"], unit)
    return CAUSE_WORDS[SpecialCause(point["special_cause"])].format(
        grain=grain,
        mean=amount_text(point["mean"], unit),
        lower=amount_text(lower, unit),
        upper=amount_text(upper, unit),
    )


def within_bounds(lower: float, upper: float, unit: str) -> tuple[float, float]:
    """The limits as shown: not below 0, and for a share not above 1."""
    return max(0.0, lower), min(1.0, upper) if unit.startswith("a share") else upper


def _standing(points: pl.DataFrame, unit: str, grain: Grain) -> str:
    """The newest point compared with the others, as text."""
    number = points.height
    if number < MIN_POINTS:
        return f"{TOO_FEW} whether that is usual ({number} of the {MIN_POINTS} {grain}s needed)"
    if _is_too_still(points):
        return TOO_STILL
    newest = points.tail(1).row(0, named=True)
    if newest["lower_limit"] == newest["upper_limit"]:
        return f"the same in all {number} {grain}s"
    cause = cause_text(newest, unit, grain)
    if newest["special_cause"] == SpecialCause.NONE:
        return cause
    meaning = MEANING_WORDS.get(newest["variation"], "")
    return f"{cause}, {VARIATION_WORDS[Variation(newest['variation'])]}{meaning}"


def _earlier(points: pl.DataFrame, grain: Grain) -> str:
    """The number of earlier points that stand out, as text; empty for none."""
    number = int((points["special_cause"].head(-1) != SpecialCause.NONE).sum())
    if not number:
        return ""
    stand = "stands out as" if number == 1 else "stand out as"
    return f"{counted(number, f'earlier {grain}')} {stand} unlikely to be chance"


def _target(points: pl.DataFrame, better: Direction, target: float | None, unit: str) -> str:
    """Whether the target is usually met, as text; empty without a target or a direction."""
    if target is None:
        return ""
    usable = usable_target(target, unit)
    if usable is None:
        return f"a target of {target:g} cannot be one and is left out"
    verdict = assurance(points, better, usable)
    if verdict is None:
        return ""
    amount = amount_text(usable, unit)
    if verdict == TargetAssurance.INCONSISTENT:
        return f"meeting the target of {amount} {ASSURANCE_WORDS[verdict]}"
    return f"the target of {amount} is {ASSURANCE_WORDS[verdict]}"
