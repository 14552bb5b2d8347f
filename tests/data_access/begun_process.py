"""A process of Python that waits until it is told to begin its work."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.serving import ROOT, environment


@contextmanager
def begun_process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has just begun: it printed "ready", and was sent a line."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        yield process
