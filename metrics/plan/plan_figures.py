"""The joint action plan's six figures and its first sentence, with the lists behind them."""

import polars as pl

from metrics.day_state import DUE_AHEAD, DUE_SOON, STALE, DayState
from metrics.escalations.counts import graces
from metrics.escalations.escalation_points import actions_past_point
from metrics.headline_figures import (
    Figure,
    action_figures,
    oldest,
    overdue_actions,
    undated_actions,
)
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.memoize import memoize
from metrics.plan.deadlines import due_within
from metrics.plan.slippage import IS_DATED, on_first_date
from metrics.text_format import counted, day_in_words


@memoize
def plan_figures(day_state: DayState) -> list[Figure]:
    """The joint action plan's dates: overdue, due soon, due in the time looked ahead to."""
    overdue, _, _ = action_figures(day_state, None)
    return [
        overdue,
        *(
            Figure(
                measure=as_counted(MEASURES[code], day_state.limits),
                value=due.height,
                out_of=day_state.actions.height,
                last_time="",
                note=f"next {day_in_words(due['due_on'][0])}" if due.height else "",
                rows=due,
            )
            for code, due in (
                ("actions_due_soon", coming_up(day_state, DUE_SOON)),
                ("actions_due_ahead", coming_up(day_state, DUE_AHEAD)),
            )
        ),
    ]


@memoize
def history_figures(day_state: DayState) -> list[Figure]:
    """What a list of dates would not show: no date, nothing new said, still on the first date."""
    _, undated, _ = action_figures(day_state, None)
    stale = day_state.actions.filter("is_stale").sort("moved_on", maintain_order=True)
    kept = on_first_date(day_state.actions)
    return [
        undated,
        Figure(
            measure=as_counted(MEASURES["actions_stale"], day_state.limits),
            value=stale.height,
            out_of=day_state.actions.height,
            last_time="",
            note=oldest(stale["days_still"].max()),
            rows=stale,
        ),
        Figure(
            measure=MEASURES["actions_on_first_date"],
            value=kept.on_first,
            out_of=kept.dated,
            last_time="",
            note=f"of {kept.dated:,} dated; {kept.later:,} later",
            rows=day_state.actions.filter(IS_DATED, pl.col("days_later") == 0),
        ),
    ]


@memoize
def coming_up(day_state: DayState, limit: str) -> pl.DataFrame:
    """Open actions due on the day or within ``limit`` of it, the nearest first; none without it."""
    in_force = day_state.limits[limit]
    if in_force is None:
        return day_state.actions.clear()
    return due_within(day_state.actions, day_state.day, in_force.days)


@memoize
def past_point(day_state: DayState) -> pl.DataFrame:
    """Open actions past the escalation point with none recorded: those with a date first.

    Shape: as ``escalation_points.actions_past_point``.
    """
    return actions_past_point(
        day_state.actions,
        day_state.tables["escalation"],
        graces(day_state.tables["time_limit"], day_state.day),
        day_state.limits[STALE],
        day_state.day,
    ).sort(pl.col("due_on").is_null(), maintain_order=True)


def past_point_in_words(day_state: DayState) -> str:
    """How many actions should have gone up a rung and did not, by why. Markdown: bold numbers."""
    past = past_point(day_state)
    if past.is_empty():
        return "**None** is past the point at which it should have been escalated."
    late = past["due_on"].count()
    should = (
        f"**{past.height}** should have been escalated, and no escalation that high is recorded"
    )
    if late == past.height:
        return f"{should}."
    if not late:
        return f"{should}: with no date, and nothing new."
    return f"{should}: {late} late, {past.height - late} with no date and nothing new."


@memoize
def plan_in_words(day_state: DayState) -> str:
    """The joint action plan in a sentence. Markdown: bold numbers."""
    overdue, undated = overdue_actions(day_state), undated_actions(day_state)
    dated = int(day_state.actions["is_open"].sum()) - undated.height
    oldest = counted(overdue["days_overdue"][0], "day") if overdue.height else ""
    late = f", the longest by {oldest}" if oldest else ""
    return (
        f"Of **{counted(dated, 'dated open action')}**, **{overdue.height}** overdue{late}. "
        f"**{undated.height}** more {'has' if undated.height == 1 else 'have'} no date agreed."
    )
