"""Everything that the page of escalations shows, of cases and of joint actions.

Figures of both together are as at the last closed month-end; if none is closed, they count joint
actions alone, as at the day of the page.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import EscalationSide
from metrics.cases.aggregation import only_row
from metrics.day_state import STALE, DayState
from metrics.escalations.counts import (
    JOINT_ACTION,
    LEVELS,
    Level,
    all_escalations,
    count_escalations,
    count_escalations_by,
    graces,
    ladders,
    rate_per_100_referrals,
)
from metrics.escalations.escalation_points import actions_past_point, count_plans_past_point
from metrics.escalations.pathway_review_text import pathway_review
from metrics.frames import Row, Tables
from metrics.memoize import memoize
from metrics.periods import Limit, Period
from metrics.text_format import counted

ACTIONS_ALONE = "This covers joint actions only: no month-end is closed, so no case is counted."


@dataclass(frozen=True, eq=False)
class EscalationCounts:
    """Escalations of cases and joint actions together, as at one day. Immutable.

    ``day_state``: of the closed month-end of ``tables``, or of the day of the page where none is
    closed. ``tables``: of one area, where one was chosen; joint actions belong to no area, and are
    then left out. ``has_cases``: whether a month-end is closed; otherwise no case is counted.
    """

    day_state: DayState
    period: Period
    tables: Tables
    area: str | None
    has_cases: bool

    @property
    def as_at(self) -> date:
        """The day as at which escalations are counted."""
        return self.day_state.day

    @property
    def past_actions(self) -> pl.DataFrame:
        """Joint actions past the escalation point."""
        return _past_actions(self.day_state)

    @cached_property
    def past_plans(self) -> pl.DataFrame:
        """Case action plans past the escalation point, by the level due."""
        return count_plans_past_point(
            self.tables["case_plan"],
            self.tables["case_escalation"],
            self._graces,
            self.day_state.limits[STALE],
            self.as_at,
        )

    @cached_property
    def every(self) -> pl.DataFrame:
        """Escalations of both kinds, row by row: for counting, never for showing."""
        of_actions = self.day_state.tables["escalation"]
        if self.area is not None:
            of_actions = of_actions.clear()
        return all_escalations(of_actions, self.tables["case_escalation"], self.as_at)

    @cached_property
    def raised(self) -> pl.DataFrame:
        """Escalations raised in the period, row by row."""
        return self.every.filter(self.period.takes_in(pl.col("raised_on")))

    @memoize
    def by(self, dimension: str) -> pl.DataFrame:
        """Escalations raised in the period, counted by one dimension."""
        return count_escalations_by(self.raised, dimension, self.as_at)

    @cached_property
    def totals(self) -> Row:
        """Escalations raised in the period, counted."""
        return only_row(count_escalations(self.raised, self.as_at))

    @cached_property
    def open_in_cases(self) -> pl.DataFrame:
        """Escalations in cases open on ``as_at``: for counting, never for showing."""
        return self.every.filter(pl.col("about") != JOINT_ACTION, pl.col("resolved_on").is_null())

    @cached_property
    def rate(self) -> pl.DataFrame:
        """Escalations in cases for each 100 referrals, by route."""
        return rate_per_100_referrals(self.every, self.tables["referral"], self.period, self.as_at)

    @cached_property
    def review(self) -> list[str]:
        """Sentences to be read out at a meeting."""
        sentences = pathway_review(
            self.every,
            self.tables["referral"],
            self.past_actions if self.area is None else None,
            self.past_plans if self.has_cases else None,
            self.period,
            self.as_at,
        )
        if self.area is not None:
            return [f"This covers cases of {self.area} only, without joint actions.", *sentences]
        return sentences if self.has_cases else [ACTIONS_ALONE, *sentences]

    @property
    def _graces(self) -> Mapping[int, Limit | None]:
        return graces(self.day_state.tables["time_limit"], self.as_at)


@dataclass(frozen=True, eq=False)
class EscalationSummary:
    """Joint actions by name on the day of the page, and counts of all escalations. Immutable."""

    day_state: DayState
    counted: EscalationCounts

    @cached_property
    def past_actions(self) -> pl.DataFrame:
        """Joint actions past the escalation point on the day of the page."""
        return _past_actions(self.day_state)

    @cached_property
    def ladders(self) -> pl.DataFrame:
        """The escalation levels, with the limits in force on the day of the page."""
        return ladders(graces(self.day_state.tables["time_limit"], self.day_state.day))

    @property
    def of_actions(self) -> pl.DataFrame:
        """Escalations of joint actions by the day of the page, which may be named."""
        return self.day_state.tables["escalation"]

    @cached_property
    def open_of_actions(self) -> pl.DataFrame:
        """Escalations of joint actions open on the day of the page."""
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


class LevelCounts(NamedTuple):
    """One level: escalations raised in the period, and delays that should have been raised.

    ``by_side``: empty for one area, where work is counted by one thing at a time. ``days``: median
    working days from raising to resolving, null where none is resolved. ``plans``: case action
    plans past the escalation point, null where no month-end is closed.
    """

    level: Level
    raised: int
    by_side: Mapping[str, int]
    days: float | None
    actions: int
    plans: int | None

    @property
    def not_raised(self) -> int:
        """Joint actions and case action plans due at this level, with no escalation recorded."""
        return self.actions + (self.plans or 0)


@memoize
def count_ladders(summary: EscalationSummary) -> list[LevelCounts]:
    """One item per level, the highest first; empty if nothing was raised or should have been.

    Source: ``escalations_days``, ``past_point_actions``, ``past_point_plans``.
    """
    counts = summary.counted
    by_level = {row["rung"]: row for row in counts.by("rung").iter_rows(named=True)}
    crossed = counts.raised.group_by("rung", "side").len()
    by_side = {(rung, side): number for rung, side, number in crossed.iter_rows()}
    actions = Counter(summary.past_actions["rung"])
    plans = dict(counts.past_plans.iter_rows()) if counts.has_cases else {}
    sides = [] if counts.area else [*EscalationSide]
    levels = [
        LevelCounts(
            level,
            by_level[level.rung]["raised"],
            {side: by_side.get((level.rung, side), 0) for side in sides},
            by_level[level.rung]["median_working_days"],
            actions[level.rung],
            plans.get(level.rung),
        )
        for level in reversed(LEVELS)
    ]
    return levels if any(each.raised or each.not_raised for each in levels) else []


def ladders_text(levels: Sequence[LevelCounts]) -> str:
    """The headline: how much was raised, and how much should have been, up to which level."""
    raised, lowest = sum(each.raised for each in levels), levels[-1]
    late = [each for each in levels if each.not_raised]
    were = (
        f"{counted(raised, 'escalation')} raised, {lowest.raised:,} at level {lowest.level.rung}"
        if raised
        else "No escalation raised"
    )
    delays = counted(sum(each.not_raised for each in late), "delay") if late else "no delay"
    highest = "".join(f", {each.not_raised:,} at level {each.level.rung}" for each in late[:1])
    return f"{were}; {delays} past the escalation point{highest}"
