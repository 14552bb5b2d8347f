"""Everything that the page of escalations shows: cases up to a month-end, joint actions with them.

Figures of both kinds together are as at one day. Where no month-end is closed there are joint
actions alone, as at the day looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from metrics.cases.aggregation import Row, only_row
from metrics.cases.case_tables import Tables
from metrics.day_state import STALE, DayState
from metrics.escalations.counts import (
    JOINT_ACTION,
    count_escalations,
    count_escalations_by,
    graces,
    ladders,
    rate_per_100_referrals,
    together,
)
from metrics.escalations.escalation_points import actions_past_point, count_plans_past_point
from metrics.escalations.review_text import pathway_review
from metrics.memoize import memoize
from metrics.periods import Limit, Period

ACTIONS_ALONE = "This is of joint actions alone: no month-end is closed, so no case is counted."


@dataclass(frozen=True, eq=False)
class EscalationCounts:
    """What went up a rung by one day, counted. Never changed, so what follows from it is kept.

    ``then``: joint actions as at that day, the closed month-end of ``tables``, or the day looked at
    where none is closed. ``tables``: of one area, where one was chosen; joint actions belong to no
    area, and are then left out of what is counted together. ``has_cases``: whether a month-end is
    closed; else no row of a case counts.
    """

    then: DayState
    period: Period
    tables: Tables
    area: str | None
    has_cases: bool

    @property
    def as_at(self) -> date:
        """The day that cases are counted on."""
        return self.then.day

    @property
    def past_actions(self) -> pl.DataFrame:
        """Joint actions past the point, as at the same day."""
        return _past_actions(self.then)

    @cached_property
    def past_plans(self) -> pl.DataFrame:
        """Case action plans past the point, by the rung due."""
        return count_plans_past_point(
            self.tables["case_plan"],
            self.tables["case_escalation"],
            self._graces,
            self.then.limits[STALE],
            self.as_at,
        )

    @cached_property
    def every(self) -> pl.DataFrame:
        """Escalations of both kinds by ``as_at``: for counting, never for showing."""
        of_actions = self.then.tables["escalation"]
        if self.area is not None:
            of_actions = of_actions.clear()
        return together(of_actions, self.tables["case_escalation"], self.as_at)

    @cached_property
    def raised(self) -> pl.DataFrame:
        """Those raised in the period."""
        return self.every.filter(self.period.takes_in(pl.col("raised_on")))

    def by(self, dimension: str) -> pl.DataFrame:
        """What those raised in the period come to by one dimension."""
        if dimension not in self._by:
            self._by[dimension] = count_escalations_by(self.raised, dimension, self.as_at)
        return self._by[dimension]

    @cached_property
    def _by(self) -> dict[str, pl.DataFrame]:
        return {}

    @cached_property
    def totals(self) -> Row:
        """What those raised in the period come to."""
        return only_row(count_escalations(self.raised, self.as_at))

    @cached_property
    def open_in_cases(self) -> pl.DataFrame:
        """Those in cases open on ``as_at``: for counting, never for showing."""
        return self.every.filter(pl.col("about") != JOINT_ACTION, pl.col("resolved_on").is_null())

    @cached_property
    def rate(self) -> pl.DataFrame:
        """Escalations in cases for each 100 referrals, by route."""
        return rate_per_100_referrals(self.every, self.tables["referral"], self.period, self.as_at)

    @cached_property
    def review(self) -> list[str]:
        """Sentences to read out, all as at the one day."""
        said = pathway_review(
            self.every,
            self.tables["referral"],
            self.past_actions if self.area is None else None,
            self.past_plans if self.has_cases else None,
            self.period,
            self.as_at,
        )
        if self.area is not None:
            return [f"This is of cases of {self.area} alone, without joint actions.", *said]
        return said if self.has_cases else [ACTIONS_ALONE, *said]

    @property
    def _graces(self) -> Mapping[int, Limit | None]:
        return graces(self.then.tables["time_limit"], self.as_at)


@dataclass(frozen=True, eq=False)
class EscalationSummary:
    """What went up a rung and what should have: joint actions as at ``now``, and all ``counted``.

    Never changed, so what follows from it is kept.
    """

    now: DayState
    counted: EscalationCounts

    @cached_property
    def past_actions(self) -> pl.DataFrame:
        """As at the day looked at."""
        return _past_actions(self.now)

    @cached_property
    def ladders(self) -> pl.DataFrame:
        """The two ladders, with the limits of the day looked at."""
        return ladders(graces(self.now.tables["time_limit"], self.now.day))

    @property
    def of_actions(self) -> pl.DataFrame:
        """Those of joint actions by the day looked at, which may be named."""
        return self.now.tables["escalation"]

    @cached_property
    def open_of_actions(self) -> pl.DataFrame:
        """Those of joint actions open on the day looked at."""
        return self.of_actions.filter(pl.col("resolved_on").is_null())


@memoize
def _past_actions(day_state: DayState) -> pl.DataFrame:
    return actions_past_point(
        day_state.actions,
        day_state.tables["escalation"],
        graces(day_state.tables["time_limit"], day_state.day),
        day_state.limits[STALE],
        day_state.day,
    )
