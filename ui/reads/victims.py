"""Quarters and years of victims: counted once, by workers, and from then on read as stored."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import polars as pl
import streamlit as st

from data_access import arrow_cache, worker
from data_access.reads import StoredQuarter, read_counted_quarters
from data_access.schemas import QuarterRevised
from data_access.sign_in.roles import COUNTED_BY, RECORD_COUNTS
from data_access.store import Store, StoreProblem
from data_access.writes import Overtaken, Stamp
from data_access.writes.counted_quarters import (
    NewCount,
    record_first_counts,
    record_revision,
)
from metrics.frames import Tables
from metrics.victims.counted_period import CountedPeriod, Quarter, QuarterDays, Year
from metrics.victims.period_counts import periods_of
from metrics.victims.revisions import QuarterRevision, figures_moved
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.stored_quarters import (
    COUNTED_APART,
    NewQuarter,
    RowSetText,
    StoredCounts,
    Texts,
    shown_counts,
)

# The days of receipt whose rows are cached: the newest, and earlier ones that readers look at.
MOST_STATES = 4
COUNT = "metrics.victims.stored_quarters:count_new"
NEWEST_NOT_SHOWN = (
    "The newest quarters are not shown: what is counted of them has to be stored first, so that it "
    "never changes."
)
REVISE = "metrics.victims.revisions:revise_quarter"
PROTECT = "metrics.victims.stored_quarters:protect_stored"


MOVED = {
    "quarter": pl.Date,
    "row_set": pl.String,
    "dimension": pl.String,
    "value": pl.String,
    "before": pl.Int64,
    "after": pl.Int64,
}


class NotStored(Exception):
    """Raised if a quarter was counted or is to be, but the store cannot keep the counts."""


class ToCount(NamedTuple):
    """The rows from which a quarter is counted, and the newest batch among them."""

    tables: Tables
    limits: pl.DataFrame
    batch: int | None


@dataclass(frozen=True, eq=False)
class Periods:
    """Every quarter and year that is shown, by its first day."""

    quarters: Mapping[date, Quarter]
    years: Mapping[date, Year]


@st.cache_resource(max_entries=MOST_STATES, show_spinner="Small numbers are being withheld.")
def protected_periods(
    key: Hashable, _store: Store, _rows: ToCount, _quarters: Sequence[QuarterDays], _by: date | None
) -> Periods:
    """Every quarter of ``_quarters``, and their years. ``key``: stands for the other arguments.

    ``_by``: as in ``texts_in_force``. Errors: NotStored, in words for the reader.
    """
    return _periods(texts_in_force(counted_once(_store, _rows, _quarters), _by), _quarters)


def stored_periods(store: Store, quarters: Sequence[QuarterDays], by: date | None) -> Periods:
    """Like ``protected_periods``, of the quarters that are stored already."""
    return _periods(texts_in_force(read_counted_quarters(store), by), quarters)


def counted_once(
    store: Store, rows: ToCount, quarters: Sequence[QuarterDays]
) -> list[StoredQuarter]:
    """The stored counts of the store; those of ``quarters`` that are missing are counted first.

    Errors: NotStored where they cannot be stored, for then they would be counted again.
    """
    while True:
        stored = read_counted_quarters(store)
        texts = texts_in_force(stored)
        if all(days in texts.get(kind, {}) for kind in ROW_SETS for days in quarters):
            return stored
        _refuse_if_read_only(store)
        new = _counted_anew(rows, quarters, stored)
        if not new:
            return stored
        counts, after = _as_recorded(new), _newest(stored)
        # If another process was faster, what it stored is read.
        with suppress(Overtaken), _not_stored():
            record_first_counts(store, counts, batch=rows.batch, after=after, at=datetime.now(UTC))


def _counted_anew(
    rows: ToCount, quarters: Sequence[QuarterDays], stored: list[StoredQuarter]
) -> list[NewQuarter]:
    """The ``quarters`` that are not stored, counted by workers, of which each has its row sets.

    Errors: WorkerFailed.
    """
    count = partial(
        arrow_cache.call_in_worker,
        COUNT,
        rows.tables,
        rows.limits,
        quarters,
        _every_count(stored),
    )
    with ThreadPoolExecutor(len(COUNTED_APART)) as workers:
        return [*chain.from_iterable(workers.map(count, COUNTED_APART))]


def revise(
    store: Store, rows: ToCount, days: QuarterDays, entry: QuarterRevised, by: str
) -> QuarterRevision:
    """Count a quarter again, in a worker, and store what may be shown of it.

    Errors: Refused, in words for the writer; WorkerFailed.
    """
    stored = read_counted_quarters(store)
    revision: QuarterRevision = arrow_cache.call_in_worker(
        REVISE, rows.tables, rows.limits, days, _every_count(stored)
    )
    if revision.new:
        record_revision(
            store,
            entry,
            _as_recorded(revision.new),
            batch=rows.batch,
            after=_newest(stored),
            stamp=Stamp(by, datetime.now(UTC)),
        )
    return revision


def moved_in_revisions(store: Store) -> pl.DataFrame:
    """The counts that the newest revision of each quarter moved, of those shown before and after.

    Shape: quarter, row_set, and as ``figures_moved``.
    """
    by_quarter: dict[tuple[str, QuarterDays], list[StoredQuarter]] = {}
    for each in read_counted_quarters(store):
        by_quarter.setdefault((each.row_set, (each.quarter, each.counted_at)), []).append(each)
    moved = []
    for (kind, days), (*_, before, after) in (
        (key, each) for key, each in by_quarter.items() if len(each) > 1
    ):
        shown = [shown_counts(kind, _text(each))[0].quarter for each in (before, after)]
        rows = figures_moved(*shown)
        moved.append(
            rows.select(pl.lit(days[0]).alias("quarter"), pl.lit(kind).alias("row_set"), pl.all())
        )
    return pl.concat(moved) if moved else pl.DataFrame(schema=MOVED)


def _every_count(stored: Sequence[StoredQuarter]) -> StoredCounts:
    counts: dict[str, list[tuple[QuarterDays, RowSetText]]] = {}
    for each in stored:
        counts.setdefault(each.row_set, []).append(((each.quarter, each.counted_at), _text(each)))
    return counts


def _text(stored: StoredQuarter) -> RowSetText:
    return RowSetText(stored.counts, stored.numbers, stored.shown)


def _as_recorded(new: Sequence[NewQuarter]) -> list[NewCount]:
    return [NewCount(*each.days, each.kind, *each.text) for each in new]


def _newest(stored: Sequence[StoredQuarter]) -> int:
    return max((each.id for each in stored), default=0)


def texts_in_force(stored: Sequence[StoredQuarter], by: date | None = None) -> Texts:
    """The newest text of each row set and quarter. ``by``: without revisions after that day."""
    texts: dict[str, dict[QuarterDays, RowSetText]] = {}
    for each in stored:
        if not each.revision or by is None or each.recorded_at.date() <= by:
            days = each.quarter, each.counted_at
            texts.setdefault(each.row_set, {})[days] = _text(each)
    return texts


def protect_for_edition(
    store: Store, quarters: Sequence[QuarterDays], threshold: int, by: date | None
) -> list[CountedPeriod]:
    """The periods of an edition, in a worker, from what was counted. ``by``: as in the texts.

    Errors: WorkerFailed.
    """
    texts = texts_in_force(read_counted_quarters(store), by)
    needed = {
        kind: {days: text for days, text in of_kind.items() if days in quarters}
        for kind, of_kind in texts.items()
    }
    return _protected_for_edition(_digest(needed), tuple(quarters), threshold, needed)


@st.cache_resource(max_entries=MOST_STATES, show_spinner=False)
def _protected_for_edition(
    digest: str, quarters: Sequence[QuarterDays], threshold: int, _texts: Texts
) -> list[CountedPeriod]:
    """The periods of an edition. ``digest``: stands for the texts."""
    periods: list[CountedPeriod] = worker.call(PROTECT, quarters, _texts, threshold)
    return periods


def _digest(texts: Texts) -> str:
    digest = blake2b(digest_size=16)
    for kind, of_kind in sorted(texts.items()):
        for days, text in sorted(of_kind.items()):
            digest.update(repr((kind, days, text.counts, text.numbers)).encode())
    return digest.hexdigest()


@contextmanager
def _not_stored() -> Iterator[None]:
    try:
        yield
    except StoreProblem as problem:
        raise NotStored(f"{NEWEST_NOT_SHOWN} {problem}") from problem


def _refuse_if_read_only(store: Store) -> None:
    with _not_stored(), store.trial().writing(COUNTED_BY, RECORD_COUNTS, "", at=datetime.now(UTC)):
        pass


def _periods(texts: Texts, quarters: Sequence[QuarterDays]) -> Periods:
    of_all = [days for days in quarters if all(days in texts.get(kind, {}) for kind in ROW_SETS)]
    shown = {
        kind: {days: shown_counts(kind, texts[kind][days]) for days in of_all} for kind in ROW_SETS
    }
    return by_first_day(periods_of(shown, of_all))


def by_first_day(periods: Sequence[CountedPeriod]) -> Periods:
    """Quarters and years by their first day."""
    return Periods(
        {each.first: each for each in periods if isinstance(each, Quarter)},
        {each.first: each for each in periods if isinstance(each, Year)},
    )
