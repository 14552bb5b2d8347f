"""The lists of actions behind the figures of the joint action plan."""

from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import TimeState
from metrics.escalations.counts import graces
from metrics.escalations.escalation_points import actions_past_point
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.plan.deadlines import due_within
from metrics.plan.slippage import IS_DATED
from metrics.text_format import counted, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState

# The time states of open actions with no date; only the last is owed one.
WITHOUT_DATE = (TimeState.IN_PLACE, TimeState.RECURS, TimeState.TIME_STATED, TimeState.NO_DATE)


@memoize
def overdue_actions(day_state: "DayState") -> pl.DataFrame:
    """Open actions past their current date, the longest overdue first."""
    return day_state.actions.filter(pl.col("days_overdue").is_not_null()).sort(
        "days_overdue", descending=True, maintain_order=True
    )


@memoize
def undated_actions(day_state: "DayState") -> pl.DataFrame:
    """Open actions that are owed a date, oldest first; on a day, those tied to a part first.

    What is in place, recurs or has a time in words is not among them.
    """
    return day_state.actions.filter(pl.col("time_state") == TimeState.NO_DATE).sort(
        "opened_on", pl.col("requirement").is_null(), maintain_order=True
    )


@memoize
def past_stated_time(day_state: "DayState") -> pl.DataFrame:
    """Open actions whose time in words has passed, the longest past first.

    No date was agreed for them, so they are not overdue: the latest day is our reading of what the
    answer said.
    """
    return day_state.actions.filter(pl.col("days_past_words").is_not_null()).sort(
        "days_past_words", descending=True, maintain_order=True
    )


def time_in_words(row: Row) -> str:
    """Why an action has no date, or the time that was stated for it in words."""
    if row["time_state"] == TimeState.RECURS:
        return f"recurs: “{row['recurs']}”"
    if row["time_state"] == TimeState.TIME_STATED:
        latest = f", by {day_text(row['latest_on'])} at the latest" if row["latest_on"] else ""
        passed = ": that time has passed" if row["days_past_words"] else ""
        return f"“{row['time_stated']}”{latest}{passed}"
    if row["time_state"] == TimeState.IN_PLACE:
        return "in place: no date needed"
    return TimeState.NO_DATE.value


@memoize
def count_without_date(day_state: "DayState") -> dict[str, int]:
    """Open actions with no date: how many are in place, recur, have a time in words, or none."""
    states = day_state.actions["time_state"].to_list()
    return {state.value: states.count(state) for state in WITHOUT_DATE}


def not_followed_up(day_state: "DayState") -> pl.DataFrame:
    """Open actions of a response on which nothing has been recorded since."""
    return day_state.actions.filter("is_open", ~pl.col("is_followed_up"))


@memoize
def coming_up(day_state: "DayState", limit: str) -> pl.DataFrame:
    """Open actions due on the day or within ``limit``, nearest first; none without a limit."""
    in_force = day_state.limits[limit]
    if in_force is None:
        return day_state.actions.clear()
    return due_within(day_state.actions, day_state.day, in_force.days)


@memoize
def stale_actions(day_state: "DayState") -> pl.DataFrame:
    """Open actions that have not moved for the limit ``stale``, the longest unmoved first."""
    return day_state.actions.filter("is_stale").sort("moved_on", maintain_order=True)


def not_followed_up_text(day_state: "DayState", *, dated_too: bool = False) -> str:
    """A clause that says how many open actions a count of delays leaves out; empty for none.

    An action with a date may be late though nothing was recorded of it. ``dated_too``: for a count
    that leaves those out too.
    """
    silent = not_followed_up(day_state)
    undated = pl.col("time_state") == TimeState.NO_DATE
    untouched = silent.height if dated_too else silent.filter(undated).height
    if not untouched:
        return ""
    return (
        f"; {counted(untouched, 'joint action')} with no record here "
        f"{'is' if untouched == 1 else 'are'} not counted"
    )


def no_change_text(row: Row) -> str:
    """How long an action has not moved, and the day of an update that changed nothing."""
    is_noted = row["updated_on"] is not None and row["updated_on"] > row["moved_on"]
    noted = f" (the update of {day_text(row['updated_on'])} changed nothing)" if is_noted else ""
    return f"no change for {counted(row['days_still'], 'day')}{noted}"


@memoize
def actions_on_first_date(day_state: "DayState") -> pl.DataFrame:
    """Dated actions whose current date is the one first agreed."""
    return day_state.actions.filter(IS_DATED, pl.col("days_later") == 0)


@memoize
def past_point(day_state: "DayState") -> pl.DataFrame:
    """Open actions past the escalation point, not raised to the level due; dated ones first.

    Shape: as ``escalation_points.actions_past_point``.
    """
    past = actions_past_point(
        day_state.actions,
        day_state.tables["escalation"],
        graces(day_state.tables["time_limit"], day_state.day, of_actions=True),
        day_state.limits["stale"],
        day_state.day,
    )
    return past.sort(pl.col("due_on").is_null(), maintain_order=True)
