"""The figures of the briefing and of the joint action plan, each with the list behind it."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from data_access.vocabulary import TimeState
from metrics.catalogue import MEASURES
from metrics.changes import last_board
from metrics.deadlines import due_within
from metrics.escalation_points import actions_past_point
from metrics.escalations import graces
from metrics.measure import Measure, as_counted
from metrics.slippage import IS_DATED, on_first_date
from metrics.standing import (
    DUE_AHEAD,
    DUE_SOON,
    KEPT,
    NO_INSPECTION,
    STALE,
    Standing,
    of_inspection,
)
from metrics.wording import counted, day_in_words


@dataclass(frozen=True)
class Figure:
    """One number, out of how many, the rows it counts, and in words what it was at a meeting.

    ``last_time`` is empty where there is nothing to compare with.
    """

    measure: Measure
    value: int
    out_of: int
    last_time: str
    note: str
    rows: pl.DataFrame


@lru_cache(KEPT)
def part_figures(now: Standing, then: Standing | None) -> list[Figure]:
    """Of the parts for the force or CPS South West: reported, seen, closed."""
    columns = {
        "parts_reported_complete": "reported_complete",
        "parts_evidence_seen": "evidence_seen",
        "parts_closed": "closed",
    }
    nothing_before = "published since" if then else "no earlier board"
    # Of an inspection that was not published, nought would not be a count.
    if then and now.inspection not in (None, *then.tables["inspection"]["ref"]):
        then = None
    return [
        Figure(
            measure=MEASURES[code],
            value=int(now.parts[column].sum()),
            out_of=now.local_parts.height,
            last_time=_at(then, now, int(then.parts[column].sum())) if then else "",
            note="" if then else nothing_before,
            rows=now.parts.filter(column),
        )
        for code, column in columns.items()
    ]


@lru_cache(KEPT)
def action_figures(now: Standing, then: Standing | None) -> list[Figure]:
    """Of the actions: overdue, with no date agreed; and the figures claimed and not supplied."""
    overdue, undated = overdue_actions(now), undated_actions(now)
    on_first = now.actions["days_overdue_on_first"].count()
    return [
        Figure(
            measure=MEASURES["actions_overdue"],
            value=overdue.height,
            out_of=now.actions.height,
            last_time=_at(then, now, overdue_actions(then).height) if then else "",
            note=f"{on_first} on the date first agreed",
            rows=overdue,
        ),
        Figure(
            measure=MEASURES["actions_no_date"],
            value=undated.height,
            out_of=now.actions.height,
            last_time=_at(then, now, undated_actions(then).height) if then else "",
            note=_oldest(undated["days_open"].max()),
            rows=undated,
        ),
        Figure(
            measure=MEASURES["figures_owed"],
            value=now.figures_owed.height,
            out_of=now.claims,
            last_time=_at(then, now, then.figures_owed.height) if then else "",
            note=_oldest(_days_since_claimed(now).max()),
            rows=now.figures_owed,
        ),
    ]


@lru_cache(KEPT)
def plan_figures(now: Standing) -> list[Figure]:
    """The joint action plan's dates: overdue, due soon, due in the time looked ahead to."""
    overdue, _, _ = action_figures(now, None)
    return [
        overdue,
        *(
            Figure(
                measure=as_counted(MEASURES[code], now.limits),
                value=due.height,
                out_of=now.actions.height,
                last_time="",
                note=f"next {day_in_words(due['due_on'][0])}" if due.height else "",
                rows=due,
            )
            for code, due in (
                ("actions_due_soon", coming_up(now, DUE_SOON)),
                ("actions_due_ahead", coming_up(now, DUE_AHEAD)),
            )
        ),
    ]


@lru_cache(KEPT)
def history_figures(now: Standing) -> list[Figure]:
    """What a list of dates would not show: no date, nothing new said, still on the first date."""
    _, undated, _ = action_figures(now, None)
    stale = now.actions.filter("is_stale").sort("moved_on", maintain_order=True)
    kept = on_first_date(now.actions)
    return [
        undated,
        Figure(
            measure=as_counted(MEASURES["actions_stale"], now.limits),
            value=stale.height,
            out_of=now.actions.height,
            last_time="",
            note=_oldest(stale["days_still"].max()),
            rows=stale,
        ),
        Figure(
            measure=MEASURES["actions_on_first_date"],
            value=kept.on_first,
            out_of=kept.dated,
            last_time="",
            note=f"of {kept.dated:,} dated; {kept.later:,} later",
            rows=now.actions.filter(IS_DATED, pl.col("days_later") == 0),
        ),
    ]


