"""Lines from the first agreed to the current date of each action, and the day of the view."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import AS_ROWS, WHOLE_WIDTH, axis, rows_to_press, shape_and_colour, spec
from data_access.vocabulary import TimeState

# A state has a shape as well as a colour.
STATES = [TimeState.OVERDUE.value, TimeState.DUE_SOON.value, TimeState.ON_TIME.value]
SHAPES = ["triangle-up", "diamond", "circle"]
COLOURS = [theme.LATE, theme.FOURTH, theme.FIRST_COLOUR]
MARK_SIZE = 80
DATE = axis(
    "Dates",
    format="%b %Y",
    labelOverlap="greedy",
    grid=True,
    gridColor=theme.GRID,
    tickCount="month",
    title="",
)
# The name of an action starts with its ref; the names of organisations are in bold.
IS_ORGANISATION = "!test(/^[A-Z][0-9]+ /, datum.label)"
# Names leave room for the dates even on a telephone.
ROOM_FOR_NAMES = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? 130 : 330")
STATES_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? 1 : 3")


def date_bars() -> dict[str, Any]:
    """One row per action, grouped by lead: a line from the first date to the current one.

    Rows: name (of the action; of an organisation above those it leads; null for a board),
    first_agreed_on, due_on, time_state, board_on, as_at. A hollow mark is the date first agreed, a
    full one the current date; the dashed upright line is the day of the view, thin ones are boards.
    A press reports the name.
    """
    base = alt.Chart().transform_filter("isValid(datum.name)").encode(y=_names())
    # The row of an organisation has no dates, and would not be drawn without this line.
    every_row = base.mark_rule(color=theme.GRID, strokeWidth=0.5)
    moved = base.mark_rule(color=theme.QUIET, strokeWidth=2, opacity=0.6).encode(
        x=alt.X("first_agreed_on:T", axis=DATE), x2="due_on:T"
    )
    first = base.mark_point(
        filled=False, fill="white", stroke=theme.QUIET, strokeWidth=1.5, size=MARK_SIZE, opacity=1
    ).encode(x="first_agreed_on:T")
    current = base.mark_point(filled=True, size=MARK_SIZE, opacity=1).encode(
        x="due_on:T",
        **shape_and_colour("time_state", STATES, SHAPES, COLOURS, columns=STATES_A_LINE),
    )
    day = alt.Chart().mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="max(as_at):T")
    boards = (
        alt.Chart()
        .transform_filter("isValid(datum.board_on)")
        # Where there is none, the layer would be a picture without a name.
        .mark_rule(color=theme.SECOND_COLOUR, strokeWidth=1, aria=False)
        .encode(x="board_on:T")
    )
    to_press = rows_to_press(base, "name")
    layers = alt.layer(to_press, every_row, boards, day, moved, first, current)
    return spec(layers, height=alt.Step(theme.ROW_HEIGHT), width="container")


def _names() -> alt.Y:
    return alt.Y(
        "name:N",
        title=None,
        sort=AS_ROWS,
        axis=axis(
            "Actions, each below the organisation that leads it",
            labelLimit=ROOM_FOR_NAMES,
            labelOverlap=False,
            labelFlush=False,
            # The mark of the first of the dates reaches to the left of the axis.
            labelPadding=8,
            labelColor=theme.INK,
            labelFontWeight=alt.when(IS_ORGANISATION)
            .then(alt.value("bold"))
            .otherwise(alt.value("normal")),
            ticks=False,
            domain=False,
        ),
    )
