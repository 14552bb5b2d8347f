"""Counts and protects quarters and years in a process of its own.

It takes seconds and tens of megabytes, which end with the process.
"""

import pickle
import subprocess
import sys
from collections.abc import Collection, Sequence
from hashlib import blake2b
from pathlib import Path

import polars as pl

from data_access.snapshots import Kept
from metrics.cases.tables import Tables
from metrics.disclosure import THRESHOLD
from metrics.victims.frames import Frames
from metrics.victims.quarters import Cubes, numbers_of, protect_quarter, rows_of_quarter
from metrics.victims.years import Days, protect_year

ROOT = Path(__file__).parent.parent
# One quarter, to be counted of all areas; or the four of a year, to be counted of each.
Period = Sequence[Days]
# What the rows of a period are known by, what medians are of, and the cubes, null where known.
Counted = tuple[str, pl.DataFrame, Cubes | None]
# The columns of a frame, and what they hold.
Plain = tuple[dict[str, list[object]], pl.Schema]


def count_apart(
    tables: Tables,
    limits: pl.DataFrame,
    periods: Sequence[Period],
    known: Collection[str],
    threshold: int = THRESHOLD,
) -> list[Counted]:
    """Every one of ``periods``, in their order; what is ``known`` is not protected again.

    ``known``: of the same threshold, which is no part of what rows are known by.
    Errors: CalledProcessError where the process fails.
    """
    if not periods:
        return []
    asked = (limits, periods, known, threshold)
    try:
        answers = _answers(tables, *asked)
    except subprocess.CalledProcessError:
        if not isinstance(tables, Kept):
            raise
        # Another process may have taken the snapshot away before that one had opened it.
        answers = _answers(dict(tables), *asked)
    return [(key, _frame(numbers), _cubes(cubes)) for key, numbers, cubes in answers]


def _answers(*asked: object) -> list[tuple[str, Plain, dict[str, Plain] | None]]:
    done = subprocess.run(
        [sys.executable, "-m", "ui.apart"],
        input=pickle.dumps(asked),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    answers: list[tuple[str, Plain, dict[str, Plain] | None]] = pickle.loads(done.stdout)
    return answers


def count(
    quarters: Sequence[Frames], known: Collection[str], threshold: int = THRESHOLD
) -> Counted:
    """One period, of the rows of its quarters."""
    known_by = blake2b(digest_size=16)
    for rows in quarters:
        for kind, of_kind in rows.items():
            known_by.update(pickle.dumps((kind, of_kind)))
    key = known_by.hexdigest()
    numbers = pl.concat([numbers_of(rows) for rows in quarters], how="vertical")
    return key, numbers, None if key in known else _protected(quarters, threshold)


def main() -> None:
    """Answer one question that comes as input."""
    tables, limits, periods, known, threshold = pickle.load(sys.stdin.buffer)
    rows: dict[Days, Frames] = {}
    counted = {}
    # One after the other, so that no more rows are held than a year has.
    in_order = sorted(range(len(periods)), key=lambda number: max(periods[number]))
    for done, number in enumerate(in_order, start=1):
        period = periods[number]
        rows |= {days: rows_of_quarter(tables, limits, *days) for days in {*period} - rows.keys()}
        counted[number] = count([rows[days] for days in period], known, threshold)
        to_come = {days for later in in_order[done:] for days in periods[later]}
        rows = {days: rows[days] for days in rows.keys() & to_come}
    answers = (counted[number] for number in range(len(periods)))
    pickle.dump(
        [(key, _plain(numbers), _plain_cubes(cubes)) for key, numbers, cubes in answers],
        sys.stdout.buffer,
    )


def _protected(quarters: Sequence[Frames], threshold: int) -> Cubes:
    if len(quarters) == 1:
        return protect_quarter(quarters[0], threshold)
    return protect_year(quarters, threshold)


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
