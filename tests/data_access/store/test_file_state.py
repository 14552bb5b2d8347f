"""Whether a store's file can have changed: never "no" where it has, and seldom "yes" else."""

import os
import shutil
from pathlib import Path

import pytest

from data_access.reads import read_revision
from data_access.store import Store, WhileUnchanged, open_store
from data_access.store.file_state import NANOSECONDS, SETTLED_AFTER, file_state
from tests.data_access.stores import note

# A moment of no whole second, long after the files were written.
LATER = 4_000_000_000 * NANOSECONDS + 1


@pytest.fixture
def at_rest(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that nobody has written to for long."""
    monkeypatch.setattr("time.time_ns", lambda: LATER)
    return file_store


def reads_of(store: Store) -> tuple[WhileUnchanged[int], list[int]]:
    """What gives the number of the newest write, and the numbers that were read so far."""
    read: list[int] = []

    def number() -> int:
        read.append(read_revision(store).number)
        return read[-1]

    return WhileUnchanged(store.path, number), read


def test_a_store_at_rest_is_read_once_and_again_after_each_write(at_rest):
    newest, read = reads_of(at_rest)

    first = [newest(), newest(), newest()]
    note(at_rest, by="Somebody")
    second = [newest(), newest()]

    assert (first, second) == ([1, 1, 1], [2, 2])
    assert read == [1, 2]


def test_who_only_reads_changes_nothing(at_rest):
    before = file_state(at_rest.path)

    with at_rest.reading() as connection:
        read_revision(at_rest)
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1

    assert file_state(at_rest.path) == before


def test_a_write_that_stays_in_the_journal_is_seen(at_rest):
    newest, read = reads_of(at_rest)
    # While somebody reads, a write is not yet copied from the journal into the file.
    with at_rest.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM setting").scalar_one()
        newest()
        note(at_rest, by="Somebody")
        assert newest() == 2

    assert read == [1, 2]


def test_another_store_in_the_place_of_this_one_is_read(at_rest, tmp_path):
    newest, _read = reads_of(at_rest)
    newest()
    other = tmp_path / "other.db"
    shutil.copy2(at_rest.path, other)
    note(open_store(f"sqlite:///{other}"), by="Somebody")
    os.replace(other, at_rest.path)

    assert newest() == 2


def test_until_a_write_lies_a_moment_back_a_store_is_read_each_time(file_store, monkeypatch):
    newest, read = reads_of(file_store)
    written = os.stat(file_store.path).st_mtime_ns
    monkeypatch.setattr("time.time_ns", lambda: written + SETTLED_AFTER)

    assert [newest(), newest()] == [1, 1]
    assert read == [1, 1]


@pytest.mark.parametrize(
    ("path", "platform"),
    [
        pytest.param(None, "linux", id="a server"),
        pytest.param("its own", "win32", id="Windows, which tells a time once a file is closed"),
    ],
)
def test_where_it_cannot_be_told_a_store_is_read_each_time(at_rest, monkeypatch, path, platform):
    monkeypatch.setattr("sys.platform", platform)

    assert file_state(path and at_rest.path) is None


def test_a_file_system_of_whole_seconds_is_not_trusted(at_rest):
    os.utime(at_rest.path, ns=(NANOSECONDS, NANOSECONDS))

    assert file_state(at_rest.path) is None


def test_a_store_that_is_gone_is_asked_for_and_says_so(at_rest):
    newest, _read = reads_of(at_rest)
    newest()
    Path(at_rest.path).unlink()

    assert file_state(at_rest.path) is None
