"""Replaces a store by a backup, and keeps a copy of the old store."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from secrets import token_hex

from sqlalchemy import URL, select
from sqlmodel import col

from data_access.intake.privacy.case_key import refuse_beside_the_key
from data_access.maintenance.backups import backup, copy_over, copy_over_if, copy_to_server_if
from data_access.maintenance.integrity_check import faults
from data_access.maintenance.kept_releases import add_releases, read_releases
from data_access.maintenance.redaction import wipe_file
from data_access.maintenance.redaction_list import (
    RESTORED,
    apply_redactions,
    identities_of,
    read_redactions,
)
from data_access.store import (
    BUSY_SECONDS,
    RESTORE,
    Store,
    StoreProblem,
    atomic_file,
    bring_up_to_date,
    create_or_migrate,
    is_sqlite,
    open_store,
    owner_only,
    sqlite_url,
    store_problems,
    version_at,
)
from data_access.store.engines import engine_for
from data_access.tables import StoreRevision


def restore(source: Path, url: URL, at: datetime) -> Path | None:
    """Replaces the store at ``url`` by a backup, in one step that does not disturb readers.

    Sessions are not restored: everybody signs in again. What was redacted since the backup is
    redacted again, and what was released since stays released.

    Returns the copy of the old store: beside it, or on a server beside ``source``; null if there
    was none. Errors: StoreProblem if ``source`` is not a complete store of this program or is newer
    than it, or if somebody recorded after the old store was copied; then nothing is changed.
    """
    if not source.is_file():
        raise StoreProblem(f"There is no file {source}.")
    return (_into_a_file if is_sqlite(url) else _into_a_server)(source, url, at)


def _into_a_file(source: Path, url: URL, at: datetime) -> Path | None:
    path = Path(url.database or "")
    refuse_beside_the_key(path.parent)
    with store_problems(url):
        if path.exists() and source.samefile(path):
            raise StoreProblem("That is the store itself. Name a backup of it.")
        owner_only.make_folder(path.parent)
        with atomic_file.unfinished(path) as incoming:
            _copy_checked(source, incoming)
            newest = _newest_revision(path)
            aside = _keep_aside(path, at)
            if aside:
                _bring_along(Store(url, engine_for(url)), incoming, at)
            _step_revision_past(newest, incoming, at, source.name)
            if aside and path.exists():
                with _removed_if_refused(aside):
                    copy_over_if(
                        incoming,
                        path,
                        lambda: _refuse_unless(_newest_revision(path) == newest, path.name),
                    )
                owner_only.take_from_others(path)
            else:
                atomic_file.put_in_place(incoming, path)
    return aside


def _into_a_server(source: Path, url: URL, at: datetime) -> Path | None:
    with store_problems(sqlite_url(source)), atomic_file.unfinished(source) as incoming:
        _copy_checked(source, incoming)
        is_new = version_at(url) is None
        store = create_or_migrate(url) if is_new else open_store(url)
        newest = _newest_on_server(store)
        aside = None
        if not is_new:
            aside = _free_name(_name_aside(source.with_name(f"{url.database}.db"), at))
            backup(store, aside)
        if not is_new:
            _bring_along(store, incoming, at)
        _step_revision_past(None if is_new else newest, incoming, at, source.name)
        with _removed_if_refused(aside):
            copy_to_server_if(
                incoming,
                store,
                lambda: _refuse_unless(_newest_on_server(store) == newest, store.name),
            )
    return aside


def _bring_along(replaced: Store, incoming: Path, at: datetime) -> None:
    """Repeats in ``incoming`` what was redacted in the store that it replaces, and its releases."""
    store = open_store(sqlite_url(incoming))
    with store.reading() as connection:
        identities = identities_of(connection)
    redactions = read_redactions(replaced, identities)
    if redactions:
        apply_redactions(store, redactions)
        wipe_file(incoming)
    releases = read_releases(replaced, identities)
    if releases:
        add_releases(store, releases, at)


@contextmanager
def _removed_if_refused(aside: Path | None) -> Iterator[None]:
    try:
        yield
    except StoreProblem:
        if aside:
            aside.unlink()
        raise


def _refuse_unless(is_still: bool, name: str) -> None:
    if not is_still:
        raise StoreProblem(
            f"Somebody recorded in {name} meanwhile. It was left as it was, and nothing was "
            "restored. Give the same command again."
        )


def _copy_checked(source: Path, incoming: Path) -> None:
    try:
        with store_problems(sqlite_url(source)):
            if source.stat().st_size == 0:
                raise StoreProblem("The file is empty.")
            copy_over(source, incoming)
        broken = faults(bring_up_to_date(sqlite_url(incoming)))
    except StoreProblem as problem:
        message = (
            str(problem).replace(str(incoming), str(source)).replace(incoming.name, source.name)
        )
        raise StoreProblem(
            f"{source} cannot be restored; nothing was changed. "
            f"{message.replace(RESTORE, 'Choose another backup.')}"
        ) from problem
    if broken:
        raise StoreProblem(
            f"{source} is not a whole store; nothing was changed. {' '.join(broken[:3])}"
        )


def _newest_revision(path: Path) -> int | None:
    """The newest revision of the store at ``path``; null if there is none, or it is unreadable."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as old:
            row = old.execute("SELECT revision FROM store_revision").fetchone()
    except sqlite3.DatabaseError as problem:
        if not _is_beyond_reading(problem):
            raise
        return None
    return int(row[0]) if row else None


