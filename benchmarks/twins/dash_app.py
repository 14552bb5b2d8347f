"""The joint action plan as a Dash app, with a figure of Plotly and plain HTML tables."""

import sys
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import Dash, Input, Output, dcc, html

from benchmarks.twins import content

app = Dash(title=content.TITLE)
app.layout = html.Div(
    [
        html.H1(content.TITLE),
        dcc.DatePickerSingle(id="as-at", date=content.last_day(), display_format="DD/MM/YYYY"),
        dcc.Dropdown(
            [content.ALL, *content.organisations()], content.ALL, id="lead", clearable=False
        ),
        html.Div(id="page"),
        html.H2(id="chart-title"),
        html.Small(id="chart-subtitle"),
        dcc.Graph(id="chart"),
    ]
)


@app.callback(  # type: ignore[untyped-decorator]
    Output("page", "children"),
    Output("chart-title", "children"),
    Output("chart-subtitle", "children"),
    Output("chart", "figure"),
    Input("as-at", "date"),
    Input("lead", "value"),
)
def page_of(day: str, lead: str) -> tuple[list[Any], str, str, go.Figure]:
    """Everything below the filters."""
    page = content.content_on(date.fromisoformat(day[:10]), lead)
    figures = [html.Span([html.B(number), " ", title]) for number, title in page.figures]
    tables = [
        part
        for heading, rows in page.tables.items()
        for part in (html.H2(heading), html.Table(_table(rows)))
    ]
    lists = [
        part
        for heading, lines in page.lists.items()
        for part in (html.H2(heading), html.Ul(list(map(html.Li, lines))))
    ]
    above = [html.Small(page.as_at), *map(html.P, page.sentences), html.Div(figures)]
    figure = _figure(page.dates)
    return [*above, *tables, *lists], page.chart_title, page.chart_subtitle, figure


def _table(rows: pl.DataFrame) -> list[Any]:
    head = html.Thead(html.Tr([html.Th(name) for name in rows.columns]))
    return [head, html.Tbody([html.Tr(list(map(html.Td, row))) for row in rows.rows()])]


def _figure(dates: pl.DataFrame) -> go.Figure:
    lines: dict[str, list[object]] = {"x": [], "y": []}
    for name, first, due in dates.select("name", "first_agreed_on", "due_on").rows():
        lines["x"] += [first, due, None]
        lines["y"] += [name, name, None]
    figure = go.Figure(go.Scatter(**lines, mode="lines+markers"))
    if day := dates["as_at"].max():
        figure.add_vline(x=str(day))
    return figure


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
