"""What the figures of escalations, and of those that should have been, are, defined once."""

from functools import partial

from metrics.measures.measure import Better, Measure
from metrics.measures.process import IN_PERIOD, PLANS, SHARE

ESCALATIONS = "Escalations recorded on the joint action plan, and those in the files about cases"
GRACES = "The graces are limits of the store, listed with whether they are verified."

_of_escalations = partial(Measure, source=ESCALATIONS, evidence_for=("rape-1/5/d",))
_past_point = partial(
    _of_escalations,
    caveat=GRACES,
    better=Better.DOWN,
    evidence_for=("rape-1/4/a", "rape-1/5/d"),
)

ESCALATION_MEASURES = (
    _of_escalations(
        code="escalations_open",
        title="escalations open",
        definition="Escalations, formal and informal, raised and not yet resolved.",
        numerator="escalations raised by the as-at day with no day of resolution by then",
        denominator="all escalations raised by the as-at day",
        exclusions="none",
        caveat="Informal ones count: without them, silence would look like health.",
        evidence_for=("rape-1/4/a", "rape-1/5/d"),
    ),
    _of_escalations(
        code="escalations_changed",
        title="escalations that changed something",
        definition="Of escalations that ended with an answer, the share that changed something.",
        numerator="escalations resolved as changed",
        denominator="escalations resolved as changed or as unchanged",
        exclusions="escalations withdrawn, and those still open",
        caveat="Neither many nor few is good in itself; none at all is worth asking about.",
        unit=SHARE,
    ),
    _of_escalations(
        code="escalations_days",
        title="median working days to resolve an escalation",
        definition="Half of the escalations resolved took so many working days or fewer.",
        numerator="working days from the day it was raised to the day it was resolved",
        denominator="escalations resolved by the as-at day, withdrawn ones included",
        exclusions="escalations still open, which are counted and shown",
        caveat="Those still open are not in it: the longest come in last.",
        better=Better.DOWN,
        unit="working days",
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
        exclusions="escalations of joint actions, which come from no referral",
        caveat="An escalation may be of a case referred earlier: it is a rate, not a share.",
        basis=IN_PERIOD,
        unit="a rate per 100",
    ),
    _past_point(
        code="past_point_actions",
        title="joint actions past the escalation point, none recorded",
        definition=(
            "Overdue joint actions that are later than the grace of a rung and have no "
            "escalation, formal or informal, at that rung or above; and those open without a "
            "date that have not moved for as long as counts as stale."
        ),
        numerator="such actions, by the highest rung they should have reached",
        denominator="all open joint actions",
        exclusions="actions complete or not being taken forward",
    ),
    _past_point(
        code="past_point_plans",
        title="case action plans past the escalation point, none recorded",
        definition=(
            "Case action plans that are later than the grace of a rung, counted from their "
            "current target, and have no escalation, formal or informal, at that rung or above; "
            "and those without a target that were issued as long ago as counts as stale."
        ),
        numerator="such plans, by the highest rung they should have reached",
        denominator="all open case action plans",
        exclusions="plans answered in full or closed",
        source=PLANS,
    ),
)