def _newest_on_server(store: Store) -> int | None:
    """The newest revision of a store on a server; null if the store has lost it."""
    with store.reading() as connection:
        return connection.scalar(select(col(StoreRevision.revision)))


def _keep_aside(path: Path, at: datetime) -> Path | None:
    if not path.exists():
        return None
    aside = _free_name(_name_aside(path, at))
    owner_only.make_file(aside)
    try:
        copy_over(path, aside)
    except sqlite3.DatabaseError as problem:
        if not _is_beyond_reading(problem):
            aside.unlink(missing_ok=True)
            raise
        # It is too damaged to be read as a store, so its file and log are moved aside.
        path.replace(aside)
        for end in ("-wal", "-shm"):
            beside = path.with_name(f"{path.name}{end}")
            if beside.exists():
                beside.replace(aside.with_name(f"{aside.name}{end}"))
        owner_only.take_from_others(aside)
    return aside


def _name_aside(path: Path, at: datetime) -> Path:
    return path.with_name(f"{path.stem}.before-restore-{at:%Y%m%dT%H%M%S}{path.suffix}")


def _free_name(wanted: Path) -> Path:
    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return next(name for name in chain([wanted], names) if not name.exists())


def _is_beyond_reading(problem: sqlite3.DatabaseError) -> bool:
    """True for damage. A full disk or a busy store is not damage, and must not lose the store."""
    kind = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _step_revision_past(newest: int | None, incoming: Path, at: datetime, name: str) -> None:
    """Raises the revision, so that caches of earlier revisions are not used for the new rows."""
    earlier_identity = None
    with closing(sqlite3.connect(incoming)) as connection, connection:
        if newest is None:
            # The newest revision is unknown, so the restored store gets a new identity. By the
            # earlier one it is known again as the store of older backups.
            (earlier_identity,) = connection.execute(
                "SELECT identity FROM store_revision"
            ).fetchone()
            connection.execute("UPDATE store_revision SET identity = ?", (token_hex(8),))
        else:
            connection.execute("UPDATE store_revision SET revision = max(revision, ?)", (newest,))
        connection.execute("UPDATE store_revision SET revision = revision + 1")
        # A session that was ended after the backup was made must not hold again.
        connection.execute("DELETE FROM sign_in_session")
        connection.execute(
            "INSERT INTO audit_event (at, who, what, subject, detail) VALUES (?, ?, ?, ?, ?)",
            (f"{at:%Y-%m-%d %H:%M:%S.%f}", "command line", RESTORED, name, earlier_identity),
        )
