"""How each subject of cases and escalations is counted: whole, by area, and by one thing more.

Every reading gives a row of counts, shares or medians, and never a row of a case.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import DipKind, EscalationOutcome, PlanClosed, ReferralDecision
from metrics.cases import advice, people, plans, referrals
from metrics.cases.counts import AREA, NO, NOT_RECORDED, YES, counted_by, number, totalled
from metrics.cases.history import known_of
from metrics.cases.people_figures import OF_TRAINING
from metrics.cases.samples import found_in
from metrics.cases.tables import Tables
from metrics.cases.work import CLOSURE, WATCH
from metrics.escalating import escalations
from metrics.escalating.points import count_plans_past_point
from metrics.periods import Limit, Period
from metrics.victims.dimensions import answer

PLANS_CLOSED = (*(each.value for each in PlanClosed), NOT_RECORDED)
NOT_DECIDED = "not decided"
WORDS: dict[str, Sequence[str]] = {
    "decision": (*(each.value for each in ReferralDecision), NOT_DECIDED),
    "file_accepted": (YES, NO, NOT_RECORDED),
}
PER_100 = 100
OUTCOMES = tuple(each.value for each in EscalationOutcome)
CONSIDERED = {
    "neither": "neither sought nor a reason recorded",
    "sought": "sought",
    "reason": "not sought, reason recorded",
    "other": "not sought, reason given as “other”",
}


class Asked(NamedTuple):
    """What is counted: the rows and the limits, over which days, as at which, and split by what.

    ``of_actions``: escalations of joint actions, which belong to no area. ``dimension``: the one
    thing more; null for none.
    """

    tables: Tables
    limits: Mapping[str, Limit | None]
    graces: Mapping[int, Limit | None]
    of_actions: pl.DataFrame
    period: Period
    as_at: date
    by_area: bool
    dimension: str | None


Reading = Callable[[Asked], pl.DataFrame]


def read_cases(code: str, asked: Asked) -> pl.DataFrame:
    """What the subject ``code`` comes to.

    Shape: area (where asked for), word (where a dimension is), met, of, value. Nulls: a null area
    is one that is not recorded; met and of, where a count is out of nothing; the value of none.
    Errors: KeyError for a subject that is not of cases.
    """
    return READINGS[code](asked)


# Things to count


def _plans(asked: Asked) -> pl.DataFrame:
    of_plans = (asked.tables["case_plan"], asked.as_at)
    if asked.dimension == "age":
        found = plans.count_open_by_age(*of_plans, by_area=asked.by_area)
        return _as_read(found, "open", word="age_band")
    if asked.dimension == "must_act":
        found = plans.count_open_by_side(*of_plans, by_area=asked.by_area)
        return _as_read(found, "open", word="must_act")
    if asked.dimension == "told":
        found = plans.count_told_near_closure(*of_plans, *_closure(asked), by_area=asked.by_area)
        return _as_read(found, "plans", word="victim_updated")
    return _as_read(plans.count_open(*of_plans, by_area=asked.by_area), "open")


def _plans_closed(asked: Asked) -> pl.DataFrame:
    return _counted(asked, _closed(asked), "closed_reason", PLANS_CLOSED)


def _early_advice(asked: Asked) -> pl.DataFrame:
    cases = _first_events(asked)
    if asked.dimension == "considered":
        found = advice.count_considered(cases, by_area=asked.by_area)
        words = found.rename(CONSIDERED).unpivot(
            [*CONSIDERED.values()],
            index=_area(asked),
            variable_name="considered",
            value_name="number",
        )
        return _as_read(words, "number", word="considered")
    if asked.dimension == "why":
        found = advice.count_reasons(cases, by_area=asked.by_area)
        return _as_read(found, "investigations", word="reason")
    return _counted(asked, cases.lazy(), "", ())


def _referrals(asked: Asked) -> pl.DataFrame:
    if asked.dimension == "return_reason":
        found = referrals.count_returned_by_reason(
            asked.tables["referral"], asked.period, asked.as_at, by_area=asked.by_area
        )
        return _as_read(found, "files", word="return_reason")
    made = _in_period(asked, "referral", "referred_on").with_columns(
        pl.col("decision").cast(pl.String).fill_null(NOT_DECIDED),
        file_accepted=answer(pl.col("file_accepted")),
    )
    return _counted(asked, made, asked.dimension or "", WORDS.get(asked.dimension or "", ()))


def _nfa_after_referral(asked: Asked) -> pl.DataFrame:
    found = _meetings(asked)
    if asked.dimension:
        return _as_read(found, "of", word="decided_by")
    return _as_read(_summed(asked, found, "of"), "of")


def _escalations(asked: Asked) -> pl.DataFrame:
    dimension = asked.dimension or ""
    words = OUTCOMES if dimension == "outcome" else escalations.DIMENSIONS.get(dimension, ())
    return _counted(asked, _raised(asked).lazy(), dimension, words or ())


# Measures


def _in_target(asked: Asked) -> pl.DataFrame:
    """Of plans whose first target was in the period."""
    due = asked.tables["case_plan"].filter(asked.period.takes_in(pl.col("first_target_on")))
    return _shared(plans.answered_in_target(due, asked.as_at, by_area=asked.by_area))


def _near_closure(asked: Asked) -> pl.DataFrame:
    found = plans.count_near_closure(
        asked.tables["case_plan"], asked.as_at, *_closure(asked), by_area=asked.by_area
    )
    return _as_read(found.with_columns(number=pl.col("near") + pl.col("past")), "number", of="of")


def _administratively(asked: Asked) -> pl.DataFrame:
    is_administrative = pl.col("closed_reason") == PlanClosed.ADMIN_FINALISED
    found = totalled(
        _closed(asked), asked.by_area, number=number(is_administrative), of=pl.len().cast(pl.Int64)
    )
    return _as_read(found, "number", of="of")


def _considered(asked: Asked) -> pl.DataFrame:
    return _shared(advice.count_considered(_first_events(asked), by_area=asked.by_area))


def _neither(asked: Asked) -> pl.DataFrame:
    found = advice.count_considered(_first_events(asked), by_area=asked.by_area)
    return _as_read(found, "neither", of="of")


def _advice_given(asked: Asked) -> pl.DataFrame:
    return advice.advice_in_time(
        asked.tables["early_advice"],
        asked.limits["early_advice"],
        asked.period,
        asked.as_at,
        by_area=asked.by_area,
    )


def _advice_in_time(asked: Asked) -> pl.DataFrame:
    return _shared(_advice_given(asked))


def _advice_days(asked: Asked) -> pl.DataFrame:
    return _as_read(_advice_given(asked), "median_days", of="given")


def _meeting_before_nfa(asked: Asked) -> pl.DataFrame:
    found = _summed(asked, _meetings(asked), "met", "of")
    return _shared(found.with_columns(share=_ratio("met", "of")))


def _accepted(asked: Asked) -> pl.DataFrame:
    return _shared(
        referrals.files_accepted(
            asked.tables["referral"], asked.period, asked.as_at, by_area=asked.by_area
        )
    )


def _decided_in_time(asked: Asked) -> pl.DataFrame:
    return _shared(
        referrals.decided_in_time(
            asked.tables["referral"],
            asked.limits["cps_decision"],
            asked.period,
            asked.as_at,
            by_area=asked.by_area,
        )
    )


def _days_with(side: str, asked: Asked) -> pl.DataFrame:
    found = referrals.days_with(
        asked.tables["referral"], asked.period, asked.as_at, by_area=asked.by_area
    )
    return _as_read(found.filter(pl.col("side") == side), "median", of="files")


def _sampled(kind: DipKind, asked: Asked) -> pl.DataFrame:
    found = found_in(asked.tables["dip_sample"], kind, asked.as_at, by_area=asked.by_area)
    in_period = found.filter(asked.period.takes_in(pl.col("sampled_on")))
    summed = _summed(asked, in_period, "met", "of")
    return _shared(summed.with_columns(share=_ratio("met", "of")))


def _trained(column: str, asked: Asked) -> pl.DataFrame:
    """Of the newest financial year begun by the day."""
    years = people.training(asked.tables["training_year"], asked.as_at, by_area=asked.by_area)
    newest = years.filter(pl.col("year") == pl.col("year").max())
    return _as_read(newest, column, of="posts")


def _open_escalations(asked: Asked) -> pl.DataFrame:
    return _counted(asked, _every(asked).filter(~escalations.IS_RESOLVED).lazy(), "", ())


def _changed(asked: Asked) -> pl.DataFrame:
    found = escalations.count_escalations(_raised(asked), asked.as_at, by_area=asked.by_area)
    decided = pl.col("changed") + pl.col("unchanged")
    return _as_read(found.with_columns(of=decided), "share_changed", met="changed", of="of")


def _days_to_resolve(asked: Asked) -> pl.DataFrame:
    found = escalations.count_escalations(_raised(asked), asked.as_at, by_area=asked.by_area)
    resolved = pl.col("raised") - pl.col("open")
    return _as_read(found.with_columns(of=resolved), "median_working_days", of="of")


def _rate(asked: Asked) -> pl.DataFrame:
    in_cases = _raised(asked).filter(pl.col("about") != escalations.JOINT_ACTION)
    made = _in_period(asked, "referral", "referred_on")
    raised, referred = (
        totalled(rows, asked.by_area, number=pl.len().cast(pl.Int64)) for rows in (in_cases, made)
    )
    if asked.by_area:
        both = referred.join(raised, on=AREA, how="full", coalesce=True, nulls_equal=True)
    else:
        both = referred.with_columns(raised["number"].alias("number_right"))
    counts = both.select(
        *_area(asked),
        met=pl.col("number_right").fill_null(0),
        of=pl.col("number").fill_null(0),
    )
    return _as_read(
        counts.with_columns(rate=_ratio("met", "of") * PER_100), "rate", met="met", of="of"
    )


def _past_point(asked: Asked) -> pl.DataFrame:
    found = count_plans_past_point(
        asked.tables["case_plan"],
        asked.tables["case_escalation"],
        asked.graces,
        asked.limits["stale"],
        asked.as_at,
        by_area=asked.by_area,
    )
    return _as_read(_summed(asked, found, "plans"), "plans")


# What they share


def _as_read(
    found: pl.DataFrame, value: str, *, met: str = "", of: str = "", word: str = ""
) -> pl.DataFrame:
    nothing = pl.lit(None, pl.Int64)
    return found.select(
        *([AREA] if AREA in found.columns else []),
        *([pl.col(word).cast(pl.String).alias("word")] if word else []),
        met=(pl.col(met) if met else nothing).cast(pl.Int64),
        of=(pl.col(of) if of else nothing).cast(pl.Int64),
        value=pl.col(value).cast(pl.Float64),
    )


def _shared(found: pl.DataFrame) -> pl.DataFrame:
    return _as_read(found, "share", met="met", of="of")


def _counted(
    asked: Asked, rows: pl.LazyFrame, dimension: str, words: Sequence[str | int]
) -> pl.DataFrame:
    number_of_rows = pl.len().cast(pl.Int64)
    if not asked.dimension:
        return _as_read(totalled(rows, asked.by_area, number=number_of_rows), "number")
    found = counted_by(rows, dimension, words, asked.by_area, number=number_of_rows)
    return _as_read(found, "number", word=dimension)


def _summed(asked: Asked, found: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return totalled(found, asked.by_area, **{each: pl.col(each).sum() for each in columns})


def _area(asked: Asked) -> list[str]:
    return [AREA] if asked.by_area else []


def _ratio(one: str, other: str) -> pl.Expr:
    return pl.when(pl.col(other) > 0).then(pl.col(one) / pl.col(other))


def _in_period(asked: Asked, table: str, day: str) -> pl.LazyFrame:
    known = known_of(table, asked.tables[table].lazy(), asked.as_at)
    return known.filter(asked.period.takes_in(pl.col(day)))


def _closed(asked: Asked) -> pl.LazyFrame:
    closed = _in_period(asked, "case_plan", "closed_on")
    return closed.with_columns(pl.col("closed_reason").cast(pl.String).fill_null(NOT_RECORDED))


def _closure(asked: Asked) -> tuple[Limit | None, Limit | None]:
    return asked.limits[CLOSURE], asked.limits[WATCH]


def _first_events(asked: Asked) -> pl.DataFrame:
    return advice.by_first_event(
        asked.tables["investigation"],
        asked.tables["referral"],
        asked.tables["early_advice"],
        asked.period,
        asked.as_at,
    )


def _meetings(asked: Asked) -> pl.DataFrame:
    return referrals.meeting_before_nfa(
        asked.tables["investigation"],
        asked.tables["referral"],
        asked.limits["meeting_before_nfa"],
        asked.period,
        asked.as_at,
        by_area=asked.by_area,
    )


def _every(asked: Asked) -> pl.DataFrame:
    of_actions = asked.of_actions.clear() if asked.by_area else asked.of_actions
    return escalations.together(of_actions, asked.tables["case_escalation"], asked.as_at)


def _raised(asked: Asked) -> pl.DataFrame:
    return _every(asked).filter(asked.period.takes_in(pl.col("raised_on")))


READINGS: dict[str, Reading] = {
    "case_plans_closed": _plans_closed,
    "early_advice": _early_advice,
    "referrals": _referrals,
    "nfa_after_referral": _nfa_after_referral,
    "escalations": _escalations,
    "case_plans_open": _plans,
    "case_plans_answered_in_target": _in_target,
    "case_plans_near_closure": _near_closure,
    "case_plans_admin_finalised": _administratively,
    "early_advice_considered": _considered,
    "early_advice_neither": _neither,
    "early_advice_in_time": _advice_in_time,
    "early_advice_days": _advice_days,
    "meeting_before_nfa": _meeting_before_nfa,
    "files_accepted": _accepted,
    "cps_decision_in_time": _decided_in_time,
    **{f"days_with_{side}": partial(_days_with, side) for side in referrals.SIDES},
    "contact_details": partial(_sampled, DipKind.CONTACT_DETAILS),
    "review_understood": partial(_sampled, DipKind.REVIEW_UNDERSTOOD),
    "support_meetings_attended": partial(_sampled, DipKind.SUPPORT_MEETINGS),
    **{code: partial(_trained, column) for code, column in OF_TRAINING.items()},
    "escalations_open": _open_escalations,
    "escalations_changed": _changed,
    "escalations_days": _days_to_resolve,
    "escalation_rate": _rate,
    "past_point_plans": _past_point,
}
