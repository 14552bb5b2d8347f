"""The count of every measure about work, exact, as its page and the public edition say it."""

from datetime import date
from typing import NamedTuple

from metrics.cases.case_summary import CaseSummary
from metrics.cases.staff import sample_text
from metrics.day_state import STALE, DayState
from metrics.escalations.counts import graces
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.frames import Row
from metrics.measures.case_query import CaseQuery
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, MeasureKind, PlanCount, Span, count_newest
from metrics.periods import Period
from metrics.text_format import day_text


class WorkCount(NamedTuple):
    """The count of a measure, with its time in words and the day as at which it was counted.

    ``of``: the denominator, or the number of values of a median. Nulls: ``of`` for a count without
    a denominator; ``met`` for a median; ``median`` for others, and of too few values.
    """

    when: str
    as_at: date
    met: int | None = None
    of: int | None = None
    median: float | None = None


def plan_counts(day_state: DayState) -> dict[str, WorkCount]:
    """The count of each measure of the plan on the day, by its code."""
    when = f"on {day_text(day_state.day)}"
    return {
        code: WorkCount(
            when, day_state.day, counts.rows(day_state).height, counts.out_of(day_state)
        )
        for code, measure in MEASURES.items()
        if isinstance(counts := measure.counts, PlanCount)
    }


def work_counts(summary: CaseSummary, escalations: EscalationCounts) -> dict[str, WorkCount]:
    """The count of each measure of cases by its code, from summaries of one area and period.

    A measure with no sample, no year or nothing recorded is absent.
    """
    query = newest_query(summary, escalations)
    rows = {code: count_newest(measure, query) for code, measure in MEASURES.items()}
    return {code: _count(MEASURES[code], row, query) for code, row in rows.items() if row}


def newest_query(
    summary: CaseSummary, escalations: EscalationCounts, *, with_undated: bool = False
) -> CaseQuery:
    """The query behind the figures that pages show of ``summary``."""
    day_state = escalations.day_state
    return CaseQuery(
        summary.tables,
        {**summary.limits, STALE: day_state.limits[STALE]},
        graces(day_state.tables["time_limit"], summary.as_at),
        summary.period,
        summary.as_at,
        is_newest=True,
        with_undated=with_undated,
    )


def sample_or_year_text(row: Row) -> str:
    """The sample or financial year of a row, as text."""
    if "sampled_on" in row:
        return f"sample of {sample_text(row)}"
    return f"financial year {row['year']} to {row['year'] + 1}"


def months_of(period: Period) -> str:
    """The months of the period as text, such as "February 2021 to January 2022"."""
    return f"{month_text(period.first)} to {month_text(period.last)}"


def month_text(day: date) -> str:
    """The month as text, such as "February 2021"."""
    return f"{day:%B %Y}"


def _count(measure: Measure, row: Row, query: CaseQuery) -> WorkCount:
    span = measure.basis.span
    if span in (Span.SAMPLE, Span.YEAR):
        when = sample_or_year_text(row)
    else:
        when = f"on {day_text(query.as_at)}" if span == Span.DAY else months_of(query.period)
    if measure.kind == MeasureKind.MEDIAN:
        return WorkCount(when, query.as_at, None, row["of"], median=row["value"])
    met = int(row["value"]) if measure.kind == MeasureKind.COUNT else row["met"]
    return WorkCount(when, query.as_at, met, row["of"])
