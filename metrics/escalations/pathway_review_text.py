"""A review of the escalation pathway, to be read out at a meeting."""

import polars as pl

from metrics.cases.aggregation import only_row
from metrics.escalations.counts import ACTION_LEVELS, count_escalations
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.frames import Row
from metrics.plan.action_lists import not_followed_up_text
from metrics.text_format import counted, day_text, listed, measured


def pathway_review(summary: EscalationSummary) -> list[str]:
    """Sentences on how the pathway was used in the period and what it missed.

    Those about cases are left out where no month-end is closed. Source: recommendation 5, which
    asks that the pathway be reviewed regularly.
    """
    of_actions = [_missed_actions(summary), _open_of_actions(summary.open_of_actions.height)]
    counts = summary.counted
    if counts is None:
        return of_actions
    raised_earlier = counts.every.filter(pl.col("raised_on") < counts.period.first)
    earlier = only_row(count_escalations(raised_earlier, counts.as_at))
    sentences = [
        _raised(counts),
        _answered(counts.totals),
        _still_open(counts.totals),
        _open_from_earlier(earlier["open"]),
        _rate(counts.rate),
        _missed_plans(counts),
        *of_actions,
    ]
    return [sentence for sentence in sentences if sentence]


def _raised(counts: EscalationCounts) -> str:
    where = f" of {counts.area}" if counts.area else ""
    span = f"From {day_text(counts.period.first)} to {day_text(counts.period.last)}"
    raised = counts.raised
    if raised.is_empty():
        return f"{span}, no escalation in a case{where} was recorded, formal or informal."
    by_route, by_rung = counts.by("route"), counts.by("rung").filter(pl.col("raised") > 0)
    routes = listed(f"{row['raised'] or 'none'} {row['route']}" for row in by_route.to_dicts())
    rungs = listed(f"{row['raised']} at level {row['rung']}" for row in by_rung.to_dicts())
    number = counted(raised.height, "escalation")
    were = "was" if raised.height == 1 else "were"
    return f"{span}, {number} in cases{where} {were} recorded: {routes}; {rungs}."


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
    if not by_route["escalations"].sum():
        made = f"{counted(referrals, 'referral')} to the CPS {were} made in this period"
        return f"{made}, and no escalation in a case was raised."
    rates = listed(
        f"{row['per_100']:.1f} {row['route']}" if row["escalations"] else f"no {row['route']}"
        for row in by_route.to_dicts()
    )
    return (
        f"{counted(referrals, 'referral')} to the CPS {were} made in this period; for each 100 of "
        f"them, {rates} escalations in cases were raised."
    )


def _missed_plans(counts: EscalationCounts) -> str:
    by_level = {row["rung"]: row["plans"] for row in counts.past_plans.to_dicts() if row["plans"]}
    plans, day = sum(by_level.values()), day_text(counts.as_at)
    if not plans:
        return f"On {day}, no case action plan was past the escalation point and not raised."
    were, top = "was" if plans == 1 else "were", max(by_level)
    return (
        f"On {day}, {counted(plans, 'case action plan')} {were} past the escalation point and "
        f"not raised to the level due, {by_level[top]} of them due at level {top}."
    )


def _missed_actions(summary: EscalationSummary) -> str:
    past, day = summary.past_actions, day_text(summary.day_state.day)
    left_out = not_followed_up_text(summary.day_state)
    if past.is_empty():
        none = f"On {day}, no joint action was past the escalation point and not raised"
        return f"{none}{left_out}."
    first = past.sort("past_since", maintain_order=True).row(0, named=True)
    were = "was" if past.height == 1 else "were"
    longest = f"since {day_text(first['past_since'])}, and should have reached level"
    return (
        f"On {day}, {counted(past.height, 'joint action')} {were} past the escalation point and "
        f"not raised to the level due; {first['ref']} longest, {longest} {first['rung']}, the "
        f"{ACTION_LEVELS[first['rung']]}."
    )


def _open_of_actions(number: int) -> str:
    if number <= 1:
        return f"{'One' if number else 'No'} escalation of a joint action is open."
    return f"{number} escalations of joint actions are open."
