"""What a measure is: a figure, what it counts, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.periods import Limit


class Better(StrEnum):
    """Which way a figure should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True)
class Measure:
    """One figure and its meaning.

    ``title`` is what stands under the number. ``basis``: counted on the as-at day, or over a
    cohort or a period. ``caveat`` is what a reader could get wrong. ``limit`` is the code of the
    limit it is counted with, if any: ``{days}`` stands for its length, and ``without_limit`` is
    the title while none is in force. ``evidence_for``: the requirements, by their refs, that it
    says something about. ``target_share``: the target of a share, 0 to 1, where an official paper
    sets one; ``target`` then says which. ``protected``: it counts victims or outcomes, so it is
    read from protected counts alone.
    """

    code: str
    title: str
    definition: str
    numerator: str
    denominator: str
    exclusions: str
    caveat: str
    source: str
    better: Better = Better.NEITHER
    basis: str = "counted on the as-at day"
    unit: str = "a count"
    target: str = "none set"
    limit: str = ""
    without_limit: str = ""
    evidence_for: tuple[str, ...] = ()
    target_share: float | None = None
    protected: bool = False


def as_counted(measure: Measure, limits: Mapping[str, Limit | None]) -> Measure:
    """The measure in the words of the limit in force, where it is counted with one."""
    if not measure.limit:
        return measure
    limit = limits[measure.limit]
    if limit is None:
        return replace(
            measure,
            title=measure.without_limit,
            definition="No limit is in force on this day, so nothing is counted.",
            numerator="nothing, while no limit is in force",
            caveat="A nought here says that no limit is set, and nothing of what is counted.",
        )
    days = limit.in_words
    return replace(
        measure,
        title=measure.title.format(days=days),
        definition=measure.definition.format(days=days),
        numerator=measure.numerator.format(days=days),
        caveat=(
            f"The limit of {days} is {'' if limit.verified else 'our own choice: not '}verified."
        ),
    )
