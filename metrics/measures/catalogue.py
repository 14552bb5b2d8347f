"""The registry of measures: every figure by its code, in the order of *About the data*."""

from metrics.measures.case_plans import CASE_PLAN_MEASURES
from metrics.measures.early_advice import EARLY_ADVICE_MEASURES
from metrics.measures.escalations import ESCALATION_MEASURES
from metrics.measures.joint_plan import JOINT_PLAN_MEASURES
from metrics.measures.measure import Family, Measure, MeasureKind
from metrics.measures.notices import TELLING_MEASURES
from metrics.measures.referrals import REFERRAL_MEASURES
from metrics.measures.right_to_review import REVIEW_MEASURES
from metrics.measures.staff import PEOPLE_MEASURES
from metrics.measures.support import CHARACTERISTIC_MEASURES, SUPPORT_MEASURES

MEASURES = {
    measure.code: measure
    for measure in (
        *JOINT_PLAN_MEASURES,
        *CASE_PLAN_MEASURES,
        *EARLY_ADVICE_MEASURES,
        *REFERRAL_MEASURES,
        *ESCALATION_MEASURES,
        *TELLING_MEASURES,
        *REVIEW_MEASURES,
        *SUPPORT_MEASURES,
        *CHARACTERISTIC_MEASURES,
        *PEOPLE_MEASURES,
    )
}


def as_offered(family: Family) -> list[Measure]:
    """The measures of a family in the order of Explore: medians of victims last."""
    offered = [measure for measure in MEASURES.values() if measure.family == family]
    for measure in [each for each in offered if each.listed_before]:
        offered.remove(measure)
        codes = [each.code for each in offered]
        offered.insert(codes.index(measure.listed_before), measure)
    if family == Family.VICTIMS:
        offered.sort(key=lambda measure: measure.kind == MeasureKind.MEDIAN)
    return offered
