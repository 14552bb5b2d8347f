"""Case action plans: how many a referral has, when they are answered, and how they end."""

import polars as pl

from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, between, cut_off, numbered

# Plans are sent in the first part of the time that a case lies with the CPS.
SENT_WITHIN_PART = 0.6


def invent_plans(dice: Dice, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row a plan sent up to the last day, and what is known of it then.

    Targets and reviews may lie after that day, as they do in a real list.
    """
    rows = referrals.select("case", "case_key", "referred_on", "decided_on")
    rows = rows.with_columns(one=pl.int_ranges(dice.numbers(rows, "plans"))).explode("one")
    part = dice.parts(rows) * SENT_WITHIN_PART
    rows = rows.with_columns(issued_on=between(pl.col("referred_on"), pl.col("decided_on"), part))
    rows = _with_end(dice, _with_answer(dice, _with_targets(dice, numbered(rows, "issued_on"))))
    ends = {"answered_on": (), "closed_on": ("closed_reason",), "victim_updated_on": ()}
    return cut_off(rows, "issued_on", ends)


def _with_targets(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    issued_on = pl.col("issued_on")
    moved = dice.happens(rows, "target_moved")
    moved_by = dice.days(rows, "target_moved_by")
    rows = rows.with_columns(
        first_target_on=after(issued_on, dice.numbers(rows, "first_target")),
        review_on=after(issued_on, dice.numbers(rows, "review")),
        must_act=dice.words(rows, "must_act"),
    )
    first = pl.col("first_target_on")
    return rows.with_columns(target_on=pl.when(moved).then(after(first, moved_by)).otherwise(first))


def _with_answer(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    issued_on, first = pl.col("issued_on"), pl.col("first_target_on")
    how = dice.words(rows, "plan_answered")
    untargeted = after(issued_on, dice.days(rows, "plan_answer"))
    in_time = between(issued_on, first, dice.parts(rows))
    late = after(first, dice.days(rows, "plan_late_by"))
    answered_on = (
        pl.when(how == "in time")
        .then(pl.coalesce(in_time, untargeted))
        .when(how == "late")
        .then(pl.coalesce(late, untargeted))
    )
    return rows.with_columns(answered=how, answered_on=answered_on)


def _with_end(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    reason = dice.words(rows, "plan_ended", pl.col("answered"))
    due_on = pl.coalesce("target_on", "issued_on")
    checked_on = after(pl.col("answered_on"), dice.days(rows, "plan_checked"))
    finalised_on = after(due_on, dice.days(rows, "admin_finalised"))
    dropped_on = after(pl.col("issued_on"), dice.days(rows, "plan_dropped"))
    updated_on = after(due_on, dice.days(rows, "victim_update"))
    return rows.with_columns(
        closed_reason=reason,
        closed_on=pl.when(reason == "admin finalised")
        .then(finalised_on)
        .when(reason.is_not_null())
        .then(pl.coalesce(checked_on, dropped_on)),
        victim_updated_on=pl.when(dice.happens(rows, "victim_updated")).then(updated_on),
    )
