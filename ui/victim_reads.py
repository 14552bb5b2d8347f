"""What the pages read of victims: quarters and years, each counted once and kept as it was counted.

Pages ask ``reads``, which knows the open store; nothing here opens one.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl
import streamlit as st

from data_access.reads import Snapshot, writes_of_cases
from data_access.store import Revision
from metrics.cases.tables import Tables
from metrics.kept import let_go_of_cases
from metrics.periods import limits_in_force
from metrics.victims.quarters import Cubes, Quarter, quarters_to_show
from metrics.victims.work import VICTIM_LIMITS, VictimWork
from metrics.victims.years import Year, years_to_show
from ui.apart import Period, count_apart
from ui.counted import Protected, keep_protected, read_protected

# Days on which all stands ready: fifty readers may each look at a day of their own.
DAYS_KEPT = 64
# What one page works out from a day, an area and a period: few look at one page at a time.
VIEWS_KEPT = 24
# Quarters and years whose protected counts are kept, for as long as their rows stay as they are;
# more where one state of the store has more. Each file of cases makes some of them anew.
PERIODS_KEPT = 80


class Basis(NamedTuple):
    """What all that is shown is worked out from, and so what it is kept under.

    The store at ``url`` as it was at ``revision``; of rows of cases, those of the files that had
    come by ``came``, the last day on which one did: ``date.min`` before the first. A file dated
    ahead counts from its day on, though nothing is written then.
    """

    url: str
    revision: Revision
    came: date


class Opened(NamedTuple):
    """The store that is open, and what it holds. ``tallies``: reads every table of cases."""

    basis: Basis
    held: Snapshot
    tallies: Callable[[], Tables]


class Periods(NamedTuple):
    """By its first day, every quarter and every year that is counted on any day."""

    quarters: Mapping[date, Quarter]
    years: Mapping[date, Year]


def work_on(opened: Opened, day: date) -> VictimWork | None:
    """What all victims met in every quarter counted by ``day``; null where none is."""
    url, cases = opened.basis.url, cases_key(opened.basis, opened.held)
    # On all days up to the next closed month-end the same quarters are counted.
    days = _counted_by(url, cases, day, opened.held)
    return _work_of(url, cases, days, opened) if days else None


def let_go_of_earlier_cases() -> None:
    """Forgets what was counted of them, but for protected counts, which may hold still."""
    _work_of.clear()
    let_go_of_cases()


@st.cache_resource(max_entries=DAYS_KEPT, show_spinner=False)
def cases_key(basis: Basis, _snapshot: Snapshot) -> Hashable:
    """What changes whenever a row of a case, a closed month-end or a limit does, and not else."""
    tables = _snapshot.tables
    written = writes_of_cases(tables["audit_event"])
    # A restored store counts its events anew: what they are tells them apart, and not how many.
    seen = (written, tables["closed_month"], tables["time_limit"])
    said = tuple(int(frame.hash_rows().sum()) for frame in seen)
    return basis.revision.identity, basis.came, *said


@st.cache_resource(max_entries=DAYS_KEPT, show_spinner=False)
def _counted_by(
    url: str, cases: Hashable, day: date, _snapshot: Snapshot
) -> tuple[tuple[date, date], ...]:
    return tuple(quarters_to_show(_snapshot.tables["closed_month"], day))


@st.cache_resource(max_entries=VIEWS_KEPT, show_spinner=False)
def _work_of(
    url: str, cases: Hashable, days: tuple[tuple[date, date], ...], _opened: Opened
) -> VictimWork:
    every = _periods(url, cases, _opened)
    quarters = tuple(every.quarters[first] for first, _ in days)
    years = tuple(every.years[first] for (first, _), *_ in years_to_show(days))
    time_limits, counted_at = _opened.held.tables["time_limit"], quarters[-1].counted_at
    in_force = limits_in_force(time_limits, VICTIM_LIMITS, counted_at)
    return VictimWork(quarters, in_force, years=years)


@st.cache_resource(max_entries=4, show_spinner="Small numbers are being withheld.")
def _periods(url: str, cases: Hashable, _opened: Opened) -> Periods:
    tables = _opened.held.tables
    quarters = quarters_to_show(tables["closed_month"], date.max)
    periods = [*((each,) for each in quarters), *years_to_show(quarters)]
    found = _protected(_opened.tallies(), tables["time_limit"], periods)
    made = [
        (Year if len(period) > 1 else Quarter)(
            period[0][0], period[-1][1], each.cubes, each.numbers
        )
        for period, each in zip(periods, found, strict=True)
    ]
    return Periods(
        {each.first: each for each in made if isinstance(each, Quarter)},
        {each.first: each for each in made if isinstance(each, Year)},
    )


def _protected(
    tallies: Tables, limits: pl.DataFrame, periods: Sequence[Period]
) -> Sequence[Protected]:
    """Every one of ``periods``: as kept with the rows, else counted, and kept with them."""
    kept = read_protected(tallies, limits, periods)
    found = _counted(tallies, limits, periods) if kept is None else kept
    if kept is None:
        keep_protected(tallies, limits, periods, found)
    _kept_cubes().update({each.key: each.cubes for each in found})
    for old in [*_kept_cubes()][: -max(PERIODS_KEPT, len(found))]:
        _kept_cubes().pop(old, None)
    return found


def _counted(
    tallies: Tables, limits: pl.DataFrame, periods: Sequence[Period]
) -> Sequence[Protected]:
    # Once worked out, protected counts hold for as long as the rows stay as they are.
    known = dict(_kept_cubes())
    counted = count_apart(tallies, limits, periods, [*known])
    known |= {key: cubes for key, _, cubes in counted if cubes is not None}
    return [Protected(key, numbers, known[key]) for key, numbers, _ in counted]


@st.cache_resource(show_spinner=False)
def _kept_cubes() -> dict[str, Cubes]:
    return {}
