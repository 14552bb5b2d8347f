"""Escalations at each level, by each side, and those that were due and not raised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from data_access.vocabulary import EscalationSide
from metrics.escalations.counts import LEVELS, Level
from metrics.escalations.escalation_summary import EscalationSummary
from metrics.memoize import memoize
from metrics.text_format import counted


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
