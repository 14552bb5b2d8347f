"""The key is made once, read by its owner alone, and lies nowhere near the store."""

import os
import stat
import threading
import traceback
from pathlib import Path

import pytest

from data_access.intake.privacy.case_key import (
    CaseKey,
    case_key,
    case_key_if_any,
    make_case_key,
    make_key,
    read_key,
)
from data_access.store import StoreProblem
from tests.sentences import KEY_NOT_BESIDE_STORE

WRITTEN = "0123456789abcdef" * 4
KEY = CaseKey(bytes.fromhex(WRITTEN))


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A place for the key that no other test uses; nothing is there yet."""
    file = tmp_path / "safe" / "case.key"
    monkeypatch.setenv("CASE_KEY_FILE", str(file))
    monkeypatch.delenv("CASE_KEY", raising=False)
    return file


@pytest.fixture
def store(tmp_path):
    (tmp_path / "store").mkdir()
    return tmp_path / "store" / "office.db"


def written(file, text=WRITTEN, mode=0o600):
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    file.chmod(mode)


def told(problem):
    return "".join(traceback.format_exception(problem.value))


def test_a_key_is_made_for_its_owner_alone_and_nothing_is_left_beside_it(place, store):
    assert make_case_key(store) == place

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [file.name for file in place.parent.iterdir()] == ["case.key"]
    assert place.read_text() == f"{case_key(store).secret.hex()}\n"
    assert len(case_key(store).secret) == 32


def test_a_key_that_is_there_is_never_replaced(place, store):
    make_case_key(store)
    before = place.read_bytes()

    assert make_case_key(store) is None
    with pytest.raises(StoreProblem, match="There is a case key already; it was left"):
        make_key(place)

    assert place.read_bytes() == before
    assert [file.name for file in place.parent.iterdir()] == ["case.key"]


def test_of_many_that_make_a_key_at_once_one_makes_it(place):
    made, refused = [], []

    def make():
        try:
            made.append(make_key(place))
        except StoreProblem:
            refused.append(1)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), len(refused)) == (1, 7)
    assert read_key(place) == made[0]
    assert [file.name for file in place.parent.iterdir()] == ["case.key"]


def test_a_key_that_cannot_be_written_whole_is_not_there(place, monkeypatch):
    def full(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(StoreProblem, match="No case key can be written: No space left"):
        make_key(place)

    assert list(place.parent.iterdir()) == []


@pytest.mark.parametrize("text", [WRITTEN, WRITTEN.upper(), f"  {WRITTEN}\r\n"])
def test_a_key_is_read_as_it_was_copied(place, text):
    written(place, text)

    assert case_key() == KEY


def test_the_setting_comes_before_the_file(place, store, monkeypatch):
    monkeypatch.setenv("CASE_KEY", f" {WRITTEN}\n")

    assert case_key(store) == KEY
    assert make_case_key(store) is None
    assert not place.exists()


def test_without_a_place_named_the_key_is_among_the_settings_of_the_user(tmp_path, monkeypatch):
    monkeypatch.delenv("CASE_KEY_FILE", raising=False)
    monkeypatch.delenv("CASE_KEY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert make_case_key() == tmp_path / "rasso-oversight" / "case.key"


@pytest.mark.usefixtures("place")
def test_where_there_is_no_key_the_reader_is_told_how_to_make_one():
    with pytest.raises(StoreProblem, match=r"^There is no case key\. Make one"):
        case_key()

    assert case_key_if_any() is None


SPOILT = ["", "x", WRITTEN[:-1], WRITTEN[:-2], f"{WRITTEN}0", f"{WRITTEN[:-1]}g", "Ä" * 64]


@pytest.mark.parametrize("text", SPOILT)
def test_what_is_no_key_is_refused_and_not_shown(place, text):
    written(place, text)

    with pytest.raises(StoreProblem, match="holds none: a key is at least 64 digits") as no:
        case_key()

    assert not text or text == "x" or text not in told(no)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("text", [*SPOILT[1:], f"{WRITTEN[:-1]}\udcff"])
def test_a_setting_that_is_no_key_is_refused_and_not_shown(monkeypatch, text):
    monkeypatch.setenv("CASE_KEY", text)

    with pytest.raises(StoreProblem, match=r"^CASE_KEY is no case key: a key is at least") as no:
        case_key()

    assert text == "x" or text not in told(no)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o611])
def test_a_key_that_others_may_come_by_is_refused(place, mode):
    written(place, mode=mode)

    with pytest.raises(StoreProblem, match=r"^Others than its owner may read or change") as no:
        case_key()

    assert WRITTEN not in told(no)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("below", ["case.key", "keys/case.key"])
@pytest.mark.parametrize("ask", [case_key, case_key_if_any, make_case_key])
def test_a_key_in_the_folder_of_the_store_is_refused(store, monkeypatch, below, ask):
    monkeypatch.setenv("CASE_KEY_FILE", str(store.parent / below))

    with pytest.raises(StoreProblem, match=KEY_NOT_BESIDE_STORE):
        ask(store)

    assert list(store.parent.iterdir()) == []


def test_a_key_that_a_link_puts_into_the_folder_of_the_store_is_refused(place, store):
    written(store.parent / "case.key")
    place.parent.mkdir()
    place.symlink_to(store.parent / "case.key")

    with pytest.raises(StoreProblem, match=KEY_NOT_BESIDE_STORE):
        case_key(store)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("blocked", ["/proc/nowhere/case.key", "FILE/case.key"])
def test_a_key_is_not_made_where_nothing_can_be_written(tmp_path, monkeypatch, blocked):
    (tmp_path / "letter").write_text("Dear board")
    file = blocked.replace("FILE", str(tmp_path / "letter"))
    monkeypatch.setenv("CASE_KEY_FILE", file)

    with pytest.raises(StoreProblem, match=r"Name another place with CASE_KEY_FILE\.$"):
        make_case_key()

    assert (tmp_path / "letter").read_text() == "Dear board"


def test_a_key_that_cannot_be_read_is_told_in_a_sentence(place, monkeypatch):
    written(place)

    def forbidden(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)

    with pytest.raises(StoreProblem, match="cannot be read: Permission denied"):
        case_key()
