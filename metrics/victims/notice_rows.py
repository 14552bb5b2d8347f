"""Decisions to take no further action, and whether and how each victim was told.

The tables of cases are looked at as at a closed month-end; the words are those of ``telling``.
"""

from datetime import date

import polars as pl

from data_access.vocabulary import NO_FURTHER_ACTION, ReferralDecision, Side
from metrics.cases.aggregation import AREA
from metrics.cases.case_history import CASE, rows_as_at
from metrics.cases.case_tables import Tables
from metrics.periods import last_day_allowed
from metrics.victims.categorical import MONTH, first_that_holds, placed
from metrics.victims.notice_categories import CROSSED, DIMENSIONS, days_to_tell, in_words

LIMIT, ENHANCED_LIMIT = "notice_nfa", "notice_nfa_enhanced"


def decisions(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """A row for each victim to be told of a decision to take no further action, by ``as_at``.

    A notice is a row, by the day decided. An investigation that ended so and has no notice is one
    too, by the day of its outcome: the CPS's, where the CPS had decided the same by then. It is
    "no record of telling" once the limit has passed, or where it bears no day; with no limit in
    force it is that, as a notice is.
    Units: ``days_to_tell`` is in working days. Nulls: enhanced rights not recorded are assumed;
    ``month`` is null for an outcome with no day, ``days_to_tell`` for who was not told or is
    exempt. Shape: area, month, every dimension of ``telling.WORDS``, days_to_tell.
    """
    rows = pl.concat([_of_notices(tables, as_at), _without(tables, as_at)], how="diagonal_relaxed")
    rows = rows.with_columns(limit_on=_limit_on(time_limits))
    return rows.select(
        **placed("decided_on"),
        **in_words(as_at),
        days_to_tell=days_to_tell(),
    ).select(
        AREA,
        MONTH,
        *(CROSSED.get(dimension, pl.col(dimension)).alias(dimension) for dimension in DIMENSIONS),
        "days_to_tell",
    )


def outcomes_of(investigations: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The outcome of each case as at ``as_at``. Shape: force, case_key, outcome_code."""
    return rows_as_at("investigation", investigations, as_at).select(*CASE, "outcome_code")


def _of_notices(tables: Tables, as_at: date) -> pl.DataFrame:
    notices = rows_as_at("notice", tables["notice"], as_at)
    outcomes = outcomes_of(tables["investigation"], as_at)
    return notices.join(outcomes, on=CASE, how="left", maintain_order="left").with_columns(
        has_notice=pl.lit(value=True)
    )


def _without(tables: Tables, as_at: date) -> pl.DataFrame:
    """Investigations that ended in no further action, and of which there is no notice."""
    ended = rows_as_at("investigation", tables["investigation"], as_at).filter(
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION)
    )
    by_cps = (
        rows_as_at("referral", tables["referral"], as_at)
        .filter(pl.col("decision") == ReferralDecision.NO_FURTHER_ACTION)
        .group_by(CASE)
        .agg(cps_decided_on=pl.col("decided_on").min())
    )
    same_by_then = pl.col("cps_decided_on") <= pl.col("outcome_on").fill_null(as_at)
    return (
        ended.join(rows_as_at("notice", tables["notice"], as_at), on=CASE, how="anti")
        .join(by_cps, on=CASE, how="left", maintain_order="left")
        .select(
            AREA,
            "outcome_code",
            decided_on="outcome_on",
            decided_by=first_that_holds([(same_by_then, Side.CPS)], Side.POLICE),
            has_notice=pl.lit(value=False),
        )
    )


def _limit_on(time_limits: pl.DataFrame) -> pl.Expr:
    """The last day to tell in time, by the limits in force on the day decided."""
    decided_on = pl.col("decided_on")
    ordinary, enhanced = (
        last_day_allowed(time_limits, code, decided_on) for code in (LIMIT, ENHANCED_LIMIT)
    )
    return pl.when(~pl.col("enhanced")).then(ordinary).otherwise(enhanced)
