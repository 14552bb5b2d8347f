"""Ends of victims' support for a case, with stage and reason, and the outcomes of cases.

No share of these is better up or down: to support a case is the victim's choice.
"""

from datetime import date

import polars as pl

from data_access.vocabulary import Outcome, Stage, SupportEndReason
from metrics.cases.aggregation import AREA, NO, NOT_RECORDED, YES
from metrics.cases.case_history import CASE, rows_as_at
from metrics.frames import Tables
from metrics.periods import last_day_allowed
from metrics.victims.categorical import (
    ANSWERS,
    MONTH,
    Words,
    crossed,
    crossed_words,
    or_not_recorded,
    placed,
    values_of,
    yes_or_no,
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
# Outcomes with a group of their own; the rarer ones share one group.
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
    **{code: f"{code.value}: {code.words}" for code in OWN_GROUP},
}
# The name that readers see: the group's own word names one of its two codes, and cannot change, as
# quarters that were counted are stored by it.
OUTCOME_NAMES = {OUTCOME_GROUPS[Outcome.CHARGED]: "1 and 1A: charged or summonsed"}
UNSUPPORTED_GROUP = OUTCOME_GROUPS[Outcome.UNSUPPORTED_NAMED_SUSPECT]
OUTCOME_WORDS: Words = {
    "outcome": (*dict.fromkeys(OUTCOME_GROUPS.values()), OTHER_OUTCOME),
    "domestic_abuse": ANSWERS,
}


def support_ends(tables: Tables, time_limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """One row per time that a victim's support ended by ``as_at``, by the month it ended.

    ``early``: within the limit ``support_end_early`` of the report. Nulls: "not recorded" where the
    day of the report or the limit is missing; "no" without a day on which support resumed. Shape:
    area, month, every dimension of ``END_WORDS``.
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
            early=yes_or_no(pl.col("ended_on") <= early_until),
            evidenced=yes_or_no(pl.col("evidenced")),
            resumed=yes_or_no(pl.col("resumed_on").is_not_null()),
            domestic_abuse=yes_or_no(pl.col("domestic_abuse")),
            mg6dar=yes_or_no(pl.col("mg6dar")),
        )
        .with_columns(
            stage_and_reason=crossed("stage", "reason"),
            stage_and_early=crossed("stage", "early"),
            abuse_and_mg6dar=crossed("domestic_abuse", "mg6dar"),
        )
        .select(AREA, MONTH, *END_WORDS)
    )


def outcomes_given(tables: Tables, as_at: date) -> pl.DataFrame:
    """One row per investigation with an outcome by ``as_at``, by the month of the outcome.

    Nulls: ``month`` is null for an outcome with no day. Shape: area, month, every dimension of
    ``OUTCOME_WORDS``.
    """
    outcome = pl.col("outcome_code").replace_strict(
        OUTCOME_GROUPS, default=OTHER_OUTCOME, return_dtype=pl.String
    )
    return (
        rows_as_at("investigation", tables["investigation"], as_at)
        .filter(pl.col("outcome_code").is_not_null())
        .select(
            **placed("outcome_on"),
            outcome=outcome,
            domestic_abuse=yes_or_no(pl.col("domestic_abuse")),
        )
    )
