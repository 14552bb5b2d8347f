"""Figures about victims as text; for a withheld figure, that it is withheld and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.cases.case_figures import ProcessFigure
from metrics.measures.catalogue import MEASURES
from metrics.memoize import memoize
from metrics.suppression.costs import ENOUGH_FOR_EVERY_QUARTER, ENOUGH_FOR_QUARTERS
from metrics.text_format import NO_NUMBER, capitalised, counted, day_text, listed, measured
from metrics.trends.trend_text import Grain, period_text
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.counted_period import CountedPeriod, Counts, Quarter
from metrics.victims.newest_shown import newest_direction, newest_shown
from metrics.victims.share_parts import MEDIANS, SHARES
from metrics.victims.victim_summary import Share, VictimSummary

OPENING = "Each number is a person; small numbers are withheld to protect them."
# A small count is not told from one that is withheld to protect it: who knew that it is small would
# know that it is 1 to 4.
WITHHELD, SMALL_NUMBER = "withheld", "small number"
SMALL = f"{WITHHELD}: {SMALL_NUMBER}"
# A counted quarter is never recounted, so the word is not "none yet".
NO_VICTIM = "none"
TOGETHER = "all areas together"
HOW_PROTECTED = (
    "Counted by quarter, areas by year: what is withheld is a small number, or would give one away."
)
NONE_COUNTED = (
    "No quarter has been counted by this day, so nothing can be shown of what victims "
    "experienced. A quarter is counted once the month-end after it is closed: load files about "
    "cases on the page Data and close month-ends there, or choose a later day."
)
NO_YEAR = (
    "No year has been counted by this day, so nothing can be shown of a single area. Areas are "
    "counted by whole years, April to March, once all four quarters are counted: choose all areas, "
    "or a later day."
)
BY_YEAR = (
    "In a quarter nearly every area has a small number, so areas are counted by whole years, April "
    "to March, once the last quarter is counted."
)
YEARS = (
    f"Of a group of fewer than {ENOUGH_FOR_QUARTERS} a year only whole years are shown, of which "
    "fewer numbers have to be withheld."
)
OLDER = "That is the newest year that may be shown; counted so far"
WHY_OLDER = (
    f"Where fewer than {ENOUGH_FOR_EVERY_QUARTER} cases a year are reported only years to March "
    "are shown, for the years to other quarters would differ from them by a few people."
)
ONCE = "Each quarter is counted once, at the month-end after it, and then stands."
BY_ROLLING_YEAR = (
    "Hardly any quarter has enough of them to be shown: each row is the year to a quarter."
)


# Numbers as text


def percentage(met: int, of: int) -> str:
    """A percentage; "under 1%" and "over 99%" for values that would round to 0% or 100%."""
    rounded = round(100 * met / of)
    if rounded == 0 and met:
        return "under 1%"
    return "over 99%" if rounded == 100 and met < of else f"{rounded}%"


def percentage_text(share: Share) -> str:
    """The share as a percentage alone, or why there is none."""
    if share.met is None or share.of is None:
        return SMALL
    return percentage(share.met, share.of) if share.of else NO_VICTIM


def share_text(share: Share) -> str:
    """The share as text, such as "61% (40 of 66)", or why there is none."""
    if share.of is None or share.met is None:
        return SMALL
    if not share.of:
        return NO_VICTIM
    return f"{percentage(share.met, share.of)} ({share.met:,} of {share.of:,})"


def number_text(number: int | None) -> str:
    """The number as text, such as "1,693", or "withheld"."""
    return WITHHELD if number is None else f"{number:,}"


def shown_pairs_text(pairs: Counts) -> str:
    """A sentence: how many of the pairs of two categories can be shown; zeros are in no table."""
    noughts = sum(number == 0 for number in pairs.values())
    shown = sum(number is not None for number in pairs.values())
    without = f", {noughts:,} of them 0" if noughts else ""
    return f"{shown:,} of {counted(len(pairs), 'pair')} can be shown{without}."


@memoize
def median_text(summary: VictimSummary, code: str) -> str:
    """A sentence on a median: its value, count, area and time, or why there is none."""
    measure, counted_in = summary.measure(MEASURES[code]), counted_of(summary, code)
    title = f"{capitalised(measure.title)} ({extent_text(counted_in)})"
    number, of = counted_in.median(code)
    if of is None:
        return f"{title}: {SMALL}."
    if number is None:
        return f"{title}: {NO_VICTIM}."
    length = measured(round(number, 1), measure.unit.removesuffix("s"))
    return f"{title}: {length}, of {of:,}."


# Figures that open to their meaning


def share_figures(summary: VictimSummary, codes: Iterable[str]) -> list[ProcessFigure]:
    """The shares ``codes``, each for all areas where it is not counted for single ones."""
    return [share_figure(summary, code) for code in codes]


def share_figure(summary: VictimSummary, code: str) -> ProcessFigure:
    """The share ``code`` as a percentage, with its denominator and the number left out."""
    share = counted_of(summary, code).share(code)
    if share.met is None or share.of is None:
        return _withheld(summary, code)
    if not share.of:
        return _figure(summary, code, NO_NUMBER, NO_VICTIM)
    left_out = f"; {share.left_out:,} left out" if share.left_out else ""
    note = f"{share.met:,} of {share.of:,}{left_out}"
    return _figure(summary, code, percentage(share.met, share.of), note, _way(summary, code))


def dated_figure(summary: VictimSummary, code: str) -> ProcessFigure:
    """``share_figure`` on a page of figures of other months: its note names its own."""
    figure = share_figure(summary, code)
    when = months_text(counted_of(summary, code).chosen)
    return replace(figure, note=f"{figure.note}; {when}")


def measure_text(summary: VictimSummary, code: str) -> str:
    """A sentence on a share: its area and time, and its value or why there is none."""
    of = counted_of(summary, code)
    title = capitalised(summary.measure(MEASURES[code]).title)
    return f"{title} ({extent_text(of)}): {share_text(of.share(code))}."


def number_figure(summary: VictimSummary, code: str) -> ProcessFigure:
    """The numerator of the share ``code``, with the share where that may be shown."""
    number, share = counted_of(summary, code).number(code), counted_of(summary, code).share(code)
    if number is None:
        return _withheld(summary, code)
    if share.met is None or not share.of:
        note = f"the share is {SMALL}" if share.is_withheld else NO_VICTIM
        return _figure(summary, code, f"{number:,}", note)
    note = f"{percentage(share.met, share.of)} of {share.of:,}"
    return _figure(summary, code, f"{number:,}", note, _way(summary, code))


def _withheld(summary: VictimSummary, code: str) -> ProcessFigure:
    """A withheld figure: in how many years, the newest period in which it is shown, and its way."""
    of = counted_of(summary, code)
    few = sum(of.share_in(code, each).is_withheld for each in of.chosen)
    units = "quarters" if isinstance(of.chosen[0], Quarter) else "years"
    where = "" if len(of.chosen) == 1 else f" in {few} of the {len(of.chosen)} {units}"
    newest = f"; newest shown {newest_shown_text(summary, code)}" if newest_shown(of, code) else ""
    newest = newest or "".join(f"; {each}" for each in direction_texts(of, code))
    return _figure(summary, code, WITHHELD, f"{SMALL_NUMBER}{where}", newest)


def is_older(summary: VictimSummary) -> bool:
    """Whether the newest year of all areas is withheld in full, so that figures are of an older."""
    return summary.area is None and summary.chosen[-1].last < summary.quarters[-1].last


def _way(summary: VictimSummary, code: str) -> str:
    """The newest direction of a figure of an older year; empty where it is of the newest."""
    of = counted_of(summary, code)
    return "".join(f"; {each}" for each in direction_texts(of, code)) if is_older(of) else ""


def _figure(
    summary: VictimSummary, code: str, shown: str, note: str, newest: str = ""
) -> ProcessFigure:
    of = counted_of(summary, code)
    is_withheld = f"{WITHHELD}: " if shown == WITHHELD else ""
    # Beside figures of one area, a figure of all areas names its own months.
    where = f"; {extent_text(of)}" if of.area != summary.area else ""
    when = where or f", {months_text(of.chosen)}"
    text = f"{is_withheld}{note}{when}{newest}"
    return ProcessFigure(summary.measure(MEASURES[code]), shown, text, f"{note}{where}{newest}")


# Quarters and areas


def is_of_all_areas(code: str) -> bool:
    """Whether the figure ``code`` is counted for all areas together only."""
    counted_by = SHARES.get(code) or MEDIANS[code]
    return counted_by.dimension in ALLOWED_TABLES[counted_by.row_set].crossed


def counted_of(summary: VictimSummary, code: str) -> VictimSummary:
    """``summary`` for all areas where ``code`` is not counted by area, else ``summary`` itself."""
    return summary.of(None, summary.span) if is_of_all_areas(code) else summary


def months_text(periods: Sequence[CountedPeriod]) -> str:
    """The months as text, such as "October 2020 to September 2021" or "January to March 2021"."""
    first, last = periods[0].first, periods[-1].last
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} to {last:%B %Y}"


def extent_text(summary: VictimSummary) -> str:
    """The area and months as text, such as "Devon alone, April 2020 to March 2021"."""
    whose = f"{summary.area} alone" if summary.area else TOGETHER
    return f"{whose}, {months_text(summary.chosen)}"


def quarter_text(first: date) -> str:
    """The quarter that begins on ``first`` as text, such as "January to March 2021"."""
    return period_text(first, Grain.QUARTER).removeprefix("in ")


def coverage_text(summary: VictimSummary) -> str:
    """The cases and months that the figures cover, and when they were counted, in sentences."""
    months, are_several = months_text(summary.chosen), len(summary.chosen) > 1
    newest = f"{'the newest ' if are_several else ''}counted on {day_text(summary.as_at)}"
    if summary.area:
        years = counted(len(summary.chosen), "year")
        return (
            f"Cases of {summary.area} alone, {months}, {years}, {newest}. "
            f"Figures by quarter are of {TOGETHER}."
        )
    quarters = counted(sum(each.MONTHS for each in summary.chosen) // Quarter.MONTHS, "quarter")
    counted_to = f" {OLDER} to {summary.quarters[-1].last:%B %Y}." if is_older(summary) else ""
    return f"Cases of all areas, {months}, {quarters}, {newest}.{counted_to}"


def how_counted_text(summary: VictimSummary) -> str:
    """When figures of people are counted, and why only years are shown of some, in sentences."""
    if summary.area:
        return f"{BY_YEAR} Each year then stands."
    why_older = f" {WHY_OLDER}" if is_older(summary) else ""
    return f"{ONCE} {YEARS}{why_older}"


@memoize
def withheld_quarters_text(summary: VictimSummary, code: str) -> str:
    """The quarters in which the share ``code`` is withheld; empty where there are none."""
    series = counted_of(summary, code).series(code)
    hidden = series.filter("is_withheld")["period"].to_list()
    if not hidden:
        return ""
    if len(hidden) == series.height:
        return f"{capitalised(SMALL)}, in every quarter."
    return f"{capitalised(SMALL)}, in {listed(quarter_text(first) for first in hidden)}."


@memoize
def newest_shown_text(summary: VictimSummary, code: str) -> str:
    """The share ``code`` in the newest quarter or year in which it can be shown, with its months.

    The newest direction that may be said follows. Periods with nobody to count are skipped.
    """
    of = counted_of(summary, code)
    if newest := newest_shown(of, code):
        months = months_text([newest.period])
        return "; ".join([f"{share_text(newest.share)}, {months}", *direction_texts(of, code)])
    is_hidden = of.series(code)["is_withheld"].any()
    return f"{WITHHELD} wherever there were any" if is_hidden else NO_VICTIM


def direction_texts(summary: VictimSummary, code: str) -> list[str]:
    """The newest direction of the share ``code`` that may be said, with its months; may be none."""
    newest = newest_direction(summary, code)
    if newest is None:
        return []
    period, direction = newest
    shown = newest_shown(summary, code)
    is_same = shown is not None and shown.period is period
    return [direction.value if is_same else f"{months_text([period])} {direction}"]


def areas_beside(summary: VictimSummary, code: str) -> pl.DataFrame:
    """One row per area: area, met, of; null where they are withheld. Cases of no area come last."""
    has_name = pl.when(pl.col(AREA) != NOT_RECORDED)
    return summary.of(None, summary.span).areas(code).with_columns(has_name.then(AREA).alias(AREA))


@memoize
def withheld_areas_text(areas: pl.DataFrame) -> str:
    """The areas for which the share is withheld, and why; empty where there are none."""
    hidden = areas.filter(pl.col("of").is_null())[AREA].fill_null("cases of no area recorded")
    if hidden.is_empty():
        return ""
    return (
        f"{capitalised(SMALL)}, of {listed(hidden.to_list())}. Where one is small, another is "
        "withheld with it, or all areas less the rest would give it away; cases of no area are "
        "never shown by themselves."
    )
