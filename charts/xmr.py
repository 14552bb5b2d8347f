"""XmR charts: a trend with its usual range, its target and milestones."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import WHOLE_WIDTH, legend, periods, spec, values
from metrics.measures.measure import Better

LOOKS = {
    "improvement": ("diamond", theme.SECOND_COLOUR),
    "concern": ("square", theme.THIRD_COLOUR),
    "high or rising": ("triangle-up", theme.FOURTH),
    "low or falling": ("triangle-down", theme.FOURTH),
}
POINT_SIZE, STANDING_OUT_SIZE = 45, 150
DASHES, DOTS = [6, 4], [2, 3]
# Room for the names of lines on the right, and for the numbers of milestones at the top.
ROOM_ON_THE_RIGHT = alt.ExprRef("width - 118")
ROOM_ABOVE = 38
TIER_HEIGHT = 17
HEIGHT = 360
# Ticks are set to quarters, because milestones are on days of their own.
QUARTERS = alt.TimeIntervalStep(interval="month", step=3)
# On a telephone the entries of the legend are stacked.
WORDS_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? 1 : 2")
WHEN_AND_VALUE = [alt.Tooltip("label:N", title="When"), alt.Tooltip("said:N", title="Value")]


def xmr_lines(better: Better, *, is_share: bool) -> dict[str, Any]:
    """A line of values, with the mean, both limits and the target as level lines.

    Rows: kind (point, line, milestone), period, value, mean, lower, upper, target, stands_out,
    label, said (the value in words), why (the reason it stands out), tier. A point that stands out
    has a shape, a colour and a word; a milestone is an upright line with its number.
    """
    return _drawn(
        _usual_range(is_share),
        _level("mean", theme.QUIET, []),
        _level("lower", theme.QUIET, DASHES),
        _level("upper", theme.QUIET, DASHES),
        _level("target", theme.FOURTH, DOTS),
        *_milestones(),
        *_values(),
        _standing_out(better),
        _names_of_lines(),
    )


def short_lines(*, is_share: bool) -> dict[str, Any]:
    """A line of values and its target, for a series with too few points to have limits."""
    return _drawn(
        _usual_range(is_share),
        _level("target", theme.FOURTH, DOTS),
        *_milestones(),
        *_values(),
        _names_of_lines(),
    )


def _drawn(*layers: alt.Chart) -> dict[str, Any]:
    return spec(alt.layer(*layers), height=HEIGHT, width="container")


def _of(kind: str) -> alt.Chart:
    of_kind: alt.Chart = alt.Chart().transform_filter(f"datum.kind == '{kind}'")
    return of_kind


def _period() -> alt.X:
    return alt.X(
        "period:T", axis=periods(tickCount=QUARTERS), scale=alt.Scale(rangeMax=ROOM_ON_THE_RIGHT)
    )


def _height(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q", title=None)


def _usual_range(is_share: bool) -> alt.Chart:
    """A band between the limits; the other layers use its scale and axis."""
    axis = values("Figures", format="%" if is_share else ",~f", domain=False)
    scale = alt.Scale(domain=[0, 1] if is_share else alt.Undefined, zero=True, rangeMax=ROOM_ABOVE)
    height = _height("lower").axis(axis).scale(scale)
    ground = _of("point").mark_area(color=theme.REST, opacity=0.5)
    return _on_periods(ground, y=height, y2="upper:Q")


def _on_periods(marks: alt.Chart, **channels: Any) -> alt.Chart:
    """A layer on the shared axis of periods."""
    layer: alt.Chart = marks.encode(x=_period(), **channels)
    return layer


def _level(column: str, colour: str, dashes: list[int]) -> alt.Chart:
    line = _of("point").mark_line(color=colour, strokeWidth=1.5, strokeDash=dashes)
    return _on_periods(line, y=_height(column))


def _values() -> list[alt.Chart]:
    line = _of("point").mark_line(color=theme.FIRST_COLOUR, strokeWidth=2)
    points = _of("point").mark_point(
        filled=True, color=theme.FIRST_COLOUR, size=POINT_SIZE, opacity=1
    )
    tooltip = [*WHEN_AND_VALUE, alt.Tooltip("why:N", title="How it stands")]
    return [
        _on_periods(line, y=_height("value")),
        _on_periods(points, y=_height("value"), tooltip=tooltip),
    ]


def _standing_out(better: Better) -> alt.Chart:
    names = list(LOOKS)[2:] if better == Better.NEITHER else list(LOOKS)[:2]
    shapes, colours = zip(*(LOOKS[name] for name in names), strict=True)
    points = (
        _of("point")
        .transform_filter("isValid(datum.stands_out)")
        # Each point is read out as it is. Where none stands out, the layer would be a picture
        # without a name.
        .mark_point(filled=True, size=STANDING_OUT_SIZE, opacity=1, stroke="white", aria=False)
    )
    return _on_periods(
        points,
        y=_height("value"),
        shape=alt.Shape("stands_out:N", scale=_scale(names, shapes), legend=_legend()),
        color=alt.Color("stands_out:N", scale=_scale(names, colours), legend=_legend()),
        tooltip=[
            *WHEN_AND_VALUE,
            alt.Tooltip("stands_out:N", title="Unlikely to be chance"),
            alt.Tooltip("why:N", title="How it stands"),
        ],
    )


def _legend() -> alt.Legend:
    return legend(
        title="Unlikely to be chance:",
        titleOrient="left",
        titleFontSize=theme.LABEL_SIZE,
        titleFontWeight="normal",
        titleColor=theme.INK,
        titleLimit=200,
        symbolSize=STANDING_OUT_SIZE,
        columns=WORDS_A_LINE,
    )


def _scale(names: list[str], looks: tuple[str, ...]) -> alt.Scale:
    return alt.Scale(domain=names, range=list(looks))


def _names_of_lines() -> alt.Chart:
    names = _of("line").mark_text(align="left", dx=10, fontSize=theme.LABEL_SIZE, color=theme.INK)
    return _on_periods(names, y=_height("value"), text="label:N")


def _milestones() -> list[alt.Chart]:
    """Upright lines with numbers, because names would overlap on a telephone."""
    tooltip = alt.Tooltip("said:N", title="On this day")
    numbers = _of("milestone").mark_text(
        align="left",
        dx=4,
        fontSize=theme.LABEL_SIZE,
        fontWeight="bold",
        color=theme.INK,
        baseline="top",
        y=alt.ExprRef(f"datum.tier * {TIER_HEIGHT} + 2"),
    )
    # The numbers are read out. Where there are none, the layer would be a picture without a name.
    rules = _of("milestone").mark_rule(color=theme.INK, aria=False)
    return [
        _on_periods(rules, tooltip=tooltip),
        _on_periods(numbers, text="label:N", tooltip=tooltip),
    ]
