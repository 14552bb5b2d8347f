"""A review of the escalation pathway, to be read out at a meeting."""

from datetime import date

import polars as pl

from metrics.cases.aggregation import only_row
from metrics.escalations.counts import (
    count_escalations,
    count_escalations_by,
    rate_per_100_referrals,
)
from metrics.frames import Row
from metrics.periods import Period
from metrics.text_format import counted, day_text, listed, measured


def pathway_review(
    escalations: pl.DataFrame,
    referrals: pl.DataFrame,
    past_actions: pl.DataFrame | None,
    past_plans: pl.DataFrame | None,
    period: Period,
    as_at: date,
) -> list[str]:
    """Sentences on how the pathway was used in ``period`` and what it missed.

    ``escalations``: as ``counts.all_escalations`` returns them; ``past_actions`` and
    ``past_plans``: as ``escalation_points`` returns them on ``as_at``. Nulls: pass null for what
    is not counted, and it is not mentioned. Source: recommendation 5, which asks that the pathway
    be reviewed regularly.
    """
    raised = escalations.filter(period.takes_in(pl.col("raised_on")))
    raised_earlier = escalations.filter(pl.col("raised_on") < period.first)
    figures, earlier = (
        only_row(count_escalations(rows, as_at)) for rows in (raised, raised_earlier)
    )
    rate = rate_per_100_referrals(escalations, referrals, period, as_at)
    sentences = [
        _raised(raised, period, as_at),
        _answered(figures),
        _still_open(figures),
        _open_from_earlier(earlier["open"]),
        "" if past_plans is None else _rate(rate),
        _missed(past_actions, past_plans, as_at),
    ]
    return [sentence for sentence in sentences if sentence]


def _raised(raised: pl.DataFrame, period: Period, as_at: date) -> str:
    span = f"From {day_text(period.first)} to {day_text(period.last)}"
    if raised.is_empty():
        return f"{span}, no escalation was recorded, formal or informal."
    if raised.height == 1:
        route, rung = raised.row(0, named=True)["route"], raised["rung"][0]
        return f"{span}, one escalation was recorded: {route}, at level {rung}."
    by_route = count_escalations_by(raised, "route", as_at)
    by_rung = count_escalations_by(raised, "rung", as_at).filter(pl.col("raised") > 0)
    routes = listed(f"{row['raised'] or 'none'} {row['route']}" for row in by_route.to_dicts())
    rungs = listed(f"{row['raised']} at level {row['rung']}" for row in by_rung.to_dicts())
    return f"{span}, {counted(raised.height, 'escalation')} were recorded: {routes}; {rungs}."


def _answered(figures: Row) -> str:
    if not figures["raised"]:
        return ""
    changed, answers = figures["changed"], figures["changed"] + figures["unchanged"]
    days = figures["median_working_days"]
    took = (
        ""
        if days is None
        else f"; the median time to resolve an escalation was {measured(days, 'working day')}"
    )
    return f"{_changed(changed, answers, figures['raised'])}{took}."


def _changed(changed: int, answers: int, raised: int) -> str:
    if not answers:
        return "None has ended with an answer" if raised > 1 else "It has not ended with an answer"
    if answers == 1:
        return f"The one answer changed {'something' if changed else 'nothing'}"
    if not changed:
        return f"None of {answers} answers changed anything"
    return f"{changed} of {answers} answers changed something ({changed / answers:.0%})"


def _still_open(figures: Row) -> str:
    number, overdue = figures["open"], figures["answer_overdue"]
    if not figures["raised"]:
        return ""
    if not number:
        return "None of them is still open." if figures["raised"] > 1 else "It is no longer open."
    if number == 1:
        return f"One is still open{', past the day an answer was due' if overdue else ''}."
    late = f", {overdue} of them past the day an answer was due" if overdue else ""
    return f"{number:,} are still open{late}."


def _open_from_earlier(number: int) -> str:
    if not number:
        return ""
    return f"{number:,} raised earlier {'is' if number == 1 else 'are'} still open."


def _rate(by_route: pl.DataFrame) -> str:
    referrals = by_route["referrals"][0]
    if not referrals:
        return "No referral to the CPS is recorded in this period, so there is no rate."
    were = "was" if referrals == 1 else "were"
    rates = listed(
        f"{row['per_100']:.1f} {row['route']}" if row["escalations"] else f"no {row['route']}"
        for row in by_route.to_dicts()
    )
    return (
        f"{counted(referrals, 'referral')} to the CPS {were} made in this period; for each 100 of "
        f"them, {rates} escalations in cases were raised."
    )


def _missed(past_actions: pl.DataFrame | None, past_plans: pl.DataFrame | None, as_at: date) -> str:
    numbers = {}
    if past_actions is not None:
        numbers["joint action"] = past_actions.height
    if past_plans is not None:
        numbers["case action plan"] = int(past_plans["plans"].sum())
    what = listed(
        counted(number, each) if number else f"no {each}" for each, number in numbers.items()
    )
    are = "are" if sum(numbers.values()) > 1 else "is"
    text = (
        f"On {day_text(as_at)}, {what} {are} past the escalation point with no escalation recorded"
    )
    return f"{text}{'' if past_actions is None else _longest(past_actions)}."


def _longest(past_actions: pl.DataFrame) -> str:
    first = past_actions.sort("past_since", maintain_order=True).head(1)
    has_been = "has been longest" if past_actions.height > 1 else "has been"
    return "".join(
        f"; {row['ref']} {has_been}, since {day_text(row['past_since'])}, and should have "
        f"reached level {row['rung']}"
        for row in first.to_dicts()
    )
