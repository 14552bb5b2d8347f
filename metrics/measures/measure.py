"""A measure: a figure, its definition and how to read it. Each is declared once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

import polars as pl

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.measures.case_query import CaseQuery
from metrics.periods import Limits
from metrics.victims.share_definitions import MedianOf, SharedOf


class Better(StrEnum):
    """The direction in which a figure should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"

    @property
    def in_words(self) -> str:
        """The better direction in words, beside a figure; empty where neither is better."""
        return {Better.UP: "more is better", Better.DOWN: "fewer is better"}.get(self, "")


class Family(StrEnum):
    """The origin of figures, which decides the rules by which they may be shown."""

    VICTIMS = "victims"
    CASES = "cases"
    PLAN = "plan"


class About(StrEnum):
    """The subject of a measure, which decides whether it is counted exactly or released."""

    WORK = "work, staff or plans, counted exactly"
    PEOPLE = "victims and outcomes, read from releases alone"


class MeasureKind(StrEnum):
    """The kind of number that a figure is."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    RATE = "rate"


class Span(StrEnum):
    """The time that one figure covers."""

    DAY = "a day"
    PERIOD = "a period"
    SAMPLE = "a sample"
    YEAR = "a financial year"


@dataclass(frozen=True)
class Basis:
    """The time that a measure is counted over, with its ``words``.

    ``span``: for the figure on its page. ``explored`` and ``explored_span``: words and span in
    Explore, where periods are chosen; Explore has the words of the page where ``explored`` is
    empty.
    """

    words: str
    span: Span
    explored: str = ""
    explored_span: Span = Span.PERIOD


ON_A_DAY = "counted on the as-at day"
BY_MONTHS = "counted over the months stated, as known at the newest closed month-end"
AT_CLOSED_MONTH = Basis(
    ON_A_DAY, Span.DAY, "counted on the day stated, the end of a closed month", Span.DAY
)
OF_THE_PLAN = Basis(ON_A_DAY, Span.DAY, "counted on the day stated", Span.DAY)
IN_PERIOD = Basis(
    "counted over a period, by the day named, as known at its end", Span.PERIOD, BY_MONTHS
)
# Items raised in a period, in their state at the end of it.
RAISED_IN_PERIOD = Basis(ON_A_DAY, Span.PERIOD, BY_MONTHS)
RELEASED_ONCE = (
    "each quarter, and each year from April to March, is counted and released once, when all its "
    "limits have passed; an area is counted by years"
)
IN_RELEASES = Basis(f"counted over a period, by the day named: {RELEASED_ONCE}", Span.PERIOD)
COHORT = Basis(f"a cohort, by the day of the report: {RELEASED_ONCE}", Span.PERIOD)
OF_SAMPLE = Basis(
    "one sample, by the day it was taken",
    Span.SAMPLE,
    "samples taken in the months stated, added together where there are several",
)
OF_YEAR = Basis(
    "one financial year, as given in the newest file",
    Span.YEAR,
    "the financial year, April to March, that had begun by the day stated",
    Span.YEAR,
)
# Caveats, and an ending of exclusions, that several measures share.
NEITHER_GOOD_NOR_BAD = "A high or low figure is neither good nor bad in itself"
CHOICE = f"{NEITHER_GOOD_NOR_BAD}: it is the victim’s choice."
AS_IN_NEWEST_FILE = "No date is recorded for this, so the figure is taken from the newest file."
NO_DECISION = (
    "Administrative closure is not a decision: the case may be reopened, and it is never counted "
    "as no further action."
)
NUMBER_SHOWN = " (their number is shown separately)"
UNITS = {
    MeasureKind.COUNT: "a count",
    MeasureKind.SHARE: "a share of all that count",
    MeasureKind.MEDIAN: "days",
    MeasureKind.RATE: "a rate per 100",
}


@dataclass(frozen=True)
class CaseCount:
    """Counts rows of cases, in total or by area, in the shape of ``case_query.count_frame``."""

    count: Callable[[CaseQuery], pl.DataFrame]


@dataclass(frozen=True)
class PlanCount:
    """Counts the ``rows`` of a day state that meet the measure; ``out_of`` is the denominator."""

    rows: Callable[[DayState], pl.DataFrame]
    out_of: Callable[[DayState], int]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure and its meaning.

    ``about``: people where it tells an outcome or something about a victim, on whatever page it
    stands. ``title`` is the text under the number. ``caveat`` warns of a likely misreading; a
    measure with a limit has none of its own, for ``as_counted`` puts the limit there. ``counts``:
    how it is counted. ``needs``: the columns, or tables, without which it is not available, as
    ``needed_columns`` writes them; null for a measure of the plan alone, which needs no file.
    ``page``: the file of the page that shows it. ``limit`` is the code of the limit it is counted
    with, if any: ``{days}`` stands for its length, and ``without_limit`` is the title while none is
    in force.
    ``evidence_for``: the refs of the requirements that it is evidence for. ``target_share``: the
    target of a share, 0 to 1, where an official paper sets one; ``target`` then cites it. ``noun``:
    the noun for one of the things counted, for a count without a denominator. ``before_title``:
    text put before the title where that stands alone. ``public_out_of``: the denominator as the
    public edition words it, where it differs from ``denominator``. ``dimensions``: by key, the
    labels of the dimensions that Explore may split it by, besides period and area; in those
    ``of_some``, some rows have no category; ``pairs`` of them may be combined. ``listed_before``:
    the code that it precedes in Explore, where the order differs from the registry.
    ``not_in_explore``, ``not_benchmarked``: a reason.
    """

    code: str
    title: str
    definition: str
    numerator: str
    denominator: str
    exclusions: str
    source: str
    page: str
    basis: Basis
    counts: CaseCount | PlanCount | SharedOf | MedianOf
    evidence_for: tuple[str, ...] = ()
    needs: tuple[str, ...] | None = None
    about: About = About.WORK
    kind: MeasureKind = MeasureKind.COUNT
    better: Better = Better.NEITHER
    caveat: str = ""
    unit: str = ""
    target: str = "none set"
    limit: str = ""
    without_limit: str = ""
    target_share: float | None = None
    noun: str = ""
    before_title: str = ""
    public_out_of: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
    of_some: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    listed_before: str = ""
    not_in_explore: str = ""
    not_benchmarked: str = ""

    def __post_init__(self) -> None:
        """Sets the unit of the kind where the measure has none of its own.

        Errors: ValueError where people are not read from releases, or work is; and where
        a measure of cases does not say what it needs.
        """
        if (self.about == About.PEOPLE) != isinstance(self.counts, SharedOf | MedianOf):
            raise ValueError(f"{self.code} is about {self.about}: its counts are not.")
        if (self.needs is None) != isinstance(self.counts, PlanCount):
            raise ValueError(f"{self.code}: say which columns it cannot do without, in needs.")
        object.__setattr__(self, "unit", self.unit or UNITS[self.kind])

    @property
    def family(self) -> Family:
        """The family that the measure belongs to."""
        if isinstance(self.counts, CaseCount):
            return Family.CASES
        return Family.PLAN if isinstance(self.counts, PlanCount) else Family.VICTIMS

    @property
    def protected(self) -> bool:
        """Whether it counts victims or outcomes, and so is read from releases alone."""
        return self.about == About.PEOPLE


