"""Axes that more than one chart has."""

from typing import Any

import altair as alt

from charts import theme


def names(column: str, width: int | alt.ExprRef) -> alt.Y:
    """The names in ``column``, one below another as the rows come; a longer one is cut."""
    axis = alt.Axis(
        labelFontSize=theme.LABEL_SIZE,
        labelColor=theme.INK,
        labelLimit=width,
        ticks=False,
        domain=False,
    )
    return alt.Y(f"{column}:N", title=None, sort=None, axis=axis)


def periods(**ticks: Any) -> alt.Axis:
    """The months and years of periods, at ``ticks`` that are periods too."""
    return alt.Axis(
        format="%b %Y",
        labelFontSize=theme.LABEL_SIZE,
        labelColor=theme.QUIET,
        labelOverlap="greedy",
        labelFlush=True,
        grid=False,
        title=None,
        **ticks,
    )


def counts() -> alt.Axis:
    """Whole numbers, with a name beside them."""
    return alt.Axis(
        labelFontSize=theme.LABEL_SIZE,
        titleFontSize=theme.LABEL_SIZE,
        labelColor=theme.QUIET,
        titleColor=theme.QUIET,
        gridColor=theme.GRID,
        tickMinStep=1,
        format="d",
    )
