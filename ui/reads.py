"""What the pages read: everything recorded, cached under the store's own revision."""

from collections.abc import Hashable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import partial

import polars as pl
import streamlit as st

from data_access.reads import Snapshot, read_revision, read_snapshot
from data_access.snapshots import newest_tallies
from data_access.store import Revision, Store, open_store, store_url
from metrics.cases.holdings import Holdings, RowsHeld, holdings_on, last_came_on, rows_held
from metrics.cases.month_ends import last_closed, months_up_to
from metrics.cases.work import LIMITS, CaseWork, of_area
from metrics.escalating.escalations import graces
from metrics.escalating.work import EscalationsCounted, EscalationWork
from metrics.evidenced import NO_VALUES
from metrics.exploring.of_cases.asked import Asked
from metrics.exploring.of_cases.readings import read_cases
from metrics.exploring.subjects import SUBJECTS
from metrics.history import as_known_then, days_of_change, days_of_recording, last_by
from metrics.kept import let_go
from metrics.known import Known, known_on
from metrics.newest_values import newest_values
from metrics.periods import Period, limits_in_force
from metrics.standing import STALE, Standing, standing_on
from metrics.victims.work import VictimWork
from metrics.wording import counted
from ui.choices import MONTHS, TWELVE
from ui.victim_reads import (
    DAYS_KEPT,
    VIEWS_KEPT,
    Basis,
    Opened,
    cases_key,
    let_go_of_earlier_cases,
    work_on,
)

# The quarters of the year that the newest value of a measure is of.
A_YEAR = 4
DEMONSTRATION = "Demonstration: not real"
AREAS_KEPT = 8
# What was counted in cases by a month-end, of an area and a period: there are many, each is small.
WORKS_KEPT = 72
# What single subjects came to in single periods: small, and a trend has dozens.
EXPLORED_KEPT = 2048
_BEGUN_WITH: ContextVar[Snapshot | None] = ContextVar("what this run began with", default=None)


class Overtaken(Exception):
    """Rows of cases were written since the rest was read: what is shown has to begin anew."""


def store() -> Store:
    """The open store. Errors: StoreProblem, in words for the reader."""
    return _open(store_url().render_as_string(hide_password=False))


def snapshot() -> Snapshot:
    """Every table as recorded so far."""
    opened = store()
    return _snapshot(str(opened.url), read_revision(opened), opened)


def begin_run() -> Snapshot:
    """Every table as recorded so far, kept for the header of the page that is about to run."""
    held = snapshot()
    _BEGUN_WITH.set(held)
    return held


def begun_with() -> Snapshot:
    """What this run began with, so that one run asks the store once. Asked again, it reads anew."""
    held = _BEGUN_WITH.get()
    _BEGUN_WITH.set(None)
    return held or snapshot()


def standing(held: Snapshot, day: date) -> Standing:
    """Where everything stood on ``day``, of all that ``held`` holds."""
    return _standing(basis_of(held), day, held)


def standing_then(held: Snapshot, then: date, now: date) -> Standing:
    """Where everything stood on ``then`` as a meeting on that day knew it, seen from ``now``."""
    basis = basis_of(held)
    # On all days between two of recording the same was recorded since.
    last = max(then, last_by(_days_of_recording(basis, held), now))
    return _standing_then(basis, then, last, held)


def basis_of(held: Snapshot) -> Basis:
    """What all that is shown of ``held`` is worked out from, and kept under.

    Of cases it is what the newest files have: a closed month-end reads alike on each day.
    """
    return _basis_by(str(store().url), held.revision, today(held), held)


def tallies(held: Snapshot) -> Mapping[str, pl.DataFrame]:
    """Every table of cases as the newest files have it. Errors: Overtaken."""
    return _tallies(*_cases(basis_of(held), held))


def holdings(held: Snapshot, day: date) -> Holdings:
    """What the office had been sent about cases by ``day``."""
    return _holdings(_basis_by(str(store().url), held.revision, day, held), day, held)


def case_work(held: Snapshot, day: date, area: str | None, months: int | None) -> CaseWork | None:
    """What police and CPS did in cases by the last closed month-end; null where none is closed.

    ``months`` up to it, all where null; of ``area``, of all areas where null.
    """
    last = last_closed(held.tables["closed_month"], day)
    if last is None:
        return None
    return _case_work(*_cases(basis_of(held), held), last, area, months)


def escalation_work(
    held: Snapshot, day: date, area: str | None, months: int | None
) -> EscalationWork:
    """What went up a rung by the last closed month-end, else by ``day``; joint actions on both."""
    return _escalation_work(basis_of(held), day, area, months, held)


def victim_work(held: Snapshot, day: date, area: str | None, span: int | None) -> VictimWork | None:
    """What victims met in the quarters counted by ``day``; null where none is.

    ``span``: how many quarters up to the newest; all where null. ``area``: all where null.
    """
    work = work_on(Opened(basis_of(held), held, partial(tallies, held)), day)
    return work and work.of(area, span)


