"""Whether early advice of the CPS was sought before a case ended or was referred, or why not."""

import polars as pl

from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, between, by_period, cut_off

# Advice is asked for in the first part of the time until it is needed.
ASKED_WITHIN_PART = 0.6


def invent_early_advice(dice: Dice, cases: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row a case of which anything is known on the last day: sought, why not, or neither."""
    first = referrals.filter(number=1).select("case", "referred_on")
    cases = cases.join(first, on="case", how="left", maintain_order="left").with_columns(
        needed_by=pl.min_horizontal("referred_on", "outcome_on"), number=pl.lit(1)
    )
    known = dice.words(cases, "advice", by_period(pl.col("needed_by")))
    rows = [
        _sought(dice, cases.filter(known == "sought")),
        _not_sought(dice, cases.filter(known == "reason")),
        cases.filter(known == "neither").with_columns(sought=False, known_from="needed_by"),
    ]
    return cut_off(pl.concat(rows, how="diagonal").sort("case"), "known_from", {"given_on": ()})


def _sought(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    part = dice.parts(cases) * ASKED_WITHIN_PART
    rows = cases.with_columns(
        sought=True, requested_on=between(pl.col("reported_on"), pl.col("needed_by"), part)
    )
    given_on = after(pl.col("requested_on"), dice.days(rows, "advice_given"))
    return rows.with_columns(
        given_on=pl.when(dice.happens(rows, "given")).then(given_on), known_from="requested_on"
    )


def _not_sought(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    in_time = after(pl.col("reported_on"), dice.days(cases, "reason_recorded"))
    late = after(pl.col("needed_by"), dice.days(cases, "late_reason"))
    reason_on = (
        pl.when(dice.happens(cases, "reason_late"))
        .then(late)
        .otherwise(pl.min_horizontal(in_time, "needed_by"))
    )
    return cases.with_columns(
        sought=False,
        not_sought_reason=dice.words(cases, "not_sought_reason", pl.col("kind")),
        reason_on=pl.when(dice.happens(cases, "reason_dated")).then(reason_on),
    ).with_columns(known_from=pl.coalesce("reason_on", "needed_by"))
