"""Charts of Explore's answers: bars, grouped bars, and lines over periods."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import (
    AS_ROWS,
    WHOLE_WIDTH,
    legend,
    names,
    periods,
    points_to_press,
    rows_to_press,
    spec,
    values,
)

COLOURS = [theme.FIRST_COLOUR, theme.SECOND_COLOUR, theme.THIRD_COLOUR, theme.FOURTH]
DASHES = [[1, 0], [6, 4], [2, 3], [8, 3, 2, 3]]
SHAPES = ["circle", "square", "triangle-up", "diamond"]
# Names leave room for the bars even on a telephone.
NAME_WIDTH = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? 130 : 260")
BAR_HEIGHT = 34
HEIGHT = 360
POINT_SIZE = 70
# The gap between bars of a group, as a share of the room of each.
GAP = 0.15
# The label after a bar is the full text if the longest one fits, or else a short text. Groups
# always have the short text.
LONGEST = "(16 + 7 * extent(pluck(data('rows'), 'letters'))[1])"
HAS_ROOM = f"(width > {LONGEST})"
# "fewer than 5" fits beside a bar.
ROOM = alt.ExprRef(f"max(width - ({HAS_ROOM} ? {LONGEST} : 96), 40)")
ROOM_IN_GROUPS = alt.ExprRef("max(width - 96, 40)")
WORDS_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 700 ? 1 : 2")
# The domain of periods, read from the rows; every row has a period and a series.
EVERY_PERIOD = alt.ExprRef("pluck(data('rows'), 'period')")
# Enlarged four times, the name of what is split stands above its value: both are read.
IN_TWO_LINES = f"{WHOLE_WIDTH} < 320 ? split(datum.label, ': ') : datum.label"
# Set on each scale, so that colours, dashes and shapes share one legend.
EVERY_LINE = alt.ExprRef("pluck(data('rows'), 'series')")
TOOLTIP = [
    alt.Tooltip("place:N", title="Of"),
    alt.Tooltip("series:N", title="And of"),
    alt.Tooltip("said:N", title="Figure"),
]


def explored_bars(*, is_share: bool) -> dict[str, Any]:
    """One bar per row, in order, followed by the figure in words.

    Rows: place, start (the length of the bar), said (the figure in words), letters (the length of
    that text), short (a word or two). A press reports the place.
    """
    base = alt.Chart().encode(
        y=names("What is counted apart", "place", NAME_WIDTH), tooltip=[TOOLTIP[0], TOOLTIP[2]]
    )
    bars = base.mark_bar(color=theme.FIRST_COLOUR, height=alt.RelativeBandSize(0.7)).encode(
        x=_values("start", is_share)
    )
    said = (
        base.transform_calculate(words=f"{HAS_ROOM} ? datum.said : datum.short")
        .mark_text(align="left", dx=6, fontSize=theme.LABEL_SIZE, color=theme.INK)
        .encode(x=alt.X("start:Q"), text="words:N")
    )
    layers = alt.layer(rows_to_press(base, "place"), bars, said)
    return spec(layers, height=alt.Step(BAR_HEIGHT), width="container")


def explored_groups(*, is_share: bool) -> dict[str, Any]:
    """Up to four bars per place, with a colour and a name each.

    Rows: place, series, start (the length of the bar), short (the figure in words).
    """
    base = alt.Chart().encode(
        y=names("What is counted apart", "place", NAME_WIDTH),
        yOffset=alt.YOffset("series:N", sort=AS_ROWS, scale=alt.Scale(paddingInner=GAP)),
        tooltip=TOOLTIP,
    )
    # A bar that filled part of its band would not be centred beside its label.
    bars = base.mark_bar(height=alt.RelativeBandSize(1)).encode(
        x=_values("start", is_share, ROOM_IN_GROUPS),
        color=alt.Color(
            "series:N", sort=AS_ROWS, scale=alt.Scale(range=COLOURS), legend=_legend("square")
        ),
    )
    labels = base.mark_text(align="left", dx=5, fontSize=theme.LABEL_SIZE, color=theme.INK).encode(
        x=alt.X("start:Q"), text="short:N"
    )
    height = {"step": theme.ROW_HEIGHT, "for": "offset"}
    return spec(alt.layer(bars, labels), height=height, width="container")


def explored_lines(*, is_share: bool, are_named: bool = True) -> dict[str, Any]:
    """Up to four lines over periods, each with its colour, dashes, shape and name.

    Rows: period, place (the period in words), series, value, said. A gap is a period without a
    value. A single line needs no name, because the headline has it. A press reports the place.
    """
    series: dict[str, Any] = {"sort": None, "legend": _legend("stroke") if are_named else None}
    base = alt.Chart().encode(
        x=alt.X("period:T", title=None, axis=periods(values=EVERY_PERIOD)),
        y=_height(is_share),
        color=alt.Color("series:N", scale=_series_scale(COLOURS), **series),
        tooltip=TOOLTIP,
    )
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash("series:N", scale=_series_scale(DASHES), **series)
    )
    points = base.mark_point(filled=True, size=POINT_SIZE, opacity=1).encode(
        shape=alt.Shape("series:N", scale=_series_scale(SHAPES), **series)
    )
    layers = alt.layer(points_to_press(base, "place"), lines, points)
    return spec(layers, height=HEIGHT, width="container")


def _series_scale(looks: list[Any]) -> alt.Scale:
    return alt.Scale(domain=EVERY_LINE, range=looks)


def _values(column: str, is_share: bool, room: alt.ExprRef = ROOM) -> alt.X:
    scale = alt.Scale(domain=[0, 1] if is_share else alt.Undefined, zero=True, rangeMax=room)
    return alt.X(f"{column}:Q", title=None, scale=scale, axis=_figures(is_share))


def _height(is_share: bool) -> alt.Y:
    scale = alt.Scale(domain=[0, 1] if is_share else alt.Undefined, zero=True)
    return alt.Y("value:Q", title=None, scale=scale, axis=_figures(is_share))


def _figures(is_share: bool) -> alt.Axis:
    # Ticks are whole numbers, because most counts cannot be halved.
    numbers = {"format": "%"} if is_share else {"format": ",~f", "tickMinStep": 1}
    return values("Figures", domain=False, labelOverlap=True, labelFlush=True, **numbers)


def _legend(symbol: str) -> alt.Legend:
    return legend(
        description="What the marks stand for",
        symbolType=symbol,
        symbolStrokeWidth=0,
        columns=WORDS_A_LINE,
        labelLimit=300,
        labelExpr=IN_TWO_LINES,
    )
