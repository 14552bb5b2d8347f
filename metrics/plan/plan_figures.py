"""The joint action plan's six figures and its first sentence, with the lists behind them."""

from metrics.day_state import DUE_AHEAD, DUE_SOON, DayState
from metrics.headline_figures import Figure, action_figures, oldest, plan_figure
from metrics.memoize import memoize
from metrics.plan.action_lists import (
    coming_up,
    overdue_actions,
    past_point,
    stale_actions,
    undated_actions,
)
from metrics.plan.slippage import on_first_date
from metrics.text_format import counted, day_text


@memoize
def plan_figures(day_state: DayState) -> list[Figure]:
    """The figures of the plan's dates: overdue, due soon, due in the longer time ahead."""
    overdue, _, _ = action_figures(day_state, None)
    return [
        overdue,
        _due(day_state, "actions_due_soon", DUE_SOON),
        _due(day_state, "actions_due_ahead", DUE_AHEAD),
    ]


@memoize
def history_figures(day_state: DayState) -> list[Figure]:
    """Figures that a list of dates would not show: no date, no news, still on the first date."""
    _, undated, _ = action_figures(day_state, None)
    dates = on_first_date(day_state.actions)
    return [
        undated,
        plan_figure(
            day_state, "actions_stale", oldest(stale_actions(day_state)["days_still"].max())
        ),
        plan_figure(
            day_state, "actions_on_first_date", f"of {dates.dated:,} dated; {dates.later:,} later"
        ),
    ]


def past_point_text(day_state: DayState) -> str:
    """The number of actions past the escalation point, by reason. Markdown: bold numbers."""
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
def plan_text(day_state: DayState) -> str:
    """The joint action plan in a sentence. Markdown: bold numbers."""
    overdue, undated = overdue_actions(day_state), undated_actions(day_state)
    dated = int(day_state.actions["is_open"].sum()) - undated.height
    oldest = counted(overdue["days_overdue"][0], "day") if overdue.height else ""
    late = f", the longest by {oldest}" if oldest else ""
    return (
        f"Of **{counted(dated, 'dated open action')}**, **{overdue.height}** overdue{late}. "
        f"**{undated.height}** more {'has' if undated.height == 1 else 'have'} no date agreed."
    )


def _due(day_state: DayState, code: str, limit: str) -> Figure:
    due = coming_up(day_state, limit)
    return plan_figure(day_state, code, f"next {day_text(due['due_on'][0])}" if due.height else "")
