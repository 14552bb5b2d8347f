"""The cases themselves: when each was reported, where, and what it comes to in the end."""

from datetime import date

import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.timeline import after, cut_off

# Race is asked about more often in two steps.
AUTUMN = date(2021, 10, 1)
AFTER_AUTUMN = date(2021, 12, 1)
# Two of the kinds of case that levels are given for.
UNSUPPORTED = "unsupported"
CHARGED = "charged"


def invent_cases(dice: Dice, areas: pl.DataFrame, count: int) -> pl.DataFrame:
    """One row a case, the earliest first; its outcome may lie after the last day.

    Shape: ``case`` numbers the rows, ``pattern`` and ``kind`` say which levels are the case's.
    """
    cases = pl.DataFrame({"case_key": dice.keys(count)})
    cases = cases.with_columns(
        reported_on=_reported_on(dice, cases),
        place=dice.places(cases, areas["weight"].to_list()),
        domestic_abuse=dice.answers(cases, "domestic_abuse"),
    ).sort("reported_on", maintain_order=True)
    cases = cases.with_columns(
        areas["name"].gather(cases["place"]).alias("area"),
        areas["pattern"].gather(cases["place"]).alias("pattern"),
    ).drop("place")
    return _with_outcome(dice, cases).with_row_index("case")


def investigations(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    """The rows of the table: outcomes up to the last day, and how characteristics were asked."""
    known = cut_off(cases, "reported_on", {"outcome_on": ("outcome_code",)})
    without_area = dice.happens(known, "area_missing")
    asked = {
        each.column: dice.words(known, each.column, _asking(pl.col("reported_on")))
        for each in words.Characteristic
    }
    return known.with_columns(
        area=pl.when(without_area).then(None).otherwise(pl.col("area")), **asked
    )


def _reported_on(dice: Dice, cases: pl.DataFrame) -> pl.Expr:
    month = dice.words(cases, "reported_month").str.to_date("%Y-%m")
    days = (dice.parts(cases) * month.dt.days_in_month()).floor().cast(pl.Int64)
    return pl.lit(month) + pl.duration(days=pl.lit(days))


def _with_outcome(dice: Dice, cases: pl.DataFrame) -> pl.DataFrame:
    is_abuse = pl.col("domestic_abuse").fill_null(False)
    pattern = pl.col("pattern")
    group = pl.when(is_abuse).then(pattern + " abuse").otherwise(pattern)
    cases = cases.with_columns(kind=dice.words(cases, "kind", group))
    kind = pl.col("kind")
    return cases.with_columns(
        outcome_code=dice.words(cases, "outcome", kind),
        outcome_on=after(pl.col("reported_on"), dice.days(cases, "outcome", kind)),
    )


def _asking(reported_on: pl.Expr) -> pl.Expr:
    return (
        pl.when(reported_on < AUTUMN)
        .then(pl.lit("before"))
        .when(reported_on < AFTER_AUTUMN)
        .then(pl.lit("autumn"))
        .otherwise(pl.lit("after"))
    )
