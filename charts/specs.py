"""The specifications of all charts of the pages.

The app calls this once, in a worker process, because Altair takes some 30 MB of memory.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from charts.area_ranges import area_ranges
from charts.case_plans import answered_bars
from charts.deadlines import date_bars
from charts.explore import explored_bars, explored_groups, explored_lines
from charts.notices import told_bars
from charts.registry import Chart
from charts.xmr import short_lines, xmr_lines
from metrics.measures.measure import Better

DRAWN: dict[Chart, Callable[[], dict[str, Any]]] = {
    Chart.ANSWERED_BARS: answered_bars,
    Chart.AREA_RANGES: area_ranges,
    Chart.DATE_BARS: date_bars,
    Chart.EXPLORED_BARS_OF_NUMBERS: partial(explored_bars, is_share=False),
    Chart.EXPLORED_BARS_OF_SHARES: partial(explored_bars, is_share=True),
    Chart.EXPLORED_GROUPS_OF_NUMBERS: partial(explored_groups, is_share=False),
    Chart.EXPLORED_GROUPS_OF_SHARES: partial(explored_groups, is_share=True),
    Chart.EXPLORED_LINE_OF_NUMBERS: partial(explored_lines, is_share=False, are_named=False),
    Chart.EXPLORED_LINE_OF_SHARES: partial(explored_lines, is_share=True, are_named=False),
    Chart.EXPLORED_LINES_OF_NUMBERS: partial(explored_lines, is_share=False),
    Chart.EXPLORED_LINES_OF_SHARES: partial(explored_lines, is_share=True),
    Chart.SHORT_LINES: partial(short_lines, is_share=True),
    Chart.TOLD_BARS: told_bars,
    Chart.XMR_LINES_UP: partial(xmr_lines, Better.UP, is_share=True),
    Chart.XMR_LINES_DOWN: partial(xmr_lines, Better.DOWN, is_share=True),
    Chart.XMR_LINES_NEITHER: partial(xmr_lines, Better.NEITHER, is_share=True),
    Chart.XMR_LINES_UP_OF_NUMBERS: partial(xmr_lines, Better.UP, is_share=False),
    Chart.XMR_LINES_DOWN_OF_NUMBERS: partial(xmr_lines, Better.DOWN, is_share=False),
    Chart.XMR_LINES_NEITHER_OF_NUMBERS: partial(xmr_lines, Better.NEITHER, is_share=False),
}


def all_specs() -> dict[str, dict[str, Any]]:
    """The Vega-Lite specification of each chart by its name, on the data set "rows"."""
    return {chart: draw() for chart, draw in DRAWN.items()}
