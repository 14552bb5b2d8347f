"""Counts and protects quarters in a process of its own.

It takes seconds and tens of megabytes, which end with the process.
"""

import pickle
import subprocess
import sys
from collections.abc import Collection, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path

import polars as pl

from metrics.case_tables import Tables
from metrics.victim_frames import Frames
from metrics.victim_quarters import Cubes, numbers_of, protect_quarter, rows_of_quarter

ROOT = Path(__file__).parent.parent
# The first day of a quarter, and the month-end it is counted at.
Days = Sequence[tuple[date, date]]
# What the rows of a quarter are known by, what medians are of, and the cubes, null where known.
Counted = tuple[str, pl.DataFrame, Cubes | None]
# The columns of a frame, and what they hold.
Plain = tuple[dict[str, list[object]], pl.Schema]


def count_apart(
    tables: Tables, limits: pl.DataFrame, days: Days, known: Collection[str]
) -> list[Counted]:
    """Every quarter of ``days``, in their order; what is ``known`` is not protected again.

    Errors: CalledProcessError where the process fails.
    """
    if not days:
        return []
    done = subprocess.run(
        [sys.executable, "-m", "ui.apart"],
        input=pickle.dumps((dict(tables), limits, days, known)),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    return [
        (key, _frame(numbers), _cubes(cubes)) for key, numbers, cubes in pickle.loads(done.stdout)
    ]


def count(rows: Frames, known: Collection[str]) -> Counted:
    """One quarter of these rows."""
    key = blake2b(pickle.dumps(dict(rows)), digest_size=16).hexdigest()
    return key, numbers_of(rows), None if key in known else protect_quarter(rows)


def main() -> None:
    """Answer one question that comes as input."""
    tables, limits, days, known = pickle.load(sys.stdin.buffer)
    counted = (count(rows_of_quarter(tables, limits, *each), known) for each in days)
    pickle.dump(
        [(key, _plain(numbers), _plain_cubes(cubes)) for key, numbers, cubes in counted],
        sys.stdout.buffer,
    )


# A frame that came as bytes keeps them. Threads of Polars that let go of it wait for Python, and
# whoever waits in Python for those threads then waits for ever.


def _plain(frame: pl.DataFrame) -> Plain:
    return frame.to_dict(as_series=False), frame.schema


def _plain_cubes(cubes: Cubes | None) -> dict[str, Plain] | None:
    return None if cubes is None else {kind: _plain(cube) for kind, cube in cubes.items()}


def _frame(plain: Plain) -> pl.DataFrame:
    columns, schema = plain
    return pl.DataFrame(columns, schema)


def _cubes(plain: dict[str, Plain] | None) -> Cubes | None:
    return None if plain is None else {kind: _frame(cube) for kind, cube in plain.items()}


if __name__ == "__main__":
    main()
