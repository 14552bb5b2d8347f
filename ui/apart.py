"""Protects quarters and years in a process of its own: its memory ends with it."""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from metrics.victim_frames import Frames
from metrics.victim_quarters import Cubes, protect_quarter
from metrics.victim_years import protect_year

# The rows of one quarter, to be counted of all areas; those of four, of each area in the year.
Period = Sequence[Frames]
ROOT = Path(__file__).parent.parent


def content_key(rows: Frames) -> str:
    """What the rows of a quarter are known by: it changes when one of them does, and not else."""
    return blake2b(pickle.dumps(dict(rows)), digest_size=16).hexdigest()


def protect_apart(periods: Sequence[Period]) -> list[Cubes]:
    """The protected counts of each period. Errors: CalledProcessError where the process fails."""
    if not periods:
        return []
    done = subprocess.run(
        [sys.executable, "-m", "ui.apart"],
        input=pickle.dumps(periods),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    found: list[Cubes] = pickle.loads(done.stdout)
    return found


if __name__ == "__main__":
    protected = [
        protect_quarter(*rows) if len(rows) == 1 else protect_year(rows)
        for rows in pickle.load(sys.stdin.buffer)
    ]
    pickle.dump(protected, sys.stdout.buffer)
