"""How the answers to case action plans are drawn: a bar a month, of what was due in it."""

from functools import cache
from typing import Any

import altair as alt

from charts import theme
from charts.axes import counts

ANSWERS = ["by the first target", "later or not at all"]
# On a telephone shares would lie over each other; the table below gives them.
IF_ROOM = alt.ExprRef("containerSize()[0] < 500 ? 0 : 1")


@cache
def answered_bars() -> dict[str, Any]:
    """A bar a month: plans whose first target passed in it, those answered by it at the foot.

    Rows: month, answer (one of ``ANSWERS``), plans, place, all, said (the share in words). The
    share stands above the bar.
    """
    bars = (
        alt.Chart()
        .mark_bar(stroke=theme.FIRST, strokeWidth=1)
        .encode(
            x=_month(),
            y=_plans(),
            color=_answer(),
            order="place:O",
            tooltip=[
                alt.Tooltip("yearmonth(month):T", title="First target in", format="%B %Y"),
                alt.Tooltip("answer:N", title="Answered in full"),
                alt.Tooltip("plans:Q", title="Plans"),
                alt.Tooltip("all:Q", title="Of"),
            ],
        )
    )
    shares = (
        alt.Chart()
        .mark_text(dy=-8, fontSize=theme.LABEL_SIZE, color=theme.INK, opacity=IF_ROOM)
        .encode(x=_month(), y="all:Q", text="said:N")
    )
    drawn: dict[str, Any] = (
        alt.layer(bars, shares, data=alt.NamedData("rows")).properties(height=300).to_dict()
    )
    return drawn


def _month() -> alt.X:
    return alt.X(
        "yearmonth(month):O",
        title=None,
        axis=alt.Axis(
            format="%b %Y",
            labelFontSize=theme.LABEL_SIZE,
            labelAngle=0,
            labelOverlap=True,
            labelColor=theme.QUIET,
        ),
    )


def _plans() -> alt.Y:
    return alt.Y(
        "plans:Q",
        title="Plans whose first target passed",
        axis=counts(),
    )


def _answer() -> alt.Color:
    return alt.Color(
        "answer:N",
        scale=alt.Scale(domain=ANSWERS, range=[theme.FIRST, theme.REST]),
        legend=alt.Legend(
            title="Answered in full",
            orient="top",
            labelFontSize=theme.LABEL_SIZE,
            titleFontSize=theme.LABEL_SIZE,
            labelColor=theme.INK,
            titleColor=theme.INK,
            labelLimit=200,
            symbolStrokeColor=theme.FIRST,
        ),
    )
