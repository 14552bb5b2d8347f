"""The parts that pages about victims share: panels, tables, charts by quarter and area."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import polars as pl
import streamlit as st

from charts.registry import Chart, xmr_chart
from metrics.cases.case_figures import ProcessFigure
from metrics.measures.catalogue import MEASURES
from metrics.memoize import memoize
from metrics.text_format import capitalised
from metrics.trends.area_comparison import areas_text, beside_each_other
from metrics.trends.milestones import milestones, milestones_text
from metrics.trends.trend_text import Grain, finest_grain, is_readable, shown_points, trend_text
from metrics.trends.xmr import xmr
from metrics.victims import victim_figures
from metrics.victims.counted_period import CountedPeriod, Counts
from metrics.victims.victim_summary import VictimSummary
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.page import figures, page_view, provenance, room
from ui.page.charts import chart
from ui.page.figures import available, is_available
from ui.page.filters import AREA, QUARTERS, SPAN
from ui.page.glossary import linked
from ui.page.page_view import PageView
from ui.rows import victims as rows
from ui.rows.charts import (
    HOW_TO_READ,
    area_range_rows,
    area_rows_text,
    trend_rows,
    trend_rows_text,
)
from ui.rows.victims import crossed_rows, withheld_in_full_text

MOST_IN_FULL = 6
SENT = "Source: what the force and the CPS sent."
IN_DOWNLOAD = "What each share is out of is in the download."


class FullRows(NamedTuple):
    """The rows of a download that has more than its table, and a note on what that is."""

    rows: pl.DataFrame
    note: str


def victim_header(title: str) -> tuple[PageView, VictimSummary]:
    """Draw the header of a page about victims, and return its view and its summary.

    A page without anything to show ends here, with advice.
    """
    view = page_view.header(title, AREA, SPAN)
    provenance.stop_if_empty(view)
    return view, _summary_or_stop(view)


def _summary_or_stop(view: PageView) -> VictimSummary:
    area, span = view.chosen[AREA.key], QUARTERS[view.in_full[SPAN.key]]
    summary = view.state.victim_summary(view.day, area, span)
    say_if_not_stored(view)
    why = why_none(summary)
    if summary is None or why:
        st.info(provenance.leading_to_data(why))
        page_view.copy_link(view)
        room.stop()
    return summary


def say_if_not_stored(view: PageView) -> None:
    """Say why the newest quarters are not shown, where they could not be stored."""
    if problem := view.state.not_stored:
        st.warning(plain(problem))


def why_none(summary: VictimSummary | None) -> str:
    """Why there are no figures of people for the area chosen; empty where there are."""
    if summary is None:
        return victim_figures.NONE_COUNTED
    return victim_figures.NO_YEAR if summary.area and not summary.years else ""


def draw_opening(view: PageView, summary: VictimSummary, *sentences: str, below: str = "") -> None:
    """Draw the opening line of a page about victims, its answer, and the quarters it covers.

    If an area is chosen, the answer starts with its name and months. ``below``: a text that belongs
    to the answer and is less.
    """
    prose.markdown(linked(victim_figures.OPENING, "withheld"))
    whose = [f"{capitalised(victim_figures.extent_text(summary))}."] if _is_of_one(view) else []
    prose.lead(*whose, *sentences, below=plain(below))
    prose.caption(victim_figures.coverage_text(summary))


def victim_panel(
    view: PageView, summary: VictimSummary, name: str, heading: str, shown: Sequence[ProcessFigure]
) -> None:
    """Draw a grey panel of up to three figures, headed by their area and months."""
    figures.panel(name, _named(view, heading, victim_figures.extent_text(summary)), shown, view)


def victim_table(
    view: PageView,
    summary: VictimSummary,
    shown: pl.DataFrame,
    *,
    key: str,
    alt: str,
    numbers: Collection[str] = (),
    fold: str = "",
    full: FullRows | None = None,
) -> None:
    """Draw a table about victims; its download marks withheld cells.

    Rows and columns of which all is withheld are named below it instead. The meaning of ``[c]`` is
    below a table that shows it, in the same fold. ``fold``: the label of the fold, if the table is
    closed at first. ``full``: what the download has, if the caller has left something out of the
    table. ``summary``: the summary that all rows come from.
    """
    every = full.rows if full else shown
    if every.is_empty():
        return
    drawn, note = (shown, full.note) if full else rows.without_withheld(shown)
    whose = _whose(summary, every)
    if drawn.is_empty():
        prose.words(f"{_named(view, alt, whose)}: {rows.ALL_WITHHELD}.")
        return
    download = figures.download(view, key, summary.as_at, summary.area)._replace(
        rows=partial(rows.in_file, every, whose)
    )

    def draw() -> None:
        columns = [name for name in numbers if name in drawn.columns]
        table(drawn, key=key, alt=_named(view, alt, whose), numbers=columns, download=download)
        if mark := rows.mark_text(drawn):
            prose.caption(mark)
        if note:
            prose.caption(plain(note))

    if fold:
        with layout.fold(_named(view, fold, whose), key) as is_open:
            if is_open:
                draw()
        return
    if whose and _is_of_one(view):
        prose.caption(f"{capitalised(whose)}:")
    draw()


def crossed_table(
    view: PageView,
    summary: VictimSummary,
    counts: Counts,
    lines: tuple[Collection[str], Collection[str]],
    *,
    key: str,
    alt: str,
    heading: str,
    fold: str = "",
) -> None:
    """Draw a table of pairs of categories, with a square for each number.

    ``lines``: the categories of its rows and columns. Those withheld in full are named below the
    table; in the download each is marked.
    """
    down, across = lines
    shown = crossed_rows(counts, down, across, heading)
    full = crossed_rows(counts, down, across, heading, with_withheld=True)
    victim_table(
        view,
        summary,
        shown,
        key=key,
        alt=alt,
        fold=fold,
        full=FullRows(full, withheld_in_full_text(counts, down, across)),
    )


def shares(
    view: PageView,
    summary: VictimSummary,
    codes: tuple[str, ...],
    *,
    key: str,
    alt: str,
    beside: Collection[str] = (),
) -> None:
    """Draw a table of shares, sentences on the medians ``beside`` them, and their definitions.

    If some are of the chosen area and others of all areas, each row names its area and months.
    """
    if sent := tuple(available(view, codes)):
        first = victim_figures.counted_of(summary, sent[0])
        victim_table(
            view,
            first,
            rows.share_rows(summary, sent),
            key=key,
            alt=alt,
            numbers=rows.SHARE_COLUMNS,
        )
    for code in available(view, beside):
        prose.words(victim_figures.median_text(summary, code))
    victim_definitions(summary, (*codes, *beside), key)


def by_period(
    view: PageView, summary: VictimSummary, headings: Mapping[str, str], *, key: str, alt: str
) -> None:
    """Draw a table of shares of all areas, one row per quarter; the download has more detail.

    Shares of which hardly a quarter is shown have a table of the year to each quarter.
    """
    everywhere = summary.of(None, summary.span)
    by_steps: dict[tuple[CountedPeriod, ...], list[tuple[str, str]]] = {}
    for code in available(view, headings):
        by_steps.setdefault(tuple(everywhere.steps_of(code)), []).append((code, headings[code]))
    for number, (periods, columns) in enumerate(sorted(by_steps.items(), key=_quarters_first)):
        every = rows.period_rows(everywhere, periods, tuple(columns))
        shown, full = every, None
        if len(columns) > MOST_IN_FULL:
            drawn, note = rows.without_withheld(every)
            shown = rows.without_numbers(drawn)
            full = FullRows(every, f"{IN_DOWNLOAD} {note}".rstrip())
        named = f"{key}-{number}" if number else key
        if rows.YEAR in shown.columns:
            prose.caption(victim_figures.BY_ROLLING_YEAR)
        victim_table(view, everywhere, shown, key=named, alt=alt, full=full)


def _quarters_first(item: tuple[Sequence[CountedPeriod], object]) -> int:
    return item[0][0].MONTHS


def victim_definitions(summary: VictimSummary, codes: Iterable[str], key: str) -> None:
    """Draw the definitions of a table's figures in a fold."""
    measures = [summary.measure(MEASURES[code]) for code in codes]
    figures.definitions("About these figures", measures, f"about-{key}")


