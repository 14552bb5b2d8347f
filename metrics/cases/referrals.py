"""Files referred to the CPS: acceptance, time with each side, and decisions in time."""

from datetime import date

import polars as pl

from data_access.vocabulary import ReferralDecision, ReturnReason, Side
from metrics.cases.aggregation import (
    AREA,
    NOT_RECORDED,
    aggregate,
    aggregate_by,
    count_where,
    share_of,
)
from metrics.cases.case_history import rows_as_at
from metrics.periods import Limit, Period, last_day_within

RETURN_REASONS = (*(reason.value for reason in ReturnReason), NOT_RECORDED)
SIDES = tuple(side.value for side in Side)
LOWER, UPPER = 0.25, 0.75


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


def _referred_in(referrals: pl.DataFrame, period: Period, as_at: date) -> pl.LazyFrame:
    all_referrals = rows_as_at("referral", referrals.lazy(), as_at)
    return all_referrals.filter(period.takes_in(pl.col("referred_on")))
