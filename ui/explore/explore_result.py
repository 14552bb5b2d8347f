"""Drawing an answer on the page Explore: its chart, its table and its definition."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from charts.registry import PRESSES, Chart, explored_chart, xmr_chart
from metrics.cases.aggregation import NOT_RECORDED
from metrics.cases.data_coverage import last_came_on
from metrics.explore.chart_choice import Drawn, left_out_text, series_of
from metrics.explore.quantity import AREA
from metrics.explore.query import Cell, Query
from metrics.explore.query_text import (
    cell_text,
    facts,
    headline,
    measure_of,
    place_text,
    quantity_source_text,
    title_of,
    where_and_when,
)
from metrics.explore.run_query import Sources, overall_share
from metrics.finding import Finding
from metrics.measures.measure import Family, MeasureKind
from metrics.text_format import capitalised, day_text
from metrics.trends.area_comparison import areas_text, beside_each_other
from metrics.trends.trend_text import trend_text
from metrics.trends.xmr import xmr
from metrics.victims.victim_figures import BY_YEAR, OPENING
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.exports.downloads import AnswerExport
from ui.page import figures, findings, provenance
from ui.page.charts import chart
from ui.page.page_view import PageView
from ui.rows.charts import (
    HOW_TO_READ,
    area_range_rows,
    area_rows_text,
    trend_rows,
    trend_rows_text,
)
from ui.rows.explore import (
    answer_rows,
    chart_rows,
    number_columns,
)
from ui.rows.explore_file import COUNTED, OUT_OF, VALUE, file_name, file_rows
from ui.rows.victims import mark_text

AS_A_LINK = "Each mark as a link"
WHAT_A_PRESS_DOES = (
    f"Press a mark to open it, or follow its link under “{AS_A_LINK}”. The boxes below say what is "
    "shown; the browser’s back key undoes it."
)


@dataclass(frozen=True)
class DrawnAnswer:
    """An answer as a chart, with its rows and texts. Nulls: no ``chart`` means none is drawn.

    ``how_to_read``: explains the marks; empty if they need no explanation.
    """

    chart: Chart | None
    rows: pl.DataFrame
    headline: str
    subtitle: str
    alt: str
    how_to_read: str = ""


def picture_of_result(
    view: PageView, query: Query, cells: Sequence[Cell], drawn: Drawn, sources: Sources
) -> DrawnAnswer:
    """The chart and headline of an answer; an answer without a chart has a headline too."""
    limits, quantity = view.day_state.limits, query.quantity
    title = capitalised(title_of(quantity, limits))
    subtitle = f"{title}, {where_and_when(query)}."
    said, is_share = headline(query, cells, limits), quantity.kind == MeasureKind.SHARE
    if drawn == Drawn.TABLE:
        return DrawnAnswer(None, pl.DataFrame(), said, subtitle, said)
    if drawn == Drawn.XMR:
        points = xmr(series_of(query, cells), quantity.better)
        subtitle += left_out_text(query, cells)
        grain, target = query.grain, quantity.target
        said = trend_text(points, title, quantity.better, target, quantity.unit, grain)
        # What it says of earlier points, and of a target, stands below the headline.
        said = ". ".join(map(capitalised, said.split("; ", 1)))
        rows = trend_rows(points, target, quantity.unit, grain)
        chart = xmr_chart(quantity.better, is_share=is_share)
        return DrawnAnswer(chart, rows, said, subtitle, trend_rows_text(rows))
    if query.splits == (AREA,) and is_share:
        rate, areas = overall_share(query, cells, sources), _areas(cells)
        beside = beside_each_other(areas, rate)
        said = areas_text(beside, title, rate, quantity.target)
        rows = area_range_rows(beside, rate)
        alt = area_rows_text(rows)
        return DrawnAnswer(Chart.AREA_RANGES, rows, said, subtitle, alt, HOW_TO_READ)
    forms = ("line", "lines") if drawn == Drawn.LINE else ("bars", "groups")
    form = forms[len(query.splits) - 1]
    rows = chart_rows(query, cells)
    is_any = pl.col("value") != 0
    if form == "bars" and quantity.family == Family.PLAN and rows.select(is_any.any()).item():
        # "Overdue: 0" in large says that all is well where nothing has a date; the table has it.
        rows = rows.filter(is_any)
    # Bars say in words that a number is small; of lines nothing would be seen but the axes.
    is_blank = drawn == Drawn.LINE and rows["value"].is_null().all()
    picture = None if is_blank else explored_chart(form, is_share=is_share)
    return DrawnAnswer(picture, rows, said, subtitle, answer_text(query, cells))


def draw_result(
    view: PageView,
    query: Query,
    shown: DrawnAnswer,
    day: date,
    press: Callable[[str], None],
) -> None:
    """Draw the answer as the finding of the page. ``press``: told which mark was pressed."""
    if query.quantity.family == Family.VICTIMS:
        prose.words(OPENING)
    said, _, more = shown.headline.removesuffix(".").partition(". ")
    finding = Finding(said, more=f"{more}." if more else "")
    findings.draw_finding(finding, lambda: _draw_picture(view, shown, day, press))


def _draw_picture(
    view: PageView, shown: DrawnAnswer, day: date, press: Callable[[str], None]
) -> None:
    """Draw the chart of an answer; without one, where its figures come from."""
    if shown.chart is None:
        provenance.source(view, as_at=day)
        return
    chart(
        shown.rows,
        shown.chart,
        subtitle=f"{shown.subtitle} {shown.how_to_read}".strip(),
        alt=shown.alt,
        view=view,
        as_at=day,
        press=press if shown.chart in PRESSES else None,
    )
    if shown.chart in PRESSES:
        prose.caption(WHAT_A_PRESS_DOES)


def draw_table(query: Query, cells: Sequence[Cell], shown: DrawnAnswer) -> None:
    """Draw the table of record."""
    rows = answer_rows(query, cells)
    table(rows, key="answer", alt=shown.headline, numbers=number_columns(query, rows))
    if mark := mark_text(rows):
        prose.caption(mark)
    if query.quantity.family == Family.VICTIMS and query.is_of_areas:
        prose.caption(BY_YEAR)


def links_of_marks(shown: DrawnAnswer, address: Callable[[str], dict[str, str]]) -> None:
    """Draw a link for each mark that a press opens, in a fold.

    ``address``: the parameters of the link; empty for a mark that opens nothing.
    """
    with layout.fold(AS_A_LINK, "marks") as is_open:
        if not is_open:
            return
        names = shown.rows["area" if shown.chart == Chart.AREA_RANGES else "place"]
        asked = {name: address(name) for name in names.unique(maintain_order=True)}
        opening = {name: chosen for name, chosen in asked.items() if chosen}
        with st.container(horizontal=True, key="links-marks"):
            for name, chosen in opening.items():
                st.page_link("../pages/explore.py", label=plain(name), query_params=chosen)
        if not opening:
            prose.markdown("No mark of this picture opens anything further.")


def answer_export(
    view: PageView, query: Query, cells: Sequence[Cell], shown: DrawnAnswer, day: date
) -> AnswerExport:
    """The answer as a download, with everything that its files must say."""
    limits = view.day_state.limits
    rows = file_rows(query, cells, capitalised(title_of(query.quantity, limits)))
    last_received = last_came_on(view.state.tables["import_batch"], view.day)
    return AnswerExport(
        key="answer",
        download=figures.download(view, file_name(query), day, None),
        rows=rows,
        numbers=[VALUE, COUNTED, OUT_OF],
        facts=[
            *facts(query, cells, limits),
            ("Newest file about cases", day_text(last_received)),
        ],
        headline=shown.headline,
        subtitle=shown.subtitle,
        source=quantity_source_text(query.quantity),
        alt=shown.alt,
        chart=shown.chart,
        chart_rows=shown.rows,
        notes=[shown.how_to_read] if shown.how_to_read else [],
    )


def answer_text(query: Query, cells: Sequence[Cell]) -> str:
    """Every figure of the answer in one sentence, as the text alternative of its chart."""
    cell_texts = [
        f"{', '.join(place_text(query, each, cell) for each in query.splits)}: "
        f"{cell_text(query.quantity, cell)}"
        for cell in cells
    ]
    return f"{'; '.join(cell_texts)}."


def meaning(view: PageView, query: Query) -> None:
    """Draw the definition of what is counted, in a fold."""
    quantity = query.quantity
    with layout.fold("About these figures", "meaning") as is_open:
        if not is_open:
            return
        if quantity.definition:
            prose.markdown(quantity.definition)
        if measure := measure_of(quantity, view.day_state.limits):
            figures.definition(measure)


def _areas(cells: Sequence[Cell]) -> pl.DataFrame:
    """One row per area: area, met, of; null where a released share has no value."""
    rows = [
        (
            None if cell.area == NOT_RECORDED else cell.area,
            *((cell.met, cell.of) if cell.value is not None or not cell.of else (None, None)),
        )
        for cell in cells
    ]
    return pl.DataFrame(rows, {"area": pl.String, "met": pl.Int64, "of": pl.Int64}, orient="row")
