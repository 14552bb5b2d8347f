"""Areas beside each other, each with its expected range and never ranked."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import WHOLE_WIDTH, names, rows_to_press, shape_and_colour, spec, values
from metrics.trends.area_comparison import AreaStanding

STANDINGS = [each.value for each in AreaStanding]
# Vega's own sideways triangles are half as large as a circle, but these must stand out.
RIGHTWARD, LEFTWARD = "M-1,-1.35L1.45,0L-1,1.35Z", "M1,-1.35L-1.45,0L1,1.35Z"
SHAPES = ["circle", RIGHTWARD, LEFTWARD]
COLOURS = [theme.FIRST_COLOUR, theme.FOURTH, theme.FOURTH]
POINT_SIZE, EDGE = 140, 2
WIDE, INNER = 18, 8
AREA_HEIGHT = 44
# Names leave room for the labels above the bars even on the smallest screens.
NAME_WIDTH = alt.ExprRef(f"{WHOLE_WIDTH} < 300 ? 60 : {WHOLE_WIDTH} < 500 ? 140 : 260")
# Three legend entries in a line need the width of a page.
WORDS_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 700 ? 1 : 3")


def area_ranges() -> dict[str, Any]:
    """One row per area: its expected range as a bar, its own share as a point.

    Rows: area, share, lower, upper, inner_lower, inner_upper, standing, overall, said (the share
    in words), expected (the wider range in words). The upright line is the overall share. A point
    outside its range has another shape, a colour and a word. A press reports the area.
    """
    base = alt.Chart().encode(y=names("Areas", "area", NAME_WIDTH))
    wide = base.mark_bar(size=WIDE, color=theme.REST).encode(x=_share("lower"), x2="upper:Q")
    inner = base.mark_bar(size=INNER, color=theme.GRID).encode(
        x=alt.X("inner_lower:Q"), x2="inner_upper:Q"
    )
    overall = base.mark_tick(
        color=theme.INK, thickness=2, size=AREA_HEIGHT, orient="vertical"
    ).encode(x="overall:Q")
    own = base.mark_point(
        filled=True, size=POINT_SIZE, opacity=1, stroke="white", strokeWidth=EDGE
    ).encode(
        x="share:Q",
        **shape_and_colour(
            "standing",
            STANDINGS,
            SHAPES,
            COLOURS,
            columns=WORDS_A_LINE,
            labelExpr="replace(datum.label, 'the expected', 'its')",
            symbolSize=POINT_SIZE,
            symbolStrokeWidth=EDGE,
        ),
        tooltip=[
            alt.Tooltip("area:N", title="Area"),
            alt.Tooltip("said:N", title="Share"),
            alt.Tooltip("expected:N", title="Expected"),
            alt.Tooltip("standing:N", title="How it stands"),
        ],
    )
    layers = alt.layer(rows_to_press(base, "area"), wide, inner, overall, own)
    return spec(layers, height=alt.Step(AREA_HEIGHT), width="container")


def _share(column: str) -> alt.X:
    scale = alt.Scale(domain=[0, 1])
    return alt.X(f"{column}:Q", title=None, axis=values("Shares", format="%"), scale=scale)
