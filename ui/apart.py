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
    found: list[Counted] = pickle.loads(done.stdout)
    return found


def count(rows: Frames, known: Collection[str]) -> Counted:
    """One quarter of these rows."""
    key = blake2b(pickle.dumps(dict(rows)), digest_size=16).hexdigest()
    return key, numbers_of(rows), None if key in known else protect_quarter(rows)


def main() -> None:
    """Answer one question that comes as input."""
    tables, limits, days, known = pickle.load(sys.stdin.buffer)
    found = [
        count(rows_of_quarter(tables, limits, first, counted_at), known)
        for first, counted_at in days
    ]
    pickle.dump(found, sys.stdout.buffer)


if __name__ == "__main__":
    main()
