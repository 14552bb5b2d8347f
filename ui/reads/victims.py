"""Quarters and years of victims: counted and protected in a worker, and cached."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl
import streamlit as st

from data_access import arrow_cache
from metrics.disclosure import THRESHOLD
from metrics.frames import Tables
from metrics.victims.counted_period import ProtectedCounts, Quarter, QuarterDays, Year, make_period
from metrics.victims.period_counts import (
    FRAMES,
    PeriodCounts,
    counts_from_frames,
    frames_of_counts,
    periods_to_show,
)

STATES = 4
# The number of periods whose protected counts are cached by their rows; more if one state of the
# store has more. Each file of cases replaces some of them.
PERIODS = 80
_COUNTS: dict[str, ProtectedCounts] = {}
COUNT = "metrics.victims.period_counts:count_periods"
# The code that counts rows, and that decides which counts are withheld.
CODE = ("metrics/**/*.py", "data_access/vocabulary.py", "ui/reads/victims.py")
LIBRARIES = ("polars", "numpy", "highspy", "holidays")


class Periods(NamedTuple):
    """Every quarter and year that is counted on any day, by its first day."""

    quarters: Mapping[date, Quarter]
    years: Mapping[date, Year]


@st.cache_resource(max_entries=STATES, show_spinner="Small numbers are being withheld.")
def protected_periods(
    key: Hashable, _tables: Tables, _limits: pl.DataFrame, _quarters: Sequence[QuarterDays]
) -> Periods:
    """Every quarter of ``_quarters``, and their years. ``key``: stands for the other arguments."""
    counts = protected_counts(_tables, _limits, _quarters)
    made = [
        make_period(days, each.protected_counts or {}, each.numbers)
        for days, each in zip(periods_to_show(_quarters), counts, strict=True)
    ]
    return Periods(
        {each.first: each for each in made if isinstance(each, Quarter)},
        {each.first: each for each in made if isinstance(each, Year)},
    )


def protected_counts(
    tables: Tables, limits: pl.DataFrame, quarters: Sequence[QuarterDays]
) -> list[PeriodCounts]:
    """The counts of ``quarters`` and their years: from the disk cache, or else counted and cached.

    Each has its ``protected_counts``.
    """
    key = disk_key(limits, quarters)
    frames = arrow_cache.read_counted(tables, key, FRAMES)
    counts = counts_from_frames(frames, len(periods_to_show(quarters))) if frames else None
    if counts is None:
        # Protected counts stay valid while their rows are unchanged.
        cached = dict(_COUNTS)
        counts = [
            each._replace(protected_counts=cached[each.key]) if each.key in cached else each
            for each in count_in_worker(tables, limits, quarters, [*cached])
        ]
        if counts:
            arrow_cache.keep_counted(tables, key, frames_of_counts(counts))
    _COUNTS.update({each.key: each.protected_counts or {} for each in counts})
    for oldest in [*_COUNTS][: -max(PERIODS, len(counts))]:
        _COUNTS.pop(oldest, None)
    return counts


def count_in_worker(
    tables: Tables,
    limits: pl.DataFrame,
    quarters: Sequence[QuarterDays],
    known: Collection[str],
    threshold: int = THRESHOLD,
    only_newest: bool = False,
) -> list[PeriodCounts]:
    """Like ``count_periods``, but in a worker, which frees its memory. Errors: WorkerFailed."""
    if not quarters:
        return []
    counts: list[PeriodCounts] = arrow_cache.call_in_worker(
        COUNT, tables, limits, quarters, known, threshold, only_newest
    )
    return counts


def disk_key(limits: pl.DataFrame, quarters: Sequence[QuarterDays]) -> str:
    """A key of everything besides the rows that the counts depend on."""
    days = [tuple(each) for each in quarters]
    code = arrow_cache.code_key(CODE, LIBRARIES)
    return arrow_cache.key_of((code, THRESHOLD, limits.columns, limits.rows(), days))
