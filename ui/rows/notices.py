"""Rows about telling victims: a bar and one row per quarter, and what tells decisions apart."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from data_access.vocabulary import Side
from metrics.text_format import capitalised
from metrics.victims.categorical import ANSWERS, values_of
from metrics.victims.notice_text import Bar
from metrics.victims.period_counts import Counts
from metrics.victims.victim_figures import number_in_words, quarter_in_words
from ui.rows.victims import QUARTER

# Decisions told apart by one thing more: the dimension, its heading, its words, what opens it.
TOLD_APART = (
    (
        "decided_by_and_told",
        "Decided by",
        values_of(Side),
        "Decisions of the police and of the CPS, as counts",
    ),
    (
        "support_ended_and_told",
        "Support had ended",
        ANSWERS,
        "Decisions after support had ended, and others, as counts",
    ),
)
BARS = {
    "quarter": pl.String,
    "named": pl.String,
    "group": pl.String,
    "place": pl.Int64,
    "decisions": pl.Int64,
    "of": pl.Int64,
}


def bar_rows(bars: Iterable[tuple[date, Bar | None]]) -> pl.DataFrame:
    """Rows of the chart of telling; a quarter that is withheld has none."""
    return pl.DataFrame(
        [
            (_label(first), quarter_in_words(first), group, place, number, sum(bar.values()))
            for first, bar in bars
            if bar
            for place, (group, number) in enumerate(bar.items())
        ],
        BARS,
        orient="row",
    )


def told_rows(told: Iterable[tuple[date, Counts]], words: Iterable[str]) -> pl.DataFrame:
    """One row per quarter, the newest first: how many bear each of ``words``."""
    named = list(words)
    return pl.DataFrame(
        [
            {QUARTER: capitalised(quarter_in_words(first))}
            | {capitalised(word): number_in_words(counts[word]) for word in named}
            for first, counts in told
        ]
    ).reverse()


def _label(first: date) -> str:
    last = date(first.year, first.month + 2, 1)
    return f"{first:%b} to {last:%b}|{first.year}"