def explored_cases(
    held: Snapshot, day: date, code: str, period: Period, by_area: bool, dimension: str | None
) -> pl.DataFrame:
    """What a subject of cases comes to in a period, known by ``day``: as ``read_cases`` gives it.

    No month-end is later than the last closed one. Errors: ValueError where none is closed.
    """
    last = last_closed(held.tables["closed_month"], day)
    if last is None:
        raise ValueError("No month-end is closed, so no case may be counted.")
    as_at = min(last, period.last) if SUBJECTS[code].on_the_day else last
    # Of joint actions, escalated too, what was known by the month-end counts.
    basis = basis_of(held)
    return _explored_cases(basis, as_at, code, period, by_area, dimension, held)


def values(held: Snapshot, day: date) -> pl.DataFrame:
    """The newest value of every measure by the last closed month-end: of a year, of all areas.

    No rows where none is closed by ``day``.
    """
    last = last_closed(held.tables["closed_month"], day)
    return _values(basis_of(held), last, held) if last else NO_VALUES


def today(held: Snapshot) -> date:
    """The day the app stands on: today, or the day a demonstration is frozen at."""
    return held.demonstration_as_at or datetime.now(UTC).date()


def store_facts() -> list[str]:
    """Which store is open, and how far it goes."""
    held = snapshot()
    rows = sum(frame.height for frame in held.tables.values())
    events = held.tables["audit_event"]
    last = _when_written(events["at"][-1]) if events.height else "never"
    return [
        f"Store: {store().name}",
        f"{len(held.tables)} tables, {counted(rows, 'row')}, revision {held.revision.number}",
        f"Last written: {last}",
    ]


def _when_written(moment: datetime) -> str:
    said = f"{moment:%d/%m/%Y %H:%M} UTC"
    if moment <= datetime.now(UTC):
        return said
    return f"{said}, which has not come yet. The clock was wrong then, or is now: have it set"


def warm_up() -> None:
    """Fills the caches that the first reader would wait for."""
    held = snapshot()
    # Where somebody writes meanwhile, the first reader waits after all.
    with suppress(Overtaken):
        _ = standing(held, today(held)).differences
        escalation_work(held, today(held), None, MONTHS[TWELVE])
        case_work(held, today(held), None, MONTHS[TWELVE])
        victim_work(held, today(held), None, None)


@st.cache_resource(max_entries=4, show_spinner=False)
def _open(url: str) -> Store:
    return open_store(url)


@st.cache_resource(max_entries=4, show_spinner=False)
def _snapshot(url: str, revision: Revision, _store: Store) -> Snapshot:
    held = read_snapshot(_store)
    _let_go_of_earlier_revisions()
    _let_go_of_earlier_cases(url, cases_key(Basis(url, revision, date.min), held))
    return held


def _let_go_of_earlier_revisions() -> None:
    """Forgets what was worked out from them, and would be asked for no more; most of the memory."""
    for kept in (
        _standing,
        _standing_then,
        _known,
        _values,
        _escalation_work,
        _escalations_counted,
        _explored_cases,
        _holdings,
    ):
        kept.clear()
    let_go()


@st.cache_resource(max_entries=1, show_spinner=False)
def _let_go_of_earlier_cases(url: str, cases: Hashable) -> None:
    """The same of rows of cases, each time that some were written."""
    for kept in (_case_work, _of_area, _rows_held):
        kept.clear()
    let_go_of_earlier_cases()


@st.cache_resource(max_entries=DAYS_KEPT, show_spinner=False)
def _basis_by(url: str, revision: Revision, day: date, _snapshot: Snapshot) -> Basis:
    # On all days between two files the same rows count, and are read once.
    came = last_came_on(_snapshot.tables["import_batch"], day)
    return Basis(url, revision, came or date.min)


def _cases(basis: Basis, held: Snapshot) -> tuple[Hashable, Basis, Snapshot]:
    """What rows of cases are kept under, for they outlive most writes; and where they are from."""
    return (basis.url, cases_key(basis, held)), basis, held


@st.cache_resource(max_entries=4, show_spinner=False)
def _tallies(cases: Hashable, _basis: Basis, _snapshot: Snapshot) -> Mapping[str, pl.DataFrame]:
    read = newest_tallies(store(), _basis.came)
    if read.revision != _basis.revision:
        # What else was written since leaves the rows of cases as they were.
        now = snapshot()
        if _cases(_basis._replace(revision=now.revision), now)[0] != cases:
            raise Overtaken
    return read.tables


@st.cache_resource(max_entries=VIEWS_KEPT, show_spinner=False)
def _holdings(basis: Basis, day: date, _snapshot: Snapshot) -> Holdings:
    tables, rows = _snapshot.tables, _rows_held(*_cases(basis, _snapshot))
    return holdings_on(day, rows, tables["import_batch"], tables["closed_month"])


