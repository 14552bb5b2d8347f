"""How the telling of victims is drawn: a bar a quarter, whom nothing reached at its foot."""

from functools import cache
from typing import Any

import altair as alt

from charts import theme
from charts.axes import counts
from metrics.victims.notice_text import GROUPS

NAMES = list(GROUPS)
COLOURS = [theme.THIRD, theme.FOURTH, theme.SECOND, theme.FIRST]
# On a telephone the words of the legend stand below each other.
WORDS_A_LINE = alt.ExprRef("containerSize()[0] < 600 ? 1 : 4")
HEIGHT = 400


@cache
def told_bars() -> dict[str, Any]:
    """A bar a quarter: decisions whose limit has passed, by whether the victim was told.

    Rows: quarter (its months and its year, with a bar between), named (the same in a sentence),
    group (one of ``GROUPS``), place (in the bar, from its foot), decisions, of (in the quarter).
    """
    drawn: dict[str, Any] = (
        alt.Chart(alt.NamedData("rows"))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("quarter:O", title=None, sort=None, axis=_quarters()),
            y=alt.Y("decisions:Q", title="Decisions whose limit has passed", axis=counts()),
            color=alt.Color(
                "group:N", scale=alt.Scale(domain=NAMES, range=COLOURS), legend=_legend()
            ),
            order="place:O",
            tooltip=[
                alt.Tooltip("named:N", title="Decided in"),
                alt.Tooltip("group:N", title="The victim"),
                alt.Tooltip("decisions:Q", title="Decisions"),
                alt.Tooltip("of:Q", title="Of"),
            ],
        )
        .properties(height=HEIGHT)
        .to_dict()
    )
    return drawn


def _quarters() -> alt.Axis:
    return alt.Axis(
        labelExpr="split(datum.label, '|')",
        labelFontSize=theme.LABEL_SIZE,
        labelAngle=0,
        labelOverlap=True,
        labelColor=theme.QUIET,
    )


def _legend() -> alt.Legend:
    return alt.Legend(
        orient="top",
        title=None,
        columns=WORDS_A_LINE,
        labelFontSize=theme.LABEL_SIZE,
        labelColor=theme.INK,
        labelLimit=300,
    )
