"""Stores and running apps for the tests."""

import asyncio
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import IO, Any, NamedTuple, TypeVar

from sqlalchemy import delete
from sqlmodel import col

from data_access import maintenance
from data_access.store import Store, sqlite_url
from data_access.tables import Setting

ROOT = Path(__file__).parent.parent
MADE_AT = datetime(2021, 9, 11, 9, tzinfo=UTC)
Answer = TypeVar("Answer")
STARTING = "RaSSO Oversight is open at "


class RunningApp(NamedTuple):
    """An app that answers at ``url``; its output goes to ``log``."""

    url: str
    log: Path


def environment(**changes: str) -> dict[str, str]:
    """The environment without settings of the app or of Streamlit, and with ``changes``."""
    ours = ("STREAMLIT_", "STORE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "PYTHONUNBUFFERED": "1",
        **changes,
    }


def make_store(kind: str, folder: Path) -> str:
    """Makes a store of ``kind`` in ``folder``, and returns its address.

    Kinds: empty, starter, demonstration; made as ``init`` and ``demo`` make them.
    """
    file = folder / f"{kind}.db"
    if kind == "demonstration":
        maintenance.make_demonstration_file(file, MADE_AT)
    else:
        maintenance.begin(sqlite_url(file), MADE_AT, content=kind == "starter")
    return sqlite_url(file).render_as_string()


def stand_on(store: Store, day: date) -> None:
    """Has a store stand on ``day``, as a demonstration does: it is today for an app over it."""
    with store.writing("A test", "record test", "its day", at=MADE_AT) as session:
        session.execute(delete(Setting).where(col(Setting.key) == "demonstration_as_at"))
        session.add(Setting(key="demonstration_as_at", value=day.isoformat()))


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def running_app(
    store_url: str, folder: Path, root: Path = ROOT, **settings: str
) -> Iterator[RunningApp]:
    """The app of ``root`` on a free port, from when it is ready to the end of the block.

    ``settings``: of its environment, such as another port.
    """
    log = folder / f"app-{free_port()}.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py"],
            cwd=root,
            env=environment(
                **{"STORE_URL": store_url, "STREAMLIT_SERVER_PORT": str(free_port()), **settings}
            ),
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
        try:
            assert process.stdout
            for line in process.stdout:
                if line.startswith(STARTING):
                    yield RunningApp(line.removeprefix(STARTING).strip(), log)
                    break
            else:
                raise AssertionError(f"The app did not start:\n{log.read_text()}")
        finally:
            process.terminate()
            process.wait(timeout=20)
            if process.stdout:
                process.stdout.close()


def read_until(output: IO[str], words: str) -> None:
    """Returns once a process that starts has written ``words``; what comes later is dropped."""
    said = []
    for line in output:
        said.append(line)
        if words in line:
            break
    else:
        raise AssertionError("It did not start:\n" + "".join(said))
    # A process waits for ever where nobody reads what it writes.
    Thread(target=_read_to_the_end, args=(output,), daemon=True).start()


def _read_to_the_end(output: IO[str]) -> None:
    with output:
        deque(output, maxlen=0)


def awaited(work: Coroutine[Any, Any, Answer]) -> Answer:
    """What ``work`` returns; by a thread of its own, for Playwright's loop runs in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
