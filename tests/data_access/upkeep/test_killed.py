"""A command that is killed half-way leaves no store, or a sound one."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data_access import upkeep
from data_access.reads import read_snapshot
from data_access.store import open_store, sqlite_url
from tests.data_access.stores import AT, file_of, names_in, rows_of
from tests.serving import ROOT, environment

# A command whose process is killed at the nth call of one function.
KILLED = """
import importlib, os, signal, sys
module, name, nth, *words = sys.argv[1:]
place = importlib.import_module(module)
real, calls = getattr(place, name), []
def counted(*given, **named):
    calls.append(1)
    if len(calls) == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(place, name, counted)
from data_access.__main__ import cli
cli(words)
"""
KILLS = [
    ("data_access.store.migrating", "_migrate", 1),
    ("data_access.store.files", "put_in_place", 1),
    ("data_access.starter", "read", 5),
    ("data_access.demo", "_record", 40),
    ("data_access.store.files", "put_in_place", 2),
]


def killed(command: str, file: Path, *point: str | int) -> None:
    """Give a command to a process that is killed when it comes to ``point``."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *map(str, point), command],
        cwd=ROOT,
        env=environment(STORE_URL=f"sqlite:///{file}"),
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("command", "point"),
    [("init", point) for point in KILLS[:3]] + [("demo", point) for point in KILLS[2:]],
)
def test_a_kill_leaves_no_store_or_a_sound_one(tmp_path, command, point):
    file = tmp_path / "new.db"

    killed(command, file, *point)

    if file.exists():
        assert upkeep.faults(open_store(sqlite_url(file))) == []
    upkeep.begin(sqlite_url(file), AT)
    assert names_in(tmp_path) == ["new.db"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "point",
    [
        KILLS[3],
        ("data_access.bulk", "insert_rows", 5),
        ("data_access.upkeep.beginning", "copy_over_if", 1),
    ],
)
def test_a_kill_while_a_demonstration_is_made_leaves_the_starter_content(starter_store, point):
    before = rows_of(read_snapshot(starter_store))

    killed("demo", file_of(starter_store), *point)

    assert upkeep.faults(starter_store) == []
    assert rows_of(read_snapshot(starter_store)) == before
    upkeep.make_demonstration(starter_store, AT)
    assert names_in(file_of(starter_store).parent) == ["office.db"]
