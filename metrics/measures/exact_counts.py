"""Exact counts of every measure that counts no victim, before any rule of showing.

None of them is for a reader's eyes: ``publication.edition`` decides which may be published.
"""

from datetime import date
from typing import NamedTuple

from metrics.cases.aggregation import Row
from metrics.cases.case_summary import CaseSummary
from metrics.day_state import STALE, DayState
from metrics.escalations.counts import graces
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.case_query import CaseQuery
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, MeasureKind, PlanCount, Span, count_newest
from metrics.periods import Period
from metrics.text_format import day_in_words


class ExactCount(NamedTuple):
    """How many a measure counts, and ``when`` in words.

    ``of``: out of how many, or of how many a median is. ``left_out``: each number that the measure
    leaves out. ``is_part``: whether those met are some of ``of``. Nulls: of a count out of nothing
    there is no ``of``; of a median nothing is met.
    """

    when: str
    met: int | None = None
    of: int | None = None
    left_out: tuple[int, ...] = ()
    is_part: bool = True
    median: float | None = None


def exact_counts(work: CaseSummary, escalations: EscalationCounts) -> dict[str, ExactCount]:
    """The count of each measure by its code; both of all areas, of one period and day.

    A measure with no sample, no year or nothing recorded has none.
    """
    query = newest_query(work, escalations)
    found = {
        code: _count(measure, query, escalations.day_state) for code, measure in MEASURES.items()
    }
    return {code: count for code, count in found.items() if count is not None}


def newest_query(
    work: CaseSummary, escalations: EscalationCounts, *, with_undated: bool = False
) -> CaseQuery:
    """The query of the figures that pages show of ``work``."""
    day_state = escalations.day_state
    return CaseQuery(
        work.tables,
        {**work.limits, STALE: day_state.limits[STALE]},
        graces(day_state.tables["time_limit"], work.as_at),
        # Joint actions belong to no area.
        day_state.tables["escalation"].clear() if work.area else day_state.tables["escalation"],
        work.period,
        work.as_at,
        is_newest=True,
        with_undated=with_undated,
    )


def sample_or_year_text(row: Row) -> str:
    """Which sample, or which financial year, a row is of."""
    if "sampled_on" in row:
        return f"sample of {day_in_words(row['sampled_on'])}"
    return f"financial year {row['year']} to {row['year'] + 1}"


def months_of(period: Period) -> str:
    """February 2021 to January 2022."""
    return f"{month_text(period.first)} to {month_text(period.last)}"


def month_text(day: date) -> str:
    """February 2021."""
    return f"{day:%B %Y}"


def _count(measure: Measure, query: CaseQuery, day_state: DayState) -> ExactCount | None:
    on_the_day = f"on {day_in_words(day_state.day)}"
    if isinstance(measure.counts, PlanCount):
        rows, out_of = measure.counts.rows(day_state), measure.counts.out_of(day_state)
        return ExactCount(on_the_day, rows.height, out_of)
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
        return ExactCount(when, None, of, left_out, median=row["value"])
    met = int(row["value"]) if measure.kind == MeasureKind.COUNT else row["met"]
    # More may be trained than there are posts, and a rate is of other cases.
    is_part = measure.kind != MeasureKind.RATE and (of is None or met <= of)
    return ExactCount(when, met, of, left_out, is_part)
