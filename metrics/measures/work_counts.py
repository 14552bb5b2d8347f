"""The count of every measure about work, exact.

They are never shown to readers: ``publication.edition`` decides which may be published.
"""

from datetime import date
from typing import NamedTuple

from metrics.cases.case_summary import CaseSummary
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
    """The count of a measure, and ``when`` in words.

    ``of``: the denominator, or the number of values of a median. ``left_out``: each number that the
    measure leaves out. ``is_part``: whether those met are among ``of``. Nulls: ``of`` for a count
    without a denominator; ``met`` for a median.
    """

    when: str
    met: int | None = None
    of: int | None = None
    left_out: tuple[int, ...] = ()
    is_part: bool = True
    median: float | None = None


def work_counts(summary: CaseSummary, escalations: EscalationCounts) -> dict[str, WorkCount]:
    """The count of each measure by its code, from summaries of all areas, with one period and day.

    A measure with no sample, no year or nothing recorded is absent.
    """
    query = newest_query(summary, escalations)
    counts = {
        code: _count(measure, query, escalations.day_state) for code, measure in MEASURES.items()
    }
    return {code: count for code, count in counts.items() if count is not None}


def newest_query(
    summary: CaseSummary, escalations: EscalationCounts, *, with_undated: bool = False
) -> CaseQuery:
    """The query behind the figures that pages show of ``summary``."""
    day_state = escalations.day_state
    return CaseQuery(
        summary.tables,
        {**summary.limits, STALE: day_state.limits[STALE]},
        graces(day_state.tables["time_limit"], summary.as_at),
        # Joint actions belong to no area.
        day_state.tables["escalation"].clear() if summary.area else day_state.tables["escalation"],
        summary.period,
        summary.as_at,
        is_newest=True,
        with_undated=with_undated,
    )


def sample_or_year_text(row: Row) -> str:
    """The sample or financial year of a row, as text."""
    if "sampled_on" in row:
        return f"sample of {day_text(row['sampled_on'])}"
    return f"financial year {row['year']} to {row['year'] + 1}"


def months_of(period: Period) -> str:
    """The months of the period as text, such as "February 2021 to January 2022"."""
    return f"{month_text(period.first)} to {month_text(period.last)}"


def month_text(day: date) -> str:
    """The month as text, such as "February 2021"."""
    return f"{day:%B %Y}"


def _count(measure: Measure, query: CaseQuery, day_state: DayState) -> WorkCount | None:
    on_the_day = f"on {day_text(day_state.day)}"
    if isinstance(measure.counts, PlanCount):
        rows, out_of = measure.counts.rows(day_state), measure.counts.out_of(day_state)
        return WorkCount(on_the_day, rows.height, out_of)
    row = count_newest(measure, query)
    if row is None:
        return None
    span = measure.basis.span
    if span in (Span.SAMPLE, Span.YEAR):
        when = sample_or_year_text(row)
    else:
        when = on_the_day if span == Span.DAY else months_of(query.period)
    left_out, of = tuple(row["left_out"]), row["of"]
    if measure.kind == MeasureKind.MEDIAN:
        return WorkCount(when, None, of, left_out, median=row["value"])
    met = int(row["value"]) if measure.kind == MeasureKind.COUNT else row["met"]
    # More may be trained than there are posts, and a rate is out of something else.
    is_part = measure.kind != MeasureKind.RATE and (of is None or met <= of)
    return WorkCount(when, met, of, left_out, is_part)
