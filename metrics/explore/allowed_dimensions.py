"""The dimensions a quantity may be split by, one or two at a time, and why not by others."""

from collections.abc import Sequence

from metrics.explore.people import NOT_LISTED, listed_splits, tables_read
from metrics.explore.quantity import AREA, NO_DIMENSIONS, PERIOD, Quantity
from metrics.measures.measure import Family

TWO = 2


def first_splits(quantity: Quantity) -> list[str]:
    """The dimensions a quantity may be split by, alone or with another that they require."""
    return [each for each in every_split(quantity) if _why_not_counted(quantity, [each]) is None]


def every_split(quantity: Quantity) -> list[str]:
    """The dimensions of a quantity, and those of every quantity, whether allowed or not.

    Of people, those on the list of what is released.
    """
    if quantity.family == Family.VICTIMS:
        return listed_splits(quantity)
    return [PERIOD, AREA, *quantity.dimensions]


def second_splits(quantity: Quantity, by: str) -> list[str]:
    """The dimensions that may be combined with ``by``, in the order in which they are offered."""
    every = (*quantity.dimensions, AREA, PERIOD)
    return [each for each in every if each != by and why_not_split(quantity, (by, each)) is None]


def why_not_split(quantity: Quantity, splits: Sequence[str]) -> str | None:
    """The reason a quantity is not counted by ``splits``, to follow their name; null if it is."""
    if quantity.family == Family.VICTIMS:
        return None if tables_read(quantity, splits) else NOT_LISTED
    if set(splits) - {*every_split(quantity)}:
        return f"is not something that “{quantity.name}” can be split by"
    if why := _why_not_counted(quantity, splits):
        return why
    dimensions = _dimensions(splits)
    if len(dimensions) == TWO:
        return _why_no_pair(quantity, dimensions)
    return None


def why_no_area(quantity: Quantity, splits: Sequence[str]) -> str | None:
    """The reason no single area can be chosen with these splits; null where one can."""
    if AREA in splits:
        return "has no effect: every area has a row of its own"
    if quantity.family == Family.VICTIMS:
        return None if tables_read(quantity, splits, of_area=True) else NOT_LISTED
    if not quantity.has_areas:
        return f"cannot be chosen: “{quantity.name}” is counted only for all areas together"
    dimensions = _dimensions(splits)
    if len(dimensions) == TWO:
        return (
            f"cannot be chosen: {_named(quantity, dimensions)} is counted only for all areas "
            "together, because in one area nearly every number is small"
        )
    return None


def _why_not_counted(quantity: Quantity, splits: Sequence[str]) -> str | None:
    """The reason a quantity is not counted by period or area in this way; null where it is."""
    if quantity.family == Family.VICTIMS:
        return None if tables_read(quantity, splits) else NOT_LISTED
    if AREA in splits and not quantity.has_areas:
        return f"cannot be shown: “{quantity.name}” is counted only for all areas together"
    return None


def _dimensions(splits: Sequence[str]) -> list[str]:
    return [each for each in splits if each not in NO_DIMENSIONS]


def _why_no_pair(quantity: Quantity, pair: Sequence[str]) -> str | None:
    if {*pair} in [{*each} for each in quantity.pairs]:
        return None
    pairs = "; ".join(_named(quantity, each) for each in quantity.pairs)
    return (
        f"cannot be shown beside it: {_named(quantity, pair)} could identify a case. Only work "
        "that says nothing about a victim is counted by two things at once"
        f"{f'. Choose one of these: {pairs}' if pairs else ''}"
    )


def _named(quantity: Quantity, splits: Sequence[str]) -> str:
    return " by ".join(quantity.label(each) for each in splits)
