"""Making the store makes the key of its cases, apart from it, and says so once."""

import os
import stat

import pytest
from typer.testing import CliRunner

from data_access.__main__ import cli
from data_access.intake.privacy.case_key import read_key
from data_access.maintenance import backup, export
from data_access.store import open_store, sqlite_url
from tests.data_access.intake.privacy.planted import found_in
from tests.sentences import KEY_NOT_BESIDE_STORE


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    file = tmp_path / "settings" / "case.key"
    monkeypatch.setenv("CASE_KEY_FILE", str(file))
    return file


@pytest.fixture
def init(tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path}/var/office.db")
    return lambda: CliRunner().invoke(cli, ["init"])


def test_init_makes_a_key_apart_from_the_store_and_says_where(init, key_file, tmp_path):
    result = init()

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"The store is ready: {tmp_path}/var/office.db",
        f"A key for the references of cases was made: {key_file}. Keep a copy in a safe, apart "
        "from the backups: without it no case is known again.",
    ]
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_a_second_init_leaves_the_key_as_it_is(init, key_file, tmp_path):
    init()
    before = key_file.read_bytes()

    assert init().stdout == f"The store is ready: {tmp_path}/var/office.db\n"
    assert key_file.read_bytes() == before


@pytest.mark.usefixtures("key_file")
def test_a_key_that_would_lie_with_the_store_stops_init_before_anything_is_made(
    init, tmp_path, monkeypatch
):
    monkeypatch.setenv("CASE_KEY_FILE", str(tmp_path / "var" / "case.key"))

    result = init()

    assert result.exit_code == 1
    assert f": The case key {KEY_NOT_BESIDE_STORE}" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "var").exists()


def test_a_key_that_others_may_read_stops_init_before_anything_is_made(init, key_file, tmp_path):
    key_file.parent.mkdir()
    key_file.write_text("0123456789abcdef" * 4)
    os.chmod(key_file, 0o644)

    result = init()

    assert result.exit_code == 1
    assert ": Others than its owner may read or change the file of the case key" in result.stderr
    assert not (tmp_path / "var").exists()


def test_the_key_is_in_no_store_backup_export_or_message(init, key_file, tmp_path):
    result = init()
    store = open_store(sqlite_url(tmp_path / "var" / "office.db"))
    backup(store, tmp_path / "backup.db")
    export(store, tmp_path / "export")
    (tmp_path / "screen.txt").write_text(result.output)
    key = read_key(key_file)
    written = [key_file.read_text().strip(), key.secret.hex()[:16]]
    places = ["var", "backup.db", "export", "screen.txt"]

    assert found_in([tmp_path / place for place in places], written) == []
    assert [name for name, _ in found_in([key_file], written)] == [str(key_file)] * 2
