"""Counts of victims and outcomes for Explore that are not measures, from protected counts alone."""

from functools import partial

from data_access.vocabulary import Characteristic
from metrics.explore.quantity import Quantity
from metrics.measures.measure import Family, MeasureKind
from metrics.victims.reported_investigations import SERVICES

ONCE = "Each quarter is counted once, as known at the month-end after it, and then stands."
victim_count = partial(Quantity, family=Family.VICTIMS, kind=MeasureKind.COUNT)

VICTIM_COUNTS = (
    victim_count(
        "investigations",
        "investigations reported",
        dimensions={
            "any_service": "support offered",
            **{column: f"{service} offered" for service, column in SERVICES.items()},
            **{each.column: f"{each} asked about" for each in Characteristic},
            "domestic_abuse": "domestic abuse",
        },
        rows="reports",
        definition=f"Investigations by the quarter they were reported in. {ONCE}",
    ),
    victim_count(
        "outcomes",
        "outcomes given",
        dimensions={"outcome": "outcome", "domestic_abuse": "domestic abuse"},
        rows="outcomes",
        definition=f"Outcomes of investigations by the quarter they were given in. {ONCE}",
    ),
    victim_count(
        "notices",
        "victims to be told of a decision to take no further action",
        dimensions={
            "told": "told or not",
            "as_asked": "told as asked or not",
            "isva_offered": "ISVA offered",
            "isva_present": "ISVA present",
            "right_explained": "right to review explained",
            "lateness": "how late",
            "method": "way of telling",
            "told_by": "who told the victim",
            "asked_method": "way asked for",
            "decided_by": "who decided",
            "support_ended": "support had ended",
        },
        pairs=(("decided_by", "told"), ("support_ended", "told"), ("asked_method", "method")),
        only_in_pairs=("asked_method", "decided_by", "support_ended"),
        all_areas_only=("lateness", "method", "told_by"),
        rows="decisions",
        definition=f"Victims by the quarter of the decision they are to be told of. {ONCE}",
    ),
    victim_count(
        "support_ending",
        "times that a victim’s support ended",
        dimensions={
            "stage": "stage",
            "reason": "reason",
            "early": "within the limit of the report",
            "evidenced": "decision evidenced",
            "resumed": "support resumed",
            "domestic_abuse": "domestic abuse",
            "mg6dar": "MG6DAR received",
        },
        pairs=(("reason", "stage"), ("stage", "early"), ("domestic_abuse", "mg6dar")),
        rows="support_ends",
        definition=f"Times by the quarter in which support ended. {ONCE}",
    ),
    victim_count(
        "reviews",
        "reviews asked for, whose limits have passed",
        dimensions={
            "scheme": "scheme",
            "after_a_decision": "after a decision that is held here",
            "stage": "scheme and stage",
            "result": "result",
            "acknowledged": "acknowledged in time",
            "decided": "decided in time",
        },
        pairs=(("stage", "result"), ("stage", "acknowledged"), ("stage", "decided")),
        only_in_pairs=("stage", "result", "acknowledged", "decided"),
        rows="review_requests",
        definition=f"Requests for review by the quarter in which their limits passed. {ONCE}",
    ),
    victim_count(
        "right_to_review",
        "victims told long enough ago to have asked for a review",
        dimensions={
            "scheme": "scheme",
            "told_of_right": "told of the right",
            "review": "review asked for",
        },
        pairs=(("scheme", "told_of_right"), ("scheme", "review")),
        only_in_pairs=("told_of_right", "review"),
        rows="review_steps",
        definition=f"Victims by the quarter in which their time to ask ended. {ONCE}",
    ),
    victim_count(
        "nfa_after_referral",
        "decisions to take no further action after a referral",
        dimensions={"decided_by": "who decided", "meeting": "meeting before it"},
        rows="referred_decisions",
        definition=f"Police and CPS decisions by the quarter of their day. {ONCE}",
    ),
    victim_count(
        "advice_not_sought",
        "investigations in which early advice was not sought, for a reason recorded",
        dimensions={"why": "why advice was not sought"},
        has_areas=False,
        rows="unsought_advice",
        definition=(
            "Investigations by the quarter of their first police outcome or referral, with the "
            "reason recorded by then. Those with the reason “other” are not included: they "
            f"are shown with early advice considered. {ONCE}"
        ),
    ),
)
# The crossed dimension that counts each pair of dimensions, by row set and pair.
CROSSED_DIMENSION = {
    ("decisions", "decided_by", "told"): "decided_by_and_told",
    ("decisions", "support_ended", "told"): "support_ended_and_told",
    ("decisions", "asked_method", "method"): "asked_and_used",
    ("support_ends", "stage", "reason"): "stage_and_reason",
    ("support_ends", "stage", "early"): "stage_and_early",
    ("support_ends", "domestic_abuse", "mg6dar"): "abuse_and_mg6dar",
    ("review_requests", "stage", "result"): "stage_and_result",
    ("review_requests", "stage", "acknowledged"): "stage_and_acknowledged",
    ("review_requests", "stage", "decided"): "stage_and_decided",
    ("review_steps", "scheme", "told_of_right"): "qualifying_and_told_of_right",
    ("review_steps", "scheme", "review"): "qualifying_and_review",
}
