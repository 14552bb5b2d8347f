"""The tables that the office is sent about cases: what a reader calls each, when a row counts."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

Tables = Mapping[str, pl.DataFrame]

# Below this a count could lead to a person, even one of rows.
SMALLEST_SHOWN = 5
WITHHELD = "withheld: small number"


@dataclass(frozen=True)
class CaseTable:
    """One table: what a reader calls it, and the day that places a row in a month.

    ``is_of_people``: a row is about one case; in the others it is a count already.
    """

    title: str
    day: pl.Expr | None
    is_of_people: bool = True

    def shown(self, count: int) -> str:
        """A number of its rows as it may be shown; 1 to 4 cases are withheld."""
        return shown(count) if self.is_of_people else f"{count:,}"


CASE_TABLES = {
    "investigation": CaseTable("Investigations", pl.col("reported_on")),
    "referral": CaseTable("Referrals to the CPS", pl.col("referred_on")),
    "early_advice": CaseTable("Early advice", pl.coalesce("requested_on", "reason_on")),
    "case_plan": CaseTable("Case action plans", pl.col("issued_on")),
    "case_escalation": CaseTable("Escalations in cases", pl.col("raised_on")),
    "notice": CaseTable("Notices of NFA decisions", pl.col("decided_on")),
    "support_referral": CaseTable("Referrals to support", pl.col("offered_on")),
    "support_end": CaseTable("Support ended", pl.col("ended_on")),
    "review_request": CaseTable("Review requests", pl.col("requested_on")),
    "dip_sample": CaseTable("Samples", pl.col("sampled_on"), is_of_people=False),
    "training_year": CaseTable("Training years", None, is_of_people=False),
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


def shown(count: int) -> str:
    """A count of rows of cases as it may be shown; 1 to 4 is withheld."""
    return WITHHELD if 0 < count < SMALLEST_SHOWN else f"{count:,}"


def about_shown_of(count: int, out_of: int) -> str:
    """Nearly how many of ``out_of``: the nearest ten, halves up, so that a change of one is hidden.

    1 to 4 is withheld, and what would leave a rest of 1 to 4.
    """
    if 0 < out_of - count < SMALLEST_SHOWN or 0 < count < SMALLEST_SHOWN:
        return WITHHELD
    return f"about {(count + 5) // 10 * 10:,}" if count else "0"


def days_in(table: str, rows: pl.DataFrame) -> pl.Series:
    """The days that place the rows of ``table`` in a month, without those that bear none."""
    day = CASE_TABLES[table].day
    if day is None:
        return pl.Series("day", [], dtype=pl.Date)
    return rows.select(day.alias("day"))["day"].drop_nulls()
