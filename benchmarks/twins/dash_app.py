"""Two of our pages as Dash apps, with a figure of Plotly and plain HTML tables.

``python -m benchmarks.twins.dash_app PORT plan`` serves the joint action plan, ``cases`` the case
action plans.
"""

import sys
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import Dash, Input, Output, dcc, html

from benchmarks.twins import content
from benchmarks.twins.content import Content
from metrics.plan.slippage import ref_of_line

OUTPUTS = [
    Output("page", "children"),
    Output("chart-title", "children"),
    Output("chart-subtitle", "children"),
    Output("chart", "figure"),
]
Drawn = tuple[list[Any], str, str, go.Figure]


def plan_app() -> Dash:
    """The joint action plan."""
    day = dcc.DatePickerSingle(id="as-at", date=content.last_day(), display_format="DD/MM/YYYY")
    app = _app(content.PLAN, day, _list("lead", content.organisations()))
    chosen = [Input("as-at", "date"), Input("lead", "value"), Input("chart", "clickData")]

    @app.callback(OUTPUTS, chosen)  # type: ignore[untyped-decorator]
    def _page(day: str, lead: str, press: dict[str, Any] | None) -> Drawn:
        ref = ref_of_line(press["points"][0]["y"]) if press else None
        page = content.plan_on(date.fromisoformat(day[:10]), lead, ref)
        return _drawn(page, _lines(page.drawn))

    return app


def case_plans_app() -> Dash:
    """The case action plans."""
    app = _app(content.CASE_PLANS, _list("area", content.areas()))

    @app.callback(OUTPUTS, [Input("area", "value")])  # type: ignore[untyped-decorator]
    def _page(area: str) -> Drawn:
        page = content.case_plans_of(area)
        return _drawn(page, _bars(page.drawn))

    return app


def _list(name: str, options: list[str]) -> dcc.Dropdown:
    return dcc.Dropdown([content.ALL, *options], content.ALL, id=name, clearable=False)


def _app(title: str, *boxes: Any) -> Dash:
    app = Dash(title=title)
    below = [html.H2(id="chart-title"), html.Small(id="chart-subtitle"), dcc.Graph(id="chart")]
    app.layout = html.Div([html.H1(title), *boxes, html.Div(id="page"), *below])
    return app


def _drawn(page: Content, figure: go.Figure) -> Drawn:
    """Everything below the filters."""
    figures = [html.Span([html.B(number), " ", title]) for number, title in page.figures]
    tables = [
        part
        for heading, rows in (page.history | page.tables).items()
        for part in (html.H2(heading), html.Table(_table(rows)))
    ]
    lists = [
        part
        for heading, lines in page.lists.items()
        for part in (html.H2(heading), html.Ul(list(map(html.Li, lines))))
    ]
    above = [html.Small(page.as_at), *map(html.P, page.sentences), html.Div(figures)]
    return [*above, *tables, *lists], page.chart_title, page.chart_subtitle, figure


def _table(rows: pl.DataFrame) -> list[Any]:
    head = html.Thead(html.Tr([html.Th(name) for name in rows.columns]))
    return [head, html.Tbody([html.Tr(list(map(html.Td, row))) for row in rows.rows()])]


def _lines(dates: pl.DataFrame) -> go.Figure:
    lines: dict[str, list[object]] = {"x": [], "y": []}
    for name, first, due in dates.select("name", "first_agreed_on", "due_on").rows():
        lines["x"] += [first, due, None]
        lines["y"] += [name, name, None]
    figure = go.Figure(go.Scatter(**lines, mode="lines+markers"))
    if day := dates["as_at"].max():
        figure.add_vline(x=str(day))
    return figure


def _bars(by_month: pl.DataFrame) -> go.Figure:
    figure = go.Figure(layout={"barmode": "stack"})
    for (answer,), rows in by_month.group_by("answer", maintain_order=True):
        figure.add_bar(x=rows["month"].to_list(), y=rows["plans"].to_list(), name=str(answer))
    return figure


if __name__ == "__main__":
    app = {"plan": plan_app, "cases": case_plans_app}[sys.argv[2]]()
    app.run(port=int(sys.argv[1]), debug=False)
