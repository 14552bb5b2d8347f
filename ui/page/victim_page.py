"""The parts that pages about victims share: findings, tables, charts by quarter and area."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

import polars as pl
import streamlit as st

from charts.registry import Chart, xmr_chart
from metrics.cases.month_ends import last_closed
from metrics.finding import Finding
from metrics.measures.catalogue import MEASURES
from metrics.memoize import memoize
from metrics.releases.people import PeopleSummary, ReleasedPeriod, period_key, table_of
from metrics.text_format import capitalised
from metrics.trends.area_comparison import areas_text, beside_each_other
from metrics.trends.milestones import milestones, milestones_text
from metrics.trends.trend_text import Grain, is_readable, trend_text
from metrics.trends.xmr import xmr
from metrics.victims import victim_figures
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.page import figures, findings, page_view, provenance, room
from ui.page.charts import chart
from ui.page.figures import available, is_available
from ui.page.filters import AREA, RELEASED
from ui.page.page_view import PageView
from ui.rows import victims as rows
from ui.rows.charts import (
    HOW_TO_READ,
    area_range_rows,
    area_rows_text,
    trend_rows,
    trend_rows_text,
)

MOST_IN_FULL = 6
SENT = "Source: what the force and the CPS sent."
IN_DOWNLOAD = "What each share is out of is in the download."


def victim_header(title: str, tells: str) -> tuple[PageView, PeopleSummary]:
    """Draw the header of a page about victims, and return its view and its summary.

    A page without anything to show ends here, with what no file or release ``tells`` as its
    finding, and advice.
    """
    view = page_view.header(title, AREA, RELEASED)
    provenance.stop_if_empty(view)
    summary = view.state.people(view.day, view.chosen[AREA.key], view.in_full.get(RELEASED.key))
    say_if_not_stored(view)
    why = why_none(summary)
    if summary is None or why:
        if summary is None:
            has_files = last_closed(view.state.tables["closed_month"], view.day) is not None
            findings.draw_finding(victim_figures.nothing_finding(tells, has_files=has_files))
        st.info(provenance.leading_to_data(why))
        page_view.copy_link(view)
        room.stop()
    return view, summary


def say_if_not_stored(view: PageView) -> None:
    """Say why the newest periods are not shown, where they could not be stored."""
    if problem := view.state.not_stored:
        st.warning(plain(problem))


def why_none(summary: PeopleSummary | None) -> str:
    """Why there are no figures of people for the area chosen; empty where there are."""
    if summary is None:
        return victim_figures.NONE_RELEASED
    return victim_figures.NO_YEAR if summary.area and not summary.chosen.is_year else ""


def draw_finding(
    view: PageView,
    summary: PeopleSummary,
    finding: Finding,
    draw_picture: Callable[[], None] | None = None,
) -> None:
    """Draw the finding of a page, below the line that opens every page about victims.

    The line says why months are shown that were not asked for.
    """
    asked, chosen = view.in_full.get(RELEASED.key), summary.chosen
    is_replaced = asked and summary.area and asked != period_key(chosen.first, chosen.months)
    why = f" {victim_figures.BY_YEAR}" if is_replaced else ""
    prose.words(f"{victim_figures.OPENING}{why}")
    findings.draw_finding(finding, draw_picture)


def victim_table(
    view: PageView,
    summary: PeopleSummary,
    shown: pl.DataFrame,
    *,
    of: Collection[str],
    key: str,
    alt: str,
    fold: str = "",
    full: pl.DataFrame | None = None,
) -> None:
    """Draw a table about victims. ``summary``: of what all rows are, which is named where it is not
    what the page shows.

    ``of``: the released tables that it is read from. ``fold``: the label of the fold, if the table
    is closed at first. ``full``: what the download has, if something is left out of the table.
    """
    if shown.is_empty():
        return
    every = shown if full is None else full
    whose = _whose(summary, every)
    download = figures.download(view, key, summary.chosen.as_at(of), summary.area)._replace(
        rows=partial(rows.in_file, every, whose)
    )
    is_apart = _is_of_one(view) if _is_by_period(every) else _is_named(view, summary)

    def named(words: str) -> str:
        return f"{words}: {whose}" if whose and is_apart else words

    def draw() -> None:
        numbers = rows.number_columns(shown)
        table(shown, key=key, alt=named(alt), numbers=numbers, download=download)
        for line in filter(None, (rows.mark_text(shown), "" if full is None else IN_DOWNLOAD)):
            prose.caption(plain(line))

    if fold:
        with layout.fold(named(fold), key) as is_open:
            if is_open:
                draw()
        return
    if whose and is_apart:
        prose.caption(f"{capitalised(whose)}:")
    draw()


def released_table(
    view: PageView,
    summary: PeopleSummary,
    name: str,
    *,
    key: str,
    alt: str,
    heading: str,
    counted: str,
) -> None:
    """Draw the groups of a released table with their numbers, at the grain at which it is seen."""
    of = summary.seen(name)
    if of is None or (counts := of.counts(name)) is None:
        prose.words(f"{alt}: {victim_figures.why_not_shown(name, summary.periods)}.")
        return
    shown = rows.word_count_rows(counts, heading, counted)
    victim_table(view, of, shown, of=(name,), key=key, alt=alt)


def crossed_table(
    view: PageView,
    summary: PeopleSummary,
    tables: Mapping[str, str],
    *,
    key: str,
    alt: str,
    heading: str,
) -> None:
    """Draw tables of the same groups as one, each a row, with a square for each number.

    ``tables``: by the name of a row, the released table. Those that are not released of the area
    and months of most have no row.
    """
    whose = summary.seen_together(tables.values())
    counts = {row: found for row, name in tables.items() if (found := whose.counts(name))}
    if not counts:
        first, *_ = tables.values()
        prose.words(f"{alt}: {victim_figures.why_not_shown(first, summary.periods)}.")
        return
    shown = rows.crossed_rows(counts, heading)
    victim_table(view, whose, shown, of=tables.values(), key=key, alt=alt)
    if missing := [rows.name_of_row(row) for row in tables if row not in counts]:
        prose.caption(
            plain(f"Too few to release safely, and so without a row: {'; '.join(missing)}.")
        )


def shares(
    view: PageView,
    summary: PeopleSummary,
    codes: tuple[str, ...],
    *,
    key: str,
    alt: str,
    beside: Collection[str] = (),
) -> None:
    """Draw a table of shares, sentences on the medians ``beside`` them, and their definitions."""
    if sent := tuple(available(view, codes)):
        shown = rows.share_rows(summary, sent)
        victim_table(
            view,
            summary,
            shown,
            of=[*map(table_of, sent)],
            key=key,
            alt=alt,
        )
    for code in available(view, beside):
        prose.words(victim_figures.median_text(summary, code))
    victim_definitions(summary, (*codes, *beside), key)


def by_period(
    view: PageView, summary: PeopleSummary, headings: Mapping[str, str], *, key: str, alt: str
) -> None:
    """Draw a table of shares of all areas, one row per quarter, or per year of those of few.

    The download has more detail.
    """
    by_steps: dict[tuple[ReleasedPeriod, ...], list[tuple[str, str]]] = {}
    for code in available(view, headings):
        if periods := tuple(_with_gaps(summary, summary.steps(code))):
            by_steps.setdefault(periods, []).append((code, headings[code]))
    for number, (periods, columns) in enumerate(sorted(by_steps.items(), key=_quarters_first)):
        every = rows.period_rows(periods, columns)
        is_short = len(columns) > MOST_IN_FULL
        victim_table(
            view,
            summary.at(periods[-1], None),
            rows.without_numbers(every) if is_short else every,
            of=[table_of(code) for code, _ in columns],
            key=f"{key}-{number}" if number else key,
            alt=alt,
            full=every if is_short else None,
        )


def _with_gaps(summary: PeopleSummary, steps: Sequence[ReleasedPeriod]) -> Sequence[ReleasedPeriod]:
    """The steps with those between them: a gap is seen."""
    every = summary.years if steps and steps[0].is_year else summary.quarters
    return [each for each in every if steps and steps[0].first <= each.first <= steps[-1].first]


def _quarters_first(item: tuple[Sequence[ReleasedPeriod], object]) -> int:
    return item[0][0].months


def victim_definitions(summary: PeopleSummary, codes: Iterable[str], key: str) -> None:
    """Draw the definitions of a table's figures in a fold."""
    measures = [summary.measure(MEASURES[code]) for code in codes]
    figures.definitions("About these figures", measures, f"about-{key}")


