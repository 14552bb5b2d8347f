"""How the dates of actions are drawn: the date first agreed, the current one, and the day."""

from functools import cache
from typing import Any

import altair as alt

from charts import theme

DATE = alt.Axis(
    format="%b %Y",
    labelFontSize=theme.LABEL_SIZE,
    labelColor=theme.QUIET,
    labelOverlap="greedy",
    gridColor=theme.GRID,
    tickCount="month",
    title="",
)
# Names of organisations stand among those of actions, in bold: one scale of dates serves all.
IS_HEADING = "!test(/^[A-Z][0-9]+[ .]/, datum.label)"


@cache
def date_bars() -> dict[str, Any]:
    """A row an action, grouped by who leads: a line from the first date to the current one.

    Rows: name (of the action, or of the organisation that leads those below it), first_agreed_on,
    due_on, late (a word), as_at. A hollow mark is the date first agreed, a full one the current
    date; the upright line is the day looked at.
    """
    name = alt.Y(
        "name:N",
        title=None,
        sort=None,
        axis=alt.Axis(
            labelFontSize=theme.LABEL_SIZE,
            labelLimit=300,
            labelColor=theme.INK,
            labelFontWeight=alt.when(IS_HEADING)
            .then(alt.value("bold"))
            .otherwise(alt.value("normal")),
            ticks=False,
            domain=False,
        ),
    )
    base = alt.Chart().encode(y=name)
    moved = base.mark_rule(color=theme.FIRST, strokeWidth=3).encode(
        x=alt.X("first_agreed_on:T", axis=DATE), x2="due_on:T"
    )
    first = base.mark_point(
        filled=False, fill="white", stroke=theme.FIRST, strokeWidth=2, size=70, opacity=1
    ).encode(x="first_agreed_on:T")
    current = base.mark_point(filled=True, color=theme.FIRST, size=70, opacity=1).encode(
        x="due_on:T"
    )
    day = alt.Chart().mark_rule(color=theme.THIRD, strokeWidth=2).encode(x="max(as_at):T")
    drawn = alt.layer(day, moved, first, current, data=alt.NamedData("rows")).properties(
        height=alt.Step(theme.ROW_HEIGHT), width="container"
    )
    spec: dict[str, Any] = drawn.to_dict()
    return spec
