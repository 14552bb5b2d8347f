"""The names of the charts of the pages."""

from enum import StrEnum
from pathlib import Path

from metrics.measures.measure import Better

# Every chart as it is drawn, written by ``python -m charts.specs``.
SPECS = Path(__file__).with_name("specs.json")
# The name of the selection in a chart that reports which mark a reader has pressed.
PRESSED = "pressed"


class Chart(StrEnum):
    """A chart of the pages, by the function that draws it."""

    ANSWERED_BARS = "answered_bars"
    AREA_RANGES = "area_ranges"
    DATE_BARS = "date_bars"
    EXPLORED_BARS_OF_NUMBERS = "explored_bars_of_numbers"
    EXPLORED_BARS_OF_SHARES = "explored_bars_of_shares"
    EXPLORED_GROUPS_OF_NUMBERS = "explored_groups_of_numbers"
    EXPLORED_GROUPS_OF_SHARES = "explored_groups_of_shares"
    EXPLORED_LINE_OF_NUMBERS = "explored_line_of_numbers"
    EXPLORED_LINE_OF_SHARES = "explored_line_of_shares"
    EXPLORED_LINES_OF_NUMBERS = "explored_lines_of_numbers"
    EXPLORED_LINES_OF_SHARES = "explored_lines_of_shares"
    SHORT_LINES = "short_lines"
    TOLD_BARS = "told_bars"
    XMR_LINES_UP = "xmr_lines_up"
    XMR_LINES_DOWN = "xmr_lines_down"
    XMR_LINES_NEITHER = "xmr_lines_neither"
    XMR_LINES_UP_OF_NUMBERS = "xmr_lines_up_of_numbers"
    XMR_LINES_DOWN_OF_NUMBERS = "xmr_lines_down_of_numbers"
    XMR_LINES_NEITHER_OF_NUMBERS = "xmr_lines_neither_of_numbers"


IN_SHORT = {
    Chart.ANSWERED_BARS: "Bars: plans answered in full by the first target, or not, by its month",
    Chart.AREA_RANGES: "A mark for each area that can be compared, and the range expected of it",
    Chart.DATE_BARS: (
        "A line for each open action that is late or moved, from the date first agreed to the date "
        "now"
    ),
    Chart.SHORT_LINES: "A line through too few periods to tell what is usual",
    Chart.TOLD_BARS: "Bars: decisions of a period: told in time, late, or not known to be told",
}
IN_SHORT_BY_KIND = {
    "explored_bars": "Bars: what is counted, one for each value",
    "explored_groups": "Bars: what is counted, a group for each value",
    "explored_line": "Lines: what is counted, period by period",
    "xmr_lines": "A line through periods, their mean, any target, and the limits of what is usual",
}


# Each chart that reports which of its marks a reader has pressed. ``docs/accessibility.md`` says
# what a press opens, what does the same by keyboard, and what undoes it.
PRESSES = frozenset(
    {
        Chart.DATE_BARS,
        Chart.AREA_RANGES,
        Chart.EXPLORED_BARS_OF_NUMBERS,
        Chart.EXPLORED_BARS_OF_SHARES,
        Chart.EXPLORED_LINE_OF_NUMBERS,
        Chart.EXPLORED_LINE_OF_SHARES,
        Chart.EXPLORED_LINES_OF_NUMBERS,
        Chart.EXPLORED_LINES_OF_SHARES,
    }
)


def chart_text(chart: Chart) -> str:
    """The content of a chart without its figures, as its name for screen readers."""
    return IN_SHORT.get(chart) or next(
        words for begins, words in IN_SHORT_BY_KIND.items() if chart.startswith(begins)
    )


def xmr_chart(better: Better, *, is_share: bool = True) -> Chart:
    """The chart of a trend; points that stand out are coloured by which way is better."""
    return Chart(f"xmr_lines_{better}{'' if is_share else '_of_numbers'}")


def explored_chart(form: str, *, is_share: bool) -> Chart:
    """The chart of an answer. ``form``: bars, groups, line or lines."""
    return Chart(f"explored_{form}_of_{'shares' if is_share else 'numbers'}")
