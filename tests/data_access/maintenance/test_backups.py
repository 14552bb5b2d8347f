"""A copy is one moment of the store, and nothing is lost by copying."""

import sqlite3
from contextlib import closing
from threading import Event, Thread

import pytest

from data_access import maintenance
from data_access.maintenance.backups import copy_over_if
from data_access.reads import read_revision, read_snapshot
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.tables import TALLY_NAMES
from tests.data_access.contents import everything
from tests.data_access.stores import change, file_of, names_in, note, rows_of
from tests.tally_builders import load


def test_a_backup_made_while_somebody_writes_is_one_moment_of_the_store(starter_store, tmp_path):
    started, enough = Event(), Event()

    def write() -> None:
        while not enough.is_set():
            note(starter_store)
            started.set()

    writer = Thread(target=write)
    writer.start()
    try:
        assert started.wait(30)
        maintenance.backup(starter_store, tmp_path / "backup.db")
    finally:
        enough.set()
        writer.join()

    copy = open_store(sqlite_url(tmp_path / "backup.db"))
    assert maintenance.faults(copy) == []
    kept, written = read_snapshot(copy), read_snapshot(starter_store)
    updates = kept.tables["action_update"]
    assert updates.rows() == written.tables["action_update"].head(updates.height).rows()
    # Every entry steps the revision by one: the copy has as many of both.
    assert written.revision.number - kept.revision.number == (
        written.tables["action_update"].height - updates.height
    )


def test_a_backup_never_replaces_a_file(starter_store, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear board")

    with pytest.raises(StoreProblem, match="is there already and was left as it is"):
        maintenance.backup(starter_store, tmp_path / "letter.txt")

    assert (tmp_path / "letter.txt").read_text() == "Dear board"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(starter_store, tmp_path):
    with pytest.raises(StoreProblem, match=r"^There is no folder .*nowhere, so nothing was"):
        maintenance.backup(starter_store, tmp_path / "nowhere" / "backup.db")

    assert not (tmp_path / "nowhere").exists()


def test_a_backup_holds_every_row_of_every_table(starter_store, tmp_path):
    for table in TALLY_NAMES:
        load(starter_store, table, {})
    note(starter_store, "Told “so”, twice:\n1, 2")

    maintenance.backup(starter_store, tmp_path / "backup.db")

    assert everything(tmp_path / "backup.db") == everything(starter_store)
    assert names_in(tmp_path) == ["backup.db", *(["office.db"] if starter_store.path else [])]


# Copied over a store that others use


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_from_the_last_look_on_others_wait_to_write_and_still_read(
    file_store, starter_file, journal
):
    file = file_of(file_store)
    note(file_store)
    change(file, f"PRAGMA journal_mode = {journal}")
    before = rows_of(read_snapshot(file_store))
    seen = []

    def unchanged() -> None:
        with (
            closing(sqlite3.connect(file, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
        seen.append(rows_of(read_snapshot(file_store)))

    copy_over_if(starter_file, file, unchanged)

    assert seen == [before]
    after = read_snapshot(file_store)
    assert rows_of(after) == rows_of(read_snapshot(open_store(sqlite_url(starter_file))))
    assert maintenance.faults(file_store) == []
    note(file_store)
    assert read_revision(file_store).number == after.revision.number + 1


def test_a_refusal_at_the_last_look_leaves_the_store(file_store, starter_file):
    note(file_store)
    before = file_of(file_store).read_bytes()

    def changed() -> None:
        raise StoreProblem("Somebody was here.")

    with pytest.raises(StoreProblem, match=r"^Somebody was here\.$"):
        copy_over_if(starter_file, file_of(file_store), changed)

    assert file_of(file_store).read_bytes() == before
    assert names_in(file_of(file_store).parent) == ["office.db"]
