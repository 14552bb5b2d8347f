"""The specifications of all charts of the pages: ``python -m charts.specs`` writes them anew.

The app reads the file alone, because Altair takes four seconds to load and some 30 MB of memory.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from charts.area_ranges import area_ranges
from charts.bars import answered_bars, told_bars
from charts.deadlines import date_bars
from charts.explore import explored_bars, explored_groups, explored_lines
from charts.registry import SPECS, Chart, explored_chart, xmr_chart
from charts.xmr import short_lines, xmr_lines
from metrics.measures.measure import Better

EXPLORED: dict[str, Callable[..., dict[str, Any]]] = {
    "bars": explored_bars,
    "groups": explored_groups,
    "line": partial(explored_lines, are_named=False),
    "lines": explored_lines,
}
DRAWN: dict[Chart, Callable[[], dict[str, Any]]] = {
    Chart.ANSWERED_BARS: answered_bars,
    Chart.AREA_RANGES: area_ranges,
    Chart.DATE_BARS: date_bars,
    **{
        explored_chart(form, is_share=is_share): partial(draw, is_share=is_share)
        for form, draw in EXPLORED.items()
        for is_share in (False, True)
    },
    Chart.SHORT_LINES: partial(short_lines, is_share=True),
    Chart.TOLD_BARS: told_bars,
    **{
        xmr_chart(better, is_share=is_share): partial(xmr_lines, better, is_share=is_share)
        for is_share in (True, False)
        for better in Better
    },
}


def all_specs() -> str:
    """The Vega-Lite specification of each chart, on the data set "rows": JSON, a line for each."""
    lines = (f"{json.dumps(chart)}: {json.dumps(draw())}" for chart, draw in DRAWN.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    SPECS.write_text(all_specs(), encoding="utf-8")
