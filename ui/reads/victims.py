"""Releases of figures about people: made once, by workers, when the limits of a period passed."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import NamedTuple

import polars as pl

from data_access import arrow_cache
from data_access.reads import Snapshot, read_release_proofs, read_revision
from data_access.sign_in.roles import MAKE_RELEASES, RELEASED_BY
from data_access.store import RESTORE, Store, StoreProblem
from data_access.worker import WorkerFailed
from data_access.writes import Overtaken
from data_access.writes.releases import NewRelease, Number, record_releases
from metrics.frames import Tables
from metrics.releases.periods import Due
from metrics.releases.stored import MADE_APART, Key, MadeRelease

LOG = logging.getLogger("rasso")
MAKE = "metrics.releases.stored:make_due"
NEWEST_NOT_SHOWN = (
    "The newest quarters are not shown: what is released of them has to be stored first, so that "
    "it never changes."
)
NOT_MADE = (
    "The newest quarters are not shown: their figures could not be made. Tell whoever looks after "
    "the app; its log says why."
)
COUNTS_MISSING = f"The counts behind an earlier release are missing. {RESTORE}"


class NotStored(Exception):
    """Raised if a period is to be released and cannot be, with the reason for the reader."""


class ToCount(NamedTuple):
    """The rows from which a period is counted, and the newest batch among them."""

    tables: Tables
    limits: pl.DataFrame
    batch: int | None


def make_releases(store: Store, rows: ToCount, due: Sequence[Due], snapshot: Snapshot) -> None:
    """Make the releases of ``due`` that the store does not have, and record them.

    ``snapshot``: the store as it was when ``due`` was worked out. If another process was faster,
    nothing is recorded. Errors: NotStored.
    """
    with _not_stored(), store.trial().writing(RELEASED_BY, MAKE_RELEASES, "", at=_now()):
        pass
    stored = {each[:3]: each.counts for each in read_release_proofs(store)}
    numbers = _numbers(snapshot.tables)
    if {*stored} != {*numbers}:
        if read_revision(store) == snapshot.revision:
            raise NotStored(f"{NEWEST_NOT_SHOWN} {COUNTS_MISSING}")
        return
    given = (rows.tables, rows.limits, due, stored, numbers)
    made = _made(partial(arrow_cache.call_in_worker, MAKE, *given))
    with _not_stored():
        try:
            record_releases(store, _new(made), batch=rows.batch, after=len(stored), at=_now())
        except Overtaken:
            return


def _made(make: Callable[[Collection[str]], list[MadeRelease]]) -> list[MadeRelease]:
    """What workers make at once of the row sets. Errors: NotStored, with its cause in the log."""
    try:
        with ThreadPoolExecutor(len(MADE_APART)) as workers:
            return [*chain.from_iterable(workers.map(make, MADE_APART))]
    except WorkerFailed as problem:
        LOG.exception("Figures of people could not be released.")
        raise NotStored(NOT_MADE) from problem


def _new(made: Sequence[MadeRelease]) -> list[NewRelease]:
    return [NewRelease(*each.due, each.numbers, each.counts) for each in made]


def _numbers(tables: Mapping[str, pl.DataFrame]) -> dict[Key, list[Number]]:
    """The numbers of every release, by its row set, first day and months."""
    keys = {
        number: (row_set, first, months)
        for number, row_set, first, months in tables["release"]
        .select("id", "row_set", "first", "months")
        .iter_rows()
    }
    numbers: dict[Key, list[Number]] = {key: [] for key in keys.values()}
    columns = ("release", "table", "area", "category", "shown")
    for release, *number in tables["released_count"].select(columns).iter_rows():
        table, area, category, shown = number
        numbers[keys[release]].append((table, area, category, shown))
    return numbers


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _not_stored() -> Iterator[None]:
    try:
        yield
    except StoreProblem as problem:
        raise NotStored(f"{NEWEST_NOT_SHOWN} {problem}") from problem