def coming_up(standing: Standing, limit: str) -> pl.DataFrame:
    """Open actions due on the day or within ``limit`` of it, the nearest first; none without it."""
    in_force = standing.limits[limit]
    if in_force is None:
        return standing.actions.clear()
    return due_within(standing.actions, standing.day, in_force.days)


@lru_cache(KEPT)
def past_point(standing: Standing) -> pl.DataFrame:
    """Open actions past the escalation point with none recorded: those with a date first.

    Shape: as ``escalation_points.actions_past_point``.
    """
    return actions_past_point(
        standing.actions,
        standing.tables["escalation"],
        graces(standing.tables["time_limit"], standing.day),
        standing.limits[STALE],
        standing.day,
    ).sort(pl.col("due_on").is_null(), maintain_order=True)


def past_point_in_words(standing: Standing) -> str:
    """How many actions should have gone up a rung and did not, by why. Markdown: bold numbers."""
    past = past_point(standing)
    late = past["due_on"].count()
    should = (
        f"**{past.height}** should have been escalated, and no escalation that high is recorded"
    )
    if late == past.height:
        return f"{should}."
    if not late:
        return f"{should}: with no date, and nothing new."
    return f"{should}: {late} late, {past.height - late} with no date and nothing new."


def plan_in_words(now: Standing) -> str:
    """The joint action plan in a sentence. Markdown: bold numbers."""
    overdue, undated = overdue_actions(now), undated_actions(now)
    still_open = now.actions.filter("is_open")
    dated = still_open.height - undated.height
    oldest = counted(overdue["days_overdue"][0], "day") if overdue.height else ""
    late = f", the longest by {oldest}" if oldest else ""
    return (
        f"Of **{counted(dated, 'dated open action')}**, **{overdue.height}** overdue{late}. "
        f"**{undated.height}** more {'has' if undated.height == 1 else 'have'} no date agreed."
    )


@lru_cache(KEPT)
def counted_elsewhere(whole: Standing, inspection: str) -> list[str]:
    """Whose actions the figures of ``inspection`` leave out, and how those stand."""
    others = [(ref, f"of {title}") for ref, title in whole.titles.items() if ref != inspection]
    return [
        _in_short(of_inspection(whole, ref), words)
        for ref, words in [*others, (NO_INSPECTION, "tied to no inspection")]
    ]


def parts_heading(standing: Standing) -> str:
    """What the figures of parts are out of."""
    return f"Of {counted(standing.local_parts.height, 'part')} for the force or CPS South West"


def actions_heading(standing: Standing, whole: Standing) -> str:
    """What the figures of actions are out of, those closed since included.

    Where ``standing`` is a part of ``whole``, the plan's other actions are counted behind it.
    """
    number, still_open = standing.actions.height, standing.actions.filter("is_open").height
    heading = f"Of {counted(number, 'action')}, {still_open} still open"
    others = whole.actions.height - number
    if not others:
        return heading
    late = overdue_actions(whole).height - overdue_actions(standing).height
    return f"{heading}; {counted(others, 'other')} on the joint plan, {late} overdue"


def overdue_actions(standing: Standing) -> pl.DataFrame:
    """Open actions past their current date, the longest overdue first."""
    return standing.actions.filter(pl.col("days_overdue").is_not_null()).sort(
        "days_overdue", descending=True, maintain_order=True
    )


def undated_actions(standing: Standing) -> pl.DataFrame:
    """Open actions with no date agreed, the oldest first; of a day, those tied to a part first."""
    return standing.actions.filter(pl.col("time_state") == TimeState.NO_DATE).sort(
        "opened_on", pl.col("requirement").is_null(), maintain_order=True
    )


def _at(then: Standing, now: Standing, number: int) -> str:
    is_last = then.day == last_board(now.tables["meeting"], now.day)
    return f"{number} last time" if is_last else f"{number} on {day_in_words(then.day)}"


def _days_since_claimed(standing: Standing) -> pl.Series:
    claimed_on = standing.figures_owed["claimed_on"]
    return standing.figures_owed.select(
        (pl.lit(standing.day) - pl.lit(claimed_on)).dt.total_days().alias("days")
    )["days"]


def _in_short(standing: Standing, of_what: str) -> str:
    overdue, undated = overdue_actions(standing).height, undated_actions(standing).height
    return (
        f"{counted(standing.actions.height, 'action')} {of_what}, {overdue} overdue and "
        f"{undated} with no date agreed"
    )


def _oldest(days: object) -> str:
    return f"oldest {counted(days, 'day')}" if isinstance(days, int) else ""