@st.cache_resource(max_entries=VIEWS_KEPT, show_spinner=False)
def _rows_held(cases: Hashable, _basis: Basis, _snapshot: Snapshot) -> RowsHeld:
    return rows_held(_tallies(cases, _basis, _snapshot))


@st.cache_resource(max_entries=WORKS_KEPT, show_spinner=False)
def _case_work(
    cases: Hashable,
    _basis: Basis,
    _snapshot: Snapshot,
    last: date,
    area: str | None,
    months: int | None,
) -> CaseWork:
    every = _tallies(cases, _basis, _snapshot)
    rows = _of_area(cases, _basis, _snapshot, area)
    limits = limits_in_force(_snapshot.tables["time_limit"], LIMITS, last)
    return CaseWork(last, months_up_to(last, months, every), rows, limits, area)


@st.cache_resource(max_entries=VIEWS_KEPT, show_spinner=False)
def _escalation_work(
    basis: Basis, day: date, area: str | None, months: int | None, _snapshot: Snapshot
) -> EscalationWork:
    last = last_closed(_snapshot.tables["closed_month"], day)
    # On all days up to the next closed month-end the same is counted.
    counted = _escalations_counted(basis, last or day, area, months, last is not None, _snapshot)
    return EscalationWork(standing(_snapshot, day), counted)


@st.cache_resource(max_entries=WORKS_KEPT, show_spinner=False)
def _escalations_counted(
    basis: Basis,
    up_to: date,
    area: str | None,
    months: int | None,
    has_cases: bool,
    _snapshot: Snapshot,
) -> EscalationsCounted:
    of_cases = _cases(basis, _snapshot)
    every, rows = _tallies(*of_cases), _of_area(*of_cases, area)
    if not has_cases:
        # Before the first closed month-end no row of a case counts.
        every, rows = _emptied(every), _emptied(rows)
    period = months_up_to(up_to, months, every)
    return EscalationsCounted(standing(_snapshot, up_to), period, rows, area, has_cases)


@st.cache_resource(max_entries=EXPLORED_KEPT, show_spinner=False)
def _explored_cases(
    basis: Basis,
    as_at: date,
    code: str,
    period: Period,
    by_area: bool,
    dimension: str | None,
    _snapshot: Snapshot,
) -> pl.DataFrame:
    time_limits, then = _snapshot.tables["time_limit"], standing(_snapshot, as_at)
    asked = Asked(
        _tallies(*_cases(basis, _snapshot)),
        limits_in_force(time_limits, (*LIMITS, STALE), as_at),
        graces(time_limits, as_at),
        then.tables["escalation"],
        period,
        as_at,
        by_area,
        dimension,
    )
    return read_cases(code, asked)


@st.cache_resource(max_entries=AREAS_KEPT, show_spinner=False)
def _of_area(
    cases: Hashable, _basis: Basis, _snapshot: Snapshot, area: str | None
) -> Mapping[str, pl.DataFrame]:
    """The rows of cases of an area, one copy for every day and period that is asked of it."""
    return of_area(_tallies(cases, _basis, _snapshot), area)


def _emptied(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {name: frame.clear() for name, frame in tables.items()}


@st.cache_resource(max_entries=VIEWS_KEPT, show_spinner=False)
def _values(basis: Basis, last: date, _snapshot: Snapshot) -> pl.DataFrame:
    work = _case_work(*_cases(basis, _snapshot), last, None, MONTHS[TWELVE])
    escalations = escalation_work(_snapshot, last, None, MONTHS[TWELVE])
    return newest_values(work, escalations, victim_work(_snapshot, last, None, A_YEAR))


@st.cache_resource(max_entries=DAYS_KEPT, show_spinner=False)
def _standing(basis: Basis, day: date, _snapshot: Snapshot) -> Standing:
    # On all days between two of change the same is known.
    since = last_by(_days_of_change(basis, _snapshot), day)
    return Standing(day, _known(basis, since, _snapshot), partial(values, _snapshot, day))


@st.cache_resource(max_entries=VIEWS_KEPT, show_spinner=False)
def _standing_then(basis: Basis, then: date, last: date, _snapshot: Snapshot) -> Standing:
    recorded = as_known_then(_snapshot.tables, then, last)
    return standing_on(then, recorded, partial(values, _snapshot, then))


@st.cache_resource(max_entries=DAYS_KEPT, show_spinner=False)
def _known(basis: Basis, since: date, _snapshot: Snapshot) -> Known:
    return known_on(since, _snapshot.tables)


@st.cache_resource(max_entries=4, show_spinner=False)
def _days_of_change(basis: Basis, _snapshot: Snapshot) -> list[date]:
    return days_of_change(_snapshot.tables)


@st.cache_resource(max_entries=4, show_spinner=False)
def _days_of_recording(basis: Basis, _snapshot: Snapshot) -> list[date]:
    return days_of_recording(_snapshot.tables)
