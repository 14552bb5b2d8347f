"""Stores that take long to make, kept on this machine until the code that makes them changes.

The quarters of the demonstration are counted and protected in them already, which takes longer
than all the rest.
"""

import fcntl
import getpass
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from metrics.victims.reporting_periods import quarters_to_show
from ui.reads.current_store import OpenStore
from ui.reads.victims import counted_once

ROOT = Path(__file__).parent.parent
# All that decides what is in a demonstration, and what is counted of it.
MADE_BY = ("data_access/**/*.*", "metrics/**/*.py", "ui/reads/*.py")
# The number of copies of each store that are kept.
COPIES = 6
LIBRARIES = ("polars", "numpy", "highspy", "holidays", "sqlalchemy")


def put_kept(name: str, make: Callable[[str], None], file: Path) -> str:
    """Puts the store ``name`` at ``file``, and returns its address.

    ``make`` makes it at an address if no copy is kept; its quarters are counted then.
    """
    place = _folder() / f"{name}-{_key()}.db"
    with _alone():
        if not place.exists():
            for old in _oldest(name):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=_folder()) as folder:
                making = Path(folder) / f"{name}.db"
                make(f"sqlite:///{making}")
                count_quarters(f"sqlite:///{making}")
                making.replace(place)
        # Another process, of other code, might remove it meanwhile.
        shutil.copy(place, file)
    return f"sqlite:///{file}"


def count_quarters(url: str) -> None:
    """Count every closed quarter of a store, as the app does at its first start."""
    opened = OpenStore(url)
    state = opened.state()
    quarters = quarters_to_show(state.tables["closed_month"], state.today)
    counted_once(opened.store, state.cases.to_count, quarters)


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"rasso-oversight-tests-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _oldest(name: str) -> list[Path]:
    """The copies of a store besides the newest ones: several working copies may take turns."""
    copies = sorted(_folder().glob(f"{name}-*.db"), key=lambda copy: copy.stat().st_mtime)
    return copies[: -COPIES + 1]


@contextmanager
def _alone() -> Iterator[None]:
    """Lets one process at a time make a store."""
    with (_folder() / "lock").open("w") as lock:
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
