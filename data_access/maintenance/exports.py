"""Exports the tables of a store as CSV files."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import polars as pl

from data_access import csv_text, writes
from data_access.intake.privacy.case_key import refuse_beside_the_key
from data_access.reads import read_snapshot, read_table, read_tallies
from data_access.store import Store, StoreProblem, atomic_file, owner_only
from data_access.tables import AccessEvent, SealedContent

# Not in a snapshot, since no page counts them.
OUTSIDE = (str(AccessEvent.__tablename__), str(SealedContent.__tablename__))
DEMONSTRATION_MARK = "DEMONSTRATION-NOT-REAL.txt"
NOT_REAL = b"Demonstration: not real. What these files hold after the response is invented.\n"


def export(store: Store, folder: Path) -> dict[str, int]:
    """Writes one CSV per table, except those of cases, and returns the number of rows of each.

    An incomplete file is removed. A demonstration's files come with one that marks them invented.
    """
    snapshot = read_snapshot(store)
    with store.reading() as connection:
        outside = {name: read_table(connection, name) for name in OUTSIDE}
    return _write_files(
        snapshot.tables | outside, folder, is_invented=snapshot.demonstration_as_at is not None
    )


def export_cases(store: Store, folder: Path, *, by: str, at: datetime) -> dict[str, int]:
    """Writes also the tables of cases (the newest version of each row), and audits the export."""
    with store.writing(writes.writer(by), "export", "rows of cases", at=at):
        pass
    is_invented = read_snapshot(store).demonstration_as_at is not None
    return _write_files(read_tallies(store).tables, folder, is_invented=is_invented)


def _write_files(
    tables: Mapping[str, pl.DataFrame], folder: Path, *, is_invented: bool
) -> dict[str, int]:
    refuse_beside_the_key(folder)
    try:
        owner_only.make_folder(folder)
        if is_invented:
            owner_only.write_file(folder / DEMONSTRATION_MARK, NOT_REAL)
        for name, frame in tables.items():
            file = folder / f"{name}.csv"
            with atomic_file.unfinished(file) as making:
                owner_only.write_file(making, csv_text.as_csv(frame))
                making.replace(file)
    except OSError as problem:
        raise StoreProblem(
            f"{folder} is not a folder that can be written to. Choose another."
        ) from problem
    return {name: frame.height for name, frame in tables.items()}
