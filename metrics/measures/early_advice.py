"""Measures of early advice, in the order of their page."""

from functools import partial

import polars as pl

from metrics.cases import early_advice
from metrics.measures.case_query import (
    CaseQuery,
    advice_closure_limits,
    count_frame,
    first_events_of_query,
    median_frame,
    share_frame,
)
from metrics.measures.measure import (
    AT_CLOSED_MONTH,
    IN_PERIOD,
    NO_DECISION,
    NUMBER_SHOWN,
    Better,
    CaseCount,
    Measure,
    MeasureKind,
)
from metrics.measures.needed_columns import ADVICE_COLUMNS, OUTCOME

ADVICE_SOURCE = "Early advice, referrals and outcomes, as the force or the CPS sent them"
PAGE = "case_action_plans"


def share_considered(query: CaseQuery) -> pl.DataFrame:
    """Investigations in which early advice was sought, or a reason recorded."""
    return share_frame(
        early_advice.sum_considered(first_events_of_query(query), by_area=query.by_area)
    )


def count_neither(query: CaseQuery) -> pl.DataFrame:
    """Investigations in which advice was neither sought nor a reason recorded."""
    figures = early_advice.sum_considered(first_events_of_query(query), by_area=query.by_area)
    return count_frame(figures, "neither", of="of")


def share_in_time(query: CaseQuery) -> pl.DataFrame:
    """Requests answered in time; requests not yet as old as the limit are left out."""
    requests = pl.col("given") + pl.col("waiting")
    return share_frame(_given(query).with_columns(too_new=requests - pl.col("of")), "too_new")


def median_advice_days(query: CaseQuery) -> pl.DataFrame:
    """Days from request to advice; requests not answered are left out."""
    return median_frame(_given(query), "median_days", of="given", left_out=["waiting"])


def count_advised_near_closure(query: CaseQuery) -> pl.DataFrame:
    """Investigations advised and not sent again, near or past administrative closure."""
    figures = early_advice.count_advised_near_closure(
        query.tables["investigation"],
        query.tables["referral"],
        query.tables["early_advice"],
        query.as_at,
        advice_closure_limits(query),
        by_area=query.by_area,
    )
    both = figures.with_columns(number=pl.col("near") + pl.col("past"))
    return count_frame(both, "number", of="of")


def _given(query: CaseQuery) -> pl.DataFrame:
    return early_advice.advice_in_time(
        query.tables["early_advice"],
        query.limits["early_advice"],
        query.period,
        query.as_at,
        by_area=query.by_area,
    )


_of_advice = partial(
    Measure, source=ADVICE_SOURCE, page=PAGE, basis=IN_PERIOD, evidence_for=("rape-1/5/a",)
)
_of_first_steps = partial(
    _of_advice,
    denominator="investigations with a first police outcome or referral in the period",
    exclusions="none",
    needs=ADVICE_COLUMNS,
)

EARLY_ADVICE_MEASURES = (
    _of_first_steps(
        code="early_advice_neither",
        title="early advice neither sought nor a reason recorded",
        definition=(
            "Of investigations with a first police outcome or referral in the period, those in "
            "which, by that day, early advice had not been sought and no reason was recorded."
        ),
        numerator="investigations with neither a request nor a reason by that day",
        caveat="A reason recorded later, or with no date, does not count.",
        better=Better.DOWN,
        counts=CaseCount(count_neither),
    ),
    _of_first_steps(
        code="early_advice_considered",
        title="early advice considered",
        definition=(
            "Of investigations with a first police outcome or referral in the period, the share "
            "in which, by that day, early advice had been sought or a reason for not seeking it "
            "was recorded."
        ),
        numerator="investigations with a request, or a reason recorded, on or before that day",
        caveat="“Other” counts as a reason, but explains nothing, so it is shown separately.",
        better=Better.UP,
        target="every case: recommendation 5, first point",
        target_share=1.0,
        kind=MeasureKind.SHARE,
        counts=CaseCount(share_considered),
        listed_before="early_advice_neither",
    ),
    _of_advice(
        code="early_advice_in_time",
        title="early advice given within {days}",
        definition=(
            "Of requests for early advice in the period that are {days} old or more, the share "
            "answered within {days} of the request."
        ),
        numerator="requests answered within {days}",
        denominator="requests at least as old as the limit on the as-at day",
        exclusions="requests not yet as old as the limit",
        better=Better.UP,
        limit="early_advice",
        without_limit="early advice given in time: no limit in force",
        kind=MeasureKind.SHARE,
        needs=("early_advice.requested_on", "early_advice.given_on"),
        counts=CaseCount(share_in_time),
    ),
    _of_advice(
        code="early_advice_days",
        title="median days from request to early advice",
        definition=(
            "The median number of days from a request for early advice to the advice: half of the "
            "requests answered took this long or less."
        ),
        numerator="days from the request to the advice",
        denominator="requests in the period that were answered by the as-at day",
        exclusions=f"requests not yet answered{NUMBER_SHOWN}",
        caveat="Requests still waiting are not included, so the longest waits may be missing.",
        better=Better.DOWN,
        kind=MeasureKind.MEDIAN,
        needs=("early_advice.requested_on", "early_advice.given_on"),
        counts=CaseCount(median_advice_days),
    ),
    _of_advice(
        code="early_advice_near_closure",
        title="advised and not sent again, near or past administrative closure, {days} on",
        definition=(
            "Investigations in which the CPS gave early advice, which the police have since "
            "neither sent to the CPS nor ended, and which have passed, or will soon reach, the day "
            "on which the CPS may close the case on its system: {days} after the advice. The CPS "
            f"can also do so where a case action plan is not answered. {NO_DECISION}"
        ),
        numerator="such investigations near or past the day {days} after the newest advice",
        denominator="all investigations advised, and since neither sent nor ended",
        exclusions="none",
        better=Better.DOWN,
        limit="admin_finalise_advice",
        without_limit="advised and not sent again, near closure: no limit in force",
        basis=AT_CLOSED_MONTH,
        needs=("early_advice.given_on", "referral", *OUTCOME),
        counts=CaseCount(count_advised_near_closure),
        before_title="investigations ",
    ),
)
