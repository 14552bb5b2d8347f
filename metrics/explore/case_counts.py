"""Counts of cases for Explore: the quantities besides measures, and one function for all."""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from data_access.vocabulary import EscalationOutcome, PlanClosed
from metrics.cases import early_advice, referrals
from metrics.cases.aggregation import NO, NOT_RECORDED, YES, aggregate
from metrics.escalations import counts
from metrics.explore.quantity import Quantity
from metrics.measures.case_query import (
    CaseQuery,
    CountCases,
    area_column,
    closed_plans,
    count_crossed,
    count_frame,
    count_rows,
    first_events_of_query,
    raised_in_period,
    rows_in_period,
)
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import CaseCount, Family, MeasureKind
from metrics.victims.categorical import BETWEEN, yes_or_no

PLANS_CLOSED = (*(each.value for each in PlanClosed), NOT_RECORDED)
WORDS: dict[str, Sequence[str]] = {"file_accepted": (YES, NO, NOT_RECORDED)}
ESCALATION_DIMENSIONS = {
    "route": "route",
    "rung": "level",
    "side": "side",
    "about": "what it was about",
    "outcome": "outcome",
}
ESCALATION_WORDS: dict[str, Sequence[str | int]] = {
    name: counts.DIMENSIONS.get(name) or [each.value for each in EscalationOutcome]
    for name in ESCALATION_DIMENSIONS
}
CONSIDERED = {
    "neither": "neither sought nor a reason recorded",
    "sought": "sought",
    "reason": "not sought, reason recorded",
    "other": "not sought, reason given as “other”",
}


def _plans_closed(query: CaseQuery) -> pl.DataFrame:
    return count_rows(query, closed_plans(query), "closed_reason", PLANS_CLOSED)


def _early_advice(query: CaseQuery) -> pl.DataFrame:
    events = first_events_of_query(query)
    if query.dimension == "considered":
        figures = early_advice.sum_considered(events, by_area=query.by_area)
        words = figures.rename(CONSIDERED).unpivot(
            [*CONSIDERED.values()],
            index=area_column(query),
            variable_name="considered",
            value_name="number",
        )
        return count_frame(words, "number", word="considered")
    figures = aggregate(events, query.by_area, number=pl.col(early_advice.CASES).sum())
    return count_frame(figures, "number")


def _referrals(query: CaseQuery) -> pl.DataFrame:
    if query.dimension == "return_reason":
        figures = referrals.count_returned_by_reason(
            query.tables["referral"], query.period, query.as_at, by_area=query.by_area
        )
        return count_frame(figures, "files", word="return_reason")
    made = rows_in_period(query, "referral", "referred_on").with_columns(
        file_accepted=yes_or_no(pl.col("file_accepted"))
    )
    return count_rows(query, made, query.dimension or "", WORDS.get(query.dimension or "", ()))


def _escalations(query: CaseQuery) -> pl.DataFrame:
    dimension, raised = query.dimension or "", raised_in_period(query).lazy()
    if BETWEEN in dimension:
        return count_crossed(query, raised, ESCALATION_WORDS)
    return count_rows(query, raised, dimension, ESCALATION_WORDS.get(dimension, ()))


AS_KNOWN = "As known at the newest closed month-end."
CASE_COUNTS = (
    Quantity(
        "case_plans_closed",
        "case action plans closed",
        Family.CASES,
        MeasureKind.COUNT,
        dimensions={"closed_reason": "how closed"},
        definition=(
            "Case action plans by the day they were closed; those whose day is not recorded are "
            f"in no period. Administrative closure is not a decision. {AS_KNOWN}"
        ),
    ),
    Quantity(
        "early_advice",
        "investigations with a first police outcome or referral",
        Family.CASES,
        MeasureKind.COUNT,
        dimensions={"considered": "early advice considered"},
        definition=(
            "Investigations by the day of their first police outcome or referral, with how early "
            f"advice had been considered by then. {AS_KNOWN} Why it was not sought may tell "
            "something about a victim: that is released as figures about people are."
        ),
    ),
    Quantity(
        "referrals",
        "referrals to the CPS",
        Family.CASES,
        MeasureKind.COUNT,
        dimensions={
            "file_accepted": "file accepted at first",
            "return_reason": "why the file came back",
        },
        of_some=("return_reason",),
        definition=f"Referrals by the day they were made. {AS_KNOWN}",
    ),
    Quantity(
        "escalations",
        "escalations raised",
        Family.CASES,
        MeasureKind.COUNT,
        dimensions=ESCALATION_DIMENSIONS,
        pairs=tuple(combinations(ESCALATION_DIMENSIONS, 2)),
        definition=(
            "Escalations, formal and informal, by the day they were raised, in cases and of joint "
            "actions. Joint actions belong to no area, so theirs are left out where areas are "
            f"shown or one is chosen. {AS_KNOWN}"
        ),
    ),
)
COUNTS: dict[str, CountCases] = {
    "case_plans_closed": _plans_closed,
    "early_advice": _early_advice,
    "referrals": _referrals,
    "escalations": _escalations,
}


def count_cases(code: str, query: CaseQuery) -> pl.DataFrame:
    """The counts, shares or medians of the quantity ``code``, never rows of cases.

    Shape: as ``case_query.count_frame``. Nulls: the area is null where it is not recorded; the
    value where there is nothing to count. Errors: KeyError for a quantity that is not of cases.
    """
    if code in COUNTS:
        return COUNTS[code](query)
    counts = MEASURES[code].counts
    if not isinstance(counts, CaseCount):
        raise KeyError(code)
    return counts.count(query)
