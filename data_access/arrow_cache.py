"""A cache of the tables of cases as Arrow files.

A snapshot holds the rows of the files received by a day, as they were in the store after one write
of cases. It is a copy: it is made again if it is missing, outdated, or not byte for byte as it was
written, and a store without room for one is read directly. Nothing in it identifies a case, because
case keys are replaced by numbers.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import blake2b, file_digest
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl
from platformdirs import user_cache_path
from sqlalchemy import Connection, func, select

from data_access import worker
from data_access.columnar_read import read_columns
from data_access.reads import (
    Tallies,
    batches_by,
    newest,
    read_table,
    read_tallies,
    schema_of,
    what_can_be_read,
    with_areas,
    writes_of_cases,
)
from data_access.store import Store, owner_only, revision
from data_access.tables import METADATA, TALLY_NAMES

# Tables with fewer rows are read and counted in less than a second.
ROWS_KEPT_AS_COLUMNS = 100
# The version of the files' layout: files of another version are made again.
LAYOUT = 4
CONTENTS, UNFINISHED = "contents.json", "unfinished-"
# An unfinished snapshot that is this much older than the newest was left by a process that ended.
ABANDONED_SECONDS = 3_600
# The snapshots kept of one state of the store: of the newest files, and of a few earlier days.
DAYS_KEPT = 4
WORDS = pl.Categorical(pl.Categories("words", "rasso", physical=pl.UInt8))
PLACES = pl.Categorical(pl.Categories("places", "rasso", physical=pl.UInt16))
# Columns of text that is not of the vocabulary, and of small numbers.
NARROW: dict[str, pl.DataType] = {
    "force": PLACES,
    "area": PLACES,
    "number": pl.Int32(),
    "about_number": pl.Int32(),
}


class CachedTables(dict[str, pl.DataFrame]):
    """Tables cached at ``place``; a process that receives them reads them from there."""

    def __init__(self, place: Path, tables: Mapping[str, pl.DataFrame]) -> None:
        super().__init__(tables)
        self.place = place

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        # If the files have been removed meanwhile, the tables themselves are sent.
        return (read_snapshot_at, (self.place,)) if _rows_at(self.place) else (dict, (dict(self),))


def read_snapshot_at(place: Path) -> Mapping[str, pl.DataFrame]:
    """Reads the tables cached at ``place``. Errors: FileNotFoundError if they have been removed."""
    tables = _rows_at(place)
    if tables is None:
        raise FileNotFoundError(f"{place.name} was removed.")
    return tables


def newest_tallies(
    store: Store, received_by: date | None = None, *, above: int = ROWS_KEPT_AS_COLUMNS
) -> Tallies:
    """Like ``read_tallies``, but from a snapshot if a table has more than ``above`` rows.

    Shape: as ``read_tallies``, except that in a snapshot ``case_key`` is a number (equal in all
    tables), words and places are ``Categorical``, and ``number`` is an Int32.
    """
    with store.reading() as connection:
        is_small = _longest(connection) <= above
        if not is_small:
            newest_revision, state = revision(connection), _state(connection)
            batches = batches_by(read_table(connection, "import_batch"), received_by)["id"]
            folder = folder_of(store)
            place = folder / f"{state}-{_hash_of(batches.to_list())}"
            tables = _rows_at(place) or _cached(place, _tables(connection, batches))
    if is_small:
        return read_tallies(store, received_by)
    _remove_others(store, place)
    return Tallies(newest_revision, tables)


def call_in_worker(function: str, tables: Mapping[str, pl.DataFrame], *others: object) -> Any:
    """Calls the function ``package.module:name`` on ``tables`` in a worker, and returns its result.

    Errors: WorkerFailed.
    """
    try:
        return worker.call(function, tables, *others)
    except worker.WorkerFailed:
        if not isinstance(tables, CachedTables):
            raise
        # Another process may have removed the snapshot before the worker had opened it.
        return worker.call(function, dict(tables), *others)


def _hash_of(what: object) -> str:
    """A short cache key: a hash of the ``repr`` of ``what``."""
    return blake2b(repr(what).encode(), digest_size=12).hexdigest()


def folder_of(store: Store) -> Path:
    """The folder of snapshots of ``store``: beside its file, or else in the user's cache."""
    if store.path:
        return store.path.with_name(f"{store.path.name}-columns")
    address = _hash_of(store.url.set(password=None).render_as_string())
    return user_cache_path("rasso-oversight") / f"{address}-columns"


def remove_snapshots(store: Store) -> None:
    """Removes every snapshot of ``store``.

    Errors: OSError if one cannot be removed.
    """
    with suppress(FileNotFoundError):
        shutil.rmtree(folder_of(store))


def _longest(connection: Connection) -> int:
    """An upper bound of the number of rows in the longest table of cases."""
    ids = [select(func.max(METADATA.tables[name].c.id)).scalar_subquery() for name in TALLY_NAMES]
    return max(last or 0 for last in connection.execute(select(*ids)).one())


