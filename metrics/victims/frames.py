"""The kinds of row that are counted of victims and outcomes, each with its dimensions and words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.cases.tables import Tables
from metrics.victims import characteristics, communication, right_to_review, support, telling
from metrics.victims.dimensions import Words

Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Universe:
    """One kind of row: what it is to a reader, the words of each dimension, and where it is made.

    ``rows`` takes the tables of cases, the limits and a closed month-end; it gives area, month,
    every dimension of ``words``, and what numbers there are to take a median of.
    """

    row: str
    words: Words
    rows: Callable[[Tables, pl.DataFrame, date], pl.DataFrame]


def _reports(tables: Tables, _limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Offers of support and characteristics asked about, of the same investigations in one row."""
    asked = characteristics.characteristics(tables, as_at).select(characteristics.DIMENSIONS)
    both = pl.concat([support.support_offers(tables, as_at), asked], how="horizontal")
    return both.select(pl.exclude("days_to_offer"), "days_to_offer")


UNIVERSES = {
    "decisions": Universe(
        "a victim to be told of a decision", telling.WORDS, communication.decisions
    ),
    "review_steps": Universe(
        "a victim told long enough ago to have asked for a review",
        right_to_review.STEP_WORDS,
        right_to_review.steps,
    ),
    "review_requests": Universe(
        "a review asked for, whose limits have passed",
        right_to_review.REQUEST_WORDS,
        right_to_review.requests,
    ),
    "support_ends": Universe(
        "a time that a victim’s support ended", support.END_WORDS, support.support_ends
    ),
    "outcomes": Universe(
        "an outcome given",
        support.OUTCOME_WORDS,
        lambda tables, _, as_at: support.outcomes_given(tables, as_at),
    ),
    "reports": Universe(
        "an investigation reported", {**support.OFFER_WORDS, **characteristics.WORDS}, _reports
    ),
}


def victim_frames(
    tables: Tables, time_limits: pl.DataFrame, as_at: date
) -> dict[str, pl.DataFrame]:
    """Every kind of row of ``UNIVERSES`` as at the closed month-end ``as_at``, by its name.

    ``tables``: every table of cases as the store gives them, each row with its area.
    """
    return {name: each.rows(tables, time_limits, as_at) for name, each in UNIVERSES.items()}
