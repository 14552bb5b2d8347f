"""The newest value of every measure of cases, people and victims, in words that may be shown."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import is_withheld_median
from metrics.cases.case_summary import CaseSummary
from metrics.cases.case_tables import WITHHELD
from metrics.cases.staff_figures import people_figures
from metrics.day_state import VALUES
from metrics.escalations.escalation_figures import outcome_figures, past_figures
from metrics.escalations.escalation_summary import EscalationSummary
from metrics.frames import Row
from metrics.measures.case_query import CaseQuery
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, MeasureKind, Span, as_counted, count_newest
from metrics.measures.work_counts import (
    month_text,
    months_of,
    newest_query,
    sample_or_year_text,
)
from metrics.text_format import counted, day_text, measured
from metrics.victims.share_parts import MEDIANS, SHARES
from metrics.victims.victim_summary import Share, VictimSummary

NONE_TO_COUNT = "none to count"


class Value(NamedTuple):
    """A value in words, with its time. Nulls: ``met`` and ``of`` are set for shares only.

    A withheld share has neither.
    """

    said: str
    met: int | None = None
    of: int | None = None
    is_withheld: bool = False


def newest_values(
    summary: CaseSummary,
    escalations: EscalationSummary,
    victims: VictimSummary | None,
    unavailable: Collection[str] = (),
) -> pl.DataFrame:
    """One row per measure with a value, in the order of the registry. Shape: ``VALUES``.

    All three summaries are of all areas; ``summary`` and ``escalations`` are of the same period.
    Nulls: ``victims`` is null where no quarter is counted yet. A measure with no sample, no year or
    nothing recorded has no row, nor has one of those ``unavailable``.
    """
    # Figures that a page words in its own way are worded so here too.
    figures = (
        *people_figures(summary),
        *past_figures(escalations),
        *outcome_figures(escalations),
    )
    values = {
        figure.measure.code: Value(figure.said)
        for figure in figures
        if figure.measure.basis.span != Span.SAMPLE
    }
    query = newest_query(summary, escalations.counted, with_undated=True)
    values |= {
        code: _of_cases(measure, row, query)
        for code, measure in MEASURES.items()
        if code not in values and (row := count_newest(measure, query)) is not None
    }
    values |= dict(_of_victims(victims)) if victims else {}
    limits = escalations.counted.day_state.limits
    rows = [
        (code, as_counted(measure, limits).title, *values[code])
        for code, measure in MEASURES.items()
        if code in values and code not in unavailable
    ]
    return pl.DataFrame(rows, VALUES, orient="row")


def _of_cases(measure: Measure, row: Row, query: CaseQuery) -> Value:
    span = measure.basis.span
    if span in (Span.SAMPLE, Span.YEAR):
        when = sample_or_year_text(row)
    else:
        as_at = f"as at {day_text(query.as_at)}"
        when = as_at if span == Span.DAY else months_of(query.period)
    if measure.kind == MeasureKind.SHARE:
        return _share(row, when)
    if measure.kind == MeasureKind.MEDIAN:
        if is_withheld_median(row["value"], row["of"]):
            return Value(WITHHELD, is_withheld=True)
        return _median(row["value"], row["of"], measure.unit.removesuffix("s"), when)
    number = int(row["value"])
    if row["of"] is None:
        return Value(f"{counted(number, measure.noun) if measure.noun else number}, {when}")
    return Value(f"{number:,} of {row['of']:,}, {when}")


def _of_victims(summary: VictimSummary) -> Iterator[tuple[str, Value]]:
    first, last = summary.chosen[0].first, summary.chosen[-1].last
    over = f"quarters from {month_text(first)} to {month_text(last)}"
    for code in SHARES:
        yield code, _protected(summary.share(code), over)
    for code in MEDIANS:
        middle, of = summary.median(code)
        if of is None:
            yield code, Value(WITHHELD, is_withheld=True)
        else:
            yield code, _median(middle, of, MEASURES[code].unit.removesuffix("s"), over)


def _protected(share: Share, when: str) -> Value:
    if share.is_withheld:
        return Value(WITHHELD, is_withheld=True)
    return _share(share._asdict(), when)


def _share(figures: Mapping[str, int], when: str) -> Value:
    met, of = figures["met"], figures["of"]
    if not of:
        return Value(f"{NONE_TO_COUNT}, {when}", met, of)
    return Value(f"{met:,} of {of:,} ({_percent(met, of)}), {when}", met, of)


def _median(middle: float | None, of: int, unit: str, when: str) -> Value:
    if middle is None:
        return Value(f"{NONE_TO_COUNT}, {when}")
    return Value(f"{measured(middle, unit)}, median of {of:,}, {when}")


def _percent(met: int, of: int) -> str:
    """A percentage that is never rounded to 0% or 100% unless it is exactly that."""
    words = {"0%": "under 1%", "100%": "over 99%"} if 0 < met < of else {}
    rounded = f"{met / of:.0%}"
    return words.get(rounded, rounded)
