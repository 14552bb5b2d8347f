"""Investigations reported: the support offered to victims, and characteristics asked about.

For each of the nine protected characteristics, only whether it was asked about is stored, never the
answer. An answer that an officer assumed, or a system filled in, arrives as "not recorded".
"""

from datetime import date
from enum import StrEnum

import polars as pl

from data_access.vocabulary import AskedAs, Characteristic, Service
from metrics.cases.case_history import CASE, rows_as_at
from metrics.frames import Tables
from metrics.victims.categorical import (
    ANSWERS,
    Words,
    first_that_holds,
    placed,
    values_of,
    yes_or_no,
)


class SupportOffer(StrEnum):
    """The progress of an offer of support."""

    ACCEPTED = "offered and accepted"
    OFFERED = "offered, not known to be accepted"
    NONE = "no offer recorded"


SERVICES = {service: service.value.lower() for service in Service}
OFFER_WORDS: Words = dict.fromkeys(("any_service", *SERVICES.values()), values_of(SupportOffer))
# One dimension per characteristic, so that every count is of people.
ASKED_WORDS: Words = {each.column: values_of(AskedAs) for each in Characteristic}
WORDS: Words = {**OFFER_WORDS, **ASKED_WORDS, "domestic_abuse": ANSWERS}


def reports(tables: Tables, as_at: date) -> pl.DataFrame:
    """One row per investigation reported by ``as_at``, by the month of the report.

    Units: ``days_to_offer`` is from the report to the first offer, in days. Nulls: an offer with no
    day counts as offered; ``days_to_offer`` is null where no offer has a day. Shape: area, month,
    every dimension of ``WORDS``, days_to_offer.
    """
    offers = rows_as_at("support_referral", tables["support_referral"], as_at)
    by_case = offers.group_by(CASE).agg(
        _furthest(pl.lit(value=True), "any_service"),
        *(_furthest(pl.col("service") == service, name) for service, name in SERVICES.items()),
        offered_on=pl.col("offered_on").min(),
    )
    days_to_offer = (pl.col("offered_on") - pl.col("reported_on")).dt.total_days()
    return (
        rows_as_at("investigation", tables["investigation"], as_at)
        .join(by_case, on=CASE, how="left", maintain_order="left")
        .select(
            **placed("reported_on"),
            **{name: pl.col(name).fill_null(SupportOffer.NONE.value) for name in OFFER_WORDS},
            **{name: pl.col(name) for name in ASKED_WORDS},
            domestic_abuse=yes_or_no(pl.col("domestic_abuse")),
            days_to_offer=days_to_offer.clip(lower_bound=0),
        )
    )


def _furthest(of_service: pl.Expr, name: str) -> pl.Expr:
    accepted = (of_service & pl.col("accepted_on").is_not_null()).any()
    return first_that_holds(
        [(accepted, SupportOffer.ACCEPTED), (of_service.any(), SupportOffer.OFFERED)],
        SupportOffer.NONE,
    ).alias(name)
