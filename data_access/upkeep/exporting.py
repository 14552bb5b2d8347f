"""The tables of a store as files that any spreadsheet opens."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import polars as pl

from data_access.reads import read_snapshot, read_tallies
from data_access.store import Store, StoreProblem, files

DEMONSTRATION_MARK = "DEMONSTRATION-NOT-REAL.txt"


def export(store: Store, folder: Path) -> dict[str, int]:
    """Writes one CSV a table, those of cases left out, and returns the rows of each.

    Nothing of a half-written file stays. Beside a demonstration's files lies one that says so.
    """
    snapshot = read_snapshot(store)
    with _in_plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if snapshot.demonstration_as_at:
            (folder / DEMONSTRATION_MARK).write_text(
                "Demonstration: not real. The progress in these files is invented.\n"
            )
        return _written(snapshot.tables, folder)


def export_cases(store: Store, folder: Path, *, by: str, at: datetime) -> dict[str, int]:
    """Writes the tables of cases too, the newest version of each row; the audit says so."""
    with store.writing(by, "export", "rows of cases", at=at):
        pass
    with _in_plain_words(folder):
        return _written(read_tallies(store).tables, folder)


def _written(tables: Mapping[str, pl.DataFrame], folder: Path) -> dict[str, int]:
    for name, frame in tables.items():
        file = folder / f"{name}.csv"
        with files.unfinished(file) as making:
            frame.write_csv(making)
            making.replace(file)
    return {name: frame.height for name, frame in tables.items()}


@contextmanager
def _in_plain_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StoreProblem(
            f"{folder} is not a folder that can be written to. Choose another."
        ) from problem
