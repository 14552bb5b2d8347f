"""Files referred to the CPS: acceptance, time with each side, decisions and meetings in time."""

from datetime import date

import polars as pl

from data_access.vocabulary import (
    NO_FURTHER_ACTION,
    ReferralDecision,
    ReturnReason,
    Side,
)
from metrics.cases.aggregation import (
    AREA,
    NOT_RECORDED,
    aggregate,
    aggregate_by,
    count_where,
    month_of,
    share_of,
)
from metrics.cases.case_history import CASE, rows_as_at
from metrics.memoize import memoize
from metrics.periods import Limit, Period, last_day_within

RETURN_REASONS = (*(reason.value for reason in ReturnReason), NOT_RECORDED)
SIDES = tuple(side.value for side in Side)
LOWER, UPPER = 0.25, 0.75
MEETING = ("meeting_on", "both_roles_met")


def decided_in_time(
    referrals: pl.DataFrame,
    limit: Limit | None,
    period: Period,
    as_at: date,
    *,
    by_area: bool = False,
) -> pl.DataFrame:
    """Referrals made in ``period`` and decided within ``limit``, out of those whose limit has
    passed.

    ``returned``: those decided in time by a return to the police; ``waiting``: those not decided at
    all. Units: ``share`` is 0 to 1. Nulls: without a limit no referral counts in ``of``; ``share``
    is null where ``of`` is 0. Shape: area (where asked for), met, of, share, returned, waiting.
    Source: ``cps_decision_in_time``.
    """
    until = last_day_within(pl.col("referred_on"), limit) if limit else pl.lit(None, pl.Date)
    old_enough, in_time = pl.col("until") <= as_at, pl.col("decided_on") <= pl.col("until")
    returned = pl.col("decision") == ReferralDecision.RETURNED
    return aggregate(
        _referred_in(referrals, period, as_at).with_columns(until=until),
        by_area,
        **share_of(in_time, old_enough),
        returned=count_where(in_time & old_enough & returned),
        waiting=count_where(old_enough & pl.col("decided_on").is_null()),
    )


