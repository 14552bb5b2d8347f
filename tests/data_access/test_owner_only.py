"""What commands write is its owner's alone, whatever the umask, and never beside the case key."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data_access import maintenance
from data_access.__main__ import cli
from data_access.arrow_cache import folder_of, newest_tallies
from data_access.store import StoreProblem, open_store, owner_only, sqlite_url
from tests.data_access.same_rows import EVERY_STORE
from tests.data_access.stores import AT
from tests.sentences import APART_FROM_KEY
from tests.tally_builders import load

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
FAULTY = "Crime reference,Reported on\n77/0001/21,31/02/2021\n"


@pytest.fixture(params=[0o000, 0o022, 0o077])
def _umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("CASE_KEY_FILE", str(tmp_path / "settings" / "case.key"))
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path}/var/new/office.db")

    def give(*words):
        result = CliRunner().invoke(cli, [word.replace("DIR", str(tmp_path)) for word in words])
        return result.exit_code, result.stderr

    return give


def rights_in(folder: Path) -> dict[str, int]:
    """The rights of everything in ``folder`` that are not the owner's alone."""
    return {
        str(each.relative_to(folder)): stat.S_IMODE(each.stat().st_mode)
        for each in folder.rglob("*")
        if stat.S_IMODE(each.stat().st_mode) != (0o700 if each.is_dir() else 0o600)
    }


@pytest.mark.usefixtures("_umask")
def test_whatever_a_command_writes_is_its_owners_alone(run, tmp_path, monkeypatch):
    given = tmp_path / "faulty.csv"
    given.write_text(FAULTY)
    given.chmod(0o600)
    monkeypatch.setenv("ACCEPT_NO_SIGN_IN", "yes")

    assert run("init") == (0, "")
    assert run("backup", "DIR/var/one.db") == (0, "")
    assert run("restore", "DIR/var/one.db") == (0, "")
    assert run("export", "DIR/out/csv") == (0, "")
    assert run("templates", "DIR/out/templates") == (0, "")
    assert run("import", "DIR/faulty.csv", "--report", "DIR/out/faults.csv")[0] == 1
    assert run("pseudonymise", "DIR/faulty.csv", "--out", "DIR/out/safe.csv")[0] == 0
    assert (tmp_path / "out" / "faults.csv").exists()

    assert rights_in(tmp_path) == {}


@pytest.mark.slow
def test_the_demonstration_and_its_export_are_their_owners_alone(run, tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path}/var/demo.db")
    before = os.umask(0)
    try:
        assert run("demo", "--cases", "60") == (0, "")
        assert run("export", "DIR/out", "--with-case-rows") == (0, "")
    finally:
        os.umask(before)

    assert rights_in(tmp_path) == {}


def test_the_logs_and_snapshots_of_an_open_store_are_their_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        store = maintenance.begin(sqlite_url(tmp_path / "office.db"), AT)
        load(store, "investigation", {"case": 1})
        newest_tallies(store, above=EVERY_STORE)
        with store.reading():
            assert rights_in(tmp_path) == {}
    finally:
        os.umask(before)

    assert folder_of(store).is_dir()


@pytest.mark.parametrize("command", [["init"], ["restore", "DIR/given.db"]])
def test_a_store_that_others_could_read_is_its_owners_alone_afterwards(
    run, tmp_path, starter_file, command
):
    store = tmp_path / "var" / "new" / "office.db"
    owner_only.make_folder(store.parent)
    for place in (store, tmp_path / "given.db"):
        shutil.copy(starter_file, place)
        place.chmod(0o644)

    assert run(*command) == (0, "")

    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert rights_in(store.parent) == {}


def test_a_store_beyond_reading_is_kept_aside_for_its_owner_alone(run, tmp_path, starter_file):
    store = tmp_path / "var" / "new" / "office.db"
    owner_only.make_folder(store.parent)
    store.write_text("no store")
    store.chmod(0o644)

    assert run("restore", str(starter_file)) == (0, "")

    assert rights_in(store.parent) == {}


def test_a_report_takes_the_place_of_one_that_others_could_read(tmp_path):
    report = tmp_path / "faults.csv"
    report.write_text("old")
    report.chmod(0o644)

    owner_only.write_file(report, b"new")

    assert (report.read_bytes(), rights_in(tmp_path)) == (b"new", {})


@pytest.mark.parametrize(
    "command", [["backup", "DIR/settings/copy.db"], ["export", "DIR/settings"]]
)
def test_no_copy_of_the_store_is_put_beside_the_case_key(run, tmp_path, command):
    run("init")

    code, said = run(*command)

    assert (code, said.count("\n")) == (1, 1)
    assert APART_FROM_KEY in said
    assert [each.name for each in (tmp_path / "settings").iterdir()] == ["case.key"]


def test_no_backup_is_restored_to_the_folder_of_the_case_key(run, tmp_path, monkeypatch):
    run("init")
    run("backup", "DIR/copy.db")
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path}/settings/office.db")

    code, said = run("restore", "DIR/copy.db")

    assert code == 1
    assert APART_FROM_KEY in said
    assert [each.name for each in (tmp_path / "settings").iterdir()] == ["case.key"]


def test_a_folder_by_another_name_is_known_as_that_of_the_key(run, tmp_path):
    run("init")
    (tmp_path / "alias").symlink_to(tmp_path / "settings")

    assert run("backup", "DIR/alias/copy.db")[0] == 1
    assert run("backup", "DIR/settings/../settings/copy.db")[0] == 1
    with pytest.raises(StoreProblem):
        maintenance.backup(
            open_store(sqlite_url(tmp_path / "var" / "new" / "office.db")),
            tmp_path / "alias" / "copy.db",
        )


def test_a_backup_is_still_a_whole_store(run, tmp_path):
    run("init")
    run("backup", "DIR/copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
