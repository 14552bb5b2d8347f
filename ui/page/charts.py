"""Charts under their headlines, each with a text alternative."""

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import polars as pl
import streamlit as st
from polars import CompatLevel

from charts import theme
from charts.registry import PRESSED, Chart, chart_text, xmr_chart
from metrics.measures.measure import Better
from ui.elements import composition, prose
from ui.elements.markdown import DEMONSTRATION
from ui.exports.chart_worker import drawing
from ui.page import room
from ui.page.page_view import PageView
from ui.page.provenance import source

# With what stands around it: room.css enlarges it, and with it the words in it. A chart with more
# words around it is lower, as room.css has it for its section.
WIDTH_IN_THE_ROOM, HEIGHT_IN_THE_ROOM = 450, 215
HEIGHTS_IN_THE_ROOM = {
    Chart.DATE_BARS: 130,
    Chart.TOLD_BARS: 160,
    Chart.AREA_RANGES: 170,
    **dict.fromkeys((Chart.SHORT_LINES, *map(xmr_chart, Better)), 175),
}
LEGEND_IN_THE_ROOM = {"columns": 2, "rowPadding": 2, "offset": 4, "padding": 0}
# Streamlit writes a space for a title that there is not, and its distances grow with the type.
NO_TITLE = {"titleFontSize": 1, "titlePadding": 0}
AXIS_IN_THE_ROOM = {"labelPadding": 4, **NO_TITLE}
MARK = {"anchor": "start", "fontSize": theme.LABEL_SIZE, "color": theme.THIRD_COLOUR}


def chart(
    rows: pl.DataFrame,
    name: Chart,
    *,
    subtitle: str,
    alt: str,
    view: PageView,
    headline: str = "",
    as_at: date | None = None,
    press: Callable[[str], None] | None = None,
) -> None:
    """Draw a chart of ``rows`` under its headline and subtitle; nothing if there are no rows.

    ``headline``: empty where a finding above says it. ``alt``: the text alternative that a screen
    reader reads after it.
    ``as_at``: the day of the figures, if it differs from the day of the view. ``press``: told, once
    a reader has pressed a mark, the value that the chart reports of it. A chart of invented figures
    says so in the picture, because a reader may save it on its own.
    """
    if headline:
        prose.subheading(headline)
    source(view, f"{subtitle.removesuffix('.')}.", as_at=as_at)
    if rows.is_empty():
        return
    composition.send()
    for_the_room = room.is_shown()
    # In the room the page says so above the chart, and nobody saves the picture.
    is_marked = view.day_state.is_invented and not for_the_room
    mark = {"title": {"text": DEMONSTRATION, **MARK}} if is_marked else {}
    drawn = _for_the_room(drawing(name)) if for_the_room else drawing(name)
    spec = drawn | mark | {"datasets": {"rows": arrow_stream(rows)}}
    size: dict[str, Any] = {"width": "stretch"}
    if for_the_room:
        height = HEIGHTS_IN_THE_ROOM.get(name, HEIGHT_IN_THE_ROOM)
        size = {"width": WIDTH_IN_THE_ROOM, "height": height}
    if press:
        widget = f"chart-{name}"
        # A chart that was off the page comes back with nothing selected.
        if widget not in st.session_state:
            st.session_state[_before(widget)] = set()
        st.vega_lite_chart(
            spec,
            alt=chart_text(name),
            key=widget,
            on_select=partial(_pressed, widget, press),
            **size,
        )
    else:
        st.vega_lite_chart(spec, alt=chart_text(name), **size)
    prose.read_out(alt)


def _for_the_room(part: Any) -> Any:
    """A chart, or a part of one, with a legend that leaves room for what it explains.

    Its axes have no titles: one that is longer than its axis would take the place of the marks, and
    the words above the chart say what is counted.
    """
    if isinstance(part, list):
        return [_for_the_room(each) for each in part]
    if not isinstance(part, dict):
        return part
    changed = {name: _for_the_room(each) for name, each in part.items()}
    if changed.get("legend"):
        changed["legend"] |= LEGEND_IN_THE_ROOM
        if not changed["legend"].get("title"):
            changed["legend"] |= NO_TITLE
    if changed.get("axis"):
        changed |= {"title": None, "axis": changed["axis"] | AXIS_IN_THE_ROOM}
    return changed


def _pressed(widget: str, press: Callable[[str], None]) -> None:
    """Tell ``press`` which value the reader has just added to those selected, or taken away."""
    selected = {
        value for point in st.session_state[widget].selection[PRESSED] for value in point.values()
    }
    earlier = st.session_state[_before(widget)]
    st.session_state[_before(widget)] = selected
    for value in selected ^ earlier:
        press(value)


def _before(widget: str) -> str:
    """The session key of what was selected in a chart before the last press."""
    return f"{widget} before"


def arrow_stream(rows: pl.DataFrame) -> bytes:
    """The rows as a browser reads them."""
    # Streamlit would write the same by way of pyarrow, which nothing of the app loads.
    stream = BytesIO()
    # Polars locks a frame while it writes, and waits for the GIL: a thread that held the GIL and
    # looked at the same frame would never go on. Nobody else has the copy, which shares the rows.
    rows.clone().write_ipc_stream(stream, compat_level=CompatLevel.oldest())
    return stream.getvalue()
