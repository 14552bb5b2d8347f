"""Begins a store with the starter content, and makes or renews a demonstration."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, select
from sqlmodel import col

from data_access import demo, starter
from data_access.maintenance.backups import copy_in_if, copy_out
from data_access.reads import Snapshot, read_revision, read_snapshot
from data_access.store import (
    BUSY_SECONDS,
    INIT,
    Revision,
    Store,
    StoreProblem,
    atomic_file,
    bring_up_to_date,
    create_or_migrate,
    open_store,
    owner_only,
    sqlite_url,
    store_problems,
)
from data_access.tables import Inspection, Setting

# If one of these tables has rows, something was recorded or imported. Rows of cases have a batch.
PROGRESS = (
    "position",
    "judgement",
    "action_update",
    "occurrence",
    "frequency",
    "escalation",
    "meeting",
    "decision",
    "ask",
    "import_batch",
    "area",
    "closed_month",
    "saved_view",
    "draft_statement",
    "draft_remark",
)


class _LoadedAlready(Exception):
    """Raised to roll back a transaction."""


def begin(url: URL, at: datetime, *, content: bool = True) -> Store:
    """Creates or migrates the store at ``url``, and adds the starter content."""
    store = create_or_migrate(url)
    if content and read_snapshot(store).tables["inspection"].is_empty():
        with (
            suppress(_LoadedAlready),
            store.writing(starter.RECORDED_BY, "load", "starter content", at=at) as session,
        ):
            # Another process may have created the same store meanwhile.
            if session.scalar(select(col(Inspection.id))):
                raise _LoadedAlready
            starter.load(session, at)
    return store


def make_demonstration(store: Store, at: datetime, size: demo.Size = demo.DEFAULT_SIZE) -> None:
    """Fills a store that has only starter content, and marks it for good; all or nothing.

    Errors: StoreProblem if anything else is in it; then it is unchanged.
    """
    before = _refuse_unless_starter_only(store)
    with store_problems(store.url), _room_beside(store) as making:
        copy_out(store, making)
        _mark_and_fill(open_store(sqlite_url(making)), at, size)
        copy_in_if(making, store, partial(_refuse_unless_still, before, store))


def make_demonstration_file(path: Path, at: datetime, size: demo.Size = demo.DEFAULT_SIZE) -> None:
    """Makes a new demonstration store at ``path``, which appears there only once complete."""
    with store_problems(sqlite_url(path)):
        owner_only.make_folder(path.parent)
        with atomic_file.unfinished(path) as making:
            _mark_and_fill(begin(sqlite_url(making), at), at, size)
            atomic_file.put_in_place(making, path)


def renew_demonstration_file(path: Path) -> None:
    """Migrates the demonstration at ``path``. A store that is not one is left unchanged.

    Errors: as ``bring_up_to_date``.
    """
    url = sqlite_url(path)
    with store_problems(url):
        if not _is_demonstration(path):
            return
    owner_only.take_from_others(path)
    bring_up_to_date(url)


def holds_starter_only(snapshot: Snapshot) -> bool:
    """True if nothing was recorded or imported besides the starter content."""
    tables = snapshot.tables
    return (
        not tables["inspection"].is_empty()
        and all(tables[name].is_empty() for name in PROGRESS)
        and tables["meeting_kind"]["recorded_by"].is_null().all()
        and all(
            (tables[name]["recorded_by"] == starter.RECORDED_BY).all()
            for name in ("action", "evidence")
        )
    )


@contextmanager
def _room_beside(store: Store) -> Iterator[Path]:
    """Yields the name of a temporary file, beside the store's file or in a temporary folder."""
    if store.path:
        with atomic_file.unfinished(store.path) as making:
            yield making
    else:
        with TemporaryDirectory() as folder:
            yield Path(folder) / "demonstration.db"


def _refuse_unless_starter_only(store: Store) -> Revision:
    snapshot = read_snapshot(store)
    if snapshot.demonstration_as_at:
        raise StoreProblem(f"{store.name} is a demonstration store already. Nothing was changed.")
    if snapshot.tables["inspection"].is_empty():
        raise StoreProblem(
            f"{store.name} does not hold the starter content yet. Load it with: {INIT}"
        )
    if not holds_starter_only(snapshot):
        raise StoreProblem(
            f"{store.name} holds more than the starter content, and invented progress must never "
            "mix with real progress. Nothing was changed. Choose a new place with STORE_URL."
        )
    return snapshot.revision


def _refuse_unless_still(before: Revision, store: Store) -> None:
    if read_revision(store) != before:
        raise StoreProblem(
            f"Somebody recorded in {store.name} meanwhile. Nothing of the demonstration "
            "was put there. Choose a new place with STORE_URL."
        )


def _mark_and_fill(store: Store, at: datetime, size: demo.Size) -> None:
    marks = {"demonstration": "yes", "demonstration_as_at": demo.AS_AT.isoformat()}
    with store.writing(demo.RECORDED_BY, "mark", "demonstration", at=at) as session:
        session.add_all(Setting(key=key, value=value) for key, value in marks.items())
    demo.fill(store, size)


def _is_demonstration(path: Path) -> bool:
    # Plain SQL, because the store may be at an older version than the classes.
    address = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
        query = "SELECT 1 FROM setting WHERE key = 'demonstration'"
        return connection.execute(query).fetchone() is not None
