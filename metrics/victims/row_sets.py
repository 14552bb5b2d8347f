"""The row sets that victims and outcomes are counted from, with the dimensions of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from metrics.frames import Tables
from metrics.victims import (
    notices,
    referred_decisions,
    reported_investigations,
    right_to_review,
    support,
    unsought_advice,
)
from metrics.victims.categorical import MONTH, Words

# The rows of each row set.
RowsByKind = Mapping[str, pl.DataFrame]
LONGEST_HOLIDAY = 7


@dataclass(frozen=True)
class RowSet:
    """One row set. ``row``: the reader's word for a row. ``words``: by dimension, its categories.

    ``rows``: builds the rows from the tables of cases, the limits and a closed month-end. Shape:
    area, month, every dimension of ``words``, and the numbers for medians. ``days``: by table, the
    date column that places a row in a month, or from which a limit of ``after`` runs.
    ``waits_for``: the limits that begin with a row's day, so that it is not over before they have
    passed.
    """

    row: str
    words: Words
    rows: Callable[[Tables, pl.DataFrame, date], pl.DataFrame]
    days: Mapping[str, str]
    after: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


ROW_SETS = {
    "decisions": RowSet(
        "a victim to be told of a decision",
        notices.WORDS,
        notices.decisions,
        {"notice": "decided_on", "investigation": "outcome_on"},
        waits_for=notices.LIMITS,
    ),
    "review_steps": RowSet(
        "a victim told long enough ago to have asked for a review",
        right_to_review.STEP_WORDS,
        right_to_review.steps,
        {"notice": "told_on"},
        after=(right_to_review.TOLD_LONG_AGO,),
        waits_for=right_to_review.REVIEW_LIMITS,
    ),
    "review_requests": RowSet(
        "a review asked for, whose limits have passed",
        right_to_review.REQUEST_WORDS,
        right_to_review.requests,
        {"review_request": "requested_on"},
        after=right_to_review.REVIEW_LIMITS,
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
        reported_investigations.WORDS,
        lambda tables, _, as_at: reported_investigations.reports(tables, as_at),
        {"investigation": "reported_on"},
    ),
    "referred_decisions": RowSet(
        "a decision to take no further action after a referral",
        referred_decisions.WORDS,
        referred_decisions.referred_decisions,
        {"referral": "decided_on", "investigation": "outcome_on"},
    ),
    "unsought_advice": RowSet(
        "an investigation in which early advice was not sought, for a reason recorded",
        unsought_advice.WORDS,
        lambda tables, _, as_at: unsought_advice.unsought_advice(tables, as_at),
        {"investigation": "outcome_on", "referral": "referred_on"},
    ),
}


class _TablesOfCases(Mapping[str, pl.DataFrame]):
    """The tables with the rows of some cases only; each table is filtered when it is read."""

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


def rows_within(
    tables: Tables,
    time_limits: pl.DataFrame,
    as_at: date,
    first: date,
    last: date,
    kinds: Iterable[str] = ROW_SETS,
) -> dict[str, pl.DataFrame]:
    """The rows of the months from that of ``first`` to that of ``last``, by row set.

    ``tables``: every table of cases, each with ``area``. ``as_at``: a closed month-end. Only cases
    with a day that could place a row there are read, which is many times faster.
    """
    is_within = pl.col(MONTH).is_between(first, last)
    by_kind = {}
    for kind in kinds:
        row_set = ROW_SETS[kind]
        keys = _cases_within(tables, row_set, _since(row_set, time_limits, first), last)
        rows = row_set.rows(_TablesOfCases(tables, keys), time_limits, as_at)
        by_kind[kind] = rows.filter(is_within)
    return by_kind


def _cases_within(tables: Tables, row_set: RowSet, since: date, last: date) -> pl.Series:
    return pl.concat(
        tables[name].filter(pl.col(day).is_between(since, last)).select("case_key")
        for name, day in row_set.days.items()
    )["case_key"].unique()


def _since(row_set: RowSet, time_limits: pl.DataFrame, first: date) -> date:
    """The earliest day from which a limit of ``row_set`` can run to ``first`` or later."""
    days = time_limits.filter(pl.col("code").is_in(row_set.after))["days"].to_list()
    # Even with the longest holiday, a working day takes at most three calendar days.
    return first - timedelta(days=max(days, default=0) * 3 + LONGEST_HOLIDAY)
