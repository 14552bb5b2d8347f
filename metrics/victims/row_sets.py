"""The kinds of row that are counted of victims and outcomes, each with its dimensions and words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from metrics.cases.case_tables import Tables
from metrics.victims import (
    characteristics,
    notice_categories,
    notice_rows,
    right_to_review,
    support,
)
from metrics.victims.categorical import MONTH, Words

RowsByKind = Mapping[str, pl.DataFrame]
LONGEST_HOLIDAY = 7


@dataclass(frozen=True)
class RowSet:
    """One kind of row: what it is to a reader, the words of each dimension, and where it is made.

    ``rows`` takes the tables of cases, the limits and a closed month-end; it gives area, month,
    every dimension of ``words``, and what numbers there are to take a median of. ``days``: by
    table, the day that a row is placed in a month by, or that a limit ``after`` it is counted from.
    """

    row: str
    words: Words
    rows: Callable[[Tables, pl.DataFrame, date], pl.DataFrame]
    days: Mapping[str, str]
    after: tuple[str, ...] = ()


class _TablesOfCases(Mapping[str, pl.DataFrame]):
    """Tables of cases, each with the rows of some cases alone; made when it is asked for."""

    def __init__(self, tables: Tables, keys: pl.Series) -> None:
        self._tables, self._keys = tables, keys

    def __getitem__(self, name: str) -> pl.DataFrame:
        rows = self._tables[name]
        if "case_key" not in rows.columns:
            return rows
        return rows.filter(pl.col("case_key").is_in(self._keys.implode()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _reports(tables: Tables, _limits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Offers of support and characteristics asked about, of the same investigations in one row."""
    asked = characteristics.characteristics(tables, as_at).select(characteristics.DIMENSIONS)
    both = pl.concat([support.support_offers(tables, as_at), asked], how="horizontal")
    return both.select(pl.exclude("days_to_offer"), "days_to_offer")


ROW_SETS = {
    "decisions": RowSet(
        "a victim to be told of a decision",
        notice_categories.WORDS,
        notice_rows.decisions,
        {"notice": "decided_on", "investigation": "outcome_on"},
    ),
    "review_steps": RowSet(
        "a victim told long enough ago to have asked for a review",
        right_to_review.STEP_WORDS,
        right_to_review.steps,
        {"notice": "told_on"},
        after=(right_to_review.TOLD_LONG_AGO,),
    ),
    "review_requests": RowSet(
        "a review asked for, whose limits have passed",
        right_to_review.REQUEST_WORDS,
        right_to_review.requests,
        {"review_request": "requested_on"},
        after=(right_to_review.ACKNOWLEDGE, right_to_review.DECIDE),
    ),
    "support_ends": RowSet(
        "a time that a victim’s support ended",
        support.END_WORDS,
        support.support_ends,
        {"support_end": "ended_on"},
    ),
    "outcomes": RowSet(
        "an outcome given",
        support.OUTCOME_WORDS,
        lambda tables, _, as_at: support.outcomes_given(tables, as_at),
        {"investigation": "outcome_on"},
    ),
    "reports": RowSet(
        "an investigation reported",
        {**support.OFFER_WORDS, **characteristics.WORDS},
        _reports,
        {"investigation": "reported_on"},
    ),
}


def rows_within(
    tables: Tables,
    time_limits: pl.DataFrame,
    as_at: date,
    first: date,
    last: date,
    kinds: Iterable[str] = ROW_SETS,
) -> dict[str, pl.DataFrame]:
    """As ``victim_rows``, of the months from that of ``first`` to that of ``last`` alone.

    Only cases with a day that could place a row there are looked at: that is many times as fast.
    """
    is_within = pl.col(MONTH).is_between(first, last)
    return {
        name: each.rows(
            _TablesOfCases(
                tables, _cases_within(tables, each, _since(each, time_limits, first), last)
            ),
            time_limits,
            as_at,
        ).filter(is_within)
        for name, each in ((kind, ROW_SETS[kind]) for kind in kinds)
    }


def _cases_within(tables: Tables, row_set: RowSet, since: date, last: date) -> pl.Series:
    return pl.concat(
        tables[name].filter(pl.col(day).is_between(since, last)).select("case_key")
        for name, day in row_set.days.items()
    )["case_key"].unique()


def _since(row_set: RowSet, time_limits: pl.DataFrame, first: date) -> date:
    """The first day from which a limit of ``row_set`` can run up to ``first`` or later."""
    days = time_limits.filter(pl.col("code").is_in(row_set.after))["days"].to_list()
    # No holiday is so long that a working day takes three of the calendar.
    return first - timedelta(days=max(days, default=0) * 3 + LONGEST_HOLIDAY)
