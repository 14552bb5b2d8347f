"""Actions and case action plans past the escalation point, without a recorded escalation."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.vocabulary import EscalationSubject, TimeState
from metrics.cases.aggregation import AREA, aggregate_by
from metrics.cases.case_history import CASE, rows_as_at
from metrics.cases.case_plans import IS_OPEN_PLAN, TARGET
from metrics.escalations.counts import LEVELS
from metrics.periods import Limit, count_working_days, first_day_past, last_day_within

Graces = Mapping[int, Limit | None]
LOWEST = LEVELS[0].rung
NO_LEVEL, NO_DAY = pl.lit(None, pl.Int64), pl.lit(None, pl.Date)


def actions_past_point(
    actions: pl.DataFrame,
    escalations: pl.DataFrame,
    level_graces: Graces,
    stale: Limit | None,
    as_at: date,
) -> pl.DataFrame:
    """Open actions that should have been escalated to a level by ``as_at``, and were not.

    An overdue action should have reached the highest level whose grace it has exceeded, ``since``
    the day it did so; an action with no date and no time in words, of which something was recorded
    since the response, should have reached the lowest level, once it has not moved for ``stale``.
    Both are counted from the day on which that was recorded here, where that came later: who
    catches up late is not late at once.
    Any escalation at that level or above will do, formal or informal, open or resolved.
    ``actions``: as ``deadlines.with_time_state`` returns them; ``escalations``: as at the same day.
    Nulls: a level without a grace in force is left out, and without ``stale`` so are undated
    actions; days_past and working_days_late are null with no date; ``highest`` is null where none
    was raised. Shape: the columns of ``actions``, highest, rung, since, past_since (the day it
    exceeded the grace of the lowest level not reached), days_past, working_days_late; the highest
    level first, then the longest past it. Source: ``past_point_actions``.
    """
    raised = escalations.group_by(ref="subject").agg(highest=pl.col("rung").max())
    # Only the columns that the rule needs: each takes its time to filter, join and sort.
    open_actions = (
        actions.select("ref", "is_open", **_counted_from())
        .filter("is_open")
        .join(raised, on="ref", how="left", maintain_order="left")
    )
    day = pl.lit(as_at)
    past = (
        _past_point(open_actions, level_graces, stale, as_at)
        .sort("rung", "since", descending=[True, False], maintain_order=True)
        .select(
            "ref",
            "highest",
            "rung",
            "since",
            "past_since",
            days_past=(day - pl.col("since")).dt.total_days(),
        )
    )
    late = count_working_days(pl.col("due_on"), day)
    return actions.join(past, on="ref", maintain_order="right").with_columns(working_days_late=late)


def _counted_from() -> dict[str, pl.Expr]:
    """The days from which the delay and the standstill of an action count: known here by then."""
    is_owed_a_date = (pl.col("time_state") == TimeState.NO_DATE) & pl.col("is_followed_up")
    has_date = pl.col("due_on").is_not_null()
    return {
        "due_on": pl.when(has_date).then(pl.max_horizontal("due_on", "date_known_on")),
        "still_since": pl.when(is_owed_a_date).then(
            pl.max_horizontal("moved_on", "moved_known_on")
        ),
    }


def count_plans_past_point(
    plans: pl.DataFrame,
    escalations: pl.DataFrame,
    level_graces: Graces,
    stale: Limit | None,
    as_at: date,
    *,
    by_area: bool = False,
) -> pl.DataFrame:
    """Open case action plans past the escalation point, by the level due; every level has a row.

    The rules are those for actions, by the current target; a plan with no target has not moved
    since it was issued, and one answered in full is not open. ``escalations``: the table
    ``case_escalation``, of which those about the plan count. Shape: area (where asked for), rung,
    plans. Source: ``past_point_plans``.
    """
    about_plans = rows_as_at("case_escalation", escalations.lazy(), as_at).filter(
        pl.col("about") == EscalationSubject.CASE_PLAN
    )
    raised = about_plans.group_by(*CASE, number="about_number").agg(highest=pl.col("rung").max())
    still_open = rows_as_at("case_plan", plans.lazy(), as_at).filter(IS_OPEN_PLAN)
    # Many plans have the same days, so their working days are counted once.
    alike = (
        still_open.join(raised, on=[*CASE, "number"], how="left")
        .group_by(
            *([AREA] if by_area else []),
            "highest",
            due_on=TARGET,
            still_since=pl.when(TARGET.is_null()).then("issued_on"),
        )
        .agg(plans=pl.len().cast(pl.Int64))
        .collect()
    )
    past = _past_point(alike, level_graces, stale, as_at)
    rungs = [each.rung for each in LEVELS]
    return aggregate_by(past, "rung", rungs, by_area, plans=pl.col("plans").sum())


def _past_point(
    rows: pl.DataFrame, level_graces: Graces, stale: Limit | None, as_at: date
) -> pl.DataFrame:
    """Rows that should have reached the level ``rung`` on the day ``since``, and have not.

    ``rows``: with ``due_on``, ``still_since`` and ``highest``.
    """
    highest = pl.col("highest").fill_null(0)
    points = _points(pl.col("due_on"), pl.col("still_since"), level_graces, stale)
    # Working days are slow to count, and the day of each point is used three times.
    day_columns = {f"point_{place}": day for place, (_, day) in enumerate(points)}
    days = [(rung, pl.col(name)) for (rung, _), name in zip(points, day_columns, strict=True)]
    reached = [(rung, day, pl.when(day <= as_at)) for rung, day in days]
    with_rung = rows.with_columns(**day_columns).with_columns(
        rung=pl.coalesce(
            *(when.then(pl.lit(rung, pl.Int64)) for rung, _, when in reached), NO_LEVEL
        ),
        since=pl.coalesce(*(when.then(day) for _, day, when in reached), NO_DAY),
        past_since=pl.min_horizontal(
            *(pl.when(highest < rung).then(day) for rung, day in days), NO_DAY
        ),
    )
    due = with_rung.filter(pl.col("rung").is_not_null(), highest < pl.col("rung"))
    return due.drop(day_columns)


def _points(
    due_on: pl.Expr, still_since: pl.Expr, level_graces: Graces, stale: Limit | None
) -> list[tuple[int, pl.Expr]]:
    """The levels with the day from which each is due, null for never; the highest first."""
    points = [
        (rung, first_day_past(due_on, grace)) for rung, grace in level_graces.items() if grace
    ]
    if stale:
        undated_since = last_day_within(still_since, stale)
        points.append((LOWEST, pl.when(due_on.is_null()).then(undated_since)))
    return sorted(points, key=lambda point: -point[0])
