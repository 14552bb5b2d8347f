"""The tables about cases that the office receives, and how counts of their rows are displayed."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from metrics.disclosure import THRESHOLD

WITHHELD = "withheld: small number"
HOW_COUNTED = (
    "Rows about victims and outcomes are counted to the nearest ten, so that comparing two counts "
    f"does not show how few were added; 1 to {THRESHOLD - 1} rows of cases are withheld."
)
HOW_MISSING_COUNTED = "Counts are to the nearest ten, since a change of one could be one person."


def exactly(count: int) -> str:
    """The exact count, for rows that identify no case."""
    return f"{count:,}"


def unless_few(count: int) -> str:
    """The exact count, for rows of the process; 1 to 4 is withheld."""
    return WITHHELD if 0 < count < THRESHOLD else exactly(count)


def about_text(count: int) -> str:
    """The count to the nearest ten, for rows of victims or outcomes; 1 to 4 is withheld.

    Halves go up. The difference between two exact counts could be a few people.
    """
    if 0 < count < THRESHOLD:
        return WITHHELD
    return f"about {(count + 5) // 10 * 10:,}" if count else "0"


def about_shown_of(count: int, out_of: int) -> str:
    """``about_text``, and also withheld if ``out_of`` exceeds the count by 1 to 4."""
    return WITHHELD if 0 < out_of - count < THRESHOLD else about_text(count)


@dataclass(frozen=True)
class CaseTable:
    """One table. ``day``: the column that places a row in a month. ``shown``: formats a count of
    its rows.
    """

    title: str
    day: pl.Expr | None
    shown: Callable[[int], str]


CASE_TABLES = {
    "investigation": CaseTable("Investigations", pl.col("reported_on"), about_text),
    "referral": CaseTable("Referrals to the CPS", pl.col("referred_on"), unless_few),
    "early_advice": CaseTable("Early advice", pl.coalesce("requested_on", "reason_on"), unless_few),
    "case_plan": CaseTable("Case action plans", pl.col("issued_on"), unless_few),
    "case_escalation": CaseTable("Escalations in cases", pl.col("raised_on"), unless_few),
    "notice": CaseTable("Notices of NFA decisions", pl.col("decided_on"), about_text),
    "support_referral": CaseTable("Referrals to support", pl.col("offered_on"), about_text),
    "support_end": CaseTable("Support ended", pl.col("ended_on"), about_text),
    "review_request": CaseTable("Review requests", pl.col("requested_on"), about_text),
    "dip_sample": CaseTable("Samples", pl.col("sampled_on"), exactly),
    "training_year": CaseTable("Training years", None, exactly),
}
# Tables that should have rows in every month; the others are received irregularly.
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
    """The day that places a row of ``table`` in a month; null for a table without days."""
    day = CASE_TABLES[table].day
    return pl.lit(None, pl.Date) if day is None else day


def days_in(table: str, rows: pl.DataFrame) -> pl.Series:
    """The days that place ``rows`` of ``table`` in a month, without nulls."""
    return rows.select(day_in(table).alias("day"))["day"].drop_nulls()