def of_all(view: PageView, sentence: str, summary: VictimSummary | None = None) -> str:
    """A sentence about all areas, which starts by saying so if one area is chosen.

    ``summary``: the summary whose months are named, if the sentence names none.
    """
    whose = victim_figures.extent_text(summary) if summary else victim_figures.TOGETHER
    return f"{capitalised(whose)}. {sentence}" if _is_of_one(view) else sentence


def all_areas(summary: VictimSummary) -> None:
    """Say, if one area is chosen, that quarters are of all areas."""
    if summary.area:
        prose.caption(f"{capitalised(victim_figures.TOGETHER)}: one area is counted by year.")


def _is_of_one(view: PageView) -> bool:
    """True if one area is chosen, so that its figures and others cover different months."""
    return bool(view.chosen[AREA.key])


def _whose(summary: VictimSummary, shown: pl.DataFrame) -> str:
    """The area and months of a table of ``summary``; empty if its rows name them."""
    if rows.CASES_OF in shown.columns:
        return ""
    return (
        victim_figures.TOGETHER
        if rows.QUARTER in shown.columns or rows.YEAR in shown.columns
        else victim_figures.extent_text(summary)
    )


def _named(view: PageView, words: str, whose: str) -> str:
    """A heading with the area and months of its figures, if one area is chosen."""
    return f"{words}: {whose}" if whose and _is_of_one(view) else words


