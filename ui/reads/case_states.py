"""Everything derived from rows of cases: it outlives the writes that leave them as they are."""

from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property
from threading import Lock

import polars as pl

from data_access.arrow_cache import newest_tallies
from data_access.reads import Snapshot, writes_of_cases
from data_access.store import Store
from metrics.cases.case_summary import LIMITS, CaseSummary, tables_of_area
from metrics.cases.data_coverage import ReceivedCounts, count_received
from metrics.cases.month_ends import months_up_to
from metrics.frames import Tables
from metrics.memoize import memoize, memoize_most
from metrics.periods import limits_in_force
from metrics.victims.period_counts import QuarterDays, quarters_to_show, years_to_show
from metrics.victims.victim_summary import VICTIM_LIMITS, VictimSummary
from ui.reads.victims import Periods, protected_periods

# Days by which files had come: the newest, and earlier ones that readers look at.
STATES = 4
AREAS = 8
# Summaries by month-end, area and period: there are many, each is small.
SUMMARIES = 72
VIEWS = 24


class StaleState(Exception):
    """Rows of cases were written since the rest was read: what is shown has to begin anew."""


class CaseState:
    """Everything derived from ``tables``, the rows of cases of the files that had come by a day.

    ``key``: of the rows, the closed month-ends and the time limits.
    """

    def __init__(
        self, key: Hashable, tables: Tables, closed_months: pl.DataFrame, time_limits: pl.DataFrame
    ) -> None:
        self.key = key
        self.tables = tables
        self.closed_months = closed_months
        self.time_limits = time_limits

    @memoize_most(AREAS)
    def rows_of(self, area: str | None) -> Tables:
        """The rows of an area, one copy for every day and period."""
        return tables_of_area(self.tables, area)

    @cached_property
    def row_counts(self) -> ReceivedCounts:
        """What the rows themselves say of what was sent."""
        return count_received(self.tables)

    @memoize_most(SUMMARIES)
    def summary(self, last: date, area: str | None, months: int | None) -> CaseSummary:
        """What police and CPS did in the ``months`` up to ``last``, a closed month-end."""
        limits = limits_in_force(self.time_limits, LIMITS, last)
        period = months_up_to(last, months, self.tables)
        return CaseSummary(last, period, self.rows_of(area), limits, area)

    def victim_summary(self, day: date, area: str | None, span: int | None) -> VictimSummary | None:
        """What victims met in the quarters counted by ``day``; null where none is."""
        # On all days up to the next closed month-end the same quarters are counted.
        quarters = self._quarters_by(day)
        return self._victims_in(quarters).of(area, span) if quarters else None

    @memoize
    def _quarters_by(self, day: date) -> tuple[QuarterDays, ...]:
        return tuple(quarters_to_show(self.closed_months, day))

    @memoize_most(VIEWS)
    def _victims_in(self, days: tuple[QuarterDays, ...]) -> VictimSummary:
        quarters = tuple(self._periods.quarters[first] for first, _ in days)
        years = tuple(self._periods.years[first] for (first, _), *_ in years_to_show(days))
        limits = limits_in_force(self.time_limits, VICTIM_LIMITS, quarters[-1].counted_at)
        return VictimSummary(quarters, limits, years=years)

    @property
    def _periods(self) -> Periods:
        quarters = quarters_to_show(self.closed_months, date.max)
        return protected_periods(self.key, self.tables, self.time_limits, tuple(quarters))


class CaseStates:
    """The case states of one store, by the last day on which a file had come."""

    def __init__(self, store: Store, newest: Callable[[], Snapshot]) -> None:
        self.url = str(store.url)
        self._store = store
        self._newest = newest
        self._written: Hashable = None
        self._states: dict[Hashable, CaseState] = {}
        self._lock = Lock()

    def state(self, snapshot: Snapshot, came: date) -> CaseState:
        """The state of the rows of cases as at ``snapshot``, of the files come by ``came``.

        Errors: Overtaken where rows of cases were written since.
        """
        key = self.url, rows_key(snapshot), came
        state = self._states.get(key)
        if state is None:
            with self._lock:
                state = self._states.get(key) or self._read(key, snapshot, came)
                self._states[key] = state
                for oldest in [*self._states][:-STATES]:
                    self._states.pop(oldest, None)
        return state

    def forget_earlier_than(self, snapshot: Snapshot) -> None:
        """Drop what was derived from rows of cases before they were written."""
        written = rows_key(snapshot)
        if written != self._written:
            self._written, self._states = written, {}

    def _read(self, key: Hashable, snapshot: Snapshot, came: date) -> CaseState:
        read = newest_tallies(self._store, came)
        # What else was written since leaves the rows of cases as they were.
        if read.revision != snapshot.revision and rows_key(self._newest()) != rows_key(snapshot):
            raise StaleState
        tables = snapshot.tables
        return CaseState(key, read.tables, tables["closed_month"], tables["time_limit"])


@memoize
def rows_key(snapshot: Snapshot) -> Hashable:
    """A key that changes with a row of a case, a closed month-end or a limit, and not else."""
    tables = snapshot.tables
    written = writes_of_cases(tables["audit_event"])
    # A restored store counts its events anew: what they are tells them apart, and not how many.
    frames = (written, tables["closed_month"], tables["time_limit"])
    return snapshot.revision.identity, *(int(frame.hash_rows().sum()) for frame in frames)
