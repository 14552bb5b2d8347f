"""Bars of one per month or quarter: answers to case action plans, and decisions told of."""

from typing import Any

import altair as alt

from charts import theme
from charts.axes import AS_ROWS, WHOLE_WIDTH, axis, counts, legend, spec
from metrics.releases.tables import TOLD_OR_NOT

ANSWERS = ["by the first target", "later or not at all"]
# On a telephone the shares would overlap, so they are left to the table below.
# On the smallest screens the entries of the legend are stacked.
WORDS_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 330 ? 1 : 2")
IF_ROOM = alt.ExprRef(f"{WHOLE_WIDTH} < 500 ? 0 : 1")


def answered_bars() -> dict[str, Any]:
    """One bar per month: plans whose first target passed then, those answered by it at the foot.

    Rows: month, answer (one of ``ANSWERS``), plans, place, all, said (the share in words). The
    share stands above the bar.
    """
    bars = (
        alt.Chart()
        .mark_bar(stroke=theme.FIRST_COLOUR, strokeWidth=1)
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
    return spec(alt.layer(bars, shares), height=300)


def _month() -> alt.X:
    return alt.X(
        "yearmonth(month):O",
        title=None,
        axis=axis("Months", format="%b %Y", labelAngle=0, labelOverlap=True),
    )


def _plans() -> alt.Y:
    return alt.Y("plans:Q", title="Plans", axis=counts("Plans"))


def _answer() -> alt.Color:
    return alt.Color(
        "answer:N",
        scale=alt.Scale(domain=ANSWERS, range=[theme.FIRST_COLOUR, theme.REST]),
        legend=legend(
            title="Answered in full",
            titleFontSize=theme.LABEL_SIZE,
            titleColor=theme.INK,
            labelLimit=200,
            columns=WORDS_A_LINE,
            symbolStrokeColor=theme.FIRST_COLOUR,
            symbolStrokeWidth=1,
        ),
    )


NAMES = list(TOLD_OR_NOT)
# In grey too each is lighter or darker than the others.
COLOURS = [theme.UNKNOWN, theme.LATE, theme.FIRST_COLOUR]
EDGES = [theme.UNKNOWN_EDGE, theme.LATE, theme.FIRST_COLOUR]
# On a telephone the entries of the legend are stacked.
GROUPS_A_LINE = alt.ExprRef(f"{WHOLE_WIDTH} < 600 ? 1 : 3")
HEIGHT = 400


def told_bars() -> dict[str, Any]:
    """One bar per quarter or year: decisions whose limit has passed, by whether victims were told.

    Rows: quarter (its months, its year, and what else stands under its place, with bars between),
    named (the period as in a sentence), group (one of ``NAMES``), place (in the bar, from its
    foot), decisions (null where the period has no bar), of (all decisions of the period).
    """
    quarters = axis("Periods", labelExpr="split(datum.label, '|')", labelAngle=0, labelOverlap=True)
    groups = legend(columns=GROUPS_A_LINE, labelLimit=300, symbolStrokeWidth=1)
    bars = (
        alt.Chart()
        .mark_bar(strokeWidth=1)
        .encode(
            x=alt.X("quarter:O", title=None, sort=AS_ROWS, axis=quarters),
            y=alt.Y("decisions:Q", title="Decisions", axis=counts("Decisions")),
            color=alt.Color("group:N", scale=alt.Scale(domain=NAMES, range=COLOURS), legend=groups),
            stroke=alt.Stroke("group:N", scale=alt.Scale(domain=NAMES, range=EDGES), legend=groups),
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