def closing_lines(view: PageView, summary: VictimSummary) -> None:
    """Draw the link to the view, and the source of its figures."""
    page_view.copy_link(view)
    how = victim_figures.how_counted_text(summary)
    provenance.source(view, SENT, how, as_at=summary.as_at)


def trend(view: PageView, summary: VictimSummary, code: str) -> None:
    """Draw a chart of the share ``code`` of all areas by quarter; say if it varies unusually."""
    if not is_available(view, code):
        return
    everywhere, measure = summary.of(None, summary.span), summary.measure(MEASURES[code])
    title, series = capitalised(measure.title), everywhere.series(code)
    all_areas(summary)
    if finest_grain({Grain.QUARTER: series}) is None:
        prose.words(f"{title}: too few quarters may be shown to draw a trend.")
        prose.words(victim_figures.withheld_quarters_text(everywhere, code))
        return
    limits, target = _limits(everywhere, code), measure.target_share
    happened = milestones(view.day_state.tables["inspection"], view.day_state.actions)
    headline = trend_text(limits, title, measure.better, target, measure.unit, Grain.QUARTER)
    drawn = trend_rows(limits, target, measure.unit, Grain.QUARTER, happened)
    chart(
        drawn,
        xmr_chart(measure.better) if is_readable(limits) else Chart.SHORT_LINES,
        headline=of_all(view, headline),
        subtitle=f"{title}, {victim_figures.TOGETHER}, by quarter, every quarter counted.",
        alt=trend_rows_text(drawn),
        view=view,
        as_at=everywhere.as_at,
    )
    prose.words(milestones_text(happened, limits))
    prose.words(victim_figures.withheld_quarters_text(everywhere, code))


@memoize
def _limits(summary: VictimSummary, code: str) -> pl.DataFrame:
    return xmr(shown_points(summary.series(code)), MEASURES[code].better)


def areas(view: PageView, summary: VictimSummary, code: str) -> None:
    """Draw a chart of areas, each with the range that chance alone would give."""
    if not is_available(view, code):
        return
    title = capitalised(summary.measure(MEASURES[code]).title)
    if not summary.years_chosen:
        prose.words(victim_figures.NO_YEAR)
        return
    if summary.areas(code)["of"].null_count() == summary.areas(code).height:
        prose.words(f"{title}, by area: {rows.ALL_WITHHELD}.")
        prose.caption(victim_figures.BY_YEAR)
        return
    overall = summary.beside_areas(code).share
    ranges = beside_each_other(victim_figures.areas_beside(summary, code), overall)
    months = victim_figures.months_text(summary.years_chosen)
    headline = areas_text(ranges, title, overall)
    drawn = area_range_rows(ranges, overall)
    chart(
        drawn,
        Chart.AREA_RANGES,
        headline=headline,
        subtitle=(
            f"{title}, {months}, areas in order of name. Overall is of {victim_figures.TOGETHER}, "
            f"in the same months. {HOW_TO_READ}"
        ),
        alt=area_rows_text(drawn),
        view=view,
        as_at=summary.years_chosen[-1].counted_at,
    )
    # There is no space for them in the room, where the headline says which areas are compared.
    if not room.is_shown():
        prose.caption(victim_figures.BY_YEAR)
        prose.words(victim_figures.withheld_areas_text(ranges))
