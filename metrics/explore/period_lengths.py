"""The lengths of period that work and the plan are counted by: months, quarters or years."""

from collections.abc import Sequence

from metrics.explore.quantity import NO_DIMENSIONS, PERIOD, Quantity
from metrics.explore.query import Coverage
from metrics.measures.measure import Family
from metrics.periods import Period
from metrics.text_format import listed
from metrics.trends.trend_text import Grain

TWO = 2


def finest(
    quantity: Quantity, coverage: Coverage, splits: Sequence[str], *, of_areas: bool
) -> tuple[Sequence[Period], Grain]:
    """The finest periods that work or the plan is counted by, and their length.

    ``of_areas``: whether each area is shown or some are chosen. A single month is split neither
    into categories of one area nor by two dimensions: so few cases could identify a person.
    """
    if quantity.family == Family.PLAN:
        return coverage.plan_months, Grain.MONTH
    if _is_by_quarter(quantity, splits, of_areas):
        return coverage.month_quarters, Grain.QUARTER
    return coverage.months, Grain.MONTH


def grains_of(quantity: Quantity, splits: Sequence[str], *, of_areas: bool) -> tuple[Grain, ...]:
    """The lengths that periods of work or the plan may have."""
    if _is_by_quarter(quantity, splits, of_areas):
        return tuple(each for each in quantity.grains if each != Grain.MONTH)
    return quantity.grains


def usual_grain(grains: Sequence[Grain]) -> Grain:
    """The length of ``grains`` where none is asked for: quarters, else the last of them."""
    return Grain.QUARTER if Grain.QUARTER in grains else grains[-1]


def why_no_grain(wanted: str, offered: Sequence[Grain], splits: Sequence[str]) -> str:
    """The reason periods cannot be of the length ``wanted``, to be read after that word."""
    if wanted not in list(Grain):
        return "is not a length of period: it is month, quarter or year"
    if PERIOD not in splits:
        return "has no effect: nothing is split by period"
    lengths = listed(f"{each}s" for each in offered)
    return f"cannot be the length of a period here: this is counted by {lengths}"


def _is_by_quarter(quantity: Quantity, splits: Sequence[str], of_areas: bool) -> bool:
    dimensions = [each for each in splits if each not in NO_DIMENSIONS]
    is_of_time = quantity.family == Family.CASES and not quantity.on_the_day
    return is_of_time and (len(dimensions) == TWO or (bool(dimensions) and of_areas))
