"""A real server process on a free port of this machine, ended with the block that started it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.serving import ROOT, STARTING, environment, free_port

MEGABYTE = 1e6
LONGEST_START, LONGEST_END = 60, 20
LAST_WORDS = 40


class Server(NamedTuple):
    """A server that is warm and answers at ``url``."""

    url: str
    process: subprocess.Popen[str]

    def resident_megabytes(self) -> float:
        """Memory that the process holds now."""
        return float(psutil.Process(self.process.pid).memory_info().rss / MEGABYTE)


def python_of(root: Path) -> str:
    """The interpreter with the libraries of the working copy at ``root``."""
    own = root / ".venv/bin/python"
    return str(own) if root != ROOT and own.exists() else sys.executable


@contextmanager
def running(
    script: str,
    store_url: str,
    folder: Path,
    *,
    longest_start: float = LONGEST_START,
    root: Path = ROOT,
) -> Iterator[Server]:
    """``script`` of the working copy at ``root`` started as ``make run`` starts the app."""
    log = folder / f"{Path(script).stem}.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [python_of(root), "-m", "streamlit", "run", script],
            cwd=root,
            env=environment(STORE_URL=store_url, STREAMLIT_SERVER_PORT=str(free_port())),
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
        try:
            with _last_words(script, log):
                yield Server(_address(process, longest_start), process)
        finally:
            _end(process)


@contextmanager
def _last_words(script: str, log: Path) -> Iterator[None]:
    """Where the block fails, what ``script`` said last is printed before the failure goes on."""
    try:
        yield
    except Exception:
        said = log.read_text(encoding="utf-8").splitlines()[-LAST_WORDS:]
        print("\n".join([f"{script} said last:", *said]), file=sys.stderr)
        raise


def _address(process: "subprocess.Popen[str]", longest: float) -> str:
    assert process.stdout
    patience = threading.Timer(longest, process.kill)
    patience.start()
    try:
        for line in process.stdout:
            if line.startswith(STARTING):
                return line.removeprefix(STARTING).strip()
    finally:
        patience.cancel()
    raise RuntimeError("The server did not start.")


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(LONGEST_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