def days_with(
    referrals: pl.DataFrame, period: Period, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """Days with the police, for files referred in ``period``; with the CPS, for files decided in
    it.

    Units: days, as the file gives them; quartiles are interpolated linearly. Nulls: files without
    the number are in ``not_recorded`` alone. Shape: area (where asked for), side, files, lower,
    median, upper, not_recorded. Source: ``days_with_police``, ``days_with_cps``.
    """
    all_referrals = rows_as_at("referral", referrals.lazy(), as_at)
    of_side = {
        Side.POLICE: ("referred_on", "days_with_police"),
        Side.CPS: ("decided_on", "days_with_cps"),
    }
    # Grouping by an Enum takes two thirds of the time of grouping by strings.
    sides = pl.Enum(SIDES)
    spells = pl.concat(
        all_referrals.filter(period.takes_in(pl.col(day))).select(
            AREA, side=pl.lit(side.value, sides), days=pl.col(days)
        )
        for side, (day, days) in of_side.items()
    )
    days = pl.col("days")
    return aggregate_by(
        spells,
        "side",
        SIDES,
        by_area,
        files=count_where(days.is_not_null()),
        lower=days.quantile(LOWER, "linear"),
        median=days.median(),
        upper=days.quantile(UPPER, "linear"),
        not_recorded=count_where(days.is_null()),
    ).cast({"side": pl.String})


def files_accepted(
    referrals: pl.DataFrame, period: Period, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """Files referred in ``period`` and accepted by the CPS at first, out of those with acceptance
    recorded.

    Units: ``share`` is 0 to 1. Nulls: the other files are in ``not_recorded`` alone. Shape: area
    (where asked for), met, of, share, not_recorded. Source: ``files_accepted``.
    """
    accepted = pl.col("file_accepted")
    return aggregate(
        _referred_in(referrals, period, as_at),
        by_area,
        **share_of(accepted, accepted.is_not_null()),
        not_recorded=count_where(accepted.is_null()),
    )


def count_returned_by_reason(
    referrals: pl.DataFrame, period: Period, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """Files referred in ``period`` and not accepted, by reason; every reason has a row.

    Nulls: files with no reason recorded have a row of their own, the last. Shape: area (where asked
    for), return_reason, files. Source: ``files_accepted``.
    """
    returned = _referred_in(referrals, period, as_at).filter(~pl.col("file_accepted"))
    return aggregate_by(
        returned.with_columns(pl.col("return_reason").fill_null(NOT_RECORDED)),
        "return_reason",
        RETURN_REASONS,
        by_area,
        files=pl.len().cast(pl.Int64),
    )


def meeting_before_nfa(
    investigations: pl.DataFrame,
    referrals: pl.DataFrame,
    limit: Limit | None,
    period: Period,
    as_at: date,
    *,
    by_area: bool = False,
) -> pl.DataFrame:
    """Decisions in ``period`` to take no further action that followed a meeting of both roles.

    A meeting counts on the day of the decision, or within ``limit`` before it. A CPS decision is
    that of a referral; a police decision is the outcome of an investigation referred before, unless
    the CPS had decided the same by then. ``one_role``: decisions with a meeting in that time, but
    none recorded with both roles. Units: ``share`` is 0 to 1. Nulls: without a limit no decision
    counts. Shape: area (where asked for), decided_by, met, of, share, one_role. Source:
    ``meeting_before_nfa``.
    """
    decisions = count_decisions(investigations, referrals, limit, period, as_at)
    return sum_meetings(decisions, by_area=by_area)


def sum_meetings(decisions: pl.DataFrame, *, by_area: bool = False) -> pl.DataFrame:
    """``meeting_before_nfa``, from ``decisions`` as ``count_decisions`` returns them."""
    met, of = pl.col("met").sum(), pl.col("of").sum()
    return aggregate_by(
        decisions,
        "decided_by",
        SIDES,
        by_area,
        met=met,
        of=of,
        share=pl.when(of > 0).then(met / of),
        one_role=pl.col("one_role").sum(),
    )


def count_decisions(
    investigations: pl.DataFrame,
    referrals: pl.DataFrame,
    limit: Limit | None,
    period: Period,
    as_at: date,
) -> pl.DataFrame:
    """Decisions to take no further action in each month of ``period``.

    Units: ``month`` is its first day. Nulls: without a limit no decision counts. Shape: month,
    area, decided_by, met, of, one_role; in no order.
    """
    all_referrals = rows_as_at("referral", referrals.lazy(), as_at)
    against = pl.col("decision") == ReferralDecision.NO_FURTHER_ACTION
    outcomes = rows_as_at("investigation", investigations.lazy(), as_at).filter(
        period.takes_in(pl.col("outcome_on")), pl.col("outcome_code").is_in(NO_FURTHER_ACTION)
    )
    # Only a few of a million cases had such an outcome in the period; only these are joined.
    keys = outcomes.select("case_key").collect()["case_key"]
    of_case = all_referrals.filter(pl.col("case_key").is_in(keys.implode()))
    of_cps = all_referrals.filter(period.takes_in(pl.col("decided_on")), against)
    of_police = _of_police(outcomes, of_case, of_case.filter(against))
    beside_meetings = pl.concat([_of_cps(of_cps), of_police], how="vertical_relaxed")
    decisions = beside_meetings.group_by("decided_by", *CASE, "number").agg(
        pl.col(AREA, "day").first(), **_met(limit)
    )
    return (
        decisions.filter(pl.lit(limit is not None))
        .group_by(month_of("day"), AREA, "decided_by")
        .agg(
            met=count_where(pl.col("both_met")),
            of=pl.len().cast(pl.Int64),
            one_role=count_where(pl.col("any_met") & ~pl.col("both_met")),
        )
        .collect()
    )


@memoize
def count_every_decision(
    investigations: pl.DataFrame, referrals: pl.DataFrame, limit: Limit | None, as_at: date
) -> pl.DataFrame:
    """``count_decisions`` for all months up to ``as_at``, from which any period can be taken."""
    every = Period(date.min, as_at)
    return count_decisions(investigations, referrals, limit, every, as_at)


def _referred_in(referrals: pl.DataFrame, period: Period, as_at: date) -> pl.LazyFrame:
    all_referrals = rows_as_at("referral", referrals.lazy(), as_at)
    return all_referrals.filter(period.takes_in(pl.col("referred_on")))


def _of_cps(of_cps: pl.LazyFrame) -> pl.LazyFrame:
    """CPS decisions, each with the meeting of its referral."""
    return of_cps.select(
        *CASE,
        AREA,
        *MEETING,
        "number",
        day="decided_on",
        decided_by=pl.lit(Side.CPS.value),
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


def _met(limit: Limit | None) -> dict[str, pl.Expr]:
    """Whether any meeting of a decision was in time, and whether any of those had both roles."""
    day, meeting_on = pl.col("day"), pl.col("meeting_on")
    until = last_day_within(meeting_on, limit) if limit else pl.lit(None, pl.Date)
    in_time = ((meeting_on <= day) & (until >= day)).fill_null(value=False)
    both = in_time & pl.col("both_roles_met").fill_null(value=False)
    return {"any_met": in_time.any(), "both_met": both.any()}
