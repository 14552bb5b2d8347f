"""Escalations: by route, level, side, subject and reason, and with what outcome.

Informal escalations count as well as formal ones: where managers settle matters among themselves,
formal ones alone would look like silence.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import (
    EscalationOutcome,
    EscalationSide,
    EscalationSubject,
    OrganisationKind,
    Route,
)
from metrics.cases.aggregation import aggregate, aggregate_by, count_where
from metrics.cases.case_history import rows_as_at
from metrics.memoize import memoize
from metrics.periods import Limit, Period, count_working_days, limits_in_force


class Level(NamedTuple):
    """One level of the ladders: who decides for the police, for the CPS and for the OPCC."""

    rung: int
    police: str
    cps: str
    opcc: str

    def first_asked(self, lead_kind: str | None) -> str:
        """The people asked first about a delay of an organisation of ``lead_kind``, as text.

        Its own side, if it is the police, the CPS or the OPCC; police and CPS for another body.
        """
        of_its_side = {
            OrganisationKind.POLICE_FORCE.value: self.police,
            OrganisationKind.PROSECUTION_SERVICE.value: self.cps,
            OrganisationKind.COMMISSIONER.value: self.opcc,
        }
        return of_its_side.get(lead_kind or "", f"{self.police} and {self.cps}")


# Our assumption, not verified against the escalation policy.
LEVELS = (
    Level(1, "investigator", "prosecutor", "policy officer"),
    Level(2, "detective inspector", "unit head", "head of policy"),
    Level(3, "superintendent", "deputy chief prosecutor", "chief executive"),
    Level(4, "assistant chief constable", "chief prosecutor", "Commissioner"),
)
LEVELS_VERIFIED = False
LADDERS = pl.Schema(
    {
        "rung": pl.Int64(),
        "police": pl.String(),
        "cps": pl.String(),
        "opcc": pl.String(),
        "verified": pl.Boolean(),
        "grace": pl.String(),
        "grace_verified": pl.Boolean(),
    }
)
GRACE = {each.rung: f"escalation_grace_{each.rung}" for each in LEVELS}

# The subject of an escalation, besides the subjects of cases.
JOINT_ACTION = "joint action"
KEPT = (
    "route",
    "rung",
    "side",
    "raised_on",
    "respond_by_on",
    "resolved_on",
    "outcome",
)
# By dimension, the values that always have a row; null where only values that occur have one.
DIMENSIONS: dict[str, Sequence[str | int] | None] = {
    "route": list(Route),
    "rung": [each.rung for each in LEVELS],
    "side": list(EscalationSide),
    "about": [JOINT_ACTION, *EscalationSubject],
    "reason": None,
}
IS_RESOLVED = pl.col("resolved_on").is_not_null()


@memoize
def graces(time_limits: pl.DataFrame, day: date) -> dict[int, Limit | None]:
    """The delay allowed before each level, as in force on ``day``; null for none."""
    limits = limits_in_force(time_limits, GRACE.values(), day)
    return {rung: limits[code] for rung, code in GRACE.items()}


def ladders(level_graces: Mapping[int, Limit | None]) -> pl.DataFrame:
    """The ladders side by side, one row per level, lowest first.

    Nulls: ``grace`` (in words) and ``grace_verified`` are null where no limit is in force. Shape:
    rung, police, cps, opcc, verified (of who decides), grace, grace_verified.
    """
    rows = []
    for each in LEVELS:
        grace = level_graces[each.rung]
        said = (grace.text, grace.verified) if grace else (None, None)
        rows.append((*each, LEVELS_VERIFIED, *said))
    return pl.DataFrame(rows, LADDERS, orient="row")


def all_escalations(of_actions: pl.DataFrame, of_cases: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Escalations of joint actions and of cases in one frame, as at ``as_at``.

    ``of_actions``: the table ``escalation`` as at that day; ``of_cases``: ``case_escalation``.
    Nulls: ``area`` is null for joint actions, ``reason`` for cases; an outcome without the day of
    resolving counts as open. Shape: about, reason, area,
    route, rung, side, raised_on, respond_by_on, resolved_on, outcome.
    """
    nothing = pl.lit(None, pl.String)
    actions = of_actions.select(
        pl.lit(JOINT_ACTION).alias("about"), "reason", nothing.alias("area"), *KEPT
    )
    cases = rows_as_at("case_escalation", of_cases, as_at).select(
        "about", nothing.alias("reason"), "area", *KEPT
    )
    # A large store has categoricals, and far more cases than joint actions.
    both = pl.concat([actions.cast(cases.schema), cases])
    is_open, still_open = pl.col("resolved_on").is_null(), EscalationOutcome.OPEN.value
    return both.with_columns(
        outcome=pl.when(is_open)
        .then(pl.lit(still_open, both.schema["outcome"]))
        .otherwise("outcome")
    )


def count_escalations(
    escalations: pl.DataFrame, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """One row of counts of ``escalations``, as ``together`` returns them, or one row per area.

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

    Nulls: cases have no reason, and are left out of counts by reason. Errors: KeyError for another
    dimension. Shape: the dimension, and the same figures.
    """
    values = DIMENSIONS[dimension]
    if values is None:
        values = escalations[dimension].drop_nulls().unique().sort().to_list()
    return aggregate_by(escalations, dimension, values, False, **_figures(as_at))


def rate_per_100_referrals(
    escalations: pl.DataFrame, referrals: pl.DataFrame, period: Period, as_at: date
) -> pl.DataFrame:
    """Escalations in cases raised in ``period``, by route, for each 100 referrals made in it.

    Nulls: ``per_100`` is null where there were no referrals. Shape: route, escalations, referrals,
    per_100. Source: ``escalation_rate``.
    """
    made = aggregate(
        rows_as_at("referral", referrals.lazy(), as_at),
        by_area=False,
        referrals=count_where(period.takes_in(pl.col("referred_on"))),
    )
    in_cases = pl.col("about") != JOINT_ACTION
    raised = escalations.filter(in_cases, period.takes_in(pl.col("raised_on")))
    by_route = aggregate_by(
        raised, "route", list(Route), False, escalations=pl.len().cast(pl.Int64)
    )
    per_100 = pl.col("escalations") * 100 / pl.col("referrals")
    return by_route.join(made, how="cross").with_columns(
        per_100=pl.when(pl.col("referrals") > 0).then(per_100)
    )


def _figures(as_at: date) -> dict[str, pl.Expr]:
    outcome = pl.col("outcome")
    changed, unchanged = (
        count_where(outcome == word)
        for word in (EscalationOutcome.CHANGED, EscalationOutcome.UNCHANGED)
    )
    decided = changed + unchanged
    return {
        "raised": pl.len().cast(pl.Int64),
        "open": count_where(~IS_RESOLVED),
        "answer_overdue": count_where(~IS_RESOLVED & (pl.col("respond_by_on") < as_at)),
        "changed": changed,
        "unchanged": unchanged,
        "withdrawn": count_where(outcome == EscalationOutcome.WITHDRAWN),
        "share_changed": pl.when(decided > 0).then(changed / decided),
        "median_working_days": count_working_days(
            pl.col("raised_on"), pl.col("resolved_on")
        ).median(),
    }
