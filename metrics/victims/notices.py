"""Decisions to take no further action: one row per victim to be told, with how that was done.

Every dimension is a closed set of categories (``WORDS``), so that the rows can be counted by it.
"""

from datetime import date
from enum import StrEnum

import polars as pl

from data_access.vocabulary import (
    NO_FURTHER_ACTION,
    UNSUPPORTED,
    AskedMethod,
    ExemptReason,
    Method,
    ReferralDecision,
    Side,
    ToldBy,
)
from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.cases.case_history import CASE, rows_as_at
from metrics.frames import Tables
from metrics.periods import count_working_days, last_day_allowed
from metrics.victims.categorical import (
    ANSWERS,
    MONTH,
    NO_LIMIT,
    Words,
    crossed,
    crossed_words,
    first_that_holds,
    or_not_recorded,
    placed,
    values_of,
    yes_or_no,
)

LIMITS = LIMIT, ENHANCED_LIMIT = "notice_nfa", "notice_nfa_enhanced"
NOT_TOLD, EXEMPT, NOT_EXEMPT = "not told", "exempt", "not exempt"


class NoticeStatus(StrEnum):
    """Whether a victim was told of a decision in time; a letter by post does not count as told."""

    IN_TIME = "told in time"
    LATE = "told late"
    NOT_YET = "not yet told"
    BY_POST = "sent by post, not known to be told"
    NO_RECORD = "no record of telling"
    EXEMPT = "exempt"
    TOLD_BEFORE_LIMIT = "told, limit not passed"
    TO_BE_TOLD = "still to be told, limit not passed"
    NO_LIMIT = "no limit in force"


class PreferenceRecorded(StrEnum):
    """Times at which a victim's wish how to be told was recorded, "no preference" included."""

    BEFOREHAND = "recorded beforehand"
    AFTERWARDS = "recorded afterwards"
    UNDATED = "recorded, day not known"
    NOT_RECORDED = "not recorded"


class AsAsked(StrEnum):
    """Whether a victim was told in the way asked for beforehand."""

    AS_ASKED = "as asked"
    OTHERWISE = "otherwise"
    WAY_UNKNOWN = "way of telling not recorded"
    NO_PREFERENCE = "no preference"
    AFTERWARDS = "asked afterwards"
    UNDATED = "asked, day not known"
    NOT_RECORDED = "not recorded"
    NOT_TOLD = "not told"
    EXEMPT = "exempt"


# The last working day after the limit in each band of lateness; the final band has no end.
LATE_BANDS = {
    5: "up to 5 working days late",
    10: "6-10 working days late",
    20: "11-20 working days late",
}
WITHIN, VERY_LATE = "within the limit", "over 20 working days late"
ENHANCED, NOT_ENHANCED = "enhanced rights", "no enhanced rights"
SIDES, METHODS = values_of(Side), values_of(Method, NOT_RECORDED, NOT_TOLD, EXEMPT)
ASKED_METHODS = values_of(AskedMethod, NOT_RECORDED)
WORDS: Words = {
    "decided_by": SIDES,
    "told": values_of(NoticeStatus),
    "decided_by_and_told": crossed_words(SIDES, NoticeStatus),
    "method": METHODS,
    "asked_method": ASKED_METHODS,
    "asked_and_used": crossed_words(ASKED_METHODS, METHODS),
    "as_asked": values_of(AsAsked),
    "preference": values_of(PreferenceRecorded),
    "told_by": values_of(ToldBy, NOT_RECORDED, NOT_TOLD, EXEMPT),
    "isva_offered": ANSWERS,
    "isva_present": (*ANSWERS, NOT_TOLD, EXEMPT),
    "right_explained": (*ANSWERS, NOT_TOLD, EXEMPT),
    "enhanced": (ENHANCED, NOT_ENHANCED, NOT_RECORDED),
    "lateness": (
        WITHIN,
        *LATE_BANDS.values(),
        VERY_LATE,
        NOT_TOLD,
        EXEMPT,
        NO_LIMIT,
    ),
    "support_ended": ANSWERS,
    "support_ended_and_told": crossed_words(ANSWERS, NoticeStatus),
    "exempt_reason": values_of(ExemptReason, NOT_EXEMPT),
}
CROSSED = {
    "decided_by_and_told": crossed("decided_by", "told"),
    "asked_and_used": crossed("asked_method", "method"),
    "support_ended_and_told": crossed("support_ended", "told"),
}
REACHED = pl.coalesce("told_on", "sent_on").is_not_null()
IS_EXEMPT = pl.col("exempt_reason").is_not_null()


