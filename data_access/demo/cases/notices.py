"""How victims were told of decisions to take no further action."""

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, before, by_period, cut_off

# Working days within which a victim is told: with enhanced rights, which are assumed, and without.
ENHANCED_DAYS, OTHER_DAYS = 1, 5
# Wishes that a call or a visit cannot meet.
NO_WAY_TO_TELL = [words.AskedMethod.NO_PREFERENCE, words.AskedMethod.LETTER_BY_POST]
OF_THE_TELLING = ("told_on", "sent_on", "method", "told_by", "isva_present", "right_explained")


def invent_notices(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row a victim who was to be told of a decision made up to the last day.

    Some decisions have no row: nothing was recorded of telling anybody.
    """
    rows = _with_decision(dice, cases, referrals)
    rows = _with_method(dice, _with_telling(dice, rows))
    ends = {"contact_on": OF_THE_TELLING, "asked_recorded_on": ("asked_method",)}
    return cut_off(_with_wish(dice, rows), "decided_on", ends)


def _with_decision(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    ended = cases.filter(pl.col("outcome_code").is_in(words.NO_FURTHER_ACTION))
    first = ended.filter(dice.happens(ended, "notice_recorded")).with_columns(number=pl.lit(1))
    second = first.filter(dice.happens(first, "second_victim")).with_columns(number=pl.lit(2))
    by_cps = referrals.filter(decision=words.ReferralDecision.NO_FURTHER_ACTION)["case"]
    rows = pl.concat([first, second]).sort("case", "number")
    return rows.with_columns(
        decided_on="outcome_on",
        decided_by=pl.when(pl.col("case").is_in(by_cps.implode()))
        .then(pl.lit(words.Side.CPS.value))
        .otherwise(pl.lit(words.Side.POLICE.value)),
    )


def _with_telling(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    decided_on = pl.col("decided_on")
    how = dice.words(rows, "telling", by_period(decided_on, pl.col("pattern")))
    rows = rows.with_columns(enhanced=dice.answers(rows, "enhanced"))
    limit = pl.when(~pl.col("enhanced")).then(OTHER_DAYS).otherwise(ENHANCED_DAYS)
    in_time = decided_on.dt.add_business_days(
        (dice.parts(rows) * (limit + 1)).floor().cast(pl.Int64)
    )
    late = after(decided_on.dt.add_business_days(limit), dice.days(rows, "told_late_by"))
    exempt = how == "exempt"
    told_late = (how == "late") | (exempt & dice.happens(rows, "exempt_yet_told"))
    sent_on = after(decided_on, dice.days(rows, "letter_sent"))
    return rows.with_columns(
        told_on=pl.when(how == "in time").then(in_time).when(told_late).then(late),
        sent_on=pl.when(how == "by post").then(sent_on),
        exempt_reason=pl.when(exempt).then(dice.words(rows, "exempt_reason")),
    ).with_columns(contact_on=pl.coalesce("told_on", "sent_on"))


def _with_method(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_columns(
        asked_method=dice.words(rows, "asked_method"),
        isva_offered=dice.answers(rows, "isva_offered"),
    )
    asked, told = pl.col("asked_method"), pl.col("told_on").is_not_null()
    can_be_met = asked.is_not_null() & ~asked.is_in(NO_WAY_TO_TELL)
    as_asked = can_be_met & dice.happens(rows, "as_asked")
    drawn = dice.words(rows, "method")
    by_post = pl.lit(words.Method.LETTER_BY_POST.value)
    return rows.with_columns(
        method=pl.when(told)
        .then(pl.when(as_asked).then(asked).otherwise(drawn))
        .when(pl.col("sent_on").is_not_null())
        .then(by_post),
        told_by=pl.when(pl.col("contact_on").is_not_null()).then(dice.words(rows, "told_by")),
        isva_present=pl.when(told & pl.col("isva_offered")).then(
            dice.answers(rows, "isva_present")
        ),
        right_explained=pl.when(told).then(dice.answers(rows, "right_explained")),
    )


def _with_wish(dice: Dice, rows: pl.DataFrame) -> pl.DataFrame:
    when = dice.words(rows, "asked_recorded")
    decided_on, reported_on = pl.col("decided_on"), pl.col("reported_on")
    in_time = before(decided_on, dice.days(rows, "asked_before"), not_before=reported_on)
    late = after(pl.coalesce("contact_on", "decided_on"), dice.days(rows, "asked_after"))
    recorded_on = pl.when(when == "before").then(in_time).when(when == "after").then(late)
    return rows.with_columns(
        asked_recorded_on=pl.when(pl.col("asked_method").is_not_null()).then(recorded_on)
    )
