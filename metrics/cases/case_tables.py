"""The tables about cases that the office receives, and how counts of their rows are displayed.

Rows about people are rounded wherever readers see them, also those of a file: a file may hold just
the cases of a released quarter, whose small counts an exact total would narrow. Only the data
steward who loads a file or takes it back is told its exact numbers, since they have the file.
"""

from dataclasses import dataclass
from enum import Enum, auto

import polars as pl

from metrics.releases.rule import SMALLEST, STEP

FEW = f"fewer than {SMALLEST}"
HOW_COUNTED = (
    f"Rows about victims and outcomes are counted to the nearest {STEP}, and those under "
    f"{SMALLEST} are said as “{FEW}”, as figures about people are."
)
HOW_MISSING_COUNTED = (
    f"What is missing is counted to the nearest {STEP}, since it may tell something of a person."
)


class RowsOf(Enum):
    """What the rows of a table are. Those of people and of work name a case each."""

    PEOPLE = auto()
    WORK = auto()
    COUNTS = auto()


def about_text(count: int) -> str:
    """The count of rows about people by the rule of releases: "about 1,690", "fewer than 5"."""
    return FEW if count < SMALLEST else f"about {(count + STEP // 2) // STEP * STEP:,}"


def about_shown_of(count: int, out_of: int) -> str:
    """``about_text``, or "all but fewer than 5" where so few of ``out_of`` are left."""
    is_nearly_all = count >= SMALLEST and out_of - count < SMALLEST
    return f"all but {FEW}" if is_nearly_all else about_text(count)


@dataclass(frozen=True)
class CaseTable:
    """One table. ``day``: the column that places a row in a month."""

    title: str
    day: pl.Expr | None
    rows: RowsOf

    def shown(self, count: int) -> str:
        """A count of its rows as text: exact, but of people."""
        return about_text(count) if self.rows == RowsOf.PEOPLE else f"{count:,}"

    def has_few(self, count: int) -> bool:
        """Whether so few rows are of so few cases that their months could tell of one."""
        return self.rows != RowsOf.COUNTS and count < SMALLEST


CASE_TABLES = {
    "investigation": CaseTable("Investigations", pl.col("reported_on"), RowsOf.PEOPLE),
    "referral": CaseTable("Referrals to the CPS", pl.col("referred_on"), RowsOf.WORK),
    "early_advice": CaseTable(
        "Early advice", pl.coalesce("requested_on", "reason_on"), RowsOf.WORK
    ),
    "case_plan": CaseTable("Case action plans", pl.col("issued_on"), RowsOf.WORK),
    "case_escalation": CaseTable("Escalations in cases", pl.col("raised_on"), RowsOf.WORK),
    "notice": CaseTable("Notices of NFA decisions", pl.col("decided_on"), RowsOf.PEOPLE),
    "support_referral": CaseTable("Referrals to support", pl.col("offered_on"), RowsOf.PEOPLE),
    "support_end": CaseTable("Support for a case ended", pl.col("ended_on"), RowsOf.PEOPLE),
    "review_request": CaseTable("Review requests", pl.col("requested_on"), RowsOf.PEOPLE),
    "dip_sample": CaseTable("Samples", pl.col("sampled_on"), RowsOf.COUNTS),
    "training_year": CaseTable("Training years", None, RowsOf.COUNTS),
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
