"""Support for victims: the services they were offered, and when their support ended."""

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.investigations import CHARGED, UNSUPPORTED
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, before, between, cut_off, numbered

# Days after the report up to which support ended at once, and soon.
AT_ONCE_DAYS, SOON_DAYS = 14, 60


def invent_support_referrals(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    """One row an offer made up to the last day; the day of some was not recorded."""
    offers = pl.concat(
        cases.with_columns(service=pl.lit(service.value)) for service in words.Service
    )
    service = pl.col("service")
    rows = offers.filter(dice.happens(offers, "offered", service + " " + pl.col("pattern")))
    offered_on = after(pl.col("reported_on"), dice.days(rows, "support_offered"))
    rows = numbered(rows.with_columns(offered_on=offered_on), "offered_on")
    accepted_on = after(pl.col("offered_on"), dice.days(rows, "support_accepted"))
    accepted = dice.happens(rows, "accepted", service)
    rows = rows.with_columns(accepted_on=pl.when(accepted).then(accepted_on))
    known = cut_off(rows, "offered_on", {"accepted_on": ()})
    dated = dice.happens(known, "offer_dated")
    return known.with_columns(pl.when(dated).then(pl.col("offered_on", "accepted_on")))


def invent_support_ends(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row a time that a victim's support ended up to the last day."""
    rows = numbered(
        pl.concat([_for_good(dice, cases), _for_a_time(dice, cases), _after_charge(dice, cases)]),
        "ended_on",
    )
    first_referral = referrals.filter(number=1).select("case", "referred_on")
    rows = rows.join(first_referral, on="case", how="left", maintain_order="left")
    is_abuse = pl.when("domestic_abuse").then(pl.lit("abuse")).otherwise(pl.lit("other"))
    rows = rows.with_columns(
        stage=dice.words(rows, "stage", _how_far()),
        reason=dice.words(rows, "support_end_reason", is_abuse),
        evidenced=dice.answers(rows, "evidenced"),
        mg6dar=dice.answers(rows, "mg6dar"),
    )
    return cut_off(rows, "ended_on", {"resumed_on": ()})


def _for_good(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    rows = cases.filter(kind=UNSUPPORTED)
    rows = rows.filter(dice.happens(rows, "support_end_recorded"))
    days, reported_on = dice.days(rows, "end_to_outcome"), pl.col("reported_on")
    return rows.with_columns(
        ended_on=before(pl.col("outcome_on"), days, not_before=reported_on),
        resumed_on=pl.lit(None, pl.Date),
    )


def _for_a_time(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    rows = cases.filter(pl.col("kind") != UNSUPPORTED)
    rows = rows.filter(dice.happens(rows, "support_pauses"))
    rows = rows.with_columns(
        ended_on=between(pl.col("reported_on"), pl.col("outcome_on"), dice.parts(rows))
    )
    resumed_on = after(pl.col("ended_on"), dice.days(rows, "resumed"))
    return rows.with_columns(resumed_on=pl.when(dice.happens(rows, "resumes")).then(resumed_on))


def _after_charge(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    rows = cases.filter(kind=CHARGED)
    rows = rows.filter(dice.happens(rows, "after_charge"))
    return rows.with_columns(
        ended_on=after(pl.col("outcome_on"), dice.days(rows, "after_charge")),
        resumed_on=pl.lit(None, pl.Date),
    )


def _how_far() -> pl.Expr:
    ended_on = pl.col("ended_on")
    days = (ended_on - pl.col("reported_on")).dt.total_days()
    charged = (pl.col("kind") == CHARGED) & (ended_on > pl.col("outcome_on"))
    return (
        pl.when(charged)
        .then(pl.lit("charged"))
        .when(pl.col("referred_on") <= ended_on)
        .then(pl.lit("referred"))
        .when(days <= AT_ONCE_DAYS)
        .then(pl.lit("at once"))
        .when(days <= SOON_DAYS)
        .then(pl.lit("soon"))
        .otherwise(pl.lit("long"))
    )
