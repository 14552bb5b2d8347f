"""Measures of the process: the functions that pages call, beside plain SQL for the same figures.

In SQL, limits are in calendar days. Pages count all areas unless a line says otherwise.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from benchmarks.plain_queries import ProcessLine, days_before, earliest, listed, median_query, query
from benchmarks.plan_queries import is_open, plan_lines
from data_access.vocabulary import (
    EscalationOutcome,
    EscalationSubject,
)
from metrics.cases import early_advice, referrals
from metrics.cases.case_summary import ADVICE_CLOSURE, CASE_LIMITS, WATCH
from metrics.escalations.counts import (
    GRACE,
    count_escalations,
    escalations_in_cases,
    rate_per_100_referrals,
)
from metrics.escalations.escalation_points import count_plans_past_point
from metrics.frames import Tables
from metrics.periods import Limits, Period, limits_in_force

STALE = "stale"
YEAR = 365


def limits_at(time_limits: pl.DataFrame, at: date) -> Limits:
    """The limits that measures of cases are counted with."""
    return limits_in_force(time_limits, [*CASE_LIMITS, *GRACE.values(), STALE], at)


def year_up_to(at: date) -> Period:
    """The year up to ``at``."""
    return Period(at - timedelta(days=YEAR - 1), at)


def process_lines(limits: Limits, period: Period, at: date) -> list[ProcessLine]:
    """Every line, counted over ``period`` or as at ``at``."""
    return [
        *plan_lines(limits, period, at),
        *_advice_lines(limits, period, at),
        _advice_near_closure_line(limits, at),
        *_referral_lines(limits, period, at),
        *_escalation_lines(limits, period, at),
    ]


def _newest(table: str, day: str, at: date) -> str:
    """A subquery to join: per case, the newest ``day`` by ``at``."""
    return (
        f"(SELECT force, case_key, MAX({day}) AS {day} FROM {table} WHERE {day} <= '{at}' "
        f"GROUP BY force, case_key) AS newest_{table}"
    )


def _advice_lines(limits: Limits, period: Period, at: date) -> Iterator[ProcessLine]:
    first, last = period
    event = (
        "CASE WHEN referred_on < outcome_on THEN referred_on "
        "ELSE COALESCE(outcome_on, referred_on) END"
    )
    yield ProcessLine(
        ("early_advice_neither", "early_advice_considered"),
        # A copy of the rows has nothing cached.
        lambda tables: early_advice.sum_considered(
            early_advice.count_first_events(
                tables["investigation"].clone(),
                tables["referral"],
                tables["early_advice"],
                period,
                at,
            )
        ),
        [
            query(
                "SELECT SUM(requested_on <= event_on OR reason_on <= event_on), COUNT(*) FROM ("
                f"SELECT requested_on, reason_on, {event} AS event_on FROM investigation "
                f"LEFT JOIN {earliest('referral', 'referred_on')} USING (force, case_key) "
                f"LEFT JOIN {earliest('early_advice', 'requested_on', 'reason_on')} "
                f"USING (force, case_key)) AS events WHERE event_on BETWEEN '{first}' AND '{last}'"
            )
        ],
    )
    requests = f"FROM early_advice WHERE requested_on BETWEEN '{first}' AND '{last}'"
    yield ProcessLine(
        ("early_advice_in_time", "early_advice_days"),
        lambda tables: early_advice.advice_in_time(
            tables["early_advice"], limits["early_advice"], period, at
        ),
        [
            query(
                "SELECT SUM(given_on <= requested_on + INTERVAL '21 days'), COUNT(*) "
                f"{requests} AND requested_on <= {days_before(at, 21)}"
            ),
            median_query("given_on", requests, since="requested_on"),
        ],
    )


def _advice_near_closure_line(limits: Limits, at: date) -> ProcessLine:
    return ProcessLine(
        ("early_advice_near_closure",),
        lambda tables: early_advice.count_advised_near_closure(
            tables["investigation"],
            tables["referral"],
            tables["early_advice"],
            at,
            (limits[ADVICE_CLOSURE], limits[WATCH]),
        ),
        [
            query(
                f"SELECT SUM(given_on <= {days_before(at, 76)}), "
                f"SUM(given_on <= {days_before(at, 91)}), COUNT(*) "
                f"FROM {_newest('early_advice', 'given_on', at)} "
                "JOIN investigation USING (force, case_key) "
                f"LEFT JOIN {_newest('referral', 'referred_on', at)} USING (force, case_key) "
                f"WHERE (outcome_on IS NULL OR outcome_on > '{at}') "
                "AND (referred_on IS NULL OR referred_on < given_on)"
            )
        ],
    )


def _referral_lines(limits: Limits, period: Period, at: date) -> Iterator[ProcessLine]:
    within = f"BETWEEN '{period.first}' AND '{period.last}'"
    referred = f"FROM referral WHERE referred_on {within}"
    decided = f"FROM referral WHERE decided_on {within}"
    yield ProcessLine(
        ("files_accepted",),
        lambda tables: referrals.files_accepted(tables["referral"], period, at),
        [query(f"SELECT SUM(file_accepted), COUNT(file_accepted) {referred}")],
    )
    yield ProcessLine(
        ("days_with_police", "days_with_cps"),
        lambda tables: referrals.days_with(tables["referral"], period, at),
        [
            median_query("days_with_police", referred, quartiles=True),
            median_query("days_with_cps", decided, quartiles=True),
        ],
    )
    yield ProcessLine(
        ("cps_decision_in_time",),
        lambda tables: referrals.decided_in_time(
            tables["referral"], limits["cps_decision"], period, at
        ),
        [
            query(
                "SELECT SUM(decided_on <= referred_on + INTERVAL '28 days'), COUNT(*) "
                f"{referred} AND referred_on <= {days_before(at, 28)}"
            )
        ],
    )


def _escalation_lines(limits: Limits, period: Period, at: date) -> Iterator[ProcessLine]:
    within = f"BETWEEN '{period.first}' AND '{period.last}'"
    raised = f"FROM case_escalation WHERE raised_on <= '{at}'"
    changed, unchanged = EscalationOutcome.CHANGED, EscalationOutcome.UNCHANGED
    yield ProcessLine(
        ("escalations_open", "escalations_changed", "escalations_days", "escalation_rate"),
        lambda tables: _count_escalations(tables, period, at),
        [
            query(
                f"SELECT SUM(resolved_on IS NULL OR resolved_on > '{at}'), COUNT(*), "
                f"SUM(outcome = '{changed}'), SUM(outcome IN {listed([changed, unchanged])}) "
                f"{raised}"
            ),
            median_query("resolved_on", raised, since="raised_on", working_days=True),
            query(
                "SELECT route, COUNT(*) FROM case_escalation "
                f"WHERE raised_on {within} GROUP BY route"
            ),
            query(f"SELECT COUNT(*) FROM referral WHERE referred_on {within}"),
        ],
    )
    target = "COALESCE(target_on, first_target_on)"
    overdue = ", ".join(f"SUM({target} <= {days_before(at, days)})" for days in (8, 15, 29, 43))
    escalated = earliest(
        "case_escalation", "rung", where=f"about = '{EscalationSubject.CASE_PLAN}'"
    )
    yield ProcessLine(
        ("past_point_plans",),
        lambda tables: count_plans_past_point(
            tables["case_plan"],
            tables["case_escalation"],
            {rung: limits[code] for rung, code in GRACE.items()},
            limits[STALE],
            at,
        ),
        [
            query(
                f"SELECT {overdue}, COUNT(*) FROM case_plan LEFT JOIN {escalated} "
                f"USING (force, case_key) "
                f"WHERE issued_on <= '{at}' AND {is_open(at)} AND rung IS NULL"
            )
        ],
    )


def _count_escalations(tables: Tables, period: Period, at: date) -> list[pl.DataFrame]:
    rows = escalations_in_cases(tables["case_escalation"], at)
    rate = rate_per_100_referrals(rows, tables["referral"], period, at)
    return [count_escalations(rows, at), rate]