def decisions(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """One row per victim to be told of a decision to take no further action, by ``as_at``.

    Each notice is a row, by the day of its decision. So is an investigation with that outcome and
    no notice, by the day of its outcome: as a decision of the CPS where the CPS had decided the
    same by then. It is "no record of telling" once the limit has passed, or if it has no day.
    Units: ``days_to_tell`` is in working days. Nulls: enhanced rights are assumed where not
    recorded; ``month`` is null for an outcome with no day, ``days_to_tell`` for a victim not told,
    or exempt. Shape: area, month, every dimension of ``WORDS``, days_to_tell.
    """
    rows = pl.concat(
        [_notices(tables, as_at), _without_notice(tables, as_at)], how="diagonal_relaxed"
    ).with_columns(limit_on=_limit_on(time_limits))
    took = count_working_days(pl.col("decided_on"), pl.col("told_on"))
    return rows.select(
        **placed("decided_on"),
        **_of_telling(as_at),
        **_of_preference(),
        support_ended=yes_or_no(pl.col("outcome_code").is_in(UNSUPPORTED)),
        exempt_reason=pl.col("exempt_reason").fill_null(NOT_EXEMPT),
        days_to_tell=pl.when(~IS_EXEMPT).then(took),
    ).select(
        AREA,
        MONTH,
        *(CROSSED.get(dimension, pl.col(dimension)).alias(dimension) for dimension in WORDS),
        "days_to_tell",
    )


def case_outcomes(investigations: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The outcome of each case as at ``as_at``. Shape: force, case_key, outcome_code."""
    return rows_as_at("investigation", investigations, as_at).select(*CASE, "outcome_code")


def _notices(tables: Tables, as_at: date) -> pl.DataFrame:
    notices = rows_as_at("notice", tables["notice"], as_at)
    outcomes = case_outcomes(tables["investigation"], as_at)
    return notices.join(outcomes, on=CASE, how="left", maintain_order="left").with_columns(
        has_notice=pl.lit(value=True)
    )


def _without_notice(tables: Tables, as_at: date) -> pl.DataFrame:
    """Investigations that ended in no further action, and have no notice."""
    ended = rows_as_at("investigation", tables["investigation"], as_at).filter(
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION)
    )
    by_cps = (
        rows_as_at("referral", tables["referral"], as_at)
        .filter(pl.col("decision") == ReferralDecision.NO_FURTHER_ACTION)
        .group_by(CASE)
        .agg(cps_decided_on=pl.col("decided_on").min())
    )
    cps_had_decided = pl.col("cps_decided_on") <= pl.col("outcome_on").fill_null(as_at)
    return (
        ended.join(rows_as_at("notice", tables["notice"], as_at), on=CASE, how="anti")
        .join(by_cps, on=CASE, how="left", maintain_order="left")
        .select(
            AREA,
            "outcome_code",
            decided_on="outcome_on",
            decided_by=first_that_holds([(cps_had_decided, Side.CPS)], Side.POLICE),
            has_notice=pl.lit(value=False),
        )
    )


def _limit_on(time_limits: pl.DataFrame) -> pl.Expr:
    """The last day to tell in time, by the limits in force on the day of the decision."""
    decided_on = pl.col("decided_on")
    ordinary, enhanced = (last_day_allowed(time_limits, code, decided_on) for code in LIMITS)
    return pl.when(~pl.col("enhanced")).then(ordinary).otherwise(enhanced)


def _of_telling(as_at: date) -> dict[str, pl.Expr]:
    enhanced = pl.col("enhanced")
    return {
        "decided_by": pl.col("decided_by"),
        "told": _status(as_at),
        "method": _if_told(or_not_recorded("method"), "method"),
        "told_by": _if_told(or_not_recorded("told_by"), "told_by"),
        "isva_offered": yes_or_no(pl.col("isva_offered")),
        "isva_present": _if_told(yes_or_no(pl.col("isva_present")), "isva_present"),
        "right_explained": _if_told(yes_or_no(pl.col("right_explained")), "right_explained"),
        "enhanced": first_that_holds(
            [(enhanced, ENHANCED), (~enhanced, NOT_ENHANCED)], NOT_RECORDED
        ),
        "lateness": _lateness(),
    }


def _status(as_at: date) -> pl.Expr:
    limit_on, is_told = pl.col("limit_on"), pl.col("told_on").is_not_null()
    passed = limit_on < as_at
    # An outcome with no day is in no quarter, and has no limit because it has no day.
    has_no_day = pl.col("decided_on").is_null()
    return first_that_holds(
        [
            (IS_EXEMPT, NoticeStatus.EXEMPT),
            (has_no_day, NoticeStatus.NO_RECORD),
            (limit_on.is_null(), NoticeStatus.NO_LIMIT),
            (~pl.col("has_notice") & passed, NoticeStatus.NO_RECORD),
            (pl.col("told_on") > limit_on, NoticeStatus.LATE),
            (is_told & passed, NoticeStatus.IN_TIME),
            (is_told, NoticeStatus.TOLD_BEFORE_LIMIT),
            (~passed, NoticeStatus.TO_BE_TOLD),
            (pl.col("sent_on").is_not_null(), NoticeStatus.BY_POST),
        ],
        NoticeStatus.NOT_YET,
    )


def _if_told(word: pl.Expr, column: str) -> pl.Expr:
    """``word`` if the victim was told or written to, unless ``column`` is recorded anyway.

    An exempt victim is "exempt" in every count: otherwise the few who were told could be derived.
    """
    is_known = REACHED | pl.col(column).is_not_null()
    of_others = pl.when(is_known).then(word).otherwise(pl.lit(NOT_TOLD))
    return pl.when(IS_EXEMPT).then(pl.lit(EXEMPT)).otherwise(of_others)


def _lateness() -> pl.Expr:
    told_on, limit_on = pl.col("told_on"), pl.col("limit_on")
    # Telling on the Saturday after a limit on Friday is late by 0 working days.
    days_late = count_working_days(limit_on, told_on)
    return first_that_holds(
        [
            (IS_EXEMPT, EXEMPT),
            (told_on.is_null(), NOT_TOLD),
            (limit_on.is_null(), NO_LIMIT),
            (told_on <= limit_on, WITHIN),
            *((days_late <= last, band) for last, band in LATE_BANDS.items()),
        ],
        VERY_LATE,
    )


def _of_preference() -> dict[str, pl.Expr]:
    asked, recorded_on = pl.col("asked_method"), pl.col("asked_recorded_on")
    not_asked, undated = asked.is_null(), recorded_on.is_null()
    return {
        "asked_method": or_not_recorded("asked_method"),
        "preference": first_that_holds(
            [
                (not_asked, PreferenceRecorded.NOT_RECORDED),
                (undated, PreferenceRecorded.UNDATED),
                (recorded_on > pl.coalesce("told_on", "sent_on"), PreferenceRecorded.AFTERWARDS),
            ],
            PreferenceRecorded.BEFOREHAND,
        ),
        "as_asked": first_that_holds(
            [
                (IS_EXEMPT, AsAsked.EXEMPT),
                (pl.col("told_on").is_null(), AsAsked.NOT_TOLD),
                (not_asked, AsAsked.NOT_RECORDED),
                (undated, AsAsked.UNDATED),
                (recorded_on > pl.col("told_on"), AsAsked.AFTERWARDS),
                (asked == AskedMethod.NO_PREFERENCE, AsAsked.NO_PREFERENCE),
                (pl.col("method").is_null(), AsAsked.WAY_UNKNOWN),
                (pl.col("method") == asked, AsAsked.AS_ASKED),
            ],
            AsAsked.OTHERWISE,
        ),
    }
