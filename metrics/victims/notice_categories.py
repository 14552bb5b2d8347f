"""What is said of telling a victim of a decision: in time or not, how, by whom, as asked or not.

Each is a word out of a closed set. The rows bear ``limit_on``, the last day to tell in time, and
``has_notice``, whether anything was recorded of the telling.
"""

from datetime import date
from enum import StrEnum

import polars as pl

from data_access.vocabulary import UNSUPPORTED, AskedMethod, ExemptReason, Method, Side, ToldBy
from metrics.cases.aggregation import NOT_RECORDED
from metrics.periods import count_working_days
from metrics.victims.categorical import (
    ANSWERS,
    NO_LIMIT,
    Words,
    answer,
    crossed,
    crossed_words,
    first_that_holds,
    or_not_recorded,
    values_of,
)

NOT_TOLD, EXEMPT, NOT_EXEMPT = "not told", "exempt", "not exempt"


class NoticeStatus(StrEnum):
    """Whether a victim was told of a decision in time; a letter by post is sent, and not told."""

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
    """When it was recorded how a victim asked to be told; no preference is an answer too."""

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


# The last working day past the limit of each band of lateness but the last, which has none.
LATE_BANDS = {5: "up to 5", 10: "6-10", 20: "11-20"}
WITHIN, VERY_LATE = "within the limit", "over 20 working days late"
RIGHTS = {"enhanced": "enhanced rights", "other": "no enhanced rights"}
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
    "enhanced": (*RIGHTS.values(), NOT_RECORDED),
    "lateness": (
        WITHIN,
        *(f"{band} working days late" for band in LATE_BANDS.values()),
        VERY_LATE,
        NOT_TOLD,
        EXEMPT,
        NO_LIMIT,
    ),
    "support_ended": ANSWERS,
    "support_ended_and_told": crossed_words(ANSWERS, NoticeStatus),
    "exempt_reason": values_of(ExemptReason, NOT_EXEMPT),
}
DIMENSIONS = tuple(WORDS)
CROSSED = {
    "decided_by_and_told": crossed("decided_by", "told"),
    "asked_and_used": crossed("asked_method", "method"),
    "support_ended_and_told": crossed("support_ended", "told"),
}
REACHED = pl.coalesce("told_on", "sent_on").is_not_null()
IS_EXEMPT = pl.col("exempt_reason").is_not_null()


def in_words(as_at: date) -> dict[str, pl.Expr]:
    """Every dimension that is not crossed of two others, as it stands on ``as_at``."""
    return {
        **_telling(as_at),
        **_asking(),
        "support_ended": answer(pl.col("outcome_code").is_in(UNSUPPORTED)),
        "exempt_reason": pl.col("exempt_reason").fill_null(NOT_EXEMPT),
    }


def days_to_tell() -> pl.Expr:
    """Working days from the decision to the telling. Nulls: not told, or exempt."""
    took = count_working_days(pl.col("decided_on"), pl.col("told_on"))
    return pl.when(~IS_EXEMPT).then(took)


def _telling(as_at: date) -> dict[str, pl.Expr]:
    return {
        "decided_by": pl.col("decided_by"),
        "told": _told(as_at),
        "method": _of_the_telling(or_not_recorded("method"), "method"),
        "told_by": _of_the_telling(or_not_recorded("told_by"), "told_by"),
        "isva_offered": answer(pl.col("isva_offered")),
        "isva_present": _of_the_telling(answer(pl.col("isva_present")), "isva_present"),
        "right_explained": _of_the_telling(answer(pl.col("right_explained")), "right_explained"),
        "enhanced": first_that_holds(
            [
                (pl.col("enhanced"), RIGHTS["enhanced"]),
                (~pl.col("enhanced"), RIGHTS["other"]),
            ],
            NOT_RECORDED,
        ),
        "lateness": _lateness(),
    }


def _told(as_at: date) -> pl.Expr:
    limit_on, is_told = pl.col("limit_on"), pl.col("told_on").is_not_null()
    passed = limit_on < as_at
    # An outcome with no day is in no quarter; that no limit is known of it is the want of the day.
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


def _of_the_telling(said: pl.Expr, column: str) -> pl.Expr:
    """``said``, where ``column`` says something or the victim was told or written to.

    Who is exempt is so in every count: else the few of them who were told could be worked out.
    """
    is_said = REACHED | pl.col(column).is_not_null()
    of_others = pl.when(is_said).then(said).otherwise(pl.lit(NOT_TOLD))
    return pl.when(IS_EXEMPT).then(pl.lit(EXEMPT)).otherwise(of_others)


def _lateness() -> pl.Expr:
    told_on, limit_on = pl.col("told_on"), pl.col("limit_on")
    # Told on the Saturday after a Friday is late, and by no working day.
    days_late = count_working_days(limit_on, told_on)
    bands = ((days_late <= last, f"{band} working days late") for last, band in LATE_BANDS.items())
    return first_that_holds(
        [
            (IS_EXEMPT, EXEMPT),
            (told_on.is_null(), NOT_TOLD),
            (limit_on.is_null(), NO_LIMIT),
            (told_on <= limit_on, WITHIN),
            *bands,
        ],
        VERY_LATE,
    )


def _asking() -> dict[str, pl.Expr]:
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
