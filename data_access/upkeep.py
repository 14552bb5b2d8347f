"""Looking after a whole store: begin it, check it, copy it out, put it back, blank what must go."""

import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from secrets import token_hex

import polars as pl
from sqlalchemy import URL, update

from data_access import demo, reads, starter
from data_access import store as stores
from data_access.identifying import REDACTED
from data_access.reads import Snapshot
from data_access.store import Revision, Store, StoreProblem
from data_access.tables import METADATA, Setting

# Free text that a reader typed; what the response says is quoted from a public document.
REDACTABLE = {
    "position": ("note",),
    "judgement": ("reasons", "given_by"),
    "evidence": ("title", "link"),
    "action": ("title", "owner_role"),
    "action_update": ("note", "waiting_on", "agreed_by"),
    "escalation": ("reason",),
    "decision": ("text", "owner"),
    "ask": ("what", "answer"),
}
DEMONSTRATION_MARK = "DEMONSTRATION-NOT-REAL.txt"
PROGRESS = (
    "position",
    "judgement",
    "action_update",
    "escalation",
    "meeting",
    "decision",
    "ask",
    "import_batch",
)


def begin(url: URL, at: datetime, *, content: bool = True) -> Store:
    """The store at ``url``, made or brought up to date, with the starter content in it."""
    store = stores.create_or_migrate(url)
    if content and reads.read_snapshot(store).tables["inspection"].is_empty():
        with store.writing(starter.RECORDED_BY, "load", "starter content", at=at) as session:
            starter.load(session, at)
    return store


def make_demonstration(store: Store, at: datetime) -> None:
    """Fills a store that holds starter content only, and marks it for good; all of it or nothing.

    Errors: StoreProblem where anything else is in it; it is left as it was.
    """
    before = _refuse_unless_starter_only(store)
    if store.path is None:
        _mark_and_fill(store, at)
        return
    with stores.in_plain_words(store.url), stores.unfinished(store.path) as making:
        making.touch()
        _copy(store.path, making)
        _mark_and_fill(stores.open_store(stores.sqlite_url(making)), at)
        if reads.read_revision(store) != before:
            raise StoreProblem(
                f"Somebody recorded in {store.name} meanwhile. Nothing of the demonstration "
                "was put there. Choose a new place with STORE_URL."
            )
        _copy(making, store.path)


