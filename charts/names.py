"""What each chart of the pages is called."""

from enum import StrEnum

from metrics.measure import Better


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


def xmr_chart(better: Better, *, is_share: bool = True) -> Chart:
    """The lines of a trend, with what stands out coloured by which way is better."""
    return Chart(f"xmr_lines_{better}{'' if is_share else '_of_numbers'}")


def explored_chart(form: str, *, is_share: bool) -> Chart:
    """How an answer is drawn. ``form``: bars, groups, line or lines."""
    return Chart(f"explored_{form}_of_{'shares' if is_share else 'numbers'}")