def of_all(view: PageView, sentence: str) -> str:
    """A sentence about all areas, which starts by saying so if one area is chosen."""
    return f"{capitalised(victim_figures.TOGETHER)}. {sentence}" if _is_of_one(view) else sentence


def _is_of_one(view: PageView) -> bool:
    """True if one area is chosen, so that its figures and others cover different cases."""
    return bool(view.chosen[AREA.key])


def _whose(summary: PeopleSummary, shown: pl.DataFrame) -> str:
    """The area and months of a table of ``summary``; empty if its rows name them."""
    if rows.CASES_OF in shown.columns:
        return ""
    return victim_figures.TOGETHER if _is_by_period(shown) else victim_figures.extent_text(summary)


def _is_by_period(shown: pl.DataFrame) -> bool:
    return rows.QUARTER in shown.columns or rows.YEAR in shown.columns


def _is_named(view: PageView, summary: PeopleSummary) -> bool:
    """True where the area and months are named: of one area, and where the page shows others."""
    period = view.in_full.get(RELEASED.key)
    return _is_of_one(view) or summary is not view.state.people(
        view.day, view.chosen[AREA.key], period
    )


def closing_lines(view: PageView, summary: PeopleSummary, tables: Iterable[str]) -> None:
    """Draw the link to the view, and the source of its figures, which are read from ``tables``."""
    page_view.copy_link(view)
    provenance.source(view, SENT, victim_figures.ONCE, as_at=summary.chosen.as_at(tables))


