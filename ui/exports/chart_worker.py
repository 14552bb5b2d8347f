"""Charts: how each is drawn, and pictures to download, which a worker process makes."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import Any

import polars as pl

from charts.registry import SPECS, Chart
from data_access.worker import Worker, WorkerFailed, WorkerLimits
from metrics.text_format import listed

# Each picture takes a second and some 130 MB, so they are made one at a time.
ONE_AT_A_TIME = Lock()
LIMITS = WorkerLimits(seconds=60)
MILLISECONDS = 1000


def drawing(chart: Chart) -> dict[str, Any]:
    """A fresh copy of the chart's specification, because Streamlit changes the one it gets."""
    drawn: dict[str, Any] = json.loads(drawings()[chart])
    return drawn


@cache
def drawings() -> dict[str, str]:
    """Every chart as JSON, by its name."""
    specs = json.loads(SPECS.read_text(encoding="utf-8"))
    return {name: json.dumps(spec) for name, spec in specs.items()}


class NotMade(Exception):
    """Raised if a picture cannot be made; the message says why."""


@dataclass(frozen=True)
class Around:
    """The texts of a picture: above the chart, below it, and its alternative text.

    ``mark`` says that the figures are invented; it is empty if they are real. ``width``: of the
    picture, in units of which its letters are 13 high or more.
    """

    mark: str
    headline: str
    subtitle: str
    foot: Sequence[str]
    alt: str
    width: int = 1200


def chart_pngs(charts: Sequence[tuple[Chart, pl.DataFrame, Around]]) -> list[bytes]:
    """The picture of each chart, one after the other in one process. Errors: NotMade."""
    asked = [
        asdict(around) | {"spec": drawing(chart), "rows": _plain(rows)}
        for chart, rows, around in charts
    ]
    with ONE_AT_A_TIME:
        try:
            with closing(Worker()) as worker:
                return [
                    worker.call("charts.png_export:draw_png", each, limits=LIMITS) for each in asked
                ]
        except WorkerFailed as problem:
            names = listed(chart for chart, _, _ in charts)
            raise NotMade(f"The picture of {names} was not made:\n{problem}") from problem


def _plain(rows: pl.DataFrame) -> list[dict[str, Any]]:
    moments = [
        pl.Series(column.name, [day and _midnight(day) for day in column], dtype=pl.Float64)
        for column in rows
        if column.dtype == pl.Date
    ]
    plain: list[dict[str, Any]] = json.loads(rows.with_columns(moments).write_json())
    return plain


def _midnight(day: date) -> float:
    """The start of ``day`` in local time, in milliseconds as the axes of charts count it.

    Vega would read an ISO date as UTC, and no tick would be at the day.
    """
    return datetime(day.year, day.month, day.day).astimezone().timestamp() * MILLISECONDS
