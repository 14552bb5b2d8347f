"""Measures of cases three ways: as the pages count them, as the least that Polars could, in SQL."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from metrics.cases import plans, referrals
from metrics.cases.advice import advice_in_time
from metrics.cases.tables import Tables
from metrics.cases.work import LIMITS
from metrics.periods import Limit, Period, limits_in_force

Limits = Mapping[str, Limit | None]
YEAR = 365


class Asked(NamedTuple):
    """One measure. ``raw`` reads one file; ``sql`` knows ``:at``, ``:first`` and ``:until``."""

    table: str
    ours: Callable[[Tables, Limits, Period, date], pl.DataFrame]
    raw: Callable[[pl.LazyFrame, Period, date], pl.LazyFrame]
    sql: str


def _known(rows: pl.LazyFrame, begins: str, at: date) -> pl.LazyFrame:
    return rows.filter(pl.col(begins) <= at)


def _open(at: date) -> pl.Expr:
    closed = (pl.col("closed_on") <= at).fill_null(value=False)
    answered = (pl.col("answered_on") <= at).fill_null(value=False)
    return ~closed & ~answered


OPEN = (
    "issued_on <= :at AND NOT coalesce(closed_on <= :at, 0) AND NOT coalesce(answered_on <= :at, 0)"
)
IN_PERIOD = "BETWEEN :first AND :until"
ASKED = {
    "case_plans_open": Asked(
        "case_plan",
        lambda tables, _limits, _period, at: plans.count_open(tables["case_plan"], at),
        lambda rows, _period, at: _known(rows, "issued_on", at).select(_open(at).sum()),
        f"SELECT count(*) FROM case_plan WHERE {OPEN}",
    ),
    "case_plans_answered_in_target": Asked(
        "case_plan",
        lambda tables, _limits, _period, at: plans.answered_in_target(tables["case_plan"], at),
        lambda rows, _period, at: _known(rows, "issued_on", at).select(
            of=(pl.col("first_target_on") < at).sum(),
            met=(
                (pl.col("first_target_on") < at)
                & (pl.col("answered_on") <= pl.min_horizontal("first_target_on", pl.lit(at)))
            ).sum(),
        ),
        "SELECT sum(first_target_on < :at), sum(first_target_on < :at AND answered_on <= :at AND "
        "answered_on <= first_target_on) FROM case_plan WHERE issued_on <= :at",
    ),
    "case_plans_open by area": Asked(
        "case_plan",
        lambda tables, _limits, _period, at: plans.count_open(
            tables["case_plan"], at, by_area=True
        ),
        lambda rows, _period, at: (
            _known(rows, "issued_on", at).group_by("area").agg(_open(at).sum())
        ),
        "SELECT area, count(*) FROM case_plan JOIN investigation USING (force, case_key) "
        f"WHERE {OPEN} GROUP BY area",
    ),
    "files_accepted": Asked(
        "referral",
        lambda tables, _limits, period, at: referrals.files_accepted(
            tables["referral"], period, at
        ),
        lambda rows, period, _at: rows.filter(period.takes_in(pl.col("referred_on"))).select(
            met=pl.col("file_accepted").sum(), of=pl.col("file_accepted").count()
        ),
        "SELECT sum(file_accepted), count(file_accepted) FROM referral "
        f"WHERE referred_on {IN_PERIOD}",
    ),
    "cps_decision_in_time": Asked(
        "referral",
        lambda tables, limits, period, at: referrals.decided_in_time(
            tables["referral"], limits["cps_decision"], period, at
        ),
        lambda rows, period, at: (
            rows.filter(period.takes_in(pl.col("referred_on")))
            .with_columns(until=pl.col("referred_on") + timedelta(days=28))
            .select(
                of=(pl.col("until") <= at).sum(),
                met=((pl.col("until") <= at) & (pl.col("decided_on") <= pl.col("until"))).sum(),
            )
        ),
        "SELECT sum(date(referred_on, '+28 days') <= :at), "
        "sum(date(referred_on, '+28 days') <= :at AND decided_on <= date(referred_on, '+28 days')) "
        f"FROM referral WHERE referred_on {IN_PERIOD}",
    ),
    "early_advice_in_time": Asked(
        "early_advice",
        lambda tables, limits, period, at: advice_in_time(
            tables["early_advice"], limits["early_advice"], period, at
        ),
        lambda rows, period, at: (
            rows.filter(period.takes_in(pl.col("requested_on")))
            .with_columns(until=pl.col("requested_on") + timedelta(days=21))
            .select(
                of=(pl.col("until") <= at).sum(),
                met=((pl.col("until") <= at) & (pl.col("given_on") <= pl.col("until"))).sum(),
                days=(pl.col("given_on") - pl.col("requested_on")).dt.total_days().median(),
            )
        ),
        "SELECT sum(date(requested_on, '+21 days') <= :at), "
        "sum(date(requested_on, '+21 days') <= :at AND given_on <= date(requested_on, '+21 days')) "
        f"FROM early_advice WHERE requested_on {IN_PERIOD}",
    ),
}


def limits_at(time_limits: pl.DataFrame, at: date) -> Limits:
    """The limits that measures of cases are counted with."""
    return limits_in_force(time_limits, LIMITS, at)


def year_up_to(at: date) -> Period:
    """The year that ends on ``at``."""
    return Period(at - timedelta(days=YEAR - 1), at)
