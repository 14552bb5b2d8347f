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

    Rows: name, first_agreed_on, due_on, is_late, said (beside the mark of it), from_on
    and to_on (the ends of the axis), as_at. A hollow mark is the date first agreed, a full one the
    current date, and a red triangle one that is late; the upright line is the day of the view. A
    press reports the name.
    """
    base = alt.Chart().encode(y=_names())
    colour = alt.when(IS_LATE).then(alt.value(theme.LATE)).otherwise(alt.value(theme.FIRST_COLOUR))
    every_row = base.mark_rule(color=theme.GRID, strokeWidth=0.5, aria=False).encode(
        x=alt.X("from_on:T", axis=DATE, scale=alt.Scale(nice=False)), x2="to_on:T"
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
    said = [
        words
        for which, day, looks in (
            (IS_LATE, "due_on", {"align": "left", "dx": 10}),
            (f"!{IS_LATE}", "first_agreed_on", {"align": "right", "dx": -10}),
        )
        for words in _said(base.transform_filter(which), colour, day, looks)
    ]
    day = alt.Chart().mark_rule(color=theme.INK, strokeDash=[4, 3]).encode(x="max(as_at):T")
    rows = rows_to_press(base, "name")
    layers = alt.layer(rows, every_row, day, *said, moved, first, current)
    return spec(layers, height=alt.Step(ROW), width="container")


def _said(base: alt.Chart, colour: Any, day: str, looks: dict[str, Any]) -> list[alt.Chart]:
    """How late or how far moved each is, beside its ``day``."""
    words = base.encode(x=f"{day}:T", text="said:N")
    # Lines behind the words would cross them out.
    ground = words.mark_text(
        stroke="white", strokeWidth=4, aria=False, fontSize=theme.LABEL_SIZE, **looks
    )
    return [ground, words.mark_text(fontSize=theme.LABEL_SIZE, **looks).encode(color=colour)]


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
