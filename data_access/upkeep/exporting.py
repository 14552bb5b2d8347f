"""The tables of a store as files that any spreadsheet opens."""

from pathlib import Path

from data_access.reads import read_snapshot
from data_access.store import Store, StoreProblem, files

DEMONSTRATION_MARK = "DEMONSTRATION-NOT-REAL.txt"


def export(store: Store, folder: Path) -> dict[str, int]:
    """Writes one CSV a table and returns the rows of each. Nothing of a half-written file stays.

    Beside the files of a demonstration lies one that says so.
    """
    snapshot = read_snapshot(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in snapshot.tables.items():
            file = folder / f"{name}.csv"
            with files.unfinished(file) as making:
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
