"""Measures of case action plans, in the order of their page."""

from functools import partial

import polars as pl

from data_access.vocabulary import PlanClosed
from metrics.cases import case_plans
from metrics.cases.aggregation import aggregate, count_where
from metrics.measures.case_query import (
    CaseQuery,
    closed_plans,
    closure_limits,
    count_crossed,
    count_frame,
    share_frame,
)
from metrics.measures.measure import (
    AT_CLOSED_MONTH,
    IN_PERIOD,
    NO_DECISION,
    NUMBER_SHOWN,
    ON_A_DAY,
    Basis,
    Better,
    CaseCount,
    Measure,
    MeasureKind,
    Span,
)
from metrics.measures.needed_columns import PLAN_ANSWERED
from metrics.victims.categorical import BETWEEN

PLANS = "Case action plans, as the force or the CPS sent them"
PAGE = "case_action_plans"
TARGET_IN_PERIOD = Basis(
    ON_A_DAY,
    Span.DAY,
    "plans whose first target was in the months stated, as known at the newest closed month-end",
)


OPEN_PLAN_WORDS = {"age": case_plans.AGE_BANDS, "must_act": case_plans.MUST_ACT}


def count_open_plans(query: CaseQuery) -> pl.DataFrame:
    """Open plans; by age, who must act or both."""
    plans = (query.tables["case_plan"], query.as_at)
    if BETWEEN in (query.dimension or ""):
        return count_crossed(query, case_plans.open_by_age_and_side(*plans), OPEN_PLAN_WORDS)
    if query.dimension == "age":
        figures = case_plans.count_open_by_age(*plans, by_area=query.by_area)
        return count_frame(figures, "open", word="age_band")
    if query.dimension == "must_act":
        figures = case_plans.count_open_by_side(*plans, by_area=query.by_area)
        return count_frame(figures, "open", word="must_act")
    return count_frame(case_plans.count_open(*plans, by_area=query.by_area), "open")


def share_in_target(query: CaseQuery) -> pl.DataFrame:
    """Plans answered in full by the first target; in a chosen period, of targets in it."""
    plans = query.tables["case_plan"]
    if not query.is_newest:
        plans = plans.filter(query.period.takes_in(pl.col("first_target_on")))
    figures = case_plans.answered_in_target(plans, query.as_at, by_area=query.by_area)
    return share_frame(figures, "no_target")


def share_with_review_ahead(query: CaseQuery) -> pl.DataFrame:
    """Open plans whose day of review has not passed, out of all open plans."""
    plans = query.tables["case_plan"]
    return share_frame(case_plans.with_review_ahead(plans, query.as_at, by_area=query.by_area))


def count_plans_near_closure(query: CaseQuery) -> pl.DataFrame:
    """Open plans near or past administrative closure, out of all open plans."""
    figures = case_plans.count_near_closure(
        query.tables["case_plan"], query.as_at, *closure_limits(query), by_area=query.by_area
    )
    both = figures.with_columns(number=pl.col("near") + pl.col("past"))
    return count_frame(both, "number", of="of")


def count_admin_finalised(query: CaseQuery) -> pl.DataFrame:
    """Plans closed administratively, out of all closed in the period."""
    is_administrative = pl.col("closed_reason") == PlanClosed.ADMIN_FINALISED
    figures = aggregate(
        closed_plans(query),
        query.by_area,
        number=count_where(is_administrative),
        of=pl.len().cast(pl.Int64),
    )
    return count_frame(figures, "number", of="of")


_of_plans = partial(
    Measure,
    source=PLANS,
    page=PAGE,
    evidence_for=("rape-1/4/a",),
    basis=AT_CLOSED_MONTH,
    before_title="case action plans ",
)

CASE_PLAN_MEASURES = (
    _of_plans(
        code="case_plans_open",
        before_title="",
        title="case action plans open",
        definition=(
            "Case action plans issued by the as-at day and neither answered in full nor closed. "
            "Those answered in full but not yet closed are counted separately."
        ),
        numerator="plans with no date of a full answer, and no date of closing or reason for it",
        denominator="all plans issued by the as-at day",
        exclusions="none",
        caveat="A case may have several plans: this counts plans, not cases.",
        needs=PLAN_ANSWERED,
        counts=CaseCount(count_open_plans),
        noun="plan",
        better=Better.DOWN,
        dimensions={"age": "age", "must_act": "who must act"},
        pairs=(("age", "must_act"),),
    ),
    _of_plans(
        code="case_plans_answered_in_target",
        title="answered in full by the first target",
        definition=(
            "Of case action plans whose first target has passed, the share answered in full on "
            "or before it. A later target does not count; a plan that was never answered counts as "
            "not met."
        ),
        numerator="plans answered in full on or before their first target",
        denominator="plans whose first target was before the as-at day",
        exclusions=f"plans with no first target{NUMBER_SHOWN}",
        caveat=(
            "A plan that was withdrawn, or ended with the case, before it was answered counts as "
            "not met."
        ),
        basis=TARGET_IN_PERIOD,
        kind=MeasureKind.SHARE,
        needs=("case_plan.first_target_on", *PLAN_ANSWERED),
        counts=CaseCount(share_in_target),
        better=Better.UP,
    ),
    _of_plans(
        code="case_plans_review_ahead",
        title="open with a day of review ahead",
        definition=(
            "Of case action plans open on the as-at day, the share with a day of review on that "
            "day or later. A plan with no day of review counts as not met, and so does one whose "
            "day of review has passed with no new one set."
        ),
        numerator="open plans with a day of review on the as-at day or after it",
        denominator="all open plans",
        exclusions="none",
        caveat="Files give only the next day of review: whether a review was held is not known.",
        kind=MeasureKind.SHARE,
        needs=("case_plan.review_on", *PLAN_ANSWERED),
        counts=CaseCount(share_with_review_ahead),
        better=Better.UP,
    ),
    _of_plans(
        code="case_plans_near_closure",
        title="near or past administrative closure, {days} after the target",
        definition=(
            "Open case action plans that have passed, or will soon reach, the day on which the CPS "
            "may close the case on its system: {days} after the current target. "
            f"{NO_DECISION}"
        ),
        numerator="open plans near or past the day {days} after their target",
        denominator="all open plans",
        exclusions=f"plans with no target{NUMBER_SHOWN}",
        needs=("case_plan.target_on|first_target_on", *PLAN_ANSWERED),
        counts=CaseCount(count_plans_near_closure),
        better=Better.DOWN,
        limit="admin_finalise",
        without_limit="near or past administrative closure: no limit in force",
    ),
    _of_plans(
        code="case_plans_admin_finalised",
        title="closed administratively",
        definition="Case action plans closed by the CPS on its system because no answer came.",
        numerator="plans closed in the month as admin finalised",
        denominator="all plans closed in the month, by reason",
        exclusions="none",
        caveat=(
            f"{NO_DECISION} A case that had early advice and was never sent again may be closed in "
            "the same way; it has no plan, so it is not included here."
        ),
        basis=IN_PERIOD,
        needs=("case_plan.closed_on", "case_plan.closed_reason"),
        counts=CaseCount(count_admin_finalised),
        better=Better.DOWN,
        # An edition covers a quarter, and the denominator on the page says "month".
        public_out_of="plans closed",
    ),
)
