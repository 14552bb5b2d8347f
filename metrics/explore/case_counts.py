"""Things that can be counted of cases: plans, advice, referrals, decisions and escalations."""

from collections.abc import Sequence

import polars as pl

from data_access.vocabulary import EscalationOutcome, PlanClosed
from metrics.cases import case_plans, early_advice, referrals
from metrics.cases.aggregation import NO, NOT_RECORDED, YES, aggregate
from metrics.escalations import counts
from metrics.explore.case_query import (
    Asked,
    Reading,
    area_column,
    as_read,
    closed_plans,
    closure_limits,
    count_rows,
    first_events,
    meetings,
    raised_in_period,
    rows_in_period,
    summed_up,
)
from metrics.victims.categorical import answer

PLANS_CLOSED = (*(each.value for each in PlanClosed), NOT_RECORDED)
WORDS: dict[str, Sequence[str]] = {"file_accepted": (YES, NO, NOT_RECORDED)}
OUTCOMES = tuple(each.value for each in EscalationOutcome)
CONSIDERED = {
    "neither": "neither sought nor a reason recorded",
    "sought": "sought",
    "reason": "not sought, reason recorded",
    "other": "not sought, reason given as “other”",
}


def _plans(asked: Asked) -> pl.DataFrame:
    of_plans = (asked.tables["case_plan"], asked.as_at)
    if asked.dimension == "age":
        found = case_plans.count_open_by_age(*of_plans, by_area=asked.by_area)
        return as_read(found, "open", word="age_band")
    if asked.dimension == "must_act":
        found = case_plans.count_open_by_side(*of_plans, by_area=asked.by_area)
        return as_read(found, "open", word="must_act")
    if asked.dimension == "told":
        found = case_plans.count_told_near_closure(
            *of_plans, *closure_limits(asked), by_area=asked.by_area
        )
        return as_read(found, "plans", word="victim_updated")
    return as_read(case_plans.count_open(*of_plans, by_area=asked.by_area), "open")


def _plans_closed(asked: Asked) -> pl.DataFrame:
    return count_rows(asked, closed_plans(asked), "closed_reason", PLANS_CLOSED)


def _early_advice(asked: Asked) -> pl.DataFrame:
    events = first_events(asked)
    if asked.dimension == "considered":
        found = early_advice.sum_considered(events, by_area=asked.by_area)
        words = found.rename(CONSIDERED).unpivot(
            [*CONSIDERED.values()],
            index=area_column(asked),
            variable_name="considered",
            value_name="number",
        )
        return as_read(words, "number", word="considered")
    if asked.dimension == "why":
        found = early_advice.sum_reasons(events, by_area=asked.by_area)
        return as_read(found, "investigations", word="reason")
    found = aggregate(events, asked.by_area, number=pl.col(early_advice.CASES).sum())
    return as_read(found, "number")


def _referrals(asked: Asked) -> pl.DataFrame:
    if asked.dimension == "return_reason":
        found = referrals.count_returned_by_reason(
            asked.tables["referral"], asked.period, asked.as_at, by_area=asked.by_area
        )
        return as_read(found, "files", word="return_reason")
    made = rows_in_period(asked, "referral", "referred_on").with_columns(
        file_accepted=answer(pl.col("file_accepted"))
    )
    return count_rows(asked, made, asked.dimension or "", WORDS.get(asked.dimension or "", ()))


def _nfa_after_referral(asked: Asked) -> pl.DataFrame:
    found = meetings(asked)
    if asked.dimension:
        return as_read(found, "of", word="decided_by")
    return as_read(summed_up(asked, found, "of"), "of")


def _escalations(asked: Asked) -> pl.DataFrame:
    dimension = asked.dimension or ""
    words = OUTCOMES if dimension == "outcome" else counts.DIMENSIONS.get(dimension, ())
    return count_rows(asked, raised_in_period(asked).lazy(), dimension, words or ())


THINGS: dict[str, Reading] = {
    "case_plans_closed": _plans_closed,
    "early_advice": _early_advice,
    "referrals": _referrals,
    "nfa_after_referral": _nfa_after_referral,
    "escalations": _escalations,
    "case_plans_open": _plans,
}
