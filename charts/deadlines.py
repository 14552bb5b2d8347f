"""How the dates of actions are drawn: the date first agreed, the current one, and the day."""

import altair as alt

from charts import theme

DATE = alt.Axis(format="%b %Y", labelFontSize=theme.LABEL_SIZE, title="")


def date_bars() -> alt.FacetChart:
    """A row an action, grouped by who leads: a line from the first date to the current one.

    Rows: name (of the action), lead, first_agreed_on, due_on, as_at. A hollow mark is the date
    first agreed, a full one the current date; the upright line is the day looked at.
    """
    name = alt.Y(
        "name:N",
        title=None,
        sort=None,
        axis=alt.Axis(labelFontSize=theme.LABEL_SIZE, labelLimit=320),
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
    drawn: alt.FacetChart = (
        alt.layer(day, moved, first, current, data=alt.NamedData("rows"))
        .properties(height=alt.Step(theme.ROW_HEIGHT))
        .facet(
            row=alt.Row(
                "lead:N",
                title=None,
                sort=None,
                header=alt.Header(
                    labelAngle=0,
                    labelOrient="top",
                    labelAnchor="start",
                    labelFontSize=theme.LABEL_SIZE,
                    labelFontWeight="bold",
                ),
            )
        )
        .resolve_scale(y="independent")
    )
    return drawn
