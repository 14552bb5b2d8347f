"""The dimensions of Explore that no file has brought: every row would be "not recorded"."""

from collections.abc import Mapping

from data_access.vocabulary import Characteristic
from metrics.cases.columns_sent import ColumnsSent
from metrics.explore.quantity import Quantity
from metrics.measures.needed_columns import (
    ADVICE_COLUMNS,
    ASKED_COLUMNS,
    OFFER_COLUMNS,
    QUALIFYING_COLUMN,
    RESULT,
    STAGE,
    TOLD_COLUMNS,
)

# The code of a quantity, and a dimension that it can be split by.
Split = tuple[str, str]
# The columns that must have been sent, as in the ``needs`` of a measure, by quantity and dimension.
NEEDED_TO_SPLIT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "investigations": {
        **dict.fromkeys(("any_service", "sarc", "isva"), OFFER_COLUMNS),
        **{each.column: (f"investigation.{each.column}",) for each in Characteristic},
    },
    "outcomes": {
        "outcome": ("investigation.outcome_code",),
    },
    "notices": {
        "told": TOLD_COLUMNS,
        "told after support had ended": (*TOLD_COLUMNS, "investigation.outcome_code"),
        "wish recorded": ASKED_COLUMNS,
        "lateness": TOLD_COLUMNS,
        "way used": ("notice.method",),
        "way asked for": ("notice.asked_method",),
    },
    "support_ending": {
        "stage": ("support_end.stage",),
        "reason": ("support_end.reason",),
        "kind of reason": ("support_end.reason",),
    },
    "reviews": {
        "stage of the review": (STAGE,),
        "result": RESULT,
    },
    "right_to_review": {
        "told of the right": ("notice.right_explained", QUALIFYING_COLUMN),
        "review asked for": ("review_request", QUALIFYING_COLUMN),
        "asked the police for a review": ("review_request", QUALIFYING_COLUMN),
    },
    "case_plans_closed": {"closed_reason": ("case_plan.closed_reason",)},
    "early_advice": {"considered": ADVICE_COLUMNS},
    "advice_not_sought": {"why": ("early_advice.not_sought_reason",)},
    "nfa_after_referral": {"meeting": ("referral.meeting_on", "referral.both_roles_met")},
    "referrals": {
        "file_accepted": ("referral.file_accepted",),
        "return_reason": ("referral.return_reason",),
    },
    "case_plans_open": {"must_act": ("case_plan.must_act",)},
}


def splits_never_sent(quantities: Mapping[str, Quantity], sent: ColumnsSent) -> frozenset[Split]:
    """The dimensions of ``quantities`` that cannot be split by, as nothing of them was ever sent.

    One that is shown with a partner alone is among them where every partner is.
    """
    lacking = {
        (code, dimension)
        for code, by_dimension in NEEDED_TO_SPLIT.items()
        for dimension, needed in by_dimension.items()
        if code in quantities and sent.lacks(needed)
    }
    alone = {
        (code, each)
        for code, quantity in quantities.items()
        for each in quantity.only_in_pairs
        if all((code, other) in lacking for other in partners(quantity, each))
    }
    return frozenset(lacking | alone)


def partners(quantity: Quantity, dimension: str) -> list[str]:
    """The dimensions that may be combined with ``dimension``."""
    return [
        other
        for pair in quantity.pairs
        if dimension in pair
        for other in pair
        if other != dimension
    ]
