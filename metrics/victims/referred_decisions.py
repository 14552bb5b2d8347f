"""Decisions to take no further action after a referral: who decided, and after what meeting.

Every dimension is a closed set of categories (``WORDS``), so that the rows can be counted by it.
"""

from datetime import date
from enum import StrEnum

import polars as pl

from data_access.vocabulary import NO_FURTHER_ACTION, ReferralDecision, Side
from metrics.cases.aggregation import AREA
from metrics.cases.case_history import CASE, rows_as_at
from metrics.frames import Tables
from metrics.periods import last_day_allowed
from metrics.victims.categorical import MONTH, NO_LIMIT, Words, first_that_holds, placed, values_of

LIMIT = "meeting_before_nfa"
MEETING = ("meeting_on", "both_roles_met")


class Met(StrEnum):
    """The meeting of police and CPS that a decision followed."""

    BOTH = "a meeting of both"
    NOT_KNOWN = "a meeting, not known to be of both"
    NONE = "no meeting in that time"


WORDS: Words = {"decided_by": values_of(Side), "meeting": values_of(Met, NO_LIMIT)}


def referred_decisions(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """One row per decision to take no further action after a referral, by ``as_at``.

    A CPS decision is that of a referral, by its day; a police decision is the outcome of an
    investigation referred before, by its day, unless the CPS had decided the same by then. A
    meeting counts on the day of the decision, or within the limit before it. Nulls: "no limit in
    force" where none was on the day of the decision; a decision without a day is left out. Shape:
    area, month, every dimension of ``WORDS``. Source: ``meeting_before_nfa``.
    """
    referrals = rows_as_at("referral", tables["referral"].lazy(), as_at)
    against = referrals.filter(
        pl.col("decision") == ReferralDecision.NO_FURTHER_ACTION, pl.col("decided_on") <= as_at
    )
    outcomes = rows_as_at("investigation", tables["investigation"].lazy(), as_at).filter(
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION)
    )
    beside_meetings = pl.concat(
        [_of_cps(against), _of_police(outcomes, referrals, against)], how="vertical_relaxed"
    )
    decisions = beside_meetings.group_by("decided_by", *CASE, "number").agg(
        pl.col(AREA, "day").first(), **_met(time_limits)
    )
    has_limit = last_day_allowed(time_limits, LIMIT, pl.col("day")).is_not_null()
    meeting = first_that_holds(
        [
            (~has_limit, NO_LIMIT),
            (pl.col("both_met"), Met.BOTH),
            (pl.col("any_met"), Met.NOT_KNOWN),
        ],
        Met.NONE,
    )
    rows = decisions.select(**placed("day"), decided_by="decided_by", meeting=meeting)
    return rows.sort(AREA, MONTH, *WORDS).collect()


def _of_cps(of_cps: pl.LazyFrame) -> pl.LazyFrame:
    """CPS decisions, each with the meeting of its referral."""
    return of_cps.select(
        *CASE, AREA, *MEETING, "number", day="decided_on", decided_by=pl.lit(Side.CPS.value)
    )


def _of_police(
    investigations: pl.LazyFrame, referrals: pl.LazyFrame, of_cps: pl.LazyFrame
) -> pl.LazyFrame:
    """Police decisions, one row for each meeting of each referral before the decision."""
    outcome_on = pl.col("outcome_on")
    of_case = investigations.select(*CASE, AREA, "outcome_on")
    same_by_cps = of_case.join(of_cps.select(*CASE, "decided_on"), on=CASE).filter(
        pl.col("decided_on") <= outcome_on
    )
    return (
        of_case.join(same_by_cps, on=CASE, how="anti")
        .join(referrals.select(*CASE, "referred_on", *MEETING), on=CASE)
        .filter(pl.col("referred_on") <= outcome_on)
        .select(
            *CASE,
            AREA,
            *MEETING,
            number=pl.lit(1, pl.Int64),
            day="outcome_on",
            decided_by=pl.lit(Side.POLICE.value),
        )
    )


def _met(time_limits: pl.DataFrame) -> dict[str, pl.Expr]:
    """Whether any meeting of a decision was in time, and whether any of those had both roles."""
    day, meeting_on = pl.col("day"), pl.col("meeting_on")
    until = last_day_allowed(time_limits, LIMIT, meeting_on)
    in_time = ((meeting_on <= day) & (until >= day)).fill_null(value=False)
    both = in_time & pl.col("both_roles_met").fill_null(value=False)
    return {"any_met": in_time.any(), "both_met": both.any()}
