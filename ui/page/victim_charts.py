"""The charts of a page about victims: a share by quarter, and by area."""

import polars as pl

from charts.registry import Chart, xmr_chart
from metrics.measures.catalogue import MEASURES
from metrics.memoize import memoize
from metrics.text_format import capitalised
from metrics.trends.area_comparison import areas_text, beside_each_other
from metrics.trends.milestones import milestones, milestones_text
from metrics.trends.trend_text import Grain, finest_grain, is_readable, shown_points, trend_text
from metrics.trends.xmr import xmr
from metrics.victims import victim_figures
from metrics.victims.victim_summary import VictimSummary
from ui.elements import prose
from ui.page import room
from ui.page.availability import is_available
from ui.page.charts import chart
from ui.page.page_view import PageView
from ui.page.victim_page import all_areas, of_all
from ui.rows import victims as rows
from ui.rows.charts import (
    HOW_TO_READ,
    area_range_rows,
    area_rows_text,
    trend_rows,
    trend_rows_text,
)


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
