"""Measures of escalations, and of what should have been escalated."""

from functools import partial

import polars as pl

from metrics.cases import case_plans
from metrics.cases.aggregation import AREA, aggregate
from metrics.escalations import counts
from metrics.escalations.escalation_points import count_plans_past_point
from metrics.measures.case_plans import PLANS
from metrics.measures.case_query import (
    CaseQuery,
    area_column,
    count_frame,
    count_rows,
    every_escalation,
    raised_in_period,
    ratio,
    rows_in_period,
    sum_columns,
)
from metrics.measures.joint_plan import FEW_ROWS
from metrics.measures.measure import (
    AT_CLOSED_MONTH,
    IN_PERIOD,
    NEITHER_GOOD_NOR_BAD,
    NUMBER_SHOWN,
    OF_THE_PLAN,
    RAISED_IN_PERIOD,
    Better,
    CaseCount,
    Measure,
    MeasureKind,
    PlanCount,
)
from metrics.measures.needed_columns import PLAN_ANSWERED
from metrics.plan.action_lists import past_point

ESCALATIONS = "Escalations in cases, as the force or the CPS sent them"
ON_THE_PLAN = "Escalations recorded on the joint action plan"
GRACES = "The limit of each level, in working days late, may not be verified."
PAGE = "escalations"
PER_100 = 100


def count_open_escalations(query: CaseQuery) -> pl.DataFrame:
    """Escalations not resolved."""
    still_open = every_escalation(query).filter(~counts.IS_RESOLVED)
    return count_rows(query, still_open.lazy(), "", ())


def share_changed(query: CaseQuery) -> pl.DataFrame:
    """Escalations that changed something, out of those raised in the period and answered."""
    decided = pl.col("changed") + pl.col("unchanged")
    return count_frame(
        _raised(query).with_columns(of=decided),
        "share_changed",
        met="changed",
        of="of",
        left_out=["withdrawn", "open"],
    )


def median_escalation_days(query: CaseQuery) -> pl.DataFrame:
    """Working days to resolve escalations raised in the period; those still open are left out."""
    resolved = pl.col("raised") - pl.col("open")
    figures = _raised(query).with_columns(of=resolved)
    return count_frame(figures, "median_working_days", of="of", left_out=["open"])


def rate_per_100(query: CaseQuery) -> pl.DataFrame:
    """Escalations in cases raised in the period for each 100 referrals made in it."""
    made = rows_in_period(query, "referral", "referred_on")
    raised, referred = (
        aggregate(rows, query.by_area, number=pl.len().cast(pl.Int64))
        for rows in (raised_in_period(query), made)
    )
    if query.by_area:
        both = referred.join(raised, on=AREA, how="full", coalesce=True, nulls_equal=True)
    else:
        both = referred.with_columns(raised["number"].alias("number_right"))
    met_of = both.select(
        *area_column(query),
        met=pl.col("number_right").fill_null(0),
        of=pl.col("number").fill_null(0),
    )
    rate = ratio("met", "of") * PER_100
    return count_frame(met_of.with_columns(rate=rate), "rate", met="met", of="of")


def count_past_point(query: CaseQuery) -> pl.DataFrame:
    """Case action plans past the point; in the newest figure, out of all open ones."""
    plans = query.tables["case_plan"]
    figures = count_plans_past_point(
        plans,
        query.tables["case_escalation"],
        query.graces,
        query.limits["stale"],
        query.as_at,
        by_area=query.by_area,
    )
    summed = sum_columns(query, figures, "plans")
    if not query.is_newest:
        return count_frame(summed, "plans")
    still_open = case_plans.count_open(plans, query.as_at)["open"]
    return count_frame(summed.with_columns(still_open), "plans", of="open")


def _raised(query: CaseQuery) -> pl.DataFrame:
    return counts.count_escalations(raised_in_period(query), query.as_at, by_area=query.by_area)


_of_escalations = partial(Measure, source=ESCALATIONS, page=PAGE, evidence_for=("rape-1/5/d",))
_of_all = partial(_of_escalations, needs=("case_escalation",))
_past_point = partial(
    _of_escalations, caveat=GRACES, better=Better.DOWN, evidence_for=("rape-1/4/a", "rape-1/5/d")
)

