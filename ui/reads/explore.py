"""What Explore asks of cases: a subject in a period, of all areas or area by area."""

from datetime import date

import polars as pl

from data_access.reads import Snapshot
from metrics.cases.case_summary import LIMITS
from metrics.cases.month_ends import last_closed
from metrics.day_state import STALE
from metrics.escalations.counts import graces
from metrics.explore.case_counts import count_cases
from metrics.explore.registry import SUBJECTS
from metrics.measures.case_query import CaseQuery
from metrics.periods import Period, limits_in_force
from ui.cache import Write, remembered
from ui.reads.cache_keys import Basis, cases_of
from ui.reads.cases import every_row
from ui.reads.current_store import basis_of
from ui.reads.day_states import day_state

# What single subjects came to in single periods: small, and a trend has dozens.
EXPLORED_KEPT = 2048
# Of each, all months are counted together when the first is asked for.
COUNTED_TOGETHER = ("early_advice", "nfa_after_referral")


def explored_cases(
    held: Snapshot, day: date, code: str, period: Period, by_area: bool, dimension: str | None
) -> pl.DataFrame:
    """What a subject of cases comes to in a period, known by ``day``: as ``count_cases`` gives it.

    No month-end is later than the last closed one. Errors: ValueError where none is closed.
    """
    last = last_closed(held.tables["closed_month"], day)
    if last is None:
        raise ValueError("No month-end is closed, so no case may be counted.")
    as_at = min(last, period.last) if SUBJECTS[code].on_the_day else last
    # Of joint actions, escalated too, what was known by the month-end counts.
    basis = basis_of(held)
    return _explored_cases(basis, as_at, code, period, by_area, dimension, held)


def count_ahead(held: Snapshot, day: date) -> None:
    """Counts what the first question on ``day`` about such a subject would wait for."""
    if last := last_closed(held.tables["closed_month"], day):
        month = Period(last.replace(day=1), last)
        for code in COUNTED_TOGETHER:
            explored_cases(held, day, code, month, False, None)


@remembered(EXPLORED_KEPT, until=Write.OF_ANYTHING)
def _explored_cases(
    basis: Basis,
    as_at: date,
    code: str,
    period: Period,
    by_area: bool,
    dimension: str | None,
    _snapshot: Snapshot,
) -> pl.DataFrame:
    time_limits, on_day = _snapshot.tables["time_limit"], day_state(_snapshot, as_at)
    query = CaseQuery(
        every_row(*cases_of(basis, _snapshot)),
        limits_in_force(time_limits, (*LIMITS, STALE), as_at),
        graces(time_limits, as_at),
        on_day.tables["escalation"],
        period,
        as_at,
        by_area,
        dimension,
    )
    return count_cases(code, query)
