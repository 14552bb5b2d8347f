"""Protected counts of quarters and years: counted in a worker, cached beside a large store's rows.

The next start of the app reads them, unless anything that they depend on has changed.
"""

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from typing import NamedTuple

import polars as pl

from data_access import worker
from data_access.arrow_cache import Kept, keep_counted, read_counted
from metrics.cases.case_tables import Tables
from metrics.disclosure import THRESHOLD
from metrics.victims.period_counts import PeriodCounts, PeriodDays, ProtectedCounts
from metrics.victims.row_sets import ROW_SETS

# All that says how rows are counted, and which counts are withheld.
CODE = ("metrics/**/*.py", "data_access/vocabulary.py", "ui/protected_counts_cache.py")
COUNT = "metrics.victims.period_counts:count_periods"
LIBRARIES = ("polars", "numpy", "highspy", "holidays")
KEYS, NUMBERS, COUNTS = "keys", "numbers", "counts"
PERIOD, KIND = "period", "kind"


class Protected(NamedTuple):
    """One period: what its rows are known by, what medians are of, and its counts."""

    key: str
    numbers: pl.DataFrame
    protected_counts: ProtectedCounts


def count_in_worker(
    tables: Tables,
    limits: pl.DataFrame,
    periods: Sequence[PeriodDays],
    known: Collection[str],
    threshold: int = THRESHOLD,
) -> list[PeriodCounts]:
    """As ``count_periods``, whose memory ends with its process. Errors: WorkerFailed."""
    if not periods:
        return []
    asked = (limits, periods, known, threshold)
    try:
        counts: list[PeriodCounts] = worker.call(COUNT, tables, *asked)
    except worker.WorkerFailed:
        if not isinstance(tables, Kept):
            raise
        # Another process may have removed the snapshot before the worker had opened it.
        counts = worker.call(COUNT, dict(tables), *asked)
    return counts


def read_protected(
    tables: Tables, limits: pl.DataFrame, periods: Sequence[PeriodDays]
) -> list[Protected] | None:
    """What was found of ``periods``, in their order; null where that was not kept."""
    kept = read_counted(tables, _known_by(limits, periods), (KEYS, NUMBERS, COUNTS))
    if kept is None:
        return None
    of_period = [
        {
            name: rows.filter(pl.col(PERIOD) == place)
            .drop(PERIOD)
            .cast({pl.Categorical: pl.String})
            for name, rows in kept.items()
        }
        for place in range(len(periods))
    ]
    return [
        Protected(
            each[KEYS].item(),
            each[NUMBERS],
            {kind: each[COUNTS].filter(pl.col(KIND) == kind).drop(KIND) for kind in ROW_SETS},
        )
        for each in of_period
    ]


def keep_protected(
    tables: Tables, limits: pl.DataFrame, periods: Sequence[PeriodDays], found: Sequence[Protected]
) -> None:
    """Keeps what was found of ``periods``, in their order, for the next start."""
    frames = {
        KEYS: [pl.DataFrame({"key": each.key}) for each in found],
        NUMBERS: [each.numbers for each in found],
        COUNTS: [
            pl.concat(
                rows.select(pl.lit(kind).alias(KIND), pl.all())
                for kind, rows in each.protected_counts.items()
            )
            for each in found
        ],
    }
    if found:
        keep_counted(
            tables,
            _known_by(limits, periods),
            {name: pl.concat(_numbered(of_periods)) for name, of_periods in frames.items()},
        )


def _numbered(of_periods: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    # Few words, a million times: kept as numbers of them.
    return [
        rows.cast({pl.String: pl.Categorical}).select(
            pl.lit(place, pl.Int16).alias(PERIOD), pl.all()
        )
        for place, rows in enumerate(of_periods)
    ]


def _known_by(limits: pl.DataFrame, periods: Sequence[PeriodDays]) -> str:
    """What counts hang on besides their rows, which are known by where they lie."""
    said = (_code(), THRESHOLD, limits.columns, limits.rows(), [tuple(each) for each in periods])
    return blake2b(repr(said).encode(), digest_size=12).hexdigest()


@cache
def _code() -> str:
    """What tells this code, and the libraries that it counts with, from any other."""
    known_by = blake2b(repr([version(name) for name in LIBRARIES]).encode(), digest_size=12)
    for file in sorted(file for pattern in CODE for file in worker.ROOT.glob(pattern)):
        known_by.update(f"{file.relative_to(worker.ROOT)}\n".encode() + file.read_bytes())
    return known_by.hexdigest()
