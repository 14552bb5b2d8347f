"""The headline figures of escalations, and the page's sentences about them."""

from dataclasses import replace

import polars as pl

from metrics.cases.case_figures import ProcessFigure
from metrics.day_state import DayState
from metrics.escalations.counts import LEVELS_VERIFIED, graces
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from metrics.memoize import memoize
from metrics.plan.action_lists import not_followed_up_text
from metrics.status_rules import late_days
from metrics.text_format import NO_NUMBER, NONE_TO_COUNT, counted, day_text, measured

NONE_RAISED = "none raised"


@memoize
def past_figures(summary: EscalationSummary) -> list[ProcessFigure]:
    """Figures of actions and plans past the escalation point, and of escalations open in cases."""
    counts = summary.counted
    if counts is None:
        return [_past_actions(summary)]
    overdue = counts.open.filter(late_days("respond_by_on", counts.as_at).is_not_null()).height
    open_figure = ProcessFigure(
        MEASURES["escalations_open"],
        f"{counts.open.height:,}",
        f"{counted(counts.open.height, 'escalation')}, as at {day_text(counts.as_at)}",
        f"{overdue:,} past the day an answer was due" if counts.open.height else "",
    )
    return [_past_plans(counts), open_figure, _past_actions(summary)]


@memoize
def outcome_figures(counts: EscalationCounts) -> list[ProcessFigure]:
    """Figures of escalations raised in the period: changed, duration, number per 100 referrals."""
    totals, referrals = counts.totals, int(counts.rate["referrals"][0])
    raised, decided = totals["raised"], totals["changed"] + totals["unchanged"]
    days = totals["median_working_days"]
    answers = f"{totals['changed']:,} of {counted(decided, 'answer')}"
    changed = answers if decided else NONE_TO_COUNT
    when = f", as at {day_text(counts.as_at)}"
    return [
        ProcessFigure(
            MEASURES["escalations_changed"],
            f"{totals['share_changed']:.0%}" if decided else NO_NUMBER,
            changed + when,
            f"{changed}; {totals['withdrawn']:,} withdrawn" if raised else NONE_RAISED,
        ),
        ProcessFigure(
            MEASURES["escalations_days"],
            NO_NUMBER if days is None else f"{days:,.10g}",
            ("none resolved" if days is None else measured(days, "working day")) + when,
            f"of {raised - totals['open']:,} resolved; {totals['open']:,} still open, left out"
            if raised
            else "",
        ),
        ProcessFigure(
            MEASURES["escalation_rate"],
            f"{raised * 100 / referrals:.1f}" if referrals else NO_NUMBER,
            f"{raised:,} for {counted(referrals, 'referral')}{when}",
            _by_route(counts.rate) if referrals else "no referral in this period",
        ),
    ]


@memoize
def not_verified(day_state: DayState) -> str:
    """The parts of the ladders that nobody has verified, as text; empty where all are verified."""
    limits = [
        limit
        for of_actions in (False, True)
        for limit in graces(
            day_state.tables["time_limit"], day_state.day, of_actions=of_actions
        ).values()
        if limit
    ]
    unsure = [
        ("who decides at each level", not LEVELS_VERIFIED),
        ("how late is too late", not all(limit.verified for limit in limits)),
    ]
    said = " and ".join(words for words, is_unsure in unsure if is_unsure)
    return f"Not verified: {said}. Check them against the local escalation policy." if said else ""


def _past_actions(summary: EscalationSummary) -> ProcessFigure:
    past, open_actions = summary.past_actions, summary.day_state.actions.filter("is_open").height
    longest, day = past.sort("past_since").head(1)["past_since"], day_text(summary.day_state.day)
    return ProcessFigure(
        _named("past_point_actions", "joint actions"),
        f"{past.height:,}",
        f"{past.height:,} of {counted(open_actions, 'open joint action')}, as at {day}",
        "".join([f"on {day}", *(f"; the longest since {day_text(each)}" for each in longest)])
        # A nought beside them would read as if nothing were late.
        + ("" if past.height else not_followed_up_text(summary.day_state)),
    )


def _past_plans(counts: EscalationCounts) -> ProcessFigure:
    plans, day = _plans(counts), day_text(counts.as_at)
    rung, at_the_top = counts.past_plans.sort("rung").row(-1)
    return ProcessFigure(
        _named("past_point_plans", "case action plans"),
        f"{plans:,}",
        f"{counted(plans, 'case action plan')}, as at {day}",
        f"on {day}; {at_the_top:,} due at level {rung}",
    )


def _named(code: str, title: str) -> Measure:
    """The measure with the short ``title``, for use under a heading that gives the rest."""
    return replace(MEASURES[code], title=title)


def _plans(counts: EscalationCounts) -> int:
    return int(counts.past_plans["plans"].sum())


def _by_route(rate: pl.DataFrame) -> str:
    return ", ".join(f"{row['per_100']:.1f} {row['route']}" for row in rate.iter_rows(named=True))
