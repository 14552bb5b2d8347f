"""How the dates of actions are drawn: the date first agreed, the current one, and the day."""

from functools import cache
from typing import Any

import altair as alt

from charts import theme
from data_access.vocabulary import TimeState

# A state has a shape as well as a colour.
STATES = [TimeState.OVERDUE.value, TimeState.DUE_SOON.value, TimeState.ON_TIME.value]
SHAPES = ["triangle-up", "diamond", "circle"]
COLOURS = [theme.THIRD, theme.FOURTH, theme.FIRST]
MARK_SIZE = 80
DATE = alt.Axis(
    format="%b %Y",
    labelFontSize=theme.LABEL_SIZE,
    labelColor=theme.QUIET,
    labelOverlap="greedy",
    grid=True,
    gridColor=theme.GRID,
    tickCount="month",
    title="",
)
# A name begins with the ref of its action; organisations stand among them, in bold.
IS_ORGANISATION = "!test(/^[A-Z][0-9]+ /, datum.label)"
# Names leave room for the dates, on a telephone too.
ROOM_FOR_NAMES = alt.ExprRef("containerSize()[0] < 500 ? 130 : 330")
STATES_A_LINE = alt.ExprRef("containerSize()[0] < 500 ? 1 : 3")


@cache
def date_bars() -> dict[str, Any]:
    """One row per action, grouped by who leads: a line from the first date to the current one.

    Rows: name (of the action; of an organisation above those it leads), first_agreed_on, due_on,
    time_state, as_at. A hollow mark is the date first agreed, a full one the current date; the
    upright line is the day looked at.
    """
    base = alt.Chart().encode(y=_names())
    # A row of an organisation has no dates: without this line it would not be drawn at all.
    every_row = base.mark_rule(color=theme.GRID, strokeWidth=0.5)
    moved = base.mark_rule(color=theme.QUIET, strokeWidth=2, opacity=0.6).encode(
        x=alt.X("first_agreed_on:T", axis=DATE), x2="due_on:T"
    )
    first = base.mark_point(
        filled=False, fill="white", stroke=theme.QUIET, strokeWidth=1.5, size=MARK_SIZE, opacity=1
    ).encode(x="first_agreed_on:T")
    current = base.mark_point(filled=True, size=MARK_SIZE, opacity=1).encode(
        x="due_on:T", shape=_state(alt.Shape, SHAPES), color=_state(alt.Color, COLOURS)
    )
    day = alt.Chart().mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="max(as_at):T")
    spec: dict[str, Any] = (
        alt.layer(every_row, day, moved, first, current, data=alt.NamedData("rows"))
        .properties(height=alt.Step(theme.ROW_HEIGHT), width="container")
        .to_dict()
    )
    return spec


def _names() -> alt.Y:
    return alt.Y(
        "name:N",
        title=None,
        sort=None,
        axis=alt.Axis(
            labelFontSize=theme.LABEL_SIZE,
            labelLimit=ROOM_FOR_NAMES,
            labelOverlap=False,
            labelFlush=False,
            labelColor=theme.INK,
            labelFontWeight=alt.when(IS_ORGANISATION)
            .then(alt.value("bold"))
            .otherwise(alt.value("normal")),
            ticks=False,
            domain=False,
        ),
    )


def _state(channel: type[alt.Shape] | type[alt.Color], looks: list[str]) -> alt.Shape | alt.Color:
    """The state as a shape or a colour, in one legend above the chart."""
    legend = alt.Legend(
        orient="top",
        columns=STATES_A_LINE,
        title=None,
        labelFontSize=theme.LABEL_SIZE,
        labelColor=theme.INK,
    )
    return channel("time_state:N", scale=alt.Scale(domain=STATES, range=looks), legend=legend)