def trend(view: PageView, summary: PeopleSummary, code: str) -> None:
    """Draw a chart of the share ``code`` of all areas, quarter by quarter or year by year.

    The headline says if it varies unusually.
    """
    if not is_available(view, code):
        return
    measure, series = summary.measure(MEASURES[code]), summary.series(code)
    title = capitalised(measure.title)
    if series["value"].count() < 2:
        prose.words(f"{title}: too few to compare two quarters or years yet.")
        return
    newest = summary.steps(code)[-1]
    grain = Grain.YEAR if newest.is_year else Grain.QUARTER
    limits, target = _limits(summary.everywhere, code), measure.target_share
    happened = milestones(view.day_state.tables["inspection"], view.day_state.actions)
    headline = trend_text(limits, title, measure.better, target, measure.unit, grain)
    drawn = trend_rows(limits, target, measure.unit, grain, happened)
    chart(
        drawn,
        xmr_chart(measure.better) if is_readable(limits) else Chart.SHORT_LINES,
        headline=of_all(view, headline),
        subtitle=f"{title}, {victim_figures.TOGETHER}, by {grain.value}. "
        f"{victim_figures.rounding_text(series)}",
        alt=trend_rows_text(drawn),
        view=view,
        as_at=newest.as_at([table_of(code)]),
    )
    prose.words(milestones_text(happened, limits))


@memoize
def _limits(summary: PeopleSummary, code: str) -> pl.DataFrame:
    return xmr(summary.series(code), MEASURES[code].better)


def areas(view: PageView, summary: PeopleSummary, code: str) -> None:
    """Draw a chart of areas in a year, each with the range that chance alone would give."""
    if not is_available(view, code):
        return
    measure, year = summary.measure(MEASURES[code]), summary.year_of_areas(code)
    title = capitalised(measure.title)
    if year is None:
        why = victim_figures.why_not_shown(table_of(code), summary.years)
        prose.words(f"{title}, by area: {why}.")
        return
    shown = victim_figures.areas_beside(summary, code)
    if shown["of"].null_count() == shown.height:
        prose.words(f"{title}, by area: each area has too few for a share.")
        return
    share = year.share(code, None)
    overall = share.value if share else None
    ranges = beside_each_other(shown, overall)
    headline = areas_text(ranges, title, overall, measure.target_share)
    drawn = area_range_rows(ranges, overall)
    chart(
        drawn,
        Chart.AREA_RANGES,
        headline=headline,
        subtitle=(
            f"{title}, {victim_figures.months_text(year)}, areas in order of name. Overall is of "
            f"{victim_figures.TOGETHER}, in the same months. {HOW_TO_READ}"
        ),
        alt=area_rows_text(drawn),
        view=view,
        as_at=year.as_at([table_of(code)]),
    )
    # There is no space for them in the room, where the headline says which areas are compared.
    if not room.is_shown():
        prose.caption(victim_figures.BY_YEAR)
