"""The newest value of every measure of cases, people and victims, in words that may be shown."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import TOO_FEW, is_of_too_few
from metrics.cases.case_summary import CaseSummary
from metrics.cases.staff_figures import people_figures
from metrics.day_state import VALUES
from metrics.escalations.escalation_figures import outcome_figures, past_figures
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.frames import Row
from metrics.measures.case_query import CaseQuery
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, MeasureKind, Span, as_counted, count_newest
from metrics.measures.work_counts import (
    months_of,
    newest_query,
    sample_or_year_text,
)
from metrics.releases.people import PeopleSummary, Share, table_of
from metrics.releases.periods import span_text
from metrics.releases.rule import ENOUGH_FOR_A_SHARE, SMALLEST
from metrics.releases.tables import MEDIANS, SHARES
from metrics.text_format import NONE_TO_COUNT, counted, day_text, exact_percentage, measured
from metrics.victims.victim_figures import left_out_text, share_text


class Value(NamedTuple):
    """A value in words, with its time.

    ``met`` and ``of``: set for shares alone; those of people are rounded. ``is_of_few``: whether
    too few are counted, or left out, to hold it against a target; it then has neither.
    """

    said: str
    met: int | None = None
    of: int | None = None
    is_of_few: bool = False


def newest_values(
    summary: CaseSummary,
    escalations: EscalationCounts,
    people: PeopleSummary | None,
    unavailable: Collection[str] = (),
) -> pl.DataFrame:
    """One row per measure with a value, in the order of the registry. Shape: ``VALUES``.

    All three summaries are of all areas; ``summary`` and ``escalations`` are of the same period.
    Nulls: ``people`` is null where nothing is released yet. A measure with no sample, no year or
    nothing recorded has no row, nor has one of those ``unavailable``.
    """
    # Figures that a page words in its own way are worded so here too.
    figures = (
        *people_figures(summary),
        *past_figures(EscalationSummary(escalations.day_state, escalations)),
        *outcome_figures(escalations),
    )
    values = {
        figure.measure.code: Value(figure.said)
        for figure in figures
        if figure.measure.basis.span != Span.SAMPLE
    }
    query = newest_query(summary, escalations, with_undated=True)
    values |= {
        code: _of_cases(measure, row, query)
        for code, measure in MEASURES.items()
        if code not in values and (row := count_newest(measure, query)) is not None
    }
    values |= dict(_of_people(people)) if people else {}
    limits = escalations.day_state.limits
    rows = [
        (code, as_counted(measure, limits).title, *values[code])
        for code, measure in MEASURES.items()
        if code in values and code not in unavailable
    ]
    return pl.DataFrame(rows, VALUES, orient="row")


def as_at_the_day(values: pl.DataFrame, summary: EscalationSummary) -> pl.DataFrame:
    """``values`` with what is counted of joint actions as at the day, not at the month-end."""
    [past] = [each for each in past_figures(summary) if each.measure.code == "past_point_actions"]
    is_it = pl.col("code") == past.measure.code
    return values.with_columns(said=pl.when(is_it).then(pl.lit(past.said)).otherwise("said"))


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
        if is_of_too_few(row["value"], row["of"]):
            return Value(f"{TOO_FEW}, {when}", is_of_few=True)
        return _median(row["value"], row["of"], measure.unit.removesuffix("s"), when)
    number = int(row["value"])
    if row["of"] is None:
        return Value(f"{counted(number, measure.noun) if measure.noun else number}, {when}")
    return Value(f"{number:,} of {row['of']:,}, {when}")


def _of_people(summary: PeopleSummary) -> Iterator[tuple[str, Value]]:
    """The shares and medians of all areas, each of the newest year in which it is released."""
    for code in (*SHARES, *MEDIANS):
        if of := summary.seen(table_of(code)):
            when = span_text(of.chosen.first, of.chosen.months)
            if share := of.share(code) if code in SHARES else None:
                others = left_out_text(of.chosen, of.area, code, share.of)
                yield code, _of_share(share, f"{when}{others}")
            elif median := of.median(code) if code in MEDIANS else None:
                others = left_out_text(of.chosen, of.area, code, median.of)
                unit = MEASURES[code].unit.removesuffix("s")
                said = f"{measured(median.value, unit)}, median of {median.of:,}, {when}{others}"
                yield code, Value(said)


def _of_share(share: Share, when: str) -> Value:
    """The share, with the numbers that a target is held against where it can be."""
    said = f"{share_text(share)}, {when}"
    if share.of is None or share.of < ENOUGH_FOR_A_SHARE or share.is_nearly_all:
        return Value(said, is_of_few=True)
    return Value(said, SMALLEST - 1 if share.met is None else share.met, share.of)


def _share(figures: Mapping[str, int], when: str) -> Value:
    met, of = figures["met"], figures["of"]
    if not of:
        return Value(f"{NONE_TO_COUNT}, {when}", met, of)
    return Value(f"{met:,} of {of:,} ({exact_percentage(met, of)}), {when}", met, of)


def _median(middle: float | None, of: int, unit: str, when: str) -> Value:
    if middle is None:
        return Value(f"{NONE_TO_COUNT}, {when}")
    return Value(f"{measured(middle, unit)}, median of {of:,}, {when}")
