"""The store that is open, what it holds now, and what a run begins with."""

from collections.abc import Hashable
from contextvars import ContextVar
from datetime import UTC, date, datetime

from data_access.reads import Snapshot, read_revision, read_snapshot
from data_access.store import Revision, Store, open_store, store_url
from metrics.text_format import counted
from ui.cache import STATES_KEPT, Write, forget, remembered
from ui.reads.cache_keys import Basis, basis_by, cases_of

_BEGUN_WITH: ContextVar[Snapshot | None] = ContextVar("what this run began with", default=None)


def store() -> Store:
    """The open store. Errors: StoreProblem, in words for the reader."""
    return _open(store_url().render_as_string(hide_password=False))


def snapshot() -> Snapshot:
    """Every table as recorded so far."""
    opened = store()
    return _snapshot(str(opened.url), read_revision(opened), opened)


def begin_run() -> Snapshot:
    """Every table as recorded so far, kept for the header of the page that is about to run."""
    held = snapshot()
    _BEGUN_WITH.set(held)
    return held


def begun_with() -> Snapshot:
    """What this run began with, so that one run asks the store once. Asked again, it reads anew."""
    held = _BEGUN_WITH.get()
    _BEGUN_WITH.set(None)
    return held or snapshot()


def basis_of(held: Snapshot) -> Basis:
    """What all that is shown of ``held`` is worked out from, and kept under.

    Of cases it is what the newest files have: a closed month-end reads alike on each day.
    """
    return basis_on(held, today(held))


def basis_on(held: Snapshot, day: date) -> Basis:
    """The same with the files of cases that had come by ``day``, and no later ones."""
    return basis_by(str(store().url), held.revision, day, held)


def today(held: Snapshot) -> date:
    """The day the app stands on: today, or the day a demonstration is frozen at."""
    return held.demonstration_as_at or datetime.now(UTC).date()


def store_facts() -> list[str]:
    """Which store is open, and how far it goes."""
    held = snapshot()
    rows = sum(frame.height for frame in held.tables.values())
    events = held.tables["audit_event"]
    last = _when_written(events["at"][-1]) if events.height else "never"
    return [
        f"Store: {store().name}",
        f"{len(held.tables)} tables, {counted(rows, 'row')}, revision {held.revision.number}",
        f"Last written: {last}",
    ]


def _when_written(moment: datetime) -> str:
    said = f"{moment:%d/%m/%Y %H:%M} UTC"
    if moment <= datetime.now(UTC):
        return said
    return f"{said}, which has not come yet. The clock was wrong then, or is now: have it set"


@remembered(STATES_KEPT, until=None)
def _open(url: str) -> Store:
    return open_store(url)


@remembered(STATES_KEPT, until=None)
def _snapshot(url: str, revision: Revision, _store: Store) -> Snapshot:
    held = read_snapshot(_store)
    forget(Write.OF_ANYTHING)
    cases, *_ = cases_of(Basis(url, revision, date.min), held)
    _forget_earlier(cases)
    return held


@remembered(1, until=None)
def _forget_earlier(cases: Hashable) -> None:
    """Once for all reads of the same rows of cases."""
    forget(Write.OF_CASES)
