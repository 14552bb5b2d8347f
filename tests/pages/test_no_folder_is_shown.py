"""No page shows a folder of the machine, whatever is wrong with the store or the case key."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st

from data_access.store import StoreProblem, open_store
from tests.pages.conftest import PAGES, everything_said
from tests.pages.opening import opened
from tests.sentences import KEY_NOT_BESIDE_STORE

KEY = "0123456789abcdef" * 4
FILE = ("July.csv", b"Crime reference,Reported on\n77/0001/21,01/07/2021\n", "text/csv")


def _text(file: Path) -> None:
    file.write_text("Dear board, this is no store.\n" * 200)


def _other_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE thing (id INTEGER)")
        other.commit()


def _of_version(number: str, file: Path, starter: Path) -> None:
    shutil.copy(starter, file)
    with closing(sqlite3.connect(file)) as changed, changed:
        changed.execute("UPDATE alembic_version SET version_num = ?", (number,))


def _damaged(file: Path, starter: Path) -> None:
    content = bytearray(starter.read_bytes())
    content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    file.write_bytes(content)


STATES = {
    "missing": lambda _file, _starter: None,
    "folder": lambda file, _starter: file.mkdir(),
    "empty": lambda file, _starter: file.touch(),
    "text": lambda file, _starter: _text(file),
    "of another program": lambda file, _starter: _other_program(file),
    "older": lambda file, starter: _of_version("0001", file, starter),
    "newer": lambda file, starter: _of_version("9999", file, starter),
    "damaged": _damaged,
}


def said_by(page):
    notices = [*page.error, *page.warning, *page.info, *page.success, *page.exception]
    return "\n".join([everything_said(page), *(str(each.value) for each in notices)])


@pytest.fixture
def secret_folder(tmp_path):
    """A folder whose name may not be on a page, in any of its parts."""
    folder = tmp_path / "folder-of-the-machine"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def forgotten():
    st.cache_resource.clear()


@pytest.mark.parametrize("state", STATES)
def test_a_store_that_cannot_be_used_is_named_without_its_folder(
    secret_folder, starter_file, monkeypatch, state
):
    file = secret_folder / "office.db"
    STATES[state](file, starter_file)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{file}")

    with pytest.raises(StoreProblem) as problem:
        open_store(f"sqlite:///{file}")
    said = said_by(opened("briefing"))

    assert secret_folder.name not in said
    assert "office.db" in str(problem.value)
    assert str(problem.value) in said


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_folder_while_all_is_well_and_when_the_store_breaks(
    secret_folder, starter_file, monkeypatch, name
):
    file = secret_folder / "office.db"
    shutil.copy(starter_file, file)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{file}")
    page = opened(name)
    said = said_by(page)
    file.unlink()
    file.mkdir()
    said += said_by(page.run())

    assert page.error
    assert "folder-of-the-machine" not in said
    assert "case.key" not in said
    assert "Traceback" not in said


def _readable_by_others(key: Path) -> None:
    key.write_text(KEY)
    key.chmod(0o644)


def _no_key(key: Path) -> None:
    key.write_text("Dear board")
    key.chmod(0o600)


@pytest.mark.parametrize(
    "spoil",
    [_readable_by_others, _no_key, lambda key: key.mkdir()],
    ids=["readable by others", "no key", "a folder"],
)
def test_a_case_key_that_cannot_be_used_is_said_without_its_folder(
    secret_folder, starter_file, tmp_path, monkeypatch, spoil
):
    shutil.copy(starter_file, tmp_path / "office.db")
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'office.db'}")
    monkeypatch.setenv("ACCEPT_NO_SIGN_IN", "yes")
    monkeypatch.setenv("CASE_KEY_FILE", str(secret_folder / "case.key"))
    spoil(secret_folder / "case.key")
    page = opened("data")
    page.file_uploader[0].set_value(FILE)
    page.run()

    (error,) = (each.value for each in page.error)
    assert "case key" in error
    assert secret_folder.name not in said_by(page)
    assert not page.exception


def test_a_case_key_beside_the_store_is_said_without_its_folder(
    secret_folder, starter_file, monkeypatch
):
    shutil.copy(starter_file, secret_folder / "office.db")
    monkeypatch.setenv("STORE_URL", f"sqlite:///{secret_folder / 'office.db'}")
    monkeypatch.setenv("CASE_KEY_FILE", str(secret_folder / "case.key"))
    page = opened("data")
    page.file_uploader[0].set_value(FILE)
    page.run()

    (error,) = (each.value for each in page.error)
    assert KEY_NOT_BESIDE_STORE in error
    assert secret_folder.name not in said_by(page)
