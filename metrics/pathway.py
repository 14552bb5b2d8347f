"""A review of the escalation pathway in words, to be read out at a meeting."""

from datetime import date
from typing import Any

import polars as pl

from metrics.escalations import count_escalations, count_escalations_by, rate_per_100_referrals
from metrics.periods import Period
from metrics.wording import counted, day_in_words, listed, measured


def pathway_review(
    escalations: pl.DataFrame,
    referrals: pl.DataFrame,
    past_actions: pl.DataFrame,
    past_plans: pl.DataFrame,
    period: Period,
    as_at: date,
) -> list[str]:
    """How the pathway was used in ``period`` and what it missed, a sentence each.

    ``escalations``: as ``escalations.together`` gives them; ``past_actions`` and ``past_plans``: as
    ``escalation_points`` gives them on ``as_at``. Source: recommendation 5, which asks that the
    pathway be reviewed regularly.
    """
    raised = escalations.filter(period.takes_in(pl.col("raised_on")))
    return [
        _raised(raised, period, as_at),
        *_ended(count_escalations(raised, as_at).row(0, named=True)),
        _rate(rate_per_100_referrals(escalations, referrals, period, as_at)),
        _missed(past_actions, int(past_plans["plans"].sum()), as_at),
    ]


def _raised(raised: pl.DataFrame, period: Period, as_at: date) -> str:
    span = f"From {day_in_words(period.first)} to {day_in_words(period.last)}"
    if raised.is_empty():
        return f"{span} no escalation was recorded, formal or informal."
    by_route = count_escalations_by(raised, "route", as_at)
    by_rung = count_escalations_by(raised, "rung", as_at).filter(pl.col("raised") > 0)
    routes = listed(f"{row['raised']} {row['route']}" for row in by_route.iter_rows(named=True))
    rungs = listed(
        f"{row['raised']} at rung {row['rung']}" for row in by_rung.iter_rows(named=True)
    )
    were = "was" if raised.height == 1 else "were"
    return f"{span} {counted(raised.height, 'escalation')} {were} recorded: {routes}; {rungs}."


def _ended(figures: dict[str, Any]) -> list[str]:
    if not figures["raised"]:
        return []
    decided = figures["changed"] + figures["unchanged"]
    changed = (
        f"{figures['changed']} of {counted(decided, 'answer')} changed something "
        f"({figures['share_changed']:.0%})"
        if decided
        else "None has ended with an answer"
    )
    days = figures["median_working_days"]
    took = "" if days is None else f"; median {measured(days, 'working day')} to resolve one"
    overdue = figures["answer_overdue"]
    late = f", of which {overdue} past the day an answer was due" if overdue else ""
    return [f"{changed}{took}.", f"{figures['open']} still open{late}."]


def _rate(by_route: pl.DataFrame) -> str:
    referrals = by_route["referrals"][0]
    if not referrals:
        return "No referral to the CPS is recorded in this time, so there is no rate."
    rates = listed(f"{row['per_100']:.1f} {row['route']}" for row in by_route.iter_rows(named=True))
    return f"Escalations in cases per 100 referrals, of which there were {referrals:,}: {rates}."


def _missed(past_actions: pl.DataFrame, plans: int, as_at: date) -> str:
    both = listed(
        [counted(past_actions.height, "joint action"), counted(plans, "case action plan")]
    )
    are = "is" if past_actions.height + plans == 1 else "are"
    said = f"On {day_in_words(as_at)} {both} {are} past the escalation point with none recorded"
    longest = past_actions.sort("since", maintain_order=True).head(1)
    since = "".join(
        f"; {row['ref']} has been longest, since {day_in_words(row['since'])}, and should have "
        f"reached rung {row['rung']}"
        for row in longest.iter_rows(named=True)
    )
    return f"{said}{since}."