def make_demonstration_file(path: Path, at: datetime) -> None:
    """A new demonstration store at ``path``; it appears there only when it is whole."""
    with stores.in_plain_words(stores.sqlite_url(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        with stores.unfinished(path) as making:
            _mark_and_fill(begin(stores.sqlite_url(making), at), at)
            stores.put_in_place(making, path)


def holds_starter_only(snapshot: Snapshot) -> bool:
    """True where nothing was recorded or imported beside the starter content."""
    tables = snapshot.tables
    return (
        not tables["inspection"].is_empty()
        and all(tables[name].is_empty() for name in PROGRESS)
        and all(
            (tables[name]["recorded_by"] == starter.RECORDED_BY).all()
            for name in ("action", "evidence")
        )
    )


def faults(store: Store) -> list[str]:
    """Everything that is wrong with the store, a sentence each; empty where it is sound."""
    found = []
    try:
        if store.path:
            with store.reading() as connection:
                said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            found += [f"The file is damaged: {line}." for line in said if line != "ok"]
            found += [
                f"{row[0]} row {row[1]} points at a {row[2]} that is gone." for row in orphans
            ]
        snapshot = reads.read_snapshot(store)
    except StoreProblem as problem:
        return [*found, str(problem)]
    return found + _broken_history(snapshot) + _broken_content(snapshot)


def export(store: Store, folder: Path) -> dict[str, int]:
    """Writes one CSV a table and returns the rows of each. Nothing of a half-written file stays.

    Beside the files of a demonstration lies one that says so.
    """
    snapshot = reads.read_snapshot(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in snapshot.tables.items():
            file = folder / f"{name}.csv"
            with stores.unfinished(file) as making:
                frame.write_csv(making)
                making.replace(file)
        if snapshot.demonstration_as_at:
            (folder / DEMONSTRATION_MARK).write_text(
                "Demonstration: not real. The progress in these files is invented.\n"
            )
    except OSError as problem:
        raise StoreProblem(
            f"{folder} is not a folder that can be written to. Choose another."
        ) from problem
    return {name: frame.height for name, frame in snapshot.tables.items()}


def backup(store: Store, target: Path) -> None:
    """Copies a store that may be written meanwhile; the copy is one moment of it.

    Errors: StoreProblem where ``target`` is there already.
    """
    source = _file(store)
    with stores.in_plain_words(stores.sqlite_url(target)):
        if target.exists():
            raise StoreProblem(
                f"{target} is there already and was left as it is. Choose a new name."
            )
        with stores.unfinished(target) as making:
            making.touch()
            with stores.in_plain_words(store.url):
                _copy(source, making)
            stores.put_in_place(making, target)


def restore(source: Path, url: URL, at: datetime) -> Path | None:
    """Puts a backup in the place of the store at ``url``, in one step that readers survive.

    Returns where the old store was kept, null where there was none.
    Errors: StoreProblem where ``source`` is not a whole store of this program, or is newer than
    it; nothing is changed.
    """
    if not stores.is_sqlite(url):
        raise StoreProblem("Restore works on a store in a file; on a server use its own tools.")
    path = Path(url.database or "")
    if not source.is_file():
        raise StoreProblem(f"There is no file {source}.")
    with stores.in_plain_words(url):
        if path.exists() and source.samefile(path):
            raise StoreProblem("That is the store itself. Name a backup of it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        with stores.unfinished(path) as incoming:
            incoming.touch()
            _take_in(source, incoming)
            newest = _newest_revision(path)
            aside = _keep_aside(path, at)
            _step_revision_past(newest, incoming, at, source.name)
            if path.exists():
                _copy(incoming, path)
            else:
                stores.put_in_place(incoming, path)
    return aside


def redact(store: Store, table: str, row: int, column: str, *, by: str, at: datetime) -> None:
    """Blanks one text that should never have been there, and what the file kept of it.

    Errors: StoreProblem where there is no such text.
    """
    if column not in REDACTABLE.get(table, ()):
        known = "; ".join(f"{name}: {', '.join(columns)}" for name, columns in REDACTABLE.items())
        raise StoreProblem(
            f"{table}.{column} is not a text that can be blanked. These are: {known}."
        )
    columns = METADATA.tables[table].c
    with store.writing(by, "redact", f"{table} {row}", at=at, detail=column) as session:
        blanked = session.connection().execute(
            update(METADATA.tables[table])
            .where(columns.id == row, columns[column].is_not(None))
            .values({column: REDACTED})
        )
        if blanked.rowcount == 0:
            raise StoreProblem(f"{table} has no row {row} with a text in {column}.")
    if store.path:
        # What was overwritten may linger in free pages and in the log beside the file.
        with closing(sqlite3.connect(store.path, timeout=stores.BUSY_SECONDS)) as connection:
            connection.execute("VACUUM")
            kept_by_a_reader = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if kept_by_a_reader:
            raise StoreProblem(
                "The text is blanked, but the file may still hold it, for the store was being "
                "read all the while. Give the same command again."
            )


def _refuse_unless_starter_only(store: Store) -> Revision:
    snapshot = reads.read_snapshot(store)
    if snapshot.demonstration_as_at:
        raise StoreProblem(f"{store.name} is a demonstration store already. Nothing was changed.")
    if snapshot.tables["inspection"].is_empty():
        raise StoreProblem(
            f"{store.name} does not hold the starter content yet. Load it with: {stores.INIT}"
        )
    if not holds_starter_only(snapshot):
        raise StoreProblem(
            f"{store.name} holds more than the starter content, and invented progress must never "
            "mix with real progress. Nothing was changed. Choose a new place with STORE_URL."
        )
    return snapshot.revision


def _mark_and_fill(store: Store, at: datetime) -> None:
    marks = {"demonstration": "yes", "demonstration_as_at": demo.AS_AT.isoformat()}
    with store.writing(demo.RECORDED_BY, "mark", "demonstration", at=at) as session:
        session.add_all(Setting(key=key, value=value) for key, value in marks.items())
    demo.fill(store)


def _file(store: Store) -> Path:
    if store.path is None:
        raise StoreProblem("This works on a store in a file; on a server use its own tools.")
    return store.path


def _copy(source: Path, target: Path) -> None:
    # Not mode=ro: who may only read leaves the log and its index beside the file.
    address = f"{source.resolve().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=stores.BUSY_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=stores.BUSY_SECONDS)) as new,
    ):
        old.backup(new)


def _take_in(source: Path, incoming: Path) -> None:
    try:
        with stores.in_plain_words(stores.sqlite_url(source)):
            if source.stat().st_size == 0:
                raise StoreProblem("The file is empty.")
            _copy(source, incoming)
        broken = faults(stores.bring_up_to_date(stores.sqlite_url(incoming)))
    except StoreProblem as problem:
        said = str(problem).replace(str(incoming), str(source)).replace(incoming.name, source.name)
        raise StoreProblem(
            f"{source} cannot be restored; nothing was changed. "
            f"{said.replace(stores.RESTORE, 'Choose another backup.')}"
        ) from problem
    if broken:
        raise StoreProblem(
            f"{source} is not a whole store; nothing was changed. {' '.join(broken[:3])}"
        )


def _newest_revision(path: Path) -> int | None:
    """Null where there is no store, or none that can be read."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=stores.BUSY_SECONDS)) as old:
            row = old.execute("SELECT revision FROM store_revision").fetchone()
    except sqlite3.DatabaseError as problem:
        if not _is_beyond_reading(problem):
            raise
        return None
    return int(row[0]) if row else None


def _keep_aside(path: Path, at: datetime) -> Path | None:
    if not path.exists():
        return None
    aside = _free_name(
        path.with_name(f"{path.stem}.before-restore-{at:%Y%m%dT%H%M%S}{path.suffix}")
    )
    try:
        _copy(path, aside)
    except sqlite3.DatabaseError as problem:
        if not _is_beyond_reading(problem):
            aside.unlink(missing_ok=True)
            raise
        # Too damaged to be read as a store: kept as the bytes it is, with its log, out of the way.
        path.replace(aside)
        for end in ("-wal", "-shm"):
            beside = path.with_name(f"{path.name}{end}")
            if beside.exists():
                beside.replace(aside.with_name(f"{aside.name}{end}"))
    return aside


def _free_name(wanted: Path) -> Path:
    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return next(name for name in chain([wanted], names) if not name.exists())


def _is_beyond_reading(problem: sqlite3.DatabaseError) -> bool:
    """True for damage; a full disk or a busy store is none, and must not cost anybody a store."""
    kind = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _step_revision_past(newest: int | None, incoming: Path, at: datetime, name: str) -> None:
    """A revision never comes back with other rows: what is cached under it would be shown."""
    with closing(sqlite3.connect(incoming)) as connection, connection:
        if newest is None:
            # How far the old one went is not known: no number of it may be met again.
            connection.execute("UPDATE store_revision SET identity = ?", (token_hex(8),))
        else:
            connection.execute("UPDATE store_revision SET revision = max(revision, ?)", (newest,))
        connection.execute("UPDATE store_revision SET revision = revision + 1")
        connection.execute(
            "INSERT INTO audit_event (at, who, what, subject) VALUES (?, ?, ?, ?)",
            (f"{at:%Y-%m-%d %H:%M:%S.%f}", "command line", "restore", name),
        )


def _broken_history(snapshot: Snapshot) -> list[str]:
    tables = snapshot.tables
    dated = tables["action_update"].join(
        tables["action"].select(action="ref", opened_on="opened_on"), on="action"
    )
    early = dated.filter(pl.col("effective_on") < pl.col("opened_on"))["id"].to_list()
    return [f"action_update row {row} is from before its action was opened." for row in early]


def _broken_content(snapshot: Snapshot) -> list[str]:
    tables = snapshot.tables
    bare = tables["recommendation"].join(
        tables["requirement"], left_on="ref", right_on="recommendation", how="anti"
    )
    return [f"Recommendation {ref} has no part." for ref in bare["ref"].to_list()]
