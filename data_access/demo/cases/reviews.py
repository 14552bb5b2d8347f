"""Who asked for a decision to be reviewed, and what came of it."""

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, cut_off, numbered


def invent_reviews(dice: Dice, notices: pl.DataFrame) -> pl.DataFrame:
    """One row a review asked for up to the last day, after one of ``notices``."""
    told = notices.drop_nulls("told_on")
    rows = told.filter(dice.happens(told, "review_asked", _who()))
    rows = rows.with_columns(
        scheme="decided_by",
        requested_on=after(pl.col("told_on"), dice.days(rows, "review_asked")),
    )
    requested_on = pl.col("requested_on")
    rows = numbered(rows, "requested_on")
    acknowledged_on = after(requested_on, dice.days(rows, "review_acknowledged"))
    rows = rows.with_columns(
        acknowledged_on=pl.when(dice.happens(rows, "acknowledged")).then(acknowledged_on),
        decided_on=after(requested_on, dice.days(rows, "review_decided")),
        result=dice.words(rows, "review_result", _support()),
    ).with_columns(decided_on=pl.max_horizontal("acknowledged_on", "decided_on"))
    return cut_off(rows, "requested_on", {"acknowledged_on": (), "decided_on": ("result",)})


def _who() -> pl.Expr:
    unsupported = pl.lit("unsupported")
    return (
        pl.when(_support() == unsupported)
        .then(unsupported)
        .otherwise(pl.col("decided_by") + " supported")
    )


def _support() -> pl.Expr:
    unsupported = pl.col("outcome_code").is_in(words.UNSUPPORTED)
    return pl.when(unsupported).then(pl.lit("unsupported")).otherwise(pl.lit("supported"))
