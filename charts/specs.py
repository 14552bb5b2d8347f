"""The specifications of all charts of the pages: ``python -m charts.specs`` writes them anew.

The app reads the file alone, because Altair takes four seconds to load and some 30 MB of memory.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from charts.area_ranges import area_ranges
from charts.case_plans import answered_bars
from charts.deadlines import date_bars
from charts.explore import explored_bars, explored_groups, explored_lines
from charts.notices import told_bars
from charts.registry import SPECS, Chart
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


def all_specs() -> str:
    """The Vega-Lite specification of each chart, on the data set "rows": JSON, a line for each."""
    lines = (f"{json.dumps(chart)}: {json.dumps(draw())}" for chart, draw in DRAWN.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    SPECS.write_text(all_specs(), encoding="utf-8")