def as_counted(measure: Measure, limits: Limits) -> Measure:
    """The measure with the limit in force in its texts, where it is counted with one."""
    if not measure.limit:
        return measure
    limit = limits[measure.limit]
    if limit is None:
        return replace(
            measure,
            title=measure.without_limit,
            definition="No limit is in force on this day, so nothing is counted.",
            numerator="nothing, while no limit is in force",
            caveat="A zero here means that no limit is set, not that there is nothing to count.",
        )
    days = limit.text
    return replace(
        measure,
        title=measure.title.format(days=days),
        definition=measure.definition.format(days=days),
        numerator=measure.numerator.format(days=days),
        caveat=(
            f"The limit of {days} is {'' if limit.verified else 'our own choice: not '}verified."
        ),
    )


def count_newest(measure: Measure, query: CaseQuery) -> Row | None:
    """The one row of a measure of cases; null where nothing was sampled or sent."""
    if not isinstance(measure.counts, CaseCount):
        return None
    rows = measure.counts.count(query)
    is_missing = rows.is_empty() or (
        measure.basis.span == Span.YEAR and rows["value"].null_count() > 0
    )
    return None if is_missing else rows.row(0, named=True)


of_victims = partial(Measure, basis=IN_RELEASES, about=About.PEOPLE, kind=MeasureKind.SHARE)
