"""Disagreements and delays that were taken up a rung: few, and informal more often than formal."""

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, cut_off, numbered

# Advice that takes longer than this is late enough to be taken up.
ADVICE_DAYS = 21


def invent_escalations(
    dice: Dice, referrals: pl.DataFrame, advice: pl.DataFrame, plans: pl.DataFrame
) -> pl.DataFrame:
    """One row an escalation raised up to the last day, of the rows given, and what it came to."""
    reasons = pl.concat(
        [
            _late_plans(plans),
            _returned(referrals),
            _late_advice(advice),
            _decided_against(referrals),
        ]
    )
    rows = reasons.filter(dice.happens(reasons, "escalated", pl.col("about")))
    raised_on = after(pl.col("since"), dice.days(rows, "escalation_raised"))
    rows = numbered(rows.with_columns(raised_on=raised_on), "raised_on")
    raised_on = pl.col("raised_on")
    rows = rows.with_columns(
        route=dice.words(rows, "route"),
        rung=dice.numbers(rows, "rung"),
        side=dice.words(rows, "side"),
        respond_by_on=after(raised_on, dice.numbers(rows, "respond_by")),
        resolved_on=after(raised_on, dice.days(rows, "escalation_resolved")),
        outcome=dice.words(rows, "escalation_outcome"),
    )
    known = cut_off(rows, "raised_on", {"resolved_on": ("outcome",)})
    return known.with_columns(pl.col("outcome").fill_null(words.EscalationOutcome.OPEN))


def _late_plans(plans: pl.DataFrame) -> pl.DataFrame:
    due_on = pl.col("first_target_on")
    late = pl.col("answered_on").is_null() | (pl.col("answered_on") > due_on)
    return _reason(plans.filter(late), words.About.CASE_PLAN, due_on)


def _returned(referrals: pl.DataFrame) -> pl.DataFrame:
    return _reason(
        referrals.filter(~pl.col("file_accepted")), words.About.REFERRAL, pl.col("referred_on")
    )


def _late_advice(advice: pl.DataFrame) -> pl.DataFrame:
    asked_on, given_on = pl.col("requested_on"), pl.col("given_on")
    late = given_on.is_null() | ((given_on - asked_on).dt.total_days() > ADVICE_DAYS)
    due_on = asked_on + pl.duration(days=ADVICE_DAYS)
    return _reason(advice.filter(late), words.About.EARLY_ADVICE, due_on)


def _decided_against(referrals: pl.DataFrame) -> pl.DataFrame:
    against = referrals.filter(decision=words.ReferralDecision.NO_FURTHER_ACTION)
    return _reason(against, words.About.DECISION, pl.col("decided_on"))


def _reason(rows: pl.DataFrame, about: words.About, since: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "case",
        "case_key",
        about=pl.lit(about.value),
        about_number=pl.col("number").cast(pl.Int64),
        since=since,
    ).drop_nulls("since")
