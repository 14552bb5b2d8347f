"""The dimensions a quantity may be split by, one or two at a time, and why not by others."""

from collections.abc import Sequence

from metrics.explore.quantity import AREA, PERIOD, Quantity
from metrics.measures.measure import Family
from metrics.text_format import listed

TWO = 2


def first_splits(quantity: Quantity) -> list[str]:
    """The dimensions a quantity may be split by, alone or with another that they require."""
    return [PERIOD, *[AREA] * quantity.has_areas, *quantity.dimensions]


def second_splits(quantity: Quantity, by: str) -> list[str]:
    """The dimensions that may be combined with ``by``, in the order in which they are offered."""
    every = (*quantity.dimensions, AREA, PERIOD)
    return [each for each in every if each != by and why_not_split(quantity, (by, each)) is None]


def why_not_split(quantity: Quantity, splits: Sequence[str]) -> str | None:
    """The reason a quantity is not counted by ``splits``, to follow their name; null if it is."""
    if set(splits) - {PERIOD, AREA, *quantity.dimensions}:
        return f"is nothing that “{quantity.title}” can be split by"
    if AREA in splits and not quantity.has_areas:
        return f"cannot be shown: “{quantity.title}” is counted of all areas together alone"
    dimensions = [each for each in splits if each not in (PERIOD, AREA)]
    if len(dimensions) == TWO:
        return _why_no_pair(quantity, dimensions)
    if any(each in quantity.only_in_pairs for each in dimensions):
        partners = listed(map(quantity.label, _partners(quantity, dimensions[0])))
        return f"cannot be shown beside it: {_named(quantity, dimensions)} stands with {partners}"
    if AREA in splits and any(each in quantity.all_areas_only for each in dimensions):
        return (
            f"cannot be shown beside it: {_named(quantity, dimensions)} is counted of all areas "
            "together, for in one area nearly every number is small"
        )
    return None


def why_no_area(quantity: Quantity, splits: Sequence[str]) -> str | None:
    """The reason no single area can be chosen with these splits; null where one can."""
    if AREA in splits:
        return "is left out, since every area has its row"
    if not quantity.has_areas:
        return f"cannot be chosen: “{quantity.title}” is counted of all areas together alone"
    dimensions = [each for each in splits if each != PERIOD]
    is_pair = quantity.family == Family.VICTIMS and len(dimensions) == TWO
    if is_pair or any(each in quantity.all_areas_only for each in dimensions):
        return (
            f"cannot be chosen: {_named(quantity, dimensions)} is counted of all areas together, "
            "for in one area nearly every number is small"
        )
    return None


def _why_no_pair(quantity: Quantity, pair: Sequence[str]) -> str | None:
    if {*pair} in [{*each} for each in quantity.pairs]:
        return None
    if quantity.family == Family.CASES:
        return (
            f"cannot be shown beside it: {_named(quantity, pair)} together could lead to a case. "
            "Work in cases is counted by area, period and one thing more"
        )
    if quantity.family == Family.PLAN:
        return "cannot be shown beside it: actions are split by one thing at a time, and period"
    pairs = [_named(quantity, each) for each in quantity.pairs]
    return (
        f"cannot be shown beside it: {_named(quantity, pair)} is no table on the fixed list, and "
        "any other could give a withheld number away. "
        f"What can be shown is {'; '.join(pairs) or 'one of them at a time'}"
    )


def _partners(quantity: Quantity, split: str) -> list[str]:
    return [other for pair in quantity.pairs if split in pair for other in pair if other != split]


def _named(quantity: Quantity, splits: Sequence[str]) -> str:
    return " by ".join(quantity.label(each) for each in splits)
