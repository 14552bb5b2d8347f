"""Starts the app as a server process on a free port, and stops it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

import psutil

from data_access.sign_in import sessions
from data_access.store import open_store
from data_access.vocabulary import Role
from tests.serving import ROOT, STARTING, environment, free_port
from tests.sign_in import claims, person, session_key, sign_in_file, user_cookie

MEGABYTE = 1e6
# A first start counts and releases every quarter, on a busy machine for minutes.
LONGEST_START, LONGEST_END = 300, 20
LAST_LINES = 40
LONGEST_SESSION_HOURS = 1


class Site(NamedTuple):
    """The address of a server, and the cookie of who signed in there as NAME=VALUE, else empty."""

    url: str
    cookie: str = ""


class Server(NamedTuple):
    """A server process that is ready at ``site``."""

    site: Site
    process: subprocess.Popen[str]

    def resident_megabytes(self) -> float:
        """Resident memory of the process at this moment."""
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
    **settings: str,
) -> Iterator[Server]:
    """Run ``script`` as a server, logging to ``folder``, until the block ends; yield it once ready.

    It is started in ``root`` as ``make run`` starts the app. ``settings``: of its environment.
    """
    own = {"STORE_URL": store_url, "STREAMLIT_SERVER_PORT": str(free_port())}
    log = folder / f"{Path(script).stem}.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [python_of(root), "-m", "streamlit", "run", script],
            cwd=root,
            env=environment(**(own | settings)),
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
        try:
            with _log_on_failure(script, log):
                yield Server(Site(_address(process, longest_start)), process)
        finally:
            _end(process)


@contextmanager
def running_with_sign_in(
    store_url: str, folder: Path, *, longest_start: float = LONGEST_START
) -> Iterator[Server]:
    """Run the app, at which a reader has signed in, until the block ends; yield it once ready."""
    port = free_port()
    url, said = f"http://localhost:{port}", claims(Role.READER, nonce=token_hex())
    now = datetime.now(UTC)
    sessions.begin_session(
        open_store(store_url),
        session_key(said),
        person(Role.READER),
        at=now,
        ends_at=now + timedelta(hours=LONGEST_SESSION_HOURS),
    )
    settings: Any = {
        "SIGN_IN_FILE": str(sign_in_file(folder, url)),
        "STREAMLIT_SERVER_PORT": str(port),
    }
    with running("app.py", store_url, folder, longest_start=longest_start, **settings) as server:
        yield Server(Site(url, user_cookie(said)), server.process)


@contextmanager
def _log_on_failure(script: str, log: Path) -> Iterator[None]:
    """If the block fails, print the end of the log and raise the failure again."""
    try:
        yield
    except Exception:
        lines = log.read_text(encoding="utf-8").splitlines()[-LAST_LINES:]
        print("\n".join([f"The end of the log of {script}:", *lines]), file=sys.stderr)
        raise


def _address(process: "subprocess.Popen[str]", longest_start: float) -> str:
    assert process.stdout
    timeout = threading.Timer(longest_start, process.kill)
    timeout.start()
    try:
        for line in process.stdout:
            if line.startswith(STARTING):
                return line.removeprefix(STARTING).strip()
    finally:
        timeout.cancel()
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
