"""The state of a store at one revision: everything derived from it, each thing once."""

from collections.abc import Hashable
from datetime import date
from functools import cached_property, partial
from threading import RLock

import polars as pl

from data_access.reads import Snapshot
from data_access.store import Revision
from metrics.cases.aggregation import NOT_RECORDED
from metrics.cases.case_summary import CASE_LIMITS, CaseSummary
from metrics.cases.columns_sent import ColumnsSent, columns_sent
from metrics.cases.data_coverage import DataCoverage, data_coverage, last_came_on
from metrics.cases.month_ends import last_closed, months_up_to
from metrics.day_facts import DayFacts, day_facts_on
from metrics.day_state import NO_VALUES, STALE, DayState, day_state_on
from metrics.escalations.counts import graces
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.explore.case_counts import count_cases
from metrics.explore.never_sent import splits_never_sent
from metrics.explore.period_ranges import months_between
from metrics.explore.query import Coverage
from metrics.explore.registry import QUANTITIES
from metrics.measures.case_query import CaseQuery
from metrics.measures.catalogue import MEASURES
from metrics.measures.newest_values import as_at_the_day, newest_values
from metrics.meetings.meeting_dates import board_days
from metrics.memoize import RESULTS, memoize_most
from metrics.periods import Period, limits_in_force
from metrics.point_in_time import days_of_change, last_by
from metrics.releases.people import (
    PEOPLE_LIMITS,
    PeopleSummary,
    ReleasedPeriod,
    people_summary,
    released_periods,
)
from metrics.releases.periods import Due, due_periods
from metrics.status_rules import known_at_meeting
from ui.reads.case_states import SUMMARIES, CaseState, CaseStates, StaleState
from ui.reads.victims import NotStored

# The number of days whose results are cached; with 64 they took 28 MB more than with 24.
DAYS = 96
# Results by day, area and period are few, because few readers use a page at the same time.
VIEWS = 48
# Cells of Explore are small, but a trend has dozens.
CELLS = 2048
# The newest value of a measure is of a year.
MONTHS_OF_A_YEAR = 12


