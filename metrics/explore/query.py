"""A query of Explore, the periods and areas it can be asked of, and the cells of its result."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from metrics.explore.period_ranges import joined_periods
from metrics.explore.quantity import AREA, BEFORE_AFTER, NO_DIMENSIONS, PERIOD, Quantity
from metrics.periods import Period
from metrics.releases.people import PeopleSummary
from metrics.trends.trend_text import Grain

MEASURE, BY, BY2, FROM, TO, GRAIN = "measure", "by", "by2", "from", "to", "grain"
# The day of "before and after a day", and the areas that are counted as one.
DAY, WITH = "day", "with"
# The released quarter or year that figures about people are of.
RELEASED = "in"
KEYS = (MEASURE, BY, BY2, FROM, TO, GRAIN, RELEASED, AREA, WITH, DAY)
# Between the values of a key that may have several.
SEVERAL = ";"


@dataclass(frozen=True)
class Coverage:
    """The periods and areas to choose from on ``day``, each kind at its finest length.

    ``people``: what is released of people, null before the first release; ``months``: of cases, up
    to the newest closed month-end; ``plan_months``: of the joint plan.
    ``turning_day``: the day that divides before from after where none is chosen; null for the first
    of the newest period. ``never_sent``: quantities with a dimension of which no file has had
    anything, so that they cannot be split by it.
    """

    day: date
    people: PeopleSummary | None
    months: Sequence[Period]
    plan_months: Sequence[Period]
    areas: Sequence[str]
    turning_day: date | None = None
    never_sent: Collection[tuple[str, str]] = frozenset()

    @cached_property
    def month_quarters(self) -> Sequence[Period]:
        """The quarters that ``months`` fill."""
        return joined_periods(self.months, Grain.QUARTER)


@dataclass(frozen=True)
class Query:
    """One quantity, split by at most two dimensions, over whole periods, for one area or for all.

    ``splits``: the one for rows first. ``periods``: of length ``grain`` where the query is split by
    period or into before and after, else the finest counted, and the figure is over all of them; of
    people, one that is released. May be empty. ``together``: two areas or more that are counted as
    one. ``day``: where the query is split into before and after; the period in which it lies is in
    neither.
    """

    quantity: Quantity
    splits: tuple[str, ...]
    periods: tuple[Period, ...]
    grain: Grain
    area: str | None
    together: tuple[str, ...] = ()
    day: date | None = None

    @property
    def is_of_areas(self) -> bool:
        """Whether each area is shown, or some are chosen."""
        return AREA in self.splits or bool(self.areas)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that are chosen; none where all are counted."""
        return self.together or ((self.area,) if self.area else ())

    @property
    def is_by_period(self) -> bool:
        """Whether each period is shown."""
        return PERIOD in self.splits

    @property
    def spans(self) -> tuple[Period, ...]:
        """The periods that each have a figure: those of the split, or one that joins all.

        Before and after a day are two, where there is a period on either side.
        """
        if self.is_by_period or not self.periods:
            return self.periods
        if BEFORE_AFTER not in self.splits:
            return (_joined(self.periods),)
        sides = (
            [each for each in self.periods if self.is_before(each) == is_first]
            for is_first in (True, False)
        )
        return tuple(_joined(side) for side in sides if side)

    def is_before(self, period: Period) -> bool:
        """Whether the period begins before the day of the query."""
        return self.day is not None and period.first < self.day

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The splits other than periods and areas."""
        return tuple(each for each in self.splits if each not in NO_DIMENSIONS)


class Cell(NamedTuple):
    """The number for one period, area and category of each dimension.

    ``area``: null where areas are not split. ``words``: one category per dimension of the query, in
    their order. ``value``: the count, the share (0 to 1), the median or the rate; ``met`` and
    ``of`` are as in the measure. Nulls: the value where ``of`` is 0, and where ``why`` says why;
    ``met`` and ``of`` of people are null for fewer than 5, or with ``why``. ``is_nearly_all``: of
    people, whether all but fewer than 5 meet it.
    """

    period: Period
    area: str | None
    words: tuple[str, ...]
    met: int | None
    of: int | None
    value: float | None
    why: str = ""
    is_nearly_all: bool = False


def _joined(periods: Sequence[Period]) -> Period:
    return Period(periods[0].first, periods[-1].last)
