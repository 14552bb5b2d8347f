"""What a reader can press in a chart: rows or points, each with a value that Streamlit reports."""

import altair as alt

from charts.registry import PRESSED

# A point is easily missed by a finger, so it can be pressed some way around.
AROUND_A_POINT = 900


def rows_to_press(base: alt.Chart, column: str) -> alt.Chart:
    """A layer of invisible rows as wide as the chart. ``base``: encodes y; ``column``: reported."""
    rows: alt.Chart = base.mark_rect(opacity=0, cursor="pointer", aria=False)
    return _reporting(rows, column)


def points_to_press(base: alt.Chart, column: str) -> alt.Chart:
    """A layer of invisible points. ``base``: encodes x and y; ``column``: reported."""
    points = base.mark_point(
        filled=True, size=AROUND_A_POINT, opacity=0, cursor="pointer", aria=False
    )
    return _reporting(points, column)


def _reporting(marks: alt.Chart, column: str) -> alt.Chart:
    # Each press adds its value or takes it away, so that a second press on a mark is reported too.
    pressed = alt.selection_point(name=PRESSED, fields=[column], toggle="true", clear=False)
    reporting: alt.Chart = marks.add_params(pressed)
    return reporting
