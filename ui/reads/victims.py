"""What is read of victims: quarters and years, each counted once and kept as it was counted."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.reads import Snapshot
from metrics.cases.case_tables import Tables
from metrics.periods import limits_in_force
from metrics.victims.period_counts import (
    PeriodDays,
    ProtectedCounts,
    Quarter,
    Year,
    make_period,
    quarters_to_show,
    years_to_show,
)
from metrics.victims.victim_summary import VICTIM_LIMITS, VictimSummary
from ui.cache import DAYS_KEPT, STATES_KEPT, VIEWS_KEPT, Write, remembered
from ui.protected_counts_cache import Protected, count_in_worker, keep_protected, read_protected
from ui.reads.cache_keys import Basis, cases_of
from ui.reads.cases import every_row
from ui.reads.current_store import basis_of

# PeriodDays and years whose protected counts are kept, for as long as their rows stay as they are;
# more where one state of the store has more. Each file of cases makes some of them anew.
PERIODS_KEPT = 80


class Periods(NamedTuple):
    """By its first day, every quarter and every year that is counted on any day."""

    quarters: Mapping[date, Quarter]
    years: Mapping[date, Year]


def victim_summary(
    held: Snapshot, day: date, area: str | None, span: int | None
) -> VictimSummary | None:
    """What victims met in the quarters counted by ``day``; null where none is.

    ``span``: how many quarters up to the newest; all where null. ``area``: all where null.
    """
    cases = cases_of(basis_of(held), held)
    # On all days up to the next closed month-end the same quarters are counted.
    days = _counted_by(*cases, day)
    return _work_of(*cases, days).of(area, span) if days else None


@remembered(DAYS_KEPT, until=None)
def _counted_by(
    cases: Hashable, _basis: Basis, _snapshot: Snapshot, day: date
) -> tuple[tuple[date, date], ...]:
    return tuple(quarters_to_show(_snapshot.tables["closed_month"], day))


@remembered(VIEWS_KEPT, until=Write.OF_CASES)
def _work_of(
    cases: Hashable, _basis: Basis, _snapshot: Snapshot, days: tuple[tuple[date, date], ...]
) -> VictimSummary:
    every = _periods(cases, _basis, _snapshot)
    quarters = tuple(every.quarters[first] for first, _ in days)
    years = tuple(every.years[first] for (first, _), *_ in years_to_show(days))
    time_limits, counted_at = _snapshot.tables["time_limit"], quarters[-1].counted_at
    in_force = limits_in_force(time_limits, VICTIM_LIMITS, counted_at)
    return VictimSummary(quarters, in_force, years=years)


@remembered(STATES_KEPT, until=None, says="Small numbers are being withheld.")
def _periods(cases: Hashable, _basis: Basis, _snapshot: Snapshot) -> Periods:
    tables = _snapshot.tables
    quarters = quarters_to_show(tables["closed_month"], date.max)
    periods = [*((each,) for each in quarters), *years_to_show(quarters)]
    found = _protected(every_row(cases, _basis, _snapshot), tables["time_limit"], periods)
    made = [
        make_period(period, each.protected_counts, each.numbers)
        for period, each in zip(periods, found, strict=True)
    ]
    return Periods(
        {each.first: each for each in made if isinstance(each, Quarter)},
        {each.first: each for each in made if isinstance(each, Year)},
    )


def _protected(
    tallies: Tables, limits: pl.DataFrame, periods: Sequence[PeriodDays]
) -> Sequence[Protected]:
    """Every one of ``periods``: as kept with the rows, else counted, and kept with them."""
    kept = read_protected(tallies, limits, periods)
    found = _counted(tallies, limits, periods) if kept is None else kept
    if kept is None:
        keep_protected(tallies, limits, periods, found)
    _kept_counts().update({each.key: each.protected_counts for each in found})
    for old in [*_kept_counts()][: -max(PERIODS_KEPT, len(found))]:
        _kept_counts().pop(old, None)
    return found


def _counted(
    tallies: Tables, limits: pl.DataFrame, periods: Sequence[PeriodDays]
) -> Sequence[Protected]:
    # Once worked out, protected counts hold for as long as the rows stay as they are.
    known = dict(_kept_counts())
    counted = count_in_worker(tallies, limits, periods, [*known])
    known |= {key: counts for key, _, counts in counted if counts is not None}
    return [Protected(key, numbers, known[key]) for key, numbers, _ in counted]


@remembered(None, until=None)
def _kept_counts() -> dict[str, ProtectedCounts]:
    return {}
