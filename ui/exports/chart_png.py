"""A chart as a picture to download, made in a worker process when a reader asks for it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

import polars as pl

from charts.registry import Chart
from data_access.worker import WorkerFailed, WorkerLimits, call
from ui.exports.chart_specs import drawing

# Each picture takes a second and some 130 MB, so they are made one at a time.
ONE_AT_A_TIME = Lock()
LIMITS = WorkerLimits(seconds=60)
MILLISECONDS = 1000


class NotMade(Exception):
    """Raised if a picture cannot be made; the message says why."""


@dataclass(frozen=True)
class Around:
    """The texts of a picture: above the chart, below it, and its alternative text.

    ``mark`` says that the figures are invented; it is empty if they are real.
    """

    mark: str
    headline: str
    subtitle: str
    foot: Sequence[str]
    alt: str


def chart_png(chart: Chart, rows: pl.DataFrame, around: Around) -> bytes:
    """A PNG of ``chart`` on ``rows`` that includes its texts. Errors: NotMade."""
    asked = asdict(around) | {"spec": drawing(chart), "rows": _plain(rows)}
    with ONE_AT_A_TIME:
        try:
            png: bytes = call("charts.png_export:draw_png", asked, limits=LIMITS)
        except WorkerFailed as problem:
            raise NotMade(f"The picture of {chart} was not made:\n{problem}") from problem
    return png


def _plain(rows: pl.DataFrame) -> list[dict[str, Any]]:
    moments = pl.col(pl.Date).map_elements(_midnight, return_dtype=pl.Float64)
    plain: list[dict[str, Any]] = json.loads(rows.with_columns(moments).write_json())
    return plain


def _midnight(day: date) -> float:
    """The start of ``day`` in local time, in milliseconds as the axes of charts count it.

    Vega would read an ISO date as UTC, and no tick would be at the day.
    """
    return datetime(day.year, day.month, day.day).astimezone().timestamp() * MILLISECONDS
