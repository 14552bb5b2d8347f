"""Charts of the answers of Explore: bars, bars in groups, and lines along periods."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import legend, names, periods, spec, values

COLOURS = [theme.FIRST, theme.SECOND, theme.THIRD, theme.FOURTH]
DASHES = [[1, 0], [6, 4], [2, 3], [8, 3, 2, 3]]
SHAPES = ["circle", "square", "triangle-up", "diamond"]
# Names leave room for the bars, on a telephone too.
NAME_WIDTH = alt.ExprRef("containerSize()[0] < 500 ? 130 : 260")
BAR_HEIGHT = 34
HEIGHT = 360
POINT_SIZE = 70
# Between bars of a group, of the room that each has.
GAP = 0.15
# Behind a bar stand its words: whole ones where the longest have room, else, and in groups, a few.
LONGEST = "(16 + 7 * extent(pluck(data('rows'), 'letters'))[1])"
HAS_ROOM = f"(width > {LONGEST})"
ROOM = alt.ExprRef(f"max(width - ({HAS_ROOM} ? {LONGEST} : 64), 40)")
ROOM_IN_GROUPS = alt.ExprRef("max(width - 64, 40)")
WORDS_A_LINE = alt.ExprRef("containerSize()[0] < 700 ? 1 : 2")
# Every row is of a period that is drawn, and of a line.
EVERY_PERIOD = alt.ExprRef("pluck(data('rows'), 'period')")
# Said of each scale, so that one legend tells colours, dashes and shapes.
EVERY_LINE = alt.ExprRef("pluck(data('rows'), 'series')")
TOOLTIP = [
    alt.Tooltip("place:N", title="Of"),
    alt.Tooltip("series:N", title="And of"),
    alt.Tooltip("said:N", title="Figure"),
]


def explored_bars(*, is_share: bool) -> dict[str, Any]:
    """One bar per row, in their order, with the figure in words behind it.

    Rows: place, start (how long the bar is), said (the figure in words; that it is withheld, where
    there is no bar), letters (how many those words have), short (the same in a word or two).
    """
    base = alt.Chart().encode(y=names("place", NAME_WIDTH), tooltip=[TOOLTIP[0], TOOLTIP[2]])
    bars = base.mark_bar(color=theme.FIRST, height=alt.RelativeBandSize(0.7)).encode(
        x=_values("start", is_share)
    )
    said = (
        base.transform_calculate(words=f"{HAS_ROOM} ? datum.said : datum.short")
        .mark_text(align="left", dx=6, fontSize=theme.LABEL_SIZE, color=theme.INK)
        .encode(x=alt.X("start:Q"), text="words:N")
    )
    return spec(alt.layer(bars, said), height=alt.Step(BAR_HEIGHT), width="container")


def explored_groups(*, is_share: bool) -> dict[str, Any]:
    """Up to four bars a place, told apart by colour and name.

    Rows: place, series, start (how long a bar is: none where it is withheld), short (the figure
    in words).
    """
    base = alt.Chart().encode(
        y=names("place", NAME_WIDTH),
        yOffset=alt.YOffset("series:N", sort=None, scale=alt.Scale(paddingInner=GAP)),
        tooltip=TOOLTIP,
    )
    # Of a part of its band a bar would not lie in the middle, where its words are.
    bars = base.mark_bar(height=alt.RelativeBandSize(1)).encode(
        x=_values("start", is_share, ROOM_IN_GROUPS),
        color=alt.Color(
            "series:N", sort=None, scale=alt.Scale(range=COLOURS), legend=_legend("square")
        ),
    )
    said = base.mark_text(align="left", dx=5, fontSize=theme.LABEL_SIZE, color=theme.INK).encode(
        x=alt.X("start:Q"), text="short:N"
    )
    height = {"step": theme.ROW_HEIGHT, "for": "offset"}
    return spec(alt.layer(bars, said), height=height, width="container")


def explored_lines(*, is_share: bool, are_named: bool = True) -> dict[str, Any]:
    """Up to four lines along periods, told apart by colour, dashes, shape and name.

    Rows: period, series, value, said. A gap is a period of which nothing may be shown. A single
    line needs no name: its headline has it.
    """
    series: dict[str, Any] = {"sort": None, "legend": _legend("stroke") if are_named else None}
    base = alt.Chart().encode(
        x=alt.X("period:T", title=None, axis=periods(values=EVERY_PERIOD)),
        y=_height(is_share),
        color=alt.Color("series:N", scale=_of_lines(COLOURS), **series),
        tooltip=TOOLTIP,
    )
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash("series:N", scale=_of_lines(DASHES), **series)
    )
    points = base.mark_point(filled=True, size=POINT_SIZE, opacity=1).encode(
        shape=alt.Shape("series:N", scale=_of_lines(SHAPES), **series)
    )
    return spec(alt.layer(lines, points), height=HEIGHT, width="container")


def _of_lines(told_by: list[Any]) -> alt.Scale:
    return alt.Scale(domain=EVERY_LINE, range=told_by)


def _values(column: str, is_share: bool, room: alt.ExprRef = ROOM) -> alt.X:
    scale = alt.Scale(domain=[0, 1] if is_share else alt.Undefined, zero=True, rangeMax=room)
    return alt.X(f"{column}:Q", title=None, scale=scale, axis=_figures(is_share))


def _height(is_share: bool) -> alt.Y:
    scale = alt.Scale(domain=[0, 1] if is_share else alt.Undefined, zero=True)
    return alt.Y("value:Q", title=None, scale=scale, axis=_figures(is_share))


def _figures(is_share: bool) -> alt.Axis:
    # Whole ticks: most of what is counted cannot be halved.
    numbers = {"format": "%"} if is_share else {"format": ",~f", "tickMinStep": 1}
    return values(domain=False, labelOverlap=True, labelFlush=True, **numbers)


def _legend(symbol: str) -> alt.Legend:
    return legend(symbolType=symbol, symbolStrokeWidth=0, columns=WORDS_A_LINE, labelLimit=300)