def _state(connection: Connection) -> str:
    """A key of the rows of cases: the identity of the store, and every write that touched them."""
    events = writes_of_cases(read_table(connection, "audit_event"))
    batches = read_table(connection, "import_batch")
    identity = revision(connection).identity
    return _hash_of([LAYOUT, identity, events.rows(), batches.rows()])


def _tables(connection: Connection, batches: pl.Series) -> dict[str, pl.DataFrame]:
    """The newest version of every row of ``batches``, in narrow columns."""
    tables = {name: _rows(connection, name, batches) for name in TALLY_NAMES}
    keys = pl.concat(
        rows.select("case_key") for rows in tables.values() if "case_key" in rows.columns
    ).unique(maintain_order=True)
    numbers = keys.with_row_index("case")
    for name, rows in tables.items():
        tables[name] = newest(_numbered(rows, numbers), name).drop("id")
    return with_areas(tables)


def _numbered(rows: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with the number of each case instead of its key."""
    if "case_key" not in rows.columns:
        return rows
    numbered = rows.join(numbers, on="case_key", how="left", maintain_order="left")
    return numbered.with_columns(case_key="case").drop("case")


def _rows(connection: Connection, name: str, batches: pl.Series) -> pl.DataFrame:
    table = METADATA.tables[name]
    schema = schema_of(table)
    narrow = {column: _narrow(column, dtype) for column, dtype in schema.items()}
    with what_can_be_read(name):
        parts = [
            part.select(pl.col(column).cast(to) for column, to in narrow.items())
            # Before the first file came, nothing need be read.
            for part in (read_columns(connection, table, schema) if len(batches) else ())
        ]
        rows = pl.concat([pl.DataFrame(schema=narrow), *parts])
        return rows.filter(pl.col("batch").is_in(batches.implode()))


def _narrow(column: str, dtype: pl.DataType) -> pl.DataType:
    if column == "case_key":
        return dtype
    return NARROW.get(column, WORDS if dtype == pl.String else dtype)


def _cached(place: Path, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """``tables``, cached at ``place`` if it is writable."""
    with suppress(OSError):
        owner_only.make_folder(place.parent)
    _write_all(place, tables)
    return _rows_at(place) or tables


def _rows_at(place: Path) -> CachedTables | None:
    tables = _read(place, TALLY_NAMES)
    return None if tables is None else CachedTables(place, tables)


def _read(place: Path, names: Iterable[str]) -> dict[str, pl.DataFrame] | None:
    """The frames cached at ``place``; null if they are missing, or not as they were written."""
    try:
        contents = json.loads((place / CONTENTS).read_text())
        files = {name: place / f"{name}.arrow" for name in names}
        if contents != {"of": place.name, "checksums": _checksums(files)}:
            return None
        return {name: pl.read_ipc(file) for name, file in files.items()}
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return None


def _checksums(files: Mapping[str, Path]) -> dict[str, str]:
    checksums = {}
    for name, file in files.items():
        with file.open("rb") as opened:
            # Processors have instructions for SHA-256: half the time of BLAKE2.
            checksums[name] = file_digest(opened, "sha256").hexdigest()
    return checksums


def _write_all(place: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    """Caches ``frames`` at ``place``, all or none, if it is writable."""
    with suppress(OSError, pl.exceptions.PolarsError):
        making = Path(mkdtemp(prefix=UNFINISHED, dir=place.parent))
        try:
            _write(making, place.name, frames)
            # A complete snapshot from another process is equally good.
            if _read(place, frames) is None:
                shutil.rmtree(place, ignore_errors=True)
                making.replace(place)
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _write(making: Path, key: str, tables: Mapping[str, pl.DataFrame]) -> None:
    files = {name: making / f"{name}.arrow" for name in tables}
    for name, rows in tables.items():
        with open(files[name], "xb", opener=owner_only.opener) as file:
            rows.rechunk().write_ipc(file, record_batch_size=max(rows.height, 1))
    contents = {"of": key, "checksums": _checksums(files)}
    with open(making / CONTENTS, "x", opener=owner_only.opener) as file:
        json.dump(contents, file)


def _remove_others(store: Store, place: Path) -> None:
    """Removes snapshots of other states, also this one if cases were written meanwhile."""
    with store.reading() as connection:
        state = _state(connection)
    with suppress(OSError):
        made_at = {each: each.stat().st_mtime for each in place.parent.iterdir()}
        newest_first = sorted(made_at, key=lambda each: (each != place, -made_at[each]))
        of_state = [each for each in newest_first if each.name.startswith(f"{state}-")]
        for each in newest_first:
            is_made = each.name.startswith(UNFINISHED)
            is_old = max(made_at.values()) - made_at[each] > ABANDONED_SECONDS
            if is_old if is_made else each not in of_state[:DAYS_KEPT]:
                shutil.rmtree(each, ignore_errors=True)
