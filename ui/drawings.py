"""The charts of the pages, drawn once in a process of their own."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from charts.names import Chart

ROOT = Path(__file__).parent.parent


@cache
def drawings() -> dict[Chart, dict[str, Any]]:
    """The specification of every chart, on the data set "rows".

    Errors: CalledProcessError where the process fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", "charts"], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    return {Chart(name): spec for name, spec in json.loads(done.stdout).items()}
