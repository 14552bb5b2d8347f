"""Bars of decisions by whether the victim was told, one per quarter."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import AS_ROWS, WHOLE_WIDTH, axis, counts, legend, spec
from metrics.victims.notice_text import NOTICE_GROUPS

NAMES = list(NOTICE_GROUPS)
COLOURS = [theme.THIRD_COLOUR, theme.FOURTH, theme.SECOND_COLOUR, theme.FIRST_COLOUR]
# On a telephone the entries of the legend are stacked.
WORDS_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 600 ? 1 : 4")
HEIGHT = 400


def told_bars() -> dict[str, Any]:
    """One bar per quarter: decisions whose limit has passed, by whether the victim was told.

    Rows: quarter (its months and its year, with a bar between), named (the quarter as in a
    sentence), group (one of ``GROUPS``), place (in the bar, from its foot), decisions, of (all
    decisions of the quarter).
    """
    quarters = axis(
        "Quarters", labelExpr="split(datum.label, '|')", labelAngle=0, labelOverlap=True
    )
    groups = legend(columns=WORDS_A_LINE, labelLimit=300, symbolStrokeWidth=1)
    bars = (
        alt.Chart()
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("quarter:O", title=None, sort=AS_ROWS, axis=quarters),
            y=alt.Y("decisions:Q", title="Decisions", axis=counts("Decisions")),
            color=alt.Color("group:N", scale=alt.Scale(domain=NAMES, range=COLOURS), legend=groups),
            order="place:O",
            tooltip=[
                alt.Tooltip("named:N", title="Decided in"),
                alt.Tooltip("group:N", title="The victim"),
                alt.Tooltip("decisions:Q", title="Decisions"),
                alt.Tooltip("of:Q", title="Of"),
            ],
        )
    )
    return spec(bars, height=HEIGHT)
