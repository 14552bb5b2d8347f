"""The tables that the office is sent about cases: what a reader calls each, when a row counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

Tables = Mapping[str, pl.DataFrame]

# Below this a count could lead to a person, even one of rows.
SMALLEST_SHOWN = 5
WITHHELD = "withheld: small number"


def exactly(count: int) -> str:
    """A count of what leads to no case, as it is."""
    return f"{count:,}"


def unless_few(count: int) -> str:
    """A count of rows of the process as it may be shown; 1 to 4 is withheld."""
    return WITHHELD if 0 < count < SMALLEST_SHOWN else exactly(count)


def about(count: int) -> str:
    """Nearly how many rows there are of victims or outcomes; 1 to 4 is withheld.

    To the nearest ten, halves up: two exact counts would tell how few came between them.
    """
    if 0 < count < SMALLEST_SHOWN:
        return WITHHELD
    return f"about {(count + 5) // 10 * 10:,}" if count else "0"


def about_shown_of(count: int, out_of: int) -> str:
    """As ``about``, of ``out_of``: what would leave a rest of 1 to 4 is withheld too."""
    return WITHHELD if 0 < out_of - count < SMALLEST_SHOWN else about(count)


@dataclass(frozen=True)
class CaseTable:
    """One table: what a reader calls it, the day that places a row in a month, how rows are told.

    ``shown``: a number of its rows as it may be shown.
    """

    title: str
    day: pl.Expr | None
    shown: Callable[[int], str]


CASE_TABLES = {
    "investigation": CaseTable("Investigations", pl.col("reported_on"), about),
    "referral": CaseTable("Referrals to the CPS", pl.col("referred_on"), unless_few),
    "early_advice": CaseTable("Early advice", pl.coalesce("requested_on", "reason_on"), unless_few),
    "case_plan": CaseTable("Case action plans", pl.col("issued_on"), unless_few),
    "case_escalation": CaseTable("Escalations in cases", pl.col("raised_on"), unless_few),
    "notice": CaseTable("Notices of NFA decisions", pl.col("decided_on"), about),
    "support_referral": CaseTable("Referrals to support", pl.col("offered_on"), about),
    "support_end": CaseTable("Support ended", pl.col("ended_on"), about),
    "review_request": CaseTable("Review requests", pl.col("requested_on"), about),
    "dip_sample": CaseTable("Samples", pl.col("sampled_on"), exactly),
    "training_year": CaseTable("Training years", None, exactly),
}
# Tables of which every month should have something; the others come now and then.
MONTHLY = (
    "investigation",
    "referral",
    "early_advice",
    "case_plan",
    "notice",
    "support_referral",
    "support_end",
)


def day_in(table: str) -> pl.Expr:
    """The day that places a row of ``table`` in a month. Nulls: of some rows, and some tables."""
    day = CASE_TABLES[table].day
    return pl.lit(None, pl.Date) if day is None else day


def days_in(table: str, rows: pl.DataFrame) -> pl.Series:
    """The days that place the rows of ``table`` in a month, without those that bear none."""
    return rows.select(day_in(table).alias("day"))["day"].drop_nulls()