class StoreState:
    """Everything derived from a store at one revision, with files of cases received by ``today``.

    Errors: every method that reads rows of cases raises StaleState if they were written since.
    """

    def __init__(self, snapshot: Snapshot, today: date, cases: CaseStates) -> None:
        self.snapshot = snapshot
        self.today = today
        # Why the newest periods of people are not shown, in words; null where they are.
        self.not_stored: str | None = None
        self._cases_of = cases
        self._lock = RLock()

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Every recorded table except those of cases."""
        return self.snapshot.tables

    @property
    def revision(self) -> Revision:
        """The newest write that it includes."""
        return self.snapshot.revision

    @property
    def key(self) -> Hashable:
        """A cache key for everything derived from it."""
        return self._cases_of.url, self.revision, self._came_by(self.today)

    def forget(self) -> None:
        """Drop the results, which refer to this object and would stay until garbage collection."""
        vars(self).pop(RESULTS, None)

    @memoize_most(DAYS)
    def day_state(self, day: date) -> DayState:
        """The state of ``day``, of all inspections together."""
        # All days between two days of change have the same facts.
        facts = self._day_facts(last_by(self._days_of_change, day))
        return DayState(day, facts, partial(self.values, day))

    @memoize_most(DAYS)
    def meeting_day_state(self, then: date) -> DayState:
        """The state of ``then`` as it was recorded by the end of that day."""
        return day_state_on(then, known_at_meeting(self.tables, then), partial(self.values, then))

    def boards(self, day: date) -> tuple[date, ...]:
        """The days of boards held by ``day`` and of those planned from then on, oldest first."""
        return board_days(self.tables["meeting"], self.tables["meeting_kind"], day, self.today)

    @property
    def cases(self) -> CaseState:
        """The state of the rows of cases in all files received."""
        return self._cases_by(self.today)

    @cached_property
    def columns_sent(self) -> ColumnsSent:
        """The columns that the files of cases have brought, as the figures are of all of them."""
        return columns_sent(self.tables["import_batch"], self.today)

    @cached_property
    def unavailable(self) -> frozenset[str]:
        """The measures that cannot be counted, because no file has brought the columns for them."""
        return frozenset(
            code for code, each in MEASURES.items() if self.columns_sent.lacks(each.needs or ())
        )

    @memoize_most(VIEWS)
    def data_coverage(self, day: date) -> DataCoverage:
        """The coverage of the data about cases received by ``day``."""
        rows = self._cases_by(day).row_counts
        return data_coverage(day, rows, self.tables["import_batch"], self.tables["closed_month"])

    def case_summary(self, day: date, area: str | None, months: int | None) -> CaseSummary | None:
        """The summary of cases up to the last closed month-end; null if none is closed.

        ``months``: how many up to it, null for all. ``area``: null for all.
        """
        last = self._last_closed(day)
        return self.cases.summary(last, area, months) if last else None

    def people(self, day: date, area: str | None, period: str | None) -> PeopleSummary | None:
        """The figures about people released by ``day``; null if there are none.

        ``area``: null for all. ``period``: as ``period_key`` gives it, null for the newest year.
        Releases that are due are made first. Errors: StaleState once they are, and where the store
        was written to meanwhile.
        """
        self._make_due_releases()
        return self._people(self._last_closed(day) or date.min, area, period)

    @memoize_most(VIEWS)
    def _people(self, last: date, area: str | None, period: str | None) -> PeopleSummary | None:
        periods = self._released(last)
        newest = max((max(each.counted_at.values()) for each in periods), default=last)
        limits = limits_in_force(self.tables["time_limit"], PEOPLE_LIMITS, newest)
        return people_summary(periods, limits, period, area)

    @memoize_most(VIEWS)
    def _released(self, last: date) -> tuple[ReleasedPeriod, ...]:
        return released_periods(self.tables, last)

    def _make_due_releases(self) -> None:
        if not self.releases_due or self.not_stored:
            return
        with self._lock:
            if self.not_stored:
                return
            try:
                self._cases_of.make_releases(self.cases.to_count, self.releases_due, self.snapshot)
            except NotStored as problem:
                self.not_stored = str(problem)
                return
        raise StaleState

    @cached_property
    def releases_due(self) -> list[Due]:
        """The periods of people whose limits have passed, and that are not released yet.

        What is withdrawn is not released again, nor are other row sets of its period.
        """
        released = {*self.tables["release"].select("row_set", "first", "months").rows()}
        withdrawn = {*self.tables["release_withdrawal"].select("first", "months").rows()}
        due = due_periods(self.tables["closed_month"], self.tables["time_limit"], self.today)
        return [each for each in due if each[:3] not in released and each[1:3] not in withdrawn]

    @memoize_most(VIEWS)
    def escalation_summary(
        self, day: date, area: str | None, months: int | None
    ) -> EscalationSummary:
        """Counts in cases up to the last closed month-end; joint actions as at ``day``."""
        last = self._last_closed(day)
        # All days up to the next closed month-end have the same counts.
        counts = self._escalation_counts(last, area, months) if last else None
        return EscalationSummary(self.day_state(day), counts)

    def values(self, day: date) -> pl.DataFrame:
        """The newest value of every measure, for all areas and the year to the last closed month.

        No rows if no month-end is closed by ``day``.
        """
        last = self._last_closed(day)
        if last is None:
            return NO_VALUES
        self._make_due_releases()
        # After a write many readers ask at once; the lock makes one of them count for all.
        with self._lock:
            values = self._values(last)
        return as_at_the_day(values, EscalationSummary(self.day_state(day), None))

    def explored_cases(
        self, day: date, code: str, period: Period, by_area: bool, dimension: str | None
    ) -> pl.DataFrame:
        """Cells of a quantity of cases in a period, as known by ``day``. Shape: as ``count_cases``.

        Nothing after the last closed month-end counts. Errors: ValueError if none is closed.
        """
        last = self._last_closed(day)
        if last is None:
            raise ValueError("No month-end is closed, so no case may be counted.")
        as_at = min(last, period.last) if QUANTITIES[code].on_the_day else last
        return self._explored_cases(as_at, code, period, by_area, dimension)

    @memoize_most(DAYS)
    def explore_coverage(self, day: date) -> Coverage:
        """The periods and areas that Explore can be asked of on ``day``."""
        tables = self.day_state(day).tables
        people, cases = self.people(day, None, None), self.case_summary(day, None, None)
        opened_on = min(tables["action"]["opened_on"], default=day)
        return Coverage(
            day,
            people,
            months_between(cases.period.first, cases.as_at) if cases else [],
            months_between(opened_on, day),
            [*tables["area"]["name"].sort(), NOT_RECORDED],
            splits_never_sent(QUANTITIES, self.columns_sent),
        )

    def _last_closed(self, day: date) -> date | None:
        return last_closed(self.tables["closed_month"], day)

    def _came_by(self, day: date) -> date:
        # All days between two files have the same rows, so these are read once.
        return last_came_on(self.tables["import_batch"], day) or date.min

    def _cases_by(self, day: date) -> CaseState:
        return self._cases_of.state(self.snapshot, self._came_by(day))

    @cached_property
    def _days_of_change(self) -> list[date]:
        return days_of_change(self.tables)

    @memoize_most(DAYS)
    def _day_facts(self, since: date) -> DayFacts:
        return day_facts_on(since, self.tables)

    @memoize_most(SUMMARIES)
    def _escalation_counts(
        self, last: date, area: str | None, months: int | None
    ) -> EscalationCounts:
        period = months_up_to(last, months, self.cases.tables)
        return EscalationCounts(self.day_state(last), period, self.cases.rows_of(area), area)

    @memoize_most(VIEWS)
    def _values(self, last: date) -> pl.DataFrame:
        return newest_values(
            self.cases.summary(last, None, MONTHS_OF_A_YEAR),
            self._escalation_counts(last, None, MONTHS_OF_A_YEAR),
            self._people(last, None, None),
            self.unavailable,
        )

    @memoize_most(CELLS)
    def _explored_cases(
        self, as_at: date, code: str, period: Period, by_area: bool, dimension: str | None
    ) -> pl.DataFrame:
        time_limits = self.tables["time_limit"]
        query = CaseQuery(
            self.cases.tables,
            limits_in_force(time_limits, (*CASE_LIMITS, STALE), as_at),
            graces(time_limits, as_at),
            period,
            as_at,
            by_area,
            dimension,
        )
        return count_cases(code, query)
