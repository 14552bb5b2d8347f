"""Axes that more than one chart has."""

import altair as alt

from charts import theme


def names(column: str, width: int) -> alt.Y:
    """The names in ``column``, one below another as the rows come; a longer one is cut."""
    axis = alt.Axis(
        labelFontSize=theme.LABEL_SIZE,
        labelColor=theme.INK,
        labelLimit=width,
        ticks=False,
        domain=False,
    )
    return alt.Y(f"{column}:N", title=None, sort=None, axis=axis)


def periods() -> alt.Axis:
    """The periods in the column ``period``: each mark is at one of them, and none is between."""
    return alt.Axis(
        format="%b %Y",
        values=alt.ExprRef("pluck(data('rows'), 'period')"),
        labelFontSize=theme.LABEL_SIZE,
        labelColor=theme.QUIET,
        labelOverlap="greedy",
        labelFlush=True,
        grid=False,
        title=None,
    )
