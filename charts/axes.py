"""Axes, legends and scales that charts share, and what a reader can press in them."""

from typing import Any

import altair as alt

from charts import theme
from charts.registry import PRESSED

# Names in the order of the rows. Without a field to sort by, a chart that is given other rows would
# keep the order in which it first met each name.
AS_ROWS = alt.EncodingSortField(field="row", op="min")
# How wide a chart is with its names and words. It is asked anew as the signal of its width changes,
# which it names too: a telephone may be turned on its side.
WHOLE_WIDTH = "(width < 0 ? 0 : containerSize()[0])"
ROW_NUMBER = alt.WindowFieldDef.from_dict({"op": "row_number", "as": "row"})


def spec(chart: alt.Chart | alt.LayerChart | alt.FacetChart, **properties: Any) -> dict[str, Any]:
    """The Vega-Lite specification of a chart on the data set "rows", which it numbers."""
    numbered = chart.transform_window([ROW_NUMBER])
    drawn: dict[str, Any] = numbered.properties(data=alt.NamedData("rows"), **properties).to_dict()
    return drawn


def axis(description: str, **settings: Any) -> alt.Axis:
    """An axis with grey labels; ``settings`` add to these defaults or replace them.

    ``description``: read out in place of the first and last value, which would still be read out
    once the chart is given other rows.
    """
    usual: dict[str, Any] = {
        "description": description,
        "labelFontSize": theme.LABEL_SIZE,
        "labelColor": theme.QUIET,
    }
    return alt.Axis(**usual | settings)


def values(description: str, **settings: Any) -> alt.Axis:
    """An axis of figures over a faint grid, with about five ticks."""
    grid: dict[str, Any] = {"gridColor": theme.GRID, "gridOpacity": 0.5, "tickCount": 5}
    return axis(description, **grid | settings)


IN_TWO_LINES = (
    f"{WHOLE_WIDTH} < 500 && length(datum.label) > 20 "
    "? split(replace(datum.label, / (and|or) /, ' $1|'), '|') : datum.label"
)


def names(description: str, column: str, width: int | alt.ExprRef) -> alt.Y:
    """An axis of the names in ``column``, in the order of the rows.

    Where there is little room a long name has two lines, and what is longer is cut.
    """
    labels = axis(
        description,
        labelColor=theme.INK,
        labelLimit=width,
        labelExpr=IN_TWO_LINES,
        ticks=False,
        domain=False,
    )
    return alt.Y(f"{column}:N", title=None, sort=AS_ROWS, axis=labels)


def periods(**ticks: Any) -> alt.Axis:
    """An axis of months and years, with ``ticks`` that are periods."""
    return axis(
        "Periods",
        format="%b %Y",
        labelOverlap="greedy",
        labelFlush=True,
        grid=False,
        title=None,
        **ticks,
    )


def counts(description: str) -> alt.Axis:
    """An axis of whole numbers with a title."""
    return axis(
        description,
        titleFontSize=theme.LABEL_SIZE,
        titleColor=theme.QUIET,
        gridColor=theme.GRID,
        tickMinStep=1,
        format="d",
    )


def legend(**settings: Any) -> alt.Legend:
    """A legend above the chart; ``settings`` add to these defaults or replace them."""
    usual: dict[str, Any] = {
        "orient": "top",
        "title": None,
        "labelFontSize": theme.LABEL_SIZE,
        "labelColor": theme.INK,
    }
    return alt.Legend(**usual | settings)


def shape_and_colour(
    column: str,
    categories: list[str],
    shapes: list[str],
    colours: list[str],
    **settings: Any,
) -> dict[str, alt.Shape | alt.Color]:
    """Encodings that give each category a shape and a colour, explained in one legend."""
    return {
        name: channel(
            f"{column}:N",
            scale=alt.Scale(domain=categories, range=looks),
            legend=legend(**settings),
        )
        for name, channel, looks in (
            ("shape", alt.Shape, shapes),
            ("color", alt.Color, colours),
        )
    }


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
