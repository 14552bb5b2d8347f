"""Everything derived from rows of cases: it outlives the writes that leave them as they are."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import cached_property
from threading import Lock

from data_access.arrow_cache import newest_tallies
from data_access.reads import Snapshot, writes_of_cases
from data_access.store import Store
from metrics.cases.case_summary import CASE_LIMITS, CaseSummary, tables_of_area
from metrics.cases.data_coverage import ReceivedCounts, count_received
from metrics.cases.month_ends import months_up_to
from metrics.frames import Tables
from metrics.memoize import memoize, memoize_most
from metrics.periods import limits_in_force
from metrics.releases.periods import Due
from ui.reads.victims import ToCount, make_releases

# The days of receipt whose rows are cached: the newest, and earlier ones that readers look at.
MOST_STATES = 4
AREAS = 8
# Summaries by month-end, area and period are many, but small.
SUMMARIES = 72


class StaleState(Exception):
    """Raised if rows of cases were written after the state was read; the page has to run again."""


class CaseState:
    """Everything derived from ``tables``, the rows of cases in the files received by a day.

    ``key``: changes with the rows, the closed month-ends and the time limits. ``snapshot``: the
    other tables, as they were when the rows were read.
    """

    def __init__(self, key: Hashable, tables: Tables, snapshot: Snapshot) -> None:
        self.key = key
        self.tables = tables
        self.time_limits = snapshot.tables["time_limit"]
        self._batch = max(snapshot.tables["import_batch"]["id"], default=None)

    @memoize_most(AREAS)
    def rows_of(self, area: str | None) -> Tables:
        """The rows of an area, shared by all days and periods."""
        return tables_of_area(self.tables, area)

    @cached_property
    def row_counts(self) -> ReceivedCounts:
        """The counts of the rows received."""
        return count_received(self.tables)

    @memoize_most(SUMMARIES)
    def summary(self, last: date, area: str | None, months: int | None) -> CaseSummary:
        """The summary of cases in the ``months`` up to ``last``, a closed month-end."""
        limits = limits_in_force(self.time_limits, CASE_LIMITS, last)
        period = months_up_to(last, months, self.tables)
        return CaseSummary(last, period, self.rows_of(area), limits, area)

    @property
    def to_count(self) -> ToCount:
        """The rows from which a period of people is counted now."""
        return ToCount(self.tables, self.time_limits, self._batch)


class CaseStates:
    """The case states of one store, by the day on which the last file was received."""

    def __init__(self, store: Store, newest: Callable[[], Snapshot]) -> None:
        self.url = str(store.url)
        self._store = store
        self._newest = newest
        self._written: Hashable = None
        self._states: dict[Hashable, CaseState] = {}
        self._lock = Lock()

    def state(self, snapshot: Snapshot, came: date) -> CaseState:
        """The state of the rows of cases as at ``snapshot``, in the files received by ``came``.

        Errors: StaleState if rows of cases were written since.
        """
        key = self.url, rows_key(snapshot), came
        state = self._states.get(key)
        if state is None:
            with self._lock:
                state = self._states.get(key) or self._read(key, snapshot, came)
                self._states[key] = state
                for oldest in [*self._states][:-MOST_STATES]:
                    self._states.pop(oldest, None)
        return state

    def make_releases(self, rows: ToCount, due: Sequence[Due], snapshot: Snapshot) -> None:
        """Make and record the releases of ``due``. Errors: as ``victims.make_releases``."""
        make_releases(self._store, rows, due, snapshot)

    def forget_earlier_than(self, snapshot: Snapshot) -> None:
        """Drop the states of rows of cases that have been overwritten since."""
        written = rows_key(snapshot)
        if written != self._written:
            self._written, self._states = written, {}

    def _read(self, key: Hashable, snapshot: Snapshot, came: date) -> CaseState:
        read = newest_tallies(self._store, came)
        # Other writes since then have not changed the rows of cases.
        if read.revision != snapshot.revision and rows_key(self._newest()) != rows_key(snapshot):
            raise StaleState
        return CaseState(key, read.tables, snapshot)


@memoize
def rows_key(snapshot: Snapshot) -> Hashable:
    """A key that changes only with rows of cases, closed month-ends and time limits."""
    tables = snapshot.tables
    written = writes_of_cases(tables["audit_event"])
    # Events are hashed, not counted: a restored store may have equally many others.
    frames = (written, tables["closed_month"], tables["time_limit"])
    return snapshot.revision.identity, *(int(frame.hash_rows().sum()) for frame in frames)
