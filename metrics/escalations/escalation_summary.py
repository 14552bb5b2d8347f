"""Everything that the page of escalations shows, of cases and of joint actions.

Cases are counted as at the last closed month-end; joint actions are named as at the day of the
page. The two are never added up: they have other days, levels and sources.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import EscalationSide, EscalationSubject
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
from metrics.text_format import counted


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

    @cached_property
    def open_of_actions(self) -> pl.DataFrame:
        """Escalations of joint actions open on the day of the page."""
        return self.of_actions.filter(~IS_RESOLVED)


class LevelCounts(NamedTuple):
    """One level: escalations raised in the period, and plans that should have been raised to it.

    ``by_side``: empty for one area, where work is counted by one thing at a time. ``days``: median
    working days from raising to resolving, null where none is resolved. ``plans``: case action
    plans past the escalation point, and not raised to this level or above.
    """

    level: Level
    raised: int
    about_plans: int
    by_side: Mapping[str, int]
    days: float | None
    plans: int


@memoize
def count_ladders(counts: EscalationCounts) -> list[LevelCounts]:
    """One item per level, the highest first; empty if nothing was raised or should have been.

    Source: ``escalations_days``, ``past_point_plans``.
    """
    by_level = {row["rung"]: row for row in counts.by("rung").iter_rows(named=True)}
    crossed = counts.raised.group_by("rung", "side").len()
    by_side = {(rung, side): number for rung, side, number in crossed.iter_rows()}
    about_plans = counts.raised.filter(pl.col("about") == EscalationSubject.CASE_PLAN)
    plans = dict(counts.past_plans.iter_rows())
    sides = [] if counts.area else [*EscalationSide]
    levels = [
        LevelCounts(
            level,
            by_level[level.rung]["raised"],
            about_plans.filter(pl.col("rung") == level.rung).height,
            {side: by_side.get((level.rung, side), 0) for side in sides},
            by_level[level.rung]["median_working_days"],
            plans[level.rung],
        )
        for level in reversed(LEVELS)
    ]
    return levels if any(each.raised or each.plans for each in levels) else []


def ladders_text(levels: Sequence[LevelCounts]) -> str:
    """The headline: what is due at the highest level that a delay should have reached."""
    late = next((each for each in levels if each.plans), None)
    if late is None:
        return "No case action plan is past the escalation point"
    got_there = counted(late.about_plans, "plan") if late.about_plans else "no plan"
    return (
        f"{counted(late.plans, 'case action plan')} due at level {late.level.rung} and not raised "
        f"there; {got_there} raised there"
    )
