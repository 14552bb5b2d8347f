"""A query of Explore, the periods and areas it can be asked of, and the cells of its result."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from metrics.explore.period_ranges import joined_periods
from metrics.explore.quantity import AREA, NO_DIMENSIONS, PERIOD, Quantity
from metrics.periods import Period
from metrics.releases.people import PeopleSummary
from metrics.trends.trend_text import Grain

MEASURE, BY, BY2, FROM, TO, GRAIN = "measure", "by", "by2", "from", "to", "grain"
# The released quarter or year that figures about people are of.
RELEASED = "in"
KEYS = (MEASURE, BY, BY2, FROM, TO, GRAIN, RELEASED, AREA)


@dataclass(frozen=True)
class Coverage:
    """The periods and areas to choose from on ``day``, each kind at its finest length.

    ``people``: what is released of people, null before the first release; ``months``: of cases, up
    to the newest closed month-end; ``plan_months``: of the joint plan.
    ``never_sent``: quantities with a dimension of which no file has had
    anything, so that they cannot be split by it.
    """

    day: date
    people: PeopleSummary | None
    months: Sequence[Period]
    plan_months: Sequence[Period]
    areas: Sequence[str]
    never_sent: Collection[tuple[str, str]] = frozenset()

    @cached_property
    def month_quarters(self) -> Sequence[Period]:
        """The quarters that ``months`` fill."""
        return joined_periods(self.months, Grain.QUARTER)


@dataclass(frozen=True)
class Query:
    """One quantity, split by at most two dimensions, over whole periods, for one area or for all.

    ``splits``: the one for rows first. ``periods``: of length ``grain`` where the query is split by
    period, else the finest counted, and the figure is over all of them; of people, one that is
    released. May be empty. ``recorded_from``: the first day of the records, from which what is open
    on a day begins to fill; null of no records.
    """

    quantity: Quantity
    splits: tuple[str, ...]
    periods: tuple[Period, ...]
    grain: Grain
    area: str | None
    recorded_from: date | None = None

    @property
    def is_of_areas(self) -> bool:
        """Whether each area is shown, or one is chosen."""
        return AREA in self.splits or bool(self.area)

    @property
    def is_by_period(self) -> bool:
        """Whether each period is shown."""
        return PERIOD in self.splits

    @property
    def spans(self) -> tuple[Period, ...]:
        """The periods that each have a figure: those of the split, or one that joins all."""
        if self.is_by_period or not self.periods:
            return self.periods
        return (Period(self.periods[0].first, self.periods[-1].last),)

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
