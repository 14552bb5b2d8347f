"""The dimensions a subject may be split by, one or two at a time, and why not by others."""

from collections.abc import Sequence

from metrics.explore.measure_spec import AREA, PERIOD, Subject
from metrics.measures.measure import Family
from metrics.text_format import listed

TWO = 2


def first_splits(subject: Subject) -> list[str]:
    """The dimensions a subject may be split by, alone or with another that they require."""
    return [PERIOD, *[AREA] * subject.has_areas, *subject.dimensions]


def second_splits(subject: Subject, by: str) -> list[str]:
    """The dimensions that may be combined with ``by``, in the order in which they are offered."""
    every = (*subject.dimensions, AREA, PERIOD)
    return [each for each in every if each != by and why_not_split(subject, (by, each)) is None]


def why_not_split(subject: Subject, splits: Sequence[str]) -> str | None:
    """The reason a subject is not counted by ``splits``, to follow their name; null if it is."""
    if set(splits) - {PERIOD, AREA, *subject.dimensions}:
        return f"is nothing that “{subject.title}” can be split by"
    if AREA in splits and not subject.has_areas:
        return f"cannot be shown: “{subject.title}” is counted of all areas together alone"
    dimensions = [each for each in splits if each not in (PERIOD, AREA)]
    if len(dimensions) == TWO:
        return _why_no_pair(subject, dimensions)
    if any(each in subject.only_in_pairs for each in dimensions):
        partners = listed(map(subject.label, _partners(subject, dimensions[0])))
        return f"cannot be shown beside it: {_named(subject, dimensions)} stands with {partners}"
    if AREA in splits and any(each in subject.whole for each in dimensions):
        return (
            f"cannot be shown beside it: {_named(subject, dimensions)} is counted of all areas "
            "together, for in one area nearly every number is small"
        )
    return None


def why_no_area(subject: Subject, splits: Sequence[str]) -> str | None:
    """The reason no single area can be chosen with these splits; null where one can."""
    if AREA in splits:
        return "is left out, since every area has its row"
    if not subject.has_areas:
        return f"cannot be chosen: “{subject.title}” is counted of all areas together alone"
    dimensions = [each for each in splits if each != PERIOD]
    is_pair = subject.family == Family.VICTIMS and len(dimensions) == TWO
    if is_pair or any(each in subject.whole for each in dimensions):
        return (
            f"cannot be chosen: {_named(subject, dimensions)} is counted of all areas together, "
            "for in one area nearly every number is small"
        )
    return None


def _why_no_pair(subject: Subject, pair: Sequence[str]) -> str | None:
    if {*pair} in [{*each} for each in subject.pairs]:
        return None
    if subject.family == Family.CASES:
        return (
            f"cannot be shown beside it: {_named(subject, pair)} together could lead to a case. "
            "Work in cases is counted by area, period and one thing more"
        )
    if subject.family == Family.PLAN:
        return "cannot be shown beside it: actions are split by one thing at a time, and period"
    pairs = [_named(subject, each) for each in subject.pairs]
    return (
        f"cannot be shown beside it: {_named(subject, pair)} is no table on the fixed list, and "
        "any other could give a withheld number away. "
        f"What can be shown is {'; '.join(pairs) or 'one of them at a time'}"
    )


def _partners(subject: Subject, split: str) -> list[str]:
    return [other for pair in subject.pairs if split in pair for other in pair if other != split]


def _named(subject: Subject, splits: Sequence[str]) -> str:
    return " by ".join(subject.label(each) for each in splits)
