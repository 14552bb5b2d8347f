"""The headline figures of escalations, and the page's sentences about them."""

from dataclasses import replace

import polars as pl

from metrics.cases.case_figures import ProcessFigure
from metrics.escalations.escalation_summary import EscalationSummary
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from metrics.memoize import memoize
from metrics.text_format import NO_NUMBER, counted, day_text, listed, measured

NONE_CLOSED = "no month-end is closed"
NONE_RAISED = "none raised"


def escalations_text(summary: EscalationSummary) -> str:
    """The page's answer in a sentence or two. Markdown: bold numbers."""
    actions, plans = summary.past_actions.height, _plans(summary)
    in_actions, in_cases = summary.open_of_actions.height, summary.counted.open_in_cases.height
    if not summary.counted.has_cases:
        return (
            f"**{counted(actions, 'joint action')}** {_are(actions)} past the escalation point "
            f"with no escalation recorded. **{counted(in_actions, 'escalation')}** of joint "
            f"actions {_are(in_actions)} open."
        )
    return (
        f"**{counted(actions, 'joint action')}** and **{counted(plans, 'case action plan')}** "
        "are past the escalation point with no escalation recorded. "
        f"**{counted(in_actions + in_cases, 'escalation')}** {_are(in_actions + in_cases)} open: "
        f"{_of_actions(in_actions)}, {_in_cases(in_cases)}."
    )


@memoize
def past_figures(summary: EscalationSummary) -> list[ProcessFigure]:
    """Figures of actions and plans past the escalation point, and of open escalations."""
    in_actions, in_cases = summary.open_of_actions, summary.counted.open_in_cases
    today = summary.day_state.day
    overdue = sum(
        rows.filter(pl.col("respond_by_on") < day).height
        for rows, day in ((in_actions, today), (in_cases, summary.counted.as_at))
    )
    of_cases = (
        f", and {_in_cases(in_cases.height)}, as at {day_text(summary.counted.as_at)}"
        if summary.counted.has_cases
        else ""
    )
    return [
        _past_actions(summary),
        _past_plans(summary),
        ProcessFigure(
            MEASURES["escalations_open"],
            f"{in_actions.height + in_cases.height:,}",
            f"{_of_actions(in_actions.height)}, as at {day_text(today)}{of_cases}",
            f"{_of_actions(in_actions.height)}; {overdue:,} past the day an answer was due"
            if in_actions.height + in_cases.height
            else "",
        ),
    ]


@memoize
def outcome_figures(summary: EscalationSummary) -> list[ProcessFigure]:
    """Figures of escalations raised in the period: changed, duration, number per 100 referrals."""
    totals, referrals = summary.counted.totals, int(summary.counted.rate["referrals"][0])
    decided, days = totals["changed"] + totals["unchanged"], totals["median_working_days"]
    changed = f"{totals['changed']:,} of {counted(decided, 'answer')}"
    when = f", as at {day_text(summary.counted.as_at)}"
    resolved, in_cases = (
        totals["raised"] - totals["open"],
        int(summary.counted.rate["escalations"].sum()),
    )
    return [
        ProcessFigure(
            MEASURES["escalations_changed"],
            f"{totals['share_changed']:.0%}" if decided else NO_NUMBER,
            changed + when,
            f"{changed}; {totals['withdrawn']:,} withdrawn" if totals["raised"] else NONE_RAISED,
        ),
        ProcessFigure(
            MEASURES["escalations_days"],
            NO_NUMBER if days is None else f"{days:,.10g}",
            ("none resolved" if days is None else measured(days, "working day")) + when,
            f"of {resolved:,} resolved; {totals['open']:,} still open, left out"
            if totals["raised"]
            else "",
        ),
        ProcessFigure(
            MEASURES["escalation_rate"],
            f"{in_cases * 100 / referrals:.1f}" if referrals else NO_NUMBER,
            f"{in_cases:,} for {counted(referrals, 'referral')}{when}",
            _rate_note(summary, referrals),
        ),
    ]


def of_actions_text(summary: EscalationSummary) -> str:
    """A sentence on joint actions and their day; with an area chosen, that they belong to none."""
    day = f"Joint actions by name as at {day_text(summary.day_state.day)}"
    if summary.counted.area is None:
        return f"{day}."
    return f"{day}; they belong to no area, so what is counted below leaves them out."


def not_raised_text(summary: EscalationSummary) -> str:
    """The sentence under delays that were not raised, by level: what they are, and of which day."""
    days = [f"joint actions as at {day_text(summary.day_state.day)}"]
    if summary.counted.has_cases:
        days.append(f"case action plans as at {day_text(summary.counted.as_at)}, as counts only")
    return f"Past the point and not raised: {listed(days)}."


@memoize
def not_verified(summary: EscalationSummary) -> str:
    """The parts of the ladders that nobody has verified, as text; empty where all are verified."""
    rungs = summary.ladders.filter(~pl.col("verified")).height
    lengths = summary.ladders.filter(~pl.col("grace_verified").fill_null(value=True)).height
    unsure = [("who decides at each level", rungs), ("how late is too late", lengths)]
    said = " and ".join(words for words, number in unsure if number)
    return f"Not verified: {said}. Check them against the local escalation policy." if said else ""


def _past_actions(summary: EscalationSummary) -> ProcessFigure:
    past, open_actions = summary.past_actions, summary.day_state.actions.filter("is_open").height
    longest = past.sort("past_since").head(1)["past_since"]
    return ProcessFigure(
        _named("past_point_actions", "joint actions"),
        f"{past.height:,}",
        f"{past.height:,} of {counted(open_actions, 'open joint action')}, "
        f"as at {day_text(summary.day_state.day)}",
        "".join(f"the longest since {day_text(day)}" for day in longest),
    )


def _past_plans(summary: EscalationSummary) -> ProcessFigure:
    measure = _named("past_point_plans", "case action plans")
    if not summary.counted.has_cases:
        return ProcessFigure(measure, NO_NUMBER, NONE_CLOSED, NONE_CLOSED)
    plans, day = _plans(summary), day_text(summary.counted.as_at)
    return ProcessFigure(
        measure,
        f"{plans:,}",
        f"{counted(plans, 'case action plan')}, as at {day}",
        f"on {day}; {_at_the_top(summary)}",
    )


def _named(code: str, title: str) -> Measure:
    """The measure with the short ``title``, for use under a heading that gives the rest."""
    return replace(MEASURES[code], title=title)


def _plans(summary: EscalationSummary) -> int:
    return int(summary.counted.past_plans["plans"].sum())


def _of_actions(number: int) -> str:
    if number <= 1:
        return f"{'1' if number else 'none'} of a joint action"
    return f"{number:,} of joint actions"


def _in_cases(number: int) -> str:
    return f"{number:,} in cases" if number > 1 else f"{'1' if number else 'none'} in a case"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _at_the_top(summary: EscalationSummary) -> str:
    """The number of plans that should have reached the highest level of all, as text."""
    highest = summary.counted.past_plans.sort("rung").tail(1)
    return f"{int(highest['plans'].item()):,} due at level {highest['rung'].item()}"


def _rate_note(summary: EscalationSummary, referrals: int) -> str:
    if not summary.counted.has_cases:
        return NONE_CLOSED
    return _by_route(summary.counted.rate) if referrals else "no referral in this period"


def _by_route(rate: pl.DataFrame) -> str:
    return ", ".join(f"{row['per_100']:.1f} {row['route']}" for row in rate.iter_rows(named=True))
