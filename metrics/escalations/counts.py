"""Escalations in cases: by route, level, side and subject, and with what outcome.

Informal escalations count as well as formal ones: where managers settle matters among themselves,
formal ones alone would look like silence.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import EscalationOutcome, EscalationSide, EscalationSubject, Route
from metrics.cases.aggregation import aggregate, aggregate_by, count_where
from metrics.cases.case_history import rows_as_at
from metrics.memoize import memoize
from metrics.periods import Limit, Period, count_working_days, limits_in_force
from metrics.status_rules import late_days


class Level(NamedTuple):
    """One level of the ladders of cases: who decides for the police, the CPS and the OPCC."""

    rung: int
    police: str
    cps: str
    opcc: str


# Our assumption, not verified against the escalation policy.
LEVELS = (
    Level(1, "investigator", "prosecutor", "policy officer"),
    Level(2, "detective inspector", "unit head", "head of policy"),
    Level(3, "superintendent", "deputy chief prosecutor", "chief executive"),
    Level(4, "assistant chief constable", "chief prosecutor", "Commissioner"),
)
# The ladder of joint actions, whichever body leads them.
ACTION_LEVELS = {1: "owner", 2: "head of unit", 3: "chief officer"}
LEVELS_VERIFIED = False
GRACE = {each.rung: f"escalation_grace_{each.rung}" for each in LEVELS}
ACTION_GRACE = {rung: f"action_grace_{rung}" for rung in ACTION_LEVELS}

# Every value of a dimension has a row.
DIMENSIONS: dict[str, Sequence[str | int]] = {
    "route": list(Route),
    "rung": [each.rung for each in LEVELS],
    "side": list(EscalationSide),
    "about": list(EscalationSubject),
}
IS_RESOLVED = pl.col("resolved_on").is_not_null()
# Of a row in a case, nothing that tells which case it is.
KEPT = ("area", *DIMENSIONS, "raised_on", "respond_by_on", "resolved_on", "outcome")


@memoize
def graces(
    time_limits: pl.DataFrame, day: date, *, of_actions: bool = False
) -> dict[int, Limit | None]:
    """The delay allowed before each level, as in force on ``day``; null for none."""
    codes = ACTION_GRACE if of_actions else GRACE
    limits = limits_in_force(time_limits, codes.values(), day)
    return {rung: limits[code] for rung, code in codes.items()}


def escalations_in_cases(case_escalations: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Rows of ``case_escalation`` as at a day.

    An outcome without the day of resolving counts as open.
    """
    known = rows_as_at("case_escalation", case_escalations, as_at).select(KEPT)
    still_open = pl.lit(EscalationOutcome.OPEN.value, known.schema["outcome"])
    return known.with_columns(outcome=pl.when(IS_RESOLVED).then("outcome").otherwise(still_open))


def count_escalations(
    escalations: pl.DataFrame, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """One row of counts of ``escalations_in_cases``, or one row per area.

    Units: ``share_changed`` is changed out of changed and unchanged, 0 to 1;
    ``median_working_days`` is from raising to resolving, over all resolved ones, including those
    withdrawn. Nulls: both are null where there are none. Shape: area (where asked for), raised,
    open, answer_overdue (open after the answer was due), changed, unchanged, withdrawn,
    share_changed, median_working_days. Source: ``escalations_open``, ``escalations_changed``,
    ``escalations_days``.
    """
    return aggregate(escalations, by_area, **_figures(as_at))


def count_escalations_by(escalations: pl.DataFrame, dimension: str, as_at: date) -> pl.DataFrame:
    """``count_escalations`` by one of ``DIMENSIONS``; every value has a row.

    Errors: KeyError for another dimension. Shape: the dimension, and the same figures.
    """
    return aggregate_by(escalations, dimension, DIMENSIONS[dimension], False, **_figures(as_at))


def rate_per_100_referrals(
    escalations: pl.DataFrame, referrals: pl.DataFrame, period: Period, as_at: date
) -> pl.DataFrame:
    """``escalations`` raised in ``period``, by route, for each 100 referrals made in it.

    Nulls: ``per_100`` is null where there were no referrals. Shape: route, escalations, referrals,
    per_100. Source: ``escalation_rate``.
    """
    made = aggregate(
        rows_as_at("referral", referrals.lazy(), as_at),
        by_area=False,
        referrals=count_where(period.takes_in(pl.col("referred_on"))),
    )
    raised = escalations.filter(period.takes_in(pl.col("raised_on")))
    by_route = aggregate_by(
        raised, "route", list(Route), False, escalations=pl.len().cast(pl.Int64)
    )
    per_100 = pl.col("escalations") * 100 / pl.col("referrals")
    return by_route.join(made, how="cross").with_columns(
        per_100=pl.when(pl.col("referrals") > 0).then(per_100)
    )


def _figures(as_at: date) -> dict[str, pl.Expr]:
    outcome, late = pl.col("outcome"), late_days("respond_by_on", as_at)
    changed, unchanged = (
        count_where(outcome == word)
        for word in (EscalationOutcome.CHANGED, EscalationOutcome.UNCHANGED)
    )
    decided = changed + unchanged
    return {
        "raised": pl.len().cast(pl.Int64),
        "open": count_where(~IS_RESOLVED),
        "answer_overdue": count_where(~IS_RESOLVED & late.is_not_null()),
        "changed": changed,
        "unchanged": unchanged,
        "withdrawn": count_where(outcome == EscalationOutcome.WITHDRAWN),
        "share_changed": pl.when(decided > 0).then(changed / decided),
        "median_working_days": count_working_days(
            pl.col("raised_on"), pl.col("resolved_on")
        ).median(),
    }
