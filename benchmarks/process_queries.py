"""Measures of the process: what the pages ask for each, and the same question put plainly."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import polars as pl

from benchmarks.asking import (
    EVERY,
    Beside,
    Median,
    Question,
    Says,
    Share,
    first_of,
    has,
    month_of,
    one_of,
    one_or,
    up_to,
    within,
    yes,
)
from data_access.vocabulary import (
    NO_FURTHER_ACTION,
    About,
    EscalationOutcome,
    ReferralDecision,
)
from metrics.cases import advice, plans, referrals
from metrics.cases.tables import Tables
from metrics.cases.work import CLOSURE, LIMITS, WATCH
from metrics.escalating.escalations import (
    GRACE,
    count_escalations,
    rate_per_100_referrals,
    together,
)
from metrics.escalating.points import count_plans_past_point
from metrics.periods import Limit, Period, limits_in_force

STALE = "stale"
Limits = Mapping[str, Limit | None]
# By what the figures are called: what pages ask, of all areas.
Ours = Callable[[Tables, Limits, Period, date], object]
YEAR = 365
# The day that a plan is to be answered by.
TARGET = {"target": one_or("target_on", "first_target_on")}
OURS: dict[str, Ours] = {
    "case_plans_open": lambda tables, _limits, _period, at: plans.count_open(
        tables["case_plan"], at
    ),
    "case_plans_open by area": lambda tables, _limits, _period, at: plans.count_open(
        tables["case_plan"], at, by_area=True
    ),
    "case_plans_answered_in_target": lambda tables, _limits, _period, at: plans.answered_in_target(
        tables["case_plan"], at
    ),
    "case_plans_near_closure": lambda tables, limits, _period, at: plans.count_near_closure(
        tables["case_plan"], at, limits[CLOSURE], limits[WATCH]
    ),
    "case_plans_admin_finalised": lambda tables, _limits, _period, at: plans.count_closed_by_month(
        tables["case_plan"], at
    ),
    "early_advice_neither, _considered": lambda tables, _limits, period, at: advice.considered(
        tables["investigation"], tables["referral"], tables["early_advice"], period, at
    ),
    "early_advice_in_time, _days": lambda tables, limits, period, at: advice.advice_in_time(
        tables["early_advice"], limits["early_advice"], period, at
    ),
    "meeting_before_nfa": lambda tables, limits, period, at: referrals.meeting_before_nfa(
        tables["investigation"], tables["referral"], limits["meeting_before_nfa"], period, at
    ),
    "files_accepted": lambda tables, _limits, period, at: referrals.files_accepted(
        tables["referral"], period, at
    ),
    "days_with_police, _cps": lambda tables, _limits, period, at: referrals.days_with(
        tables["referral"], period, at
    ),
    "cps_decision_in_time": lambda tables, limits, period, at: referrals.decided_in_time(
        tables["referral"], limits["cps_decision"], period, at
    ),
    "escalations_open, _changed, _days, escalation_rate": lambda tables, _limits, period, at: (
        _escalations(tables, period, at)
    ),
    "past_point_plans": lambda tables, limits, _period, at: count_plans_past_point(
        tables["case_plan"],
        tables["case_escalation"],
        {rung: limits[code] for rung, code in GRACE.items()},
        limits[STALE],
        at,
    ),
}


def _escalations(tables: Tables, period: Period, at: date) -> list[pl.DataFrame]:
    of_cases = tables["case_escalation"]
    no_actions = of_cases.clear().with_columns(reason=pl.lit(None, pl.String))
    rows = together(no_actions, of_cases, at)
    rate = rate_per_100_referrals(rows, tables["referral"], period, at)
    return [count_escalations(rows, at), rate]


def limits_at(time_limits: pl.DataFrame, at: date) -> Limits:
    """The limits that measures of cases are counted with."""
    return limits_in_force(time_limits, [*LIMITS, *GRACE.values(), STALE], at)


def year_up_to(at: date) -> Period:
    """The year that ends on ``at``."""
    return Period(at - timedelta(days=YEAR - 1), at)


def process_questions(period: Period, at: date) -> dict[str, list[Question]]:
    """What stands behind each of ``OURS``, put plainly; days are of the calendar."""
    return {
        **_of_plans(at),
        **_of_advice(period, at),
        **_of_referrals(period, at),
        **_of_escalations(period, at),
    }


def _is_open(at: date) -> Says:
    return ~up_to("closed_on", at).known & ~up_to("answered_on", at).known


def _of_plans(at: date) -> dict[str, list[Question]]:
    known, is_open = up_to("issued_on", at), Share(_is_open(at))
    old = up_to("first_target_on", at - timedelta(days=1))
    in_target = up_to("answered_on", "first_target_on") & up_to("answered_on", at)
    return {
        "case_plans_open": [Question("case_plan", known, (is_open,))],
        "case_plans_open by area": [
            Question("case_plan", known, (is_open,), by=("area",), of_case=("area",))
        ],
        "case_plans_answered_in_target": [Question("case_plan", known, (Share(in_target, old),))],
        "case_plans_near_closure": [
            Question(
                "case_plan",
                known & _is_open(at),
                (Share(up_to("target", at, -76)), Share(up_to("target", at, -91))),
                adds=TARGET,
            )
        ],
        "case_plans_admin_finalised": [
            Question(
                "case_plan",
                up_to("closed_on", at),
                (Share(EVERY),),
                adds={"month": month_of("closed_on")},
                by=("month", "closed_reason"),
            )
        ],
    }


def _of_advice(period: Period, at: date) -> dict[str, list[Question]]:
    by_then = up_to("requested_on", "event_on") | up_to("reason_on", "event_on")
    return {
        "early_advice_neither, _considered": [
            Question(
                "investigation",
                within("event_on", *period),
                (Share(by_then.known),),
                beside=(
                    Beside("referral", ("referred_on",)),
                    Beside("early_advice", ("requested_on", "reason_on")),
                ),
                adds={"event_on": first_of("outcome_on", "referred_on")},
            )
        ],
        "early_advice_in_time, _days": [
            Question(
                "early_advice",
                within("requested_on", *period),
                (
                    Share(up_to("given_on", "requested_on", 21), up_to("requested_on", at, -21)),
                    Median("given_on", "requested_on"),
                ),
            )
        ],
    }


def _of_referrals(period: Period, at: date) -> dict[str, list[Question]]:
    referred, decided = within("referred_on", *period), within("decided_on", *period)
    return {
        "meeting_before_nfa": _of_meetings(period),
        "files_accepted": [
            Question("referral", referred, (Share(yes("file_accepted"), has("file_accepted")),))
        ],
        "days_with_police, _cps": [
            Question("referral", referred, (Median("days_with_police", with_quartiles=True),)),
            Question("referral", decided, (Median("days_with_cps", with_quartiles=True),)),
        ],
        "cps_decision_in_time": [
            Question(
                "referral",
                referred,
                (Share(up_to("decided_on", "referred_on", 28), up_to("referred_on", at, -28)),),
            )
        ],
    }


def _of_meetings(period: Period) -> list[Question]:
    met = (
        up_to("meeting_on", "day") & up_to("day", "meeting_on", 28) & yes("both_roles_met").known
    ).known
    return [
        Question(
            "referral",
            within("decided_on", *period)
            & one_of("decision", [ReferralDecision.NO_FURTHER_ACTION]),
            (Share(met),),
            adds={"day": Says(pl.col("decided_on"), "decided_on")},
        ),
        Question(
            "investigation",
            within("outcome_on", *period) & one_of("outcome_code", NO_FURTHER_ACTION),
            (Share(met, up_to("referred_on", "outcome_on").known),),
            beside=(Beside("referral", ("referred_on", "meeting_on", "both_roles_met")),),
            adds={"day": Says(pl.col("outcome_on"), "outcome_on")},
        ),
    ]


def _of_escalations(period: Period, at: date) -> dict[str, list[Question]]:
    changed, unchanged = EscalationOutcome.CHANGED, EscalationOutcome.UNCHANGED
    return {
        "escalations_open, _changed, _days, escalation_rate": [
            Question(
                "case_escalation",
                up_to("raised_on", at),
                (
                    Share(~up_to("resolved_on", at).known),
                    Share(one_of("outcome", [changed]), one_of("outcome", [changed, unchanged])),
                    Median("resolved_on", "raised_on", of_work=True),
                ),
            ),
            Question(
                "case_escalation", within("raised_on", *period), (Share(EVERY),), by=("route",)
            ),
            Question("referral", within("referred_on", *period), (Share(EVERY),)),
        ],
        "past_point_plans": [
            Question(
                "case_plan",
                up_to("issued_on", at) & _is_open(at) & ~has("rung"),
                tuple(Share(up_to("target", at, -days)) for days in (8, 15, 29, 43)),
                beside=(Beside("case_escalation", ("rung",), one_of("about", [About.CASE_PLAN])),),
                adds=TARGET,
            )
        ],
    }
