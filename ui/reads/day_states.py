"""Where everything stood on a day, what had gone up a rung by then, and the newest values.

They stand together, for they ask each other in turn: a day state gives the newest values once they
are asked for, those are of escalations too, and escalations are counted in a day state.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial

import polars as pl

from data_access.reads import Snapshot
from metrics.cases.month_ends import last_closed, months_up_to
from metrics.day_facts import DayFacts, day_facts_on
from metrics.day_state import DayState, day_state_on
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.measures.newest_values import newest_values
from metrics.point_in_time import as_known_then, days_of_change, days_of_recording, last_by
from metrics.recommendations.measure_evidence import NO_VALUES
from ui.cache import DAYS_KEPT, STATES_KEPT, VIEWS_KEPT, WORKS_KEPT, Write, remembered
from ui.page.filters import MONTHS, TWELVE
from ui.reads.cache_keys import Basis, cases_of
from ui.reads.cases import case_summary_by, every_row, rows_of_area
from ui.reads.current_store import basis_of
from ui.reads.victims import victim_summary

# The quarters of the year that the newest value of a measure is of.
A_YEAR = 4


def day_state(held: Snapshot, day: date) -> DayState:
    """Where everything stood on ``day``, of all that ``held`` holds."""
    return _day_state(basis_of(held), day, held)


def meeting_day_state(held: Snapshot, then: date, now: date) -> DayState:
    """Where everything stood on ``then`` as a meeting on that day knew it, seen from ``now``."""
    basis = basis_of(held)
    # On all days between two of recording the same was recorded since.
    last = max(then, last_by(_days_of_recording(basis, held), now))
    return _meeting_day_state(basis, then, last, held)


def escalation_summary(
    held: Snapshot, day: date, area: str | None, months: int | None
) -> EscalationSummary:
    """What went up a rung by the last closed month-end, else by ``day``; joint actions on both."""
    return _escalation_summary(basis_of(held), day, area, months, held)


def values(held: Snapshot, day: date) -> pl.DataFrame:
    """The newest value of every measure by the last closed month-end: of a year, of all areas.

    No rows where none is closed by ``day``.
    """
    last = last_closed(held.tables["closed_month"], day)
    return _values(basis_of(held), last, held) if last else NO_VALUES


@remembered(DAYS_KEPT, until=Write.OF_ANYTHING)
def _day_state(basis: Basis, day: date, _snapshot: Snapshot) -> DayState:
    # On all days between two of change the same is facts.
    since = last_by(_days_of_change(basis, _snapshot), day)
    return DayState(day, _known(basis, since, _snapshot), partial(values, _snapshot, day))


@remembered(VIEWS_KEPT, until=Write.OF_ANYTHING)
def _meeting_day_state(basis: Basis, then: date, last: date, _snapshot: Snapshot) -> DayState:
    recorded = as_known_then(_snapshot.tables, then, last)
    return day_state_on(then, recorded, partial(values, _snapshot, then))


@remembered(DAYS_KEPT, until=Write.OF_ANYTHING)
def _known(basis: Basis, since: date, _snapshot: Snapshot) -> DayFacts:
    return day_facts_on(since, _snapshot.tables)


@remembered(STATES_KEPT, until=None)
def _days_of_change(basis: Basis, _snapshot: Snapshot) -> list[date]:
    return days_of_change(_snapshot.tables)


@remembered(STATES_KEPT, until=None)
def _days_of_recording(basis: Basis, _snapshot: Snapshot) -> list[date]:
    return days_of_recording(_snapshot.tables)


@remembered(VIEWS_KEPT, until=Write.OF_ANYTHING)
def _escalation_summary(
    basis: Basis, day: date, area: str | None, months: int | None, _snapshot: Snapshot
) -> EscalationSummary:
    last = last_closed(_snapshot.tables["closed_month"], day)
    # On all days up to the next closed month-end the same is counted.
    counted = _escalations_counted(basis, last or day, area, months, last is not None, _snapshot)
    return EscalationSummary(day_state(_snapshot, day), counted)


@remembered(WORKS_KEPT, until=Write.OF_ANYTHING)
def _escalations_counted(
    basis: Basis,
    up_to: date,
    area: str | None,
    months: int | None,
    has_cases: bool,
    _snapshot: Snapshot,
) -> EscalationCounts:
    of_cases = cases_of(basis, _snapshot)
    every, rows = every_row(*of_cases), rows_of_area(*of_cases, area)
    if not has_cases:
        # Before the first closed month-end no row of a case counts.
        every, rows = _emptied(every), _emptied(rows)
    period = months_up_to(up_to, months, every)
    return EscalationCounts(day_state(_snapshot, up_to), period, rows, area, has_cases)


def _emptied(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {name: frame.clear() for name, frame in tables.items()}


@remembered(VIEWS_KEPT, until=Write.OF_ANYTHING)
def _values(basis: Basis, last: date, _snapshot: Snapshot) -> pl.DataFrame:
    work = case_summary_by(*cases_of(basis, _snapshot), last, None, MONTHS[TWELVE])
    escalations = escalation_summary(_snapshot, last, None, MONTHS[TWELVE])
    return newest_values(work, escalations, victim_summary(_snapshot, last, None, A_YEAR))
