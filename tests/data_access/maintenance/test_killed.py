"""A command that is killed half-way leaves no store, or a sound one."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import URL

from data_access import maintenance
from data_access.demo import Size
from data_access.reads import read_snapshot
from data_access.store import head_version, open_store, sqlite_url, version_at
from tests.data_access.stores import AT, names_in, rows_of
from tests.engines import seldom_on_a_server
from tests.often import rounds
from tests.serving import ROOT, environment

pytestmark = pytest.mark.slow

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
    ("data_access.store.migrate", "_migrate", 1),
    ("data_access.store.atomic_file", "put_in_place", 1),
    ("data_access.starter", "read", 5),
    ("data_access.demo", "_record", 40),
    ("data_access.store.atomic_file", "put_in_place", 2),
]


def killed(command: str, url: URL, *point: str | int) -> None:
    """Give a command to a process that is killed when it comes to ``point``."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *map(str, point), command],
        cwd=ROOT,
        env=environment(STORE_URL=url.render_as_string(hide_password=False)),
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("command", "point"),
    [
        *(("init", point) for point in KILLS[1:3]),
        ("demo", KILLS[3]),
        *(
            pytest.param(command, point, marks=pytest.mark.thorough)
            for command, point in (("init", KILLS[0]), ("demo", KILLS[2]), ("demo", KILLS[4]))
        ),
    ],
)
def test_a_kill_leaves_no_store_or_a_sound_one(tmp_path, command, point):
    file = tmp_path / "new.db"

    killed(command, sqlite_url(file), *point)

    if file.exists():
        assert maintenance.faults(open_store(sqlite_url(file))) == []
    maintenance.begin(sqlite_url(file), AT)
    assert names_in(tmp_path) == ["new.db"]


@seldom_on_a_server
@pytest.mark.parametrize(
    "point",
    [
        ("data_access.maintenance.bootstrap", "copy_in_if", 1),
        pytest.param(KILLS[3], marks=pytest.mark.thorough),
        pytest.param(("data_access.bulk_insert", "insert_rows", 5), marks=pytest.mark.thorough),
    ],
)
def test_a_kill_while_a_demonstration_is_made_leaves_the_starter_content(starter_store, point):
    before = rows_of(read_snapshot(starter_store))

    killed("demo", starter_store.url, *point)

    assert maintenance.faults(starter_store) == []
    assert rows_of(read_snapshot(starter_store)) == before
    maintenance.make_demonstration(starter_store, AT, Size(cases=60))
    if starter_store.path:
        assert names_in(starter_store.path.parent) == ["office.db"]


def test_a_kill_while_a_demonstration_is_put_on_a_server_leaves_the_starter_content(server_store):
    before = rows_of(read_snapshot(server_store))

    killed("demo", server_store.url, "data_access.bulk_insert", "insert_rows", 40)

    assert maintenance.faults(server_store) == []
    assert rows_of(read_snapshot(server_store)) == before


@pytest.mark.parametrize(
    "point", [("data_access.store.migrate", "_stamp", 1), KILLS[2]][: rounds(2, 1)]
)
def test_a_kill_while_a_store_is_made_on_a_server_leaves_none_or_a_sound_one(new_server, point):
    url = new_server()

    killed("init", url, *point)

    assert version_at(url) in (None, head_version())
    assert maintenance.faults(maintenance.begin(url, AT)) == []
