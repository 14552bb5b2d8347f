"""The categories of the dimensions of Explore, as words of a question."""

from collections.abc import Iterator, Mapping
from functools import cache

from data_access.vocabulary import ReturnReason
from metrics.cases.aggregation import NO, NOT_RECORDED, YES
from metrics.explore.case_counts import CONSIDERED, ESCALATION_WORDS, PLANS_CLOSED
from metrics.explore.query_text import category_text
from metrics.explore.registry import QUANTITIES
from metrics.measures.case_plans import OPEN_PLAN_WORDS
from metrics.victims.row_sets import ROW_SETS

# Categories that say nothing without their dimension.
SAY_NOTHING_ALONE = {YES, NO, NOT_RECORDED, "other", "otherwise", "exempt", "decision"}
OF_CASES = {
    "considered": CONSIDERED.values(),
    "closed_reason": PLANS_CLOSED,
    "return_reason": [each.value for each in ReturnReason],
    **ESCALATION_WORDS,
    **OPEN_PLAN_WORDS,
}


@cache
def categories() -> Mapping[str, tuple[str, ...]]:
    """By category as pages show it, the dimensions that have it, in the order of the registry."""
    found: dict[str, list[str]] = {}
    for dimension, category in _every_category():
        if category.lower() not in SAY_NOTHING_ALONE:
            found.setdefault(category_text(dimension, category).lower(), []).append(dimension)
    return {category: tuple(dict.fromkeys(places)) for category, places in found.items()}


def _every_category() -> Iterator[tuple[str, str]]:
    for quantity in QUANTITIES.values():
        words = ROW_SETS[quantity.rows].words if quantity.rows else OF_CASES
        for dimension in quantity.dimensions:
            yield from ((dimension, str(each)) for each in words.get(dimension, ()))
