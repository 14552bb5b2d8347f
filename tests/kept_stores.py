"""Stores made at one moment, kept on this machine until the code that makes them changes.

The figures about people of a demonstration are released in them already, which takes longer than
all the rest. ``python -m tests.kept_stores KIND FILE`` makes one.
"""

import fcntl
import getpass
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner

from data_access.__main__ import cli
from tests.browser import planted
from tests.serving import environment
from tests.stopped_clock import stop_clock
from ui.reads import OpenStore, StaleState

MADE_AT = datetime(2021, 9, 11, 9, tzinfo=UTC)
CASE_KEY = "0123456789abcdef" * 4
STORES = {
    "demonstration": ["demo"],
    "starter": ["init"],
    # A force with 120 cases a year: the demonstration covers 35 months.
    "small": ["demo", "--cases", "350"],
}
# Small cells in a copy of the demonstration: quarters before them stay as they were released.
PLANTED = "planted"
ROOT = Path(__file__).parent.parent
# All that decides what is in a store, and what is released of it.
MADE_BY = (
    "data_access/**/*.*",
    "metrics/**/*.py",
    "ui/reads/*.py",
    "tests/kept_stores.py",
    "tests/browser/planted.py",
)
# The number of copies of each store that are kept.
COPIES = 6
LIBRARIES = ("polars", "numpy", "highspy", "holidays", "sqlalchemy")


def put_kept(kind: str, file: Path) -> str:
    """Puts the store of ``kind`` at ``file``, and returns its address."""
    place = _folder() / f"{kind}-{_key()}.db"
    with _alone(kind):
        if not place.exists():
            for old in _oldest(kind):
                old.unlink()
                shutil.rmtree(_columns_of(old), ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=_folder()) as folder:
                making = Path(folder) / f"{kind}.db"
                # By a process of its own: a test may have changed the code of this one.
                subprocess.run(
                    [sys.executable, "-m", "tests.kept_stores", kind, making],
                    cwd=ROOT,
                    env=environment(CASE_KEY=CASE_KEY),
                    check=True,
                )
                if _columns_of(making).exists():
                    shutil.copytree(_columns_of(making), _columns_of(place), dirs_exist_ok=True)
                making.replace(place)
        # Another process, of other code, might remove it meanwhile.
        return copied(f"sqlite:///{place}", file)


def copied(url: str, file: Path) -> str:
    """Copies a store to ``file``, with what is cached of its rows; returns the copy's address."""
    made = Path(make_url(url).database or "")
    shutil.copy(made, file)
    if _columns_of(made).exists():
        shutil.copytree(_columns_of(made), _columns_of(file))
    return f"sqlite:///{file}"


def make(kind: str, url: str) -> None:
    """Makes the store of ``kind`` at an address, and makes the releases that are due."""
    with pytest.MonkeyPatch.context() as clock:
        stop_clock(MADE_AT, clock)
        if kind == PLANTED:
            put_kept("demonstration", Path(make_url(url).database or ""))
            planted.plant(url)
        else:
            result = CliRunner().invoke(cli, STORES[kind], env={"STORE_URL": url})
            assert result.exit_code == 0, result.output
        make_releases(url)


def make_releases(url: str) -> None:
    """Release every closed period of a store, as the app does at its first start."""
    opened = OpenStore(url)
    with suppress(StaleState):
        opened.state().people(opened.state().today, None, None)


def _columns_of(file: Path) -> Path:
    """Where the app caches rows of the store in ``file`` (``arrow_cache.folder_of``)."""
    return file.with_name(f"{file.name}-columns")


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"rasso-oversight-tests-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _oldest(kind: str) -> list[Path]:
    """The copies of a store besides the newest ones: several working copies may take turns."""
    copies = sorted(_folder().glob(f"{kind}-*.db"), key=lambda copy: copy.stat().st_mtime)
    return copies[: -COPIES + 1]


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """Lets one process at a time make a store of ``kind``."""
    with (_folder() / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def _key() -> str:
    digest = blake2b(repr([version(name) for name in LIBRARIES]).encode(), digest_size=8)
    found = {file for pattern in MADE_BY for file in ROOT.glob(pattern)}
    for file in sorted(found):
        if file.suffix != ".pyc" and file.is_file():
            digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    make(sys.argv[1], f"sqlite:///{sys.argv[2]}")
