"""Support for victims: who was offered it, when and why support for a case ended, and outcomes.

Every function takes the tables of cases and looks at them as at a closed month-end. Nothing here
is better up or down: these are what victims chose.
"""

from datetime import date
from enum import StrEnum

import polars as pl

from data_access.vocabulary import OUTCOMES, Outcome, Service, Stage, SupportEndReason
from metrics.cases.aggregation import AREA, NO, NOT_RECORDED, YES
from metrics.cases.case_history import CASE, rows_as_at
from metrics.cases.case_tables import Tables
from metrics.periods import last_day_allowed
from metrics.victims.categorical import (
    ANSWERS,
    MONTH,
    Words,
    answer,
    crossed,
    crossed_words,
    first_that_holds,
    or_not_recorded,
    placed,
    values_of,
)

EARLY = "support_end_early"
STAGES, REASONS = values_of(Stage, NOT_RECORDED), values_of(SupportEndReason)
END_WORDS: Words = {
    "stage": STAGES,
    "reason": REASONS,
    "stage_and_reason": crossed_words(STAGES, REASONS),
    "stage_and_early": crossed_words(STAGES, ANSWERS),
    "early": ANSWERS,
    "evidenced": ANSWERS,
    "resumed": (YES, NO),
    "domestic_abuse": ANSWERS,
    "mg6dar": ANSWERS,
    "abuse_and_mg6dar": crossed_words(ANSWERS, ANSWERS),
}


class Offer(StrEnum):
    """How far an offer of support went; no row of one says nothing of what was done."""

    ACCEPTED = "offered and accepted"
    OFFERED = "offered, not known to be accepted"
    NONE = "no offer recorded"


SERVICES = {service: service.value.lower() for service in Service}
OFFER_WORDS: Words = {"any_service": values_of(Offer)} | {
    column: values_of(Offer) for column in SERVICES.values()
}
# Outcomes that are told apart; a small rest is one group.
OWN_GROUP = (
    Outcome.UNSUPPORTED_NO_SUSPECT,
    Outcome.EVIDENTIAL_DIFFICULTIES,
    Outcome.UNSUPPORTED_NAMED_SUSPECT,
    Outcome.NO_SUSPECT,
    Outcome.OTHER_BODY,
    Outcome.FURTHER_WORK_NOT_IN_PUBLIC_INTEREST,
    Outcome.DIVERSION,
)
CHARGED = (Outcome.CHARGED, Outcome.CHARGED_OTHER_OFFENCE)
OTHER_OUTCOME = "another outcome"
OUTCOME_GROUPS = {
    **dict.fromkeys(CHARGED, "1: charged or summonsed"),
    **{code: f"{code.value}: {OUTCOMES[code]}" for code in OWN_GROUP},
}
UNSUPPORTED_GROUP = OUTCOME_GROUPS[Outcome.UNSUPPORTED_NAMED_SUSPECT]
OUTCOME_WORDS: Words = {"outcome": (*dict.fromkeys(OUTCOME_GROUPS.values()), OTHER_OUTCOME)}


def support_ends(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """A row for each time by ``as_at`` that a victim's support ended, by the month it did.

    ``early``: within the limit ``support_end_early`` of the report. Nulls: no day of a report, or
    no such limit, is "not recorded"; no day on which support resumed is "no". Shape: area, month,
    every dimension of ``END_WORDS``.
    """
    cases = rows_as_at("investigation", tables["investigation"], as_at).select(
        *CASE, "reported_on", "domestic_abuse"
    )
    early_until = last_day_allowed(time_limits, EARLY, pl.col("reported_on"))
    return (
        rows_as_at("support_end", tables["support_end"], as_at)
        .join(cases, on=CASE, how="left", maintain_order="left")
        .select(
            **placed("ended_on"),
            stage=or_not_recorded("stage"),
            reason="reason",
            early=answer(pl.col("ended_on") <= early_until),
            evidenced=answer(pl.col("evidenced")),
            resumed=answer(pl.col("resumed_on").is_not_null()),
            domestic_abuse=answer(pl.col("domestic_abuse")),
            mg6dar=answer(pl.col("mg6dar")),
        )
        .with_columns(
            stage_and_reason=crossed("stage", "reason"),
            stage_and_early=crossed("stage", "early"),
            abuse_and_mg6dar=crossed("domestic_abuse", "mg6dar"),
        )
        .select(AREA, MONTH, *END_WORDS)
    )


def outcomes_given(tables: Tables, as_at: date) -> pl.DataFrame:
    """A row for each investigation that had an outcome by ``as_at``, by the month it was given.

    Nulls: ``month`` is null for an outcome with no day. Shape: area, month, every dimension of
    ``OUTCOME_WORDS``.
    """
    outcome = pl.col("outcome_code").replace_strict(
        OUTCOME_GROUPS, default=OTHER_OUTCOME, return_dtype=pl.String
    )
    return (
        rows_as_at("investigation", tables["investigation"], as_at)
        .filter(pl.col("outcome_code").is_not_null())
        .select(**placed("outcome_on"), outcome=outcome)
    )


def support_offers(tables: Tables, as_at: date) -> pl.DataFrame:
    """A row for each investigation reported by ``as_at``: which support its victim was offered.

    Units: ``days_to_offer`` is from the report to the first offer, in days. Nulls: an offer with
    no day counts as offered; ``days_to_offer`` is null where no day of an offer stands.
    Shape: area, month (of the report), every dimension of ``OFFER_WORDS``, days_to_offer.
    """
    offers = rows_as_at("support_referral", tables["support_referral"], as_at)
    by_case = offers.group_by(CASE).agg(
        _furthest(pl.lit(value=True), "any_service"),
        *(_furthest(pl.col("service") == service, name) for service, name in SERVICES.items()),
        offered_on=pl.col("offered_on").min(),
    )
    return (
        rows_as_at("investigation", tables["investigation"], as_at)
        .join(by_case, on=CASE, how="left", maintain_order="left")
        .select(
            **placed("reported_on"),
            **{name: pl.col(name).fill_null(Offer.NONE.value) for name in OFFER_WORDS},
            days_to_offer=(pl.col("offered_on") - pl.col("reported_on"))
            .dt.total_days()
            .clip(lower_bound=0),
        )
    )


def _furthest(of_service: pl.Expr, name: str) -> pl.Expr:
    accepted = (of_service & pl.col("accepted_on").is_not_null()).any()
    return first_that_holds(
        [(accepted, Offer.ACCEPTED), (of_service.any(), Offer.OFFERED)], Offer.NONE
    ).alias(name)
