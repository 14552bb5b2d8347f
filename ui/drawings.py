"""The charts of the pages, drawn once in a process of their own."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from charts.names import Chart

ROOT = Path(__file__).parent.parent


def drawing(chart: Chart) -> dict[str, Any]:
    """The specification of a chart, on the data set "rows": anew each time.

    Streamlit writes into the one that it is given. Errors: CalledProcessError where the process
    fails.
    """
    drawn: dict[str, Any] = json.loads(drawings()[chart])
    return drawn


@cache
def drawings() -> dict[str, str]:
    """Every chart as JSON, by its name."""
    done = subprocess.run(
        [sys.executable, "-m", "charts"], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    return {name: json.dumps(spec) for name, spec in json.loads(done.stdout).items()}
