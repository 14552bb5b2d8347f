"""The measures of the catalogue that count cases and people, whole or by area."""

from functools import partial

import polars as pl

from data_access.vocabulary import DipKind, PlanClosed
from metrics.cases import case_plans, early_advice, referrals, staff
from metrics.cases.aggregation import AREA, aggregate, count_where
from metrics.cases.dip_samples import found_in
from metrics.cases.staff_figures import OF_TRAINING
from metrics.escalations import counts as escalations
from metrics.escalations.escalation_points import count_plans_past_point
from metrics.explore.case_query import (
    Asked,
    Reading,
    area_column,
    as_read,
    as_share,
    closed_plans,
    closure_limits,
    count_rows,
    every_escalation,
    first_events,
    meetings,
    raised_in_period,
    ratio,
    rows_in_period,
    summed_up,
)

PER_100 = 100


def _in_target(asked: Asked) -> pl.DataFrame:
    """Of plans whose first target was in the period."""
    due = asked.tables["case_plan"].filter(asked.period.takes_in(pl.col("first_target_on")))
    return as_share(case_plans.answered_in_target(due, asked.as_at, by_area=asked.by_area))


def _near_closure(asked: Asked) -> pl.DataFrame:
    found = case_plans.count_near_closure(
        asked.tables["case_plan"], asked.as_at, *closure_limits(asked), by_area=asked.by_area
    )
    return as_read(found.with_columns(number=pl.col("near") + pl.col("past")), "number", of="of")


def _administratively(asked: Asked) -> pl.DataFrame:
    is_administrative = pl.col("closed_reason") == PlanClosed.ADMIN_FINALISED
    found = aggregate(
        closed_plans(asked),
        asked.by_area,
        number=count_where(is_administrative),
        of=pl.len().cast(pl.Int64),
    )
    return as_read(found, "number", of="of")


def _considered(asked: Asked) -> pl.DataFrame:
    return as_share(early_advice.sum_considered(first_events(asked), by_area=asked.by_area))


def _neither(asked: Asked) -> pl.DataFrame:
    found = early_advice.sum_considered(first_events(asked), by_area=asked.by_area)
    return as_read(found, "neither", of="of")


def _advice_given(asked: Asked) -> pl.DataFrame:
    return early_advice.advice_in_time(
        asked.tables["early_advice"],
        asked.limits["early_advice"],
        asked.period,
        asked.as_at,
        by_area=asked.by_area,
    )


def _advice_in_time(asked: Asked) -> pl.DataFrame:
    return as_share(_advice_given(asked))


def _advice_days(asked: Asked) -> pl.DataFrame:
    return as_read(_advice_given(asked), "median_days", of="given")


def _meeting_before_nfa(asked: Asked) -> pl.DataFrame:
    found = summed_up(asked, meetings(asked), "met", "of")
    return as_share(found.with_columns(share=ratio("met", "of")))


def _accepted(asked: Asked) -> pl.DataFrame:
    return as_share(
        referrals.files_accepted(
            asked.tables["referral"], asked.period, asked.as_at, by_area=asked.by_area
        )
    )


def _decided_in_time(asked: Asked) -> pl.DataFrame:
    return as_share(
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
    return as_read(found.filter(pl.col("side") == side), "median", of="files")


def _sampled(kind: DipKind, asked: Asked) -> pl.DataFrame:
    found = found_in(asked.tables["dip_sample"], kind, asked.as_at, by_area=asked.by_area)
    in_period = found.filter(asked.period.takes_in(pl.col("sampled_on")))
    summed = summed_up(asked, in_period, "met", "of")
    return as_share(summed.with_columns(share=ratio("met", "of")))


def _trained(column: str, asked: Asked) -> pl.DataFrame:
    """Of the newest financial year begun by the day."""
    years = staff.training(asked.tables["training_year"], asked.as_at, by_area=asked.by_area)
    newest = years.filter(pl.col("year") == pl.col("year").max())
    # Beside people of some areas, the posts of all would say too little of them.
    is_known = pl.col(f"{column}_not_recorded") == 0
    return as_read(newest.with_columns(pl.when(is_known).then("posts")), column, of="posts")


def _open_escalations(asked: Asked) -> pl.DataFrame:
    return count_rows(
        asked, every_escalation(asked).filter(~escalations.IS_RESOLVED).lazy(), "", ()
    )


def _changed(asked: Asked) -> pl.DataFrame:
    found = escalations.count_escalations(
        raised_in_period(asked), asked.as_at, by_area=asked.by_area
    )
    decided = pl.col("changed") + pl.col("unchanged")
    return as_read(found.with_columns(of=decided), "share_changed", met="changed", of="of")


def _days_to_resolve(asked: Asked) -> pl.DataFrame:
    found = escalations.count_escalations(
        raised_in_period(asked), asked.as_at, by_area=asked.by_area
    )
    resolved = pl.col("raised") - pl.col("open")
    return as_read(found.with_columns(of=resolved), "median_working_days", of="of")


def _rate(asked: Asked) -> pl.DataFrame:
    in_cases = raised_in_period(asked).filter(pl.col("about") != escalations.JOINT_ACTION)
    made = rows_in_period(asked, "referral", "referred_on")
    raised, referred = (
        aggregate(rows, asked.by_area, number=pl.len().cast(pl.Int64)) for rows in (in_cases, made)
    )
    if asked.by_area:
        both = referred.join(raised, on=AREA, how="full", coalesce=True, nulls_equal=True)
    else:
        both = referred.with_columns(raised["number"].alias("number_right"))
    counts = both.select(
        *area_column(asked),
        met=pl.col("number_right").fill_null(0),
        of=pl.col("number").fill_null(0),
    )
    return as_read(
        counts.with_columns(rate=ratio("met", "of") * PER_100), "rate", met="met", of="of"
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
    return as_read(summed_up(asked, found, "plans"), "plans")


CASE_MEASURES: dict[str, Reading] = {
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