ESCALATION_MEASURES = (
    _of_all(
        code="escalations_open",
        title="escalations in cases open",
        definition="Escalations in cases, formal and informal, raised and not yet resolved.",
        numerator="escalations raised by the as-at day with no day of resolution by then",
        denominator="all escalations raised by the as-at day",
        exclusions="none",
        caveat="Informal escalations count: without them, silence would look like good news.",
        evidence_for=("rape-1/4/a", "rape-1/5/d"),
        basis=AT_CLOSED_MONTH,
        counts=CaseCount(count_open_escalations),
    ),
    _of_all(
        code="escalations_changed",
        title="escalations in cases that changed something",
        definition=(
            "Of escalations in cases that ended with an answer, the share that changed something."
        ),
        numerator="escalations resolved as changed",
        denominator="escalations resolved as changed or as unchanged",
        exclusions="escalations withdrawn, and those still open",
        caveat=f"{NEITHER_GOOD_NOR_BAD}, but if no escalation changed anything, ask why.",
        basis=RAISED_IN_PERIOD,
        kind=MeasureKind.SHARE,
        counts=CaseCount(share_changed),
    ),
    _of_all(
        code="escalations_days",
        title="median working days to resolve an escalation in a case",
        definition=(
            "The median number of working days from raising an escalation in a case to resolving "
            "it: half of the escalations resolved took this long or less."
        ),
        numerator="working days from the day it was raised to the day it was resolved",
        denominator="escalations resolved by the as-at day, withdrawn ones included",
        exclusions=f"escalations still open{NUMBER_SHOWN}",
        caveat="Escalations still open are not included, so the longest may be missing.",
        better=Better.DOWN,
        unit="working days",
        basis=RAISED_IN_PERIOD,
        kind=MeasureKind.MEDIAN,
        counts=CaseCount(median_escalation_days),
    ),
    _of_escalations(
        code="escalation_rate",
        title="escalations in cases per 100 referrals",
        definition=(
            "Escalations in cases raised in the period, formal and informal, for each 100 "
            "referrals made in it."
        ),
        numerator="escalations in cases raised in the period, times 100",
        denominator="referrals made in the period",
        exclusions="none",
        caveat="An escalation may be about a case referred earlier: this is a rate, not a share.",
        basis=IN_PERIOD,
        kind=MeasureKind.RATE,
        needs=("case_escalation", "referral"),
        counts=CaseCount(rate_per_100),
    ),
    _past_point(
        code="past_point_actions",
        title="joint actions past the escalation point, not raised to the level due",
        definition=(
            "Joint actions overdue by more than the limit of a level, with no escalation, formal "
            "or informal, at that level or above; and open actions without a date that have had no "
            "new state, date or evidence for as many days as the limit for no recent change."
        ),
        numerator="such actions, by the highest level they should have reached",
        denominator="all open joint actions",
        exclusions=(
            "actions complete or not being taken forward; of actions without a date, those in "
            "place, those that recur, those with a time stated in words, and those in the response "
            "of which nothing has been recorded since"
        ),
        source=ON_THE_PLAN,
        basis=OF_THE_PLAN,
        counts=PlanCount(past_point, lambda state: state.actions.filter("is_open").height),
        not_benchmarked=FEW_ROWS,
    ),
    _past_point(
        code="past_point_plans",
        title="case action plans past the escalation point, not raised to the level due",
        definition=(
            "Case action plans overdue by more than the limit of a level, counted from their "
            "current target, with no escalation, formal or informal, at that level or above; and "
            "plans without a target that were issued as many days ago as the limit for no recent "
            "change."
        ),
        numerator="such plans, by the highest level they should have reached",
        denominator="all open case action plans",
        exclusions="plans answered in full or closed",
        source=PLANS,
        basis=AT_CLOSED_MONTH,
        needs=("case_plan.target_on|first_target_on", *PLAN_ANSWERED, "case_escalation"),
        counts=CaseCount(count_past_point),
    ),
)
