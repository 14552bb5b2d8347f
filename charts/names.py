"""What each chart of the pages is called."""

from enum import StrEnum

from metrics.measure import Better


class Chart(StrEnum):
    """A chart of the pages, by the function that draws it."""

    ANSWERED_BARS = "answered_bars"
    AREA_RANGES = "area_ranges"
    DATE_BARS = "date_bars"
    SHORT_LINES = "short_lines"
    TOLD_BARS = "told_bars"
    XMR_LINES_UP = "xmr_lines_up"
    XMR_LINES_DOWN = "xmr_lines_down"
    XMR_LINES_NEITHER = "xmr_lines_neither"


def xmr_chart(better: Better) -> Chart:
    """The lines of a trend, with what stands out coloured by which way is better."""
    return Chart(f"xmr_lines_{better}")
