"""A backup takes the store's place, and what was there is kept."""

from pathlib import Path
from typing import Any

import pytest

from data_access import upkeep
from data_access.reads import read_revision, read_snapshot
from data_access.store import Store, StoreProblem, open_store, sqlite_url
from data_access.upkeep import restoring
from tests.data_access.stores import AT, change, file_of, names_in, note, rows_of


def backup_of(store: Store) -> Path:
    target = file_of(store).with_name("backup.db")
    upkeep.backup(store, target)
    return target


def test_a_running_reader_sees_what_was_restored_under_a_revision_never_seen(starter_store):
    backup = backup_of(starter_store)
    note(starter_store)
    before = read_snapshot(starter_store)

    aside = upkeep.restore(backup, starter_store.url, AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"].is_empty()
    assert after.revision == before.revision._replace(number=before.revision.number + 1)
    event = after.tables["audit_event"].row(-1, named=True)
    assert (event["at"], event["what"], event["subject"]) == (AT, "restore", "backup.db")
    assert aside == file_of(starter_store).with_name("office.before-restore-20220131T093000.db")
    assert rows_of(read_snapshot(open_store(sqlite_url(aside)))) == rows_of(before)
    assert upkeep.faults(starter_store) == []
    assert names_in(aside.parent) == ["backup.db", aside.name, "office.db"]


def test_restoring_an_older_store_steps_past_the_newest_revision_of_both(starter_store):
    note(starter_store)
    backup = backup_of(starter_store)
    change(file_of(starter_store), "UPDATE store_revision SET revision = 1")
    newest = read_revision(open_store(sqlite_url(backup))).number

    upkeep.restore(backup, starter_store.url, AT)

    assert read_revision(starter_store).number == newest + 1


def test_two_restores_in_one_second_keep_both_stores(starter_store):
    backup = backup_of(starter_store)

    first = upkeep.restore(backup, starter_store.url, AT)
    second = upkeep.restore(backup, starter_store.url, AT)

    assert first is not None
    assert second == first.with_stem(f"{first.stem}-2")


def test_a_store_can_be_restored_where_there_is_none(starter_store, tmp_path):
    backup = backup_of(starter_store)
    url = sqlite_url(tmp_path / "elsewhere" / "office.db")

    assert upkeep.restore(backup, url, AT) is None

    assert upkeep.faults(open_store(url)) == []
    assert names_in(tmp_path / "elsewhere") == ["office.db"]


def test_a_damaged_store_is_replaced_and_its_bytes_are_kept(starter_store):
    backup = backup_of(starter_store)
    file_of(starter_store).write_bytes(b"not a store at all" * 500)
    identity = read_revision(open_store(sqlite_url(backup))).identity

    aside = upkeep.restore(backup, starter_store.url, AT)

    assert aside is not None
    assert aside.read_bytes() == b"not a store at all" * 500
    assert upkeep.faults(starter_store) == []
    # How far the damaged one went is not known, so nothing cached from it may be met again.
    assert read_revision(starter_store).identity != identity


def text_file(backup: Path) -> None:
    backup.write_text("This is a letter.")


def empty_file(backup: Path) -> None:
    backup.write_bytes(b"")


def half_file(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def missing_table(backup: Path) -> None:
    change(backup, "DROP TABLE ask")


def other_program(backup: Path) -> None:
    backup.unlink()
    change(backup, "CREATE TABLE recipes (name)")


def newer_store(backup: Path) -> None:
    change(backup, "UPDATE alembic_version SET version_num = '9999'")


def orphan(backup: Path) -> None:
    change(backup, "INSERT INTO area (name, force) VALUES ('Plymouth', 'nobody')")


NOT_WHOLE = [
    (text_file, "is not a store, or it is damaged"),
    (empty_file, "The file is empty"),
    (half_file, "damaged"),
    (missing_table, "is not a store of this program"),
    (other_program, "is not a store of this program"),
    (newer_store, "was made by a newer version of this program"),
    (orphan, "points at a organisation that is gone"),
]


@pytest.mark.parametrize(("spoil", "sentence"), NOT_WHOLE)
def test_what_is_not_a_whole_store_is_not_restored(starter_store, spoil, sentence):
    backup = backup_of(starter_store)
    spoil(backup)
    before = file_of(starter_store).read_bytes()

    with pytest.raises(StoreProblem, match=sentence) as refusal:
        upkeep.restore(backup, starter_store.url, AT)

    assert "nothing was changed" in str(refusal.value)
    assert ".part" not in str(refusal.value)
    assert file_of(starter_store).read_bytes() == before
    assert names_in(backup.parent) == ["backup.db", "office.db"]


def test_a_store_is_not_restored_from_itself_by_any_name(starter_store, tmp_path):
    (tmp_path / "link.db").symlink_to(file_of(starter_store))

    for name in (file_of(starter_store), tmp_path / "link.db"):
        with pytest.raises(StoreProblem, match="That is the store itself"):
            upkeep.restore(name, starter_store.url, AT)


def test_restoring_a_file_that_is_not_there_is_refused(starter_store, tmp_path):
    with pytest.raises(StoreProblem, match="There is no file"):
        upkeep.restore(tmp_path / "gone.db", starter_store.url, AT)


def test_what_is_recorded_while_a_backup_is_restored_is_not_lost(starter_store, monkeypatch):
    backup = backup_of(starter_store)
    real = restoring._step_revision_past

    def record_then_step(*given: Any) -> None:
        note(starter_store)
        real(*given)

    monkeypatch.setattr(restoring, "_step_revision_past", record_then_step)

    with pytest.raises(StoreProblem, match=r"^Somebody recorded in office\.db meanwhile\."):
        upkeep.restore(backup, starter_store.url, AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"]["note"].to_list() == ["Looked at."]
    assert after.tables["audit_event"]["what"].to_list()[-1] == "record action update"
    assert names_in(backup.parent) == ["backup.db", "office.db"]
