"""The specifications of the pages' charts, made once in a worker process."""

import json
from functools import cache
from typing import Any

from charts.registry import Chart
from data_access import worker


def drawing(chart: Chart) -> dict[str, Any]:
    """A fresh copy of the chart's specification, because Streamlit changes the one it gets.

    Errors: WorkerFailed.
    """
    drawn: dict[str, Any] = json.loads(drawings()[chart])
    return drawn


@cache
def drawings() -> dict[str, str]:
    """Every chart as JSON, by its name."""
    specs = worker.call("charts.specs:all_specs")
    return {name: json.dumps(spec) for name, spec in specs.items()}
