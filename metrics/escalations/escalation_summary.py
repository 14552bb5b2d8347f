"""Everything that the page of escalations shows, of cases and of joint actions.

Cases are counted as at the last closed month-end; joint actions are named as at the day of the
page. The two are never added up: they have other days, levels and sources.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import EscalationSubject
from metrics.cases.aggregation import only_row
from metrics.day_state import STALE, DayState
from metrics.escalations.counts import (
    IS_RESOLVED,
    LEVELS,
    Level,
    count_escalations,
    count_escalations_by,
    escalations_in_cases,
    graces,
    rate_per_100_referrals,
)
from metrics.escalations.escalation_points import count_plans_past_point
from metrics.frames import Row, Tables
from metrics.memoize import memoize
from metrics.periods import Period
from metrics.plan.action_lists import past_point


@dataclass(frozen=True, eq=False)
class EscalationCounts:
    """Escalations in cases, as at a closed month-end. Immutable.

    ``day_state``: of that day. ``tables``: of one area, where one was chosen.
    """

    day_state: DayState
    period: Period
    tables: Tables
    area: str | None

    @property
    def as_at(self) -> date:
        """The day as at which escalations are counted."""
        return self.day_state.day

    @cached_property
    def past_plans(self) -> pl.DataFrame:
        """Case action plans past the escalation point, by the level due."""
        return count_plans_past_point(
            self.tables["case_plan"],
            self.tables["case_escalation"],
            graces(self.day_state.tables["time_limit"], self.as_at),
            self.day_state.limits[STALE],
            self.as_at,
        )

    @cached_property
    def every(self) -> pl.DataFrame:
        """Escalations row by row: for counting, never for showing."""
        return escalations_in_cases(self.tables["case_escalation"], self.as_at)

    @cached_property
    def raised(self) -> pl.DataFrame:
        """Escalations raised in the period, row by row."""
        return self.every.filter(self.period.takes_in(pl.col("raised_on")))

    @cached_property
    def open(self) -> pl.DataFrame:
        """Escalations open on the day, row by row."""
        return self.every.filter(~IS_RESOLVED)

    @memoize
    def by(self, dimension: str) -> pl.DataFrame:
        """Escalations raised in the period, counted by one dimension."""
        return count_escalations_by(self.raised, dimension, self.as_at)

    @cached_property
    def totals(self) -> Row:
        """Escalations raised in the period, counted."""
        return only_row(count_escalations(self.raised, self.as_at))

    @cached_property
    def rate(self) -> pl.DataFrame:
        """Escalations for each 100 referrals, by route."""
        return rate_per_100_referrals(self.every, self.tables["referral"], self.period, self.as_at)


@dataclass(frozen=True, eq=False)
class EscalationSummary:
    """Joint actions by name on the day of the page, and counts in cases. Immutable.

    ``counted``: null where no month-end is closed by that day.
    """

    day_state: DayState
    counted: EscalationCounts | None

    @property
    def past_actions(self) -> pl.DataFrame:
        """Joint actions past the escalation point on the day of the page."""
        return past_point(self.day_state)

    @property
    def of_actions(self) -> pl.DataFrame:
        """Escalations of joint actions by the day of the page, which may be named."""
        return self.day_state.tables["escalation"]


class LevelCounts(NamedTuple):
    """One level: plans raised to it in the period, and plans that should have been.

    ``about_plans``: escalations about case action plans. ``plans``: case action plans past the
    escalation point, and not raised to this level or above.
    """

    level: Level
    about_plans: int
    plans: int


@memoize
def count_ladders(counts: EscalationCounts) -> list[LevelCounts]:
    """One item per level, the highest first; empty if nothing was raised or should have been.

    Source: ``past_point_plans``.
    """
    about_plans = counts.raised.filter(pl.col("about") == EscalationSubject.CASE_PLAN)
    plans = dict(counts.past_plans.iter_rows())
    levels = [
        LevelCounts(
            level, about_plans.filter(pl.col("rung") == level.rung).height, plans[level.rung]
        )
        for level in reversed(LEVELS)
    ]
    return levels if any(each.about_plans or each.plans for each in levels) else []
