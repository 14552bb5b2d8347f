"""Lines from the first agreed to the current date of each action, and the day of the view."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import AS_ROWS, WHOLE_WIDTH, axis, rows_to_press, spec

IS_LATE = "datum.is_late"
MARK_SIZE = 80
# Each name stands above its line, whole: where there is little room in two lines.
ROW = 40
WHOLE_NAME = (
    f"{WHOLE_WIDTH} < 500 && length(datum.label) > 48 "
    "? split(replace(datum.label, /^(.{1,46}) /, '$1|'), '|') : datum.label"
)
ABOVE = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? -26 : -16")
LETTERS = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? 11 : {theme.LABEL_SIZE}")
DATE = axis(
    "Dates",
    format="%b %Y",
    labelOverlap="greedy",
    grid=True,
    gridColor=theme.GRID,
    tickCount="month",
    title="",
)


def date_bars() -> dict[str, Any]:
    """One row per action: a line from the date first agreed to the current one.

    Rows: name, first_agreed_on, due_on, is_late, said (beside the line), from_on (where the axis
    begins), as_at. A hollow mark is the date first agreed, a full one the current date, and a red
    triangle one that is late; the upright line is the day of the view. A press reports the name.
    """
    base = alt.Chart().encode(y=_names())
    colour = alt.when(IS_LATE).then(alt.value(theme.LATE)).otherwise(alt.value(theme.FIRST_COLOUR))
    every_row = base.mark_rule(color=theme.GRID, strokeWidth=0.5, aria=False).encode(
        x=alt.X("from_on:T", axis=DATE, scale=alt.Scale(nice=False)), x2="first_agreed_on:T"
    )
    moved = base.mark_rule(color=theme.QUIET, strokeWidth=2, opacity=0.6).encode(
        x="first_agreed_on:T", x2="due_on:T"
    )
    first = base.mark_point(
        filled=False, fill="white", stroke=theme.QUIET, strokeWidth=1.5, size=MARK_SIZE, opacity=1
    ).encode(x="first_agreed_on:T")
    current = base.mark_point(filled=True, size=MARK_SIZE, opacity=1).encode(
        x="due_on:T",
        color=colour,
        shape=alt.when(IS_LATE).then(alt.value("triangle-up")).otherwise(alt.value("circle")),
    )
    words: dict[str, Any] = {"align": "right", "dx": -10, "fontSize": theme.LABEL_SIZE}
    beside = base.encode(x="first_agreed_on:T", text="said:N")
    # Lines behind the words would cross them out.
    ground = beside.mark_text(stroke="white", strokeWidth=4, aria=False, **words)
    said = beside.mark_text(**words).encode(color=colour)
    day = alt.Chart().mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="max(as_at):T")
    rows = rows_to_press(base, "name")
    layers = alt.layer(rows, every_row, day, ground, moved, first, current, said)
    return spec(layers, height=alt.Step(ROW), width="container")


def _names() -> alt.Y:
    return alt.Y(
        "name:N",
        title=None,
        sort=AS_ROWS,
        axis=axis(
            "Actions, those that are late first",
            labelAlign="left",
            labelBaseline="middle",
            labelOffset=ABOVE,
            labelPadding=0,
            labelLimit=0,
            labelOverlap=False,
            labelFlush=False,
            labelExpr=WHOLE_NAME,
            labelFontSize=LETTERS,
            labelLineHeight=12,
            labelColor=theme.INK,
            ticks=False,
            domain=False,
        ),
    )
