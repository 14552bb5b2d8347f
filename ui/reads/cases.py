"""What is read of cases: every row, what has been sent, and what police and CPS did."""

from collections.abc import Hashable, Mapping
from datetime import date

import polars as pl

from data_access.arrow_cache import newest_tallies
from data_access.reads import Snapshot
from metrics.cases.case_summary import LIMITS, CaseSummary, tables_of_area
from metrics.cases.data_coverage import DataCoverage, RowCounts, count_rows, data_coverage
from metrics.cases.month_ends import last_closed, months_up_to
from metrics.periods import limits_in_force
from ui.cache import STATES_KEPT, VIEWS_KEPT, WORKS_KEPT, Write, remembered
from ui.reads.cache_keys import Basis, cases_of
from ui.reads.current_store import basis_of, basis_on, snapshot, store

AREAS_KEPT = 8


class Overtaken(Exception):
    """Rows of cases were written since the rest was read: what is shown has to begin anew."""


def tallies(held: Snapshot) -> Mapping[str, pl.DataFrame]:
    """Every table of cases as the newest files have it. Errors: Overtaken."""
    return every_row(*cases_of(basis_of(held), held))


def holdings(held: Snapshot, day: date) -> DataCoverage:
    """What the office had been sent about cases by ``day``."""
    return _holdings(basis_on(held, day), day, held)


def case_summary(
    held: Snapshot, day: date, area: str | None, months: int | None
) -> CaseSummary | None:
    """What police and CPS did in cases by the last closed month-end; null where none is closed.

    ``months`` up to it, all where null; of ``area``, of all areas where null.
    """
    last = last_closed(held.tables["closed_month"], day)
    if last is None:
        return None
    return case_summary_by(*cases_of(basis_of(held), held), last, area, months)


@remembered(STATES_KEPT, until=None)
def every_row(cases: Hashable, _basis: Basis, _snapshot: Snapshot) -> Mapping[str, pl.DataFrame]:
    read = newest_tallies(store(), _basis.came)
    if read.revision != _basis.revision:
        # What else was written since leaves the rows of cases as they were.
        now = snapshot()
        if cases_of(_basis._replace(revision=now.revision), now)[0] != cases:
            raise Overtaken
    return read.tables


@remembered(AREAS_KEPT, until=Write.OF_CASES)
def rows_of_area(
    cases: Hashable, _basis: Basis, _snapshot: Snapshot, area: str | None
) -> Mapping[str, pl.DataFrame]:
    """The rows of cases of an area, one copy for every day and period that is asked of it."""
    return tables_of_area(every_row(cases, _basis, _snapshot), area)


@remembered(WORKS_KEPT, until=Write.OF_CASES)
def case_summary_by(
    cases: Hashable,
    _basis: Basis,
    _snapshot: Snapshot,
    last: date,
    area: str | None,
    months: int | None,
) -> CaseSummary:
    every = every_row(cases, _basis, _snapshot)
    rows = rows_of_area(cases, _basis, _snapshot, area)
    limits = limits_in_force(_snapshot.tables["time_limit"], LIMITS, last)
    return CaseSummary(last, months_up_to(last, months, every), rows, limits, area)


@remembered(VIEWS_KEPT, until=Write.OF_ANYTHING)
def _holdings(basis: Basis, day: date, _snapshot: Snapshot) -> DataCoverage:
    tables, rows = _snapshot.tables, _rows_held(*cases_of(basis, _snapshot))
    return data_coverage(day, rows, tables["import_batch"], tables["closed_month"])


@remembered(VIEWS_KEPT, until=Write.OF_CASES)
def _rows_held(cases: Hashable, _basis: Basis, _snapshot: Snapshot) -> RowCounts:
    return count_rows(every_row(cases, _basis, _snapshot))
