"""The Victims' Right to Review: who was told of it, who asked, how fast, and with what result.

The schemes of the police and the CPS are never mixed, nor are the two stages of the CPS scheme.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import polars as pl

from data_access.vocabulary import UNSUPPORTED, Outcome, ReviewResult, ReviewStage, Side
from metrics.cases.aggregation import AREA, NO, YES
from metrics.cases.case_history import CASE, rows_as_at
from metrics.frames import Tables
from metrics.periods import count_working_days, last_day_allowed
from metrics.victims.categorical import (
    ANSWERS,
    BETWEEN,
    MONTH,
    Timeliness,
    Words,
    crossed,
    crossed_words,
    first_that_holds,
    placed,
    timeliness,
    values_of,
    yes_or_no,
)

TOLD_LONG_AGO = "review_told"
SIDES = values_of(Side)
SCHEMES = {Side.POLICE: "police scheme", Side.CPS: "CPS scheme"}
POLICE, STAGE_UNKNOWN = Side.POLICE.value, "stage not recorded"
LOCAL, INDEPENDENT = (f"{Side.CPS}, {stage}" for stage in ReviewStage)
STAGES = (POLICE, LOCAL, INDEPENDENT)
# By stage, the limits for acknowledging and for deciding a request; none is proposed for
# acknowledging one of the second stage.
ACKNOWLEDGE = {POLICE: "review_acknowledge", LOCAL: "review_acknowledge_cps"}
DECIDE = {
    POLICE: "review_decide",
    LOCAL: "review_local_resolution",
    INDEPENDENT: "review_independent",
}
REVIEW_LIMITS = (*ACKNOWLEDGE.values(), *DECIDE.values())


class ReviewStatus(StrEnum):
    """Whether a review of a decision was asked for, and its result."""

    NOT_ASKED = "no review asked for"
    WAITING = "review asked for, not decided"
    STANDS = ReviewResult.STANDS.value
    OVERTURNED = ReviewResult.OVERTURNED.value
    OUT_OF_SCHEME = ReviewResult.OUT_OF_SCHEME.value
    UNKNOWN = "reviewed, result not recorded"


# Outside the police scheme: counted and shown, but in none of its shares. Where it is not recorded
# that a suspect was interviewed, there is none known to have been.
POLICE_SUPPORT_ENDED = BETWEEN.join((Side.POLICE, "support had ended"))
POLICE_NO_SUSPECT = BETWEEN.join((Side.POLICE, "no suspect recorded as identified and interviewed"))
OUTSIDE_POLICE_SCHEME = (POLICE_SUPPORT_ENDED, POLICE_NO_SUSPECT)
# In no share, since the limits of the two stages differ.
CPS_STAGE_UNKNOWN = BETWEEN.join((Side.CPS, STAGE_UNKNOWN))
REQUESTED = tuple(word for word in values_of(ReviewStatus) if word != ReviewStatus.NOT_ASKED)
STEP_WORDS: Words = {
    "scheme": SIDES,
    "told_of_right": ANSWERS,
    "review": values_of(ReviewStatus),
    "support_ended": ANSWERS,
    "qualifying": (YES, NO),
    "qualifying_and_told_of_right": (*crossed_words(SIDES, ANSWERS), *OUTSIDE_POLICE_SCHEME),
    "qualifying_and_review": (*crossed_words(SIDES, ReviewStatus), *OUTSIDE_POLICE_SCHEME),
}
REQUEST_WORDS: Words = {
    "scheme": SIDES,
    "after_a_decision": (YES, NO),
    "stage_and_result": (*crossed_words(STAGES, REQUESTED), CPS_STAGE_UNKNOWN),
    "stage_and_acknowledged": (*crossed_words(STAGES, Timeliness), CPS_STAGE_UNKNOWN),
    "stage_and_decided": (*crossed_words(STAGES, Timeliness), CPS_STAGE_UNKNOWN),
}
DECISION = (*CASE, "scheme", "decision_on")
# A decision of the police may be reviewed where a suspect was identified and interviewed under
# caution. In outcome 18 no suspect was identified, whatever else is recorded.
IS_QUALIFYING = pl.col("suspect_interviewed").fill_null(value=False) & pl.col(
    "outcome_code"
).ne_missing(Outcome.NO_SUSPECT.value)
AT_STAGE = first_that_holds(
    [
        (pl.col("scheme") == Side.POLICE, POLICE),
        (pl.col("stage") == ReviewStage.LOCAL_RESOLUTION, LOCAL),
        (pl.col("stage") == ReviewStage.INDEPENDENT_REVIEW, INDEPENDENT),
    ],
    STAGE_UNKNOWN,
)


def steps(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """One row per victim whose time to ask for a review is over, the first told first.

    That time is the limit ``review_told``, from the day the victim was told; ``month`` is that of
    the last day to ask. A request is assumed to be about the newest decision of its case and scheme
    on or before its day; where several victims were told of that decision, the first to ask is
    assumed to be the first told. An independent review is no second victim who asked, and has its
    result among the requests alone. Nulls: without that limit in force, no rows. Shape: area,
    month, every dimension of ``STEP_WORDS``.
    """
    notices = _with_place(_notices(tables, as_at), "told_on")
    is_first = pl.col("stage").ne_missing(ReviewStage.INDEPENDENT_REVIEW.value)
    first_requests = _requests(tables, as_at).filter(is_first)
    requests = _with_place(_of_decisions(first_requests, notices), "requested_on")
    asked = requests.select(*DECISION, "place", "requested_on", "result", reviewed_on="decided_on")
    cases = rows_as_at("investigation", tables["investigation"], as_at).select(
        *CASE, "outcome_code", "suspect_interviewed"
    )
    rows = (
        notices.with_columns(ask_by=last_day_allowed(time_limits, TOLD_LONG_AGO, pl.col("told_on")))
        .filter(pl.col("ask_by") <= as_at)
        .join(asked, on=[*DECISION, "place"], how="left", maintain_order="left")
        .join(cases, on=CASE, how="left", maintain_order="left")
    )
    return (
        rows.select(
            **placed("ask_by"),
            scheme="scheme",
            told_of_right=yes_or_no(pl.col("right_explained")),
            review=_review("reviewed_on"),
            support_ended=yes_or_no(pl.col("outcome_code").is_in(UNSUPPORTED)),
            qualifying=first_that_holds([(IS_QUALIFYING, YES)], NO),
        )
        .with_columns(
            qualifying_and_told_of_right=_if_qualifying("told_of_right"),
            qualifying_and_review=_if_qualifying("review"),
        )
        .select(AREA, MONTH, *STEP_WORDS)
    )


def requests(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """One row per request for a review whose limits have passed, by the month of the later limit.

    The limits are for acknowledging and for deciding it, at its stage; where none is in force, the
    day of the request counts. Both are counted by the same day, since the difference between two
    counts would be the few requests between two days. ``after_a_decision``: whether there is a
    notice that it can be about. Units: ``days_to_decide`` is in working days. Nulls: null while
    undecided; a CPS request with no stage has the day of an independent review. Shape: area, month,
    every dimension of ``REQUEST_WORDS``, days_to_decide.
    """
    rows = _requests(tables, as_at).with_columns(at_stage=AT_STAGE)
    matched = _of_decisions(rows, _notices(tables, as_at)).select(
        *CASE, "number", is_matched=pl.lit(value=True)
    )
    requested_on = pl.col("requested_on")
    acknowledge = _due_on(time_limits, ACKNOWLEDGE)
    decide = _due_on(time_limits, {**DECIDE, STAGE_UNKNOWN: DECIDE[INDEPENDENT]})
    return (
        rows.with_columns(
            due_on=pl.coalesce(pl.max_horizontal(acknowledge, decide), requested_on),
        )
        .filter(pl.col("due_on") < as_at)
        .join(matched, on=[*CASE, "number"], how="left", maintain_order="left")
        .select(
            **placed("due_on"),
            scheme="scheme",
            stage="at_stage",
            after_a_decision=first_that_holds([(pl.col("is_matched"), YES)], NO),
            result=_review("decided_on"),
            acknowledged=timeliness("acknowledged_on", acknowledge),
            decided=timeliness("decided_on", decide),
            days_to_decide=count_working_days(requested_on, pl.col("decided_on")),
        )
        .with_columns(
            pl.when(pl.col("stage") == STAGE_UNKNOWN)
            .then(pl.lit(CPS_STAGE_UNKNOWN))
            .otherwise(crossed("stage", name))
            .alias(f"stage_and_{name}")
            for name in ("result", "acknowledged", "decided")
        )
        .select(AREA, MONTH, *REQUEST_WORDS, "days_to_decide")
    )


def _notices(tables: Tables, as_at: date) -> pl.DataFrame:
    return rows_as_at("notice", tables["notice"], as_at).rename(
        {"decided_by": "scheme", "decided_on": "decision_on"}
    )


def _requests(tables: Tables, as_at: date) -> pl.DataFrame:
    return rows_as_at("review_request", tables["review_request"], as_at)


def _of_decisions(requests: pl.DataFrame, notices: pl.DataFrame) -> pl.DataFrame:
    """Requests with the day of the decision they are about; those about no decision are dropped."""
    decided = notices.select(DECISION).unique()
    return (
        requests.join(decided, on=[*CASE, "scheme"], maintain_order="left_right")
        .filter(pl.col("decision_on") <= pl.col("requested_on"))
        .sort("decision_on")
        .unique([*CASE, "number"], keep="last", maintain_order=True)
    )


def _with_place(rows: pl.DataFrame, day: str) -> pl.DataFrame:
    """Adds ``place``: the order by ``day`` within a decision; rows without it come last."""
    ordered = rows.sort(day, "number", nulls_last=True)
    return ordered.with_columns(place=pl.int_range(pl.len()).over(DECISION))


def _review(reviewed_on: str) -> pl.Expr:
    status = first_that_holds(
        [
            (pl.col("requested_on").is_null(), ReviewStatus.NOT_ASKED),
            (pl.col(reviewed_on).is_null(), ReviewStatus.WAITING),
        ],
        ReviewStatus.UNKNOWN,
    )
    return (
        pl.when(status == ReviewStatus.UNKNOWN)
        .then(pl.col("result").fill_null(status))
        .otherwise(status)
    )


def _if_qualifying(dimension: str) -> pl.Expr:
    of_police = pl.col("scheme") == Side.POLICE
    return (
        pl.when(of_police & (pl.col("support_ended") == YES))
        .then(pl.lit(POLICE_SUPPORT_ENDED))
        .when(of_police & (pl.col("qualifying") == NO))
        .then(pl.lit(POLICE_NO_SUSPECT))
        .otherwise(crossed("scheme", dimension))
    )


def _due_on(time_limits: pl.DataFrame, codes: Mapping[str, str]) -> pl.Expr:
    """The last day of the limit of each request's stage; null where the stage has none."""
    last_days = (
        pl.when(pl.col("at_stage") == stage).then(
            last_day_allowed(time_limits, code, pl.col("requested_on"))
        )
        for stage, code in codes.items()
    )
    return pl.coalesce(*last_days)
