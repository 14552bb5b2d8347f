"""A backup takes the store's place, and what was there is kept."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_access import maintenance, starter
from data_access.maintenance import restoration
from data_access.reads import read_revision, read_snapshot, read_table
from data_access.schemas import ReleaseWithdrawn
from data_access.sign_in.sessions import SignedIn, begin_session, read_session, sign_out
from data_access.store import Store, StoreProblem, open_store, revision, sqlite_url
from data_access.tables import TALLY_NAMES
from data_access.vocabulary import Role
from data_access.writes import record
from data_access.writes.releases import record_releases
from tests.data_access import stores
from tests.data_access.contents import Row, everything, rows
from tests.data_access.stores import AT, SUMMER, change, file_of, names_in, note, rows_of
from tests.sentences import (
    NEWER_VERSION,
    NO_STORE_OF_OURS,
    NO_STORE_OR_DAMAGED,
    ORGANISATION_GONE,
    RECORDED_MEANWHILE,
    TOO_OLD,
)
from tests.sign_in import person
from tests.tally_builders import load

PARTS = sum(read("requirement").height for read in (starter.read, starter.read_later))
AUTUMN = SUMMER._replace(first=date(2021, 10, 1), counted_at=date(2022, 1, 31))
WITHDRAWN = ReleaseWithdrawn(first=AUTUMN.first, months=3, reason="A wrong file")
# The tables that a restoration itself writes to.
ADDED_TO = {"audit_event", "store_revision"}
# The column that distinguishes a second row in a table that is not of single cases.
MORE: dict[str, Any] = {"dip_sample": {"sampled_on": "2021-12-30"}, "training_year": {"year": 2022}}


@pytest.fixture
def backup(starter_store: Store, tmp_path: Path) -> Path:
    """The starter content, before anything is recorded."""
    maintenance.backup(starter_store, tmp_path / "backup.db")
    return tmp_path / "backup.db"


@pytest.fixture
def file_backup(file_store: Store) -> Path:
    """The same, beside a store in a file."""
    target = file_of(file_store).with_name("backup.db")
    maintenance.backup(file_store, target)
    return target


def without_trace(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {name: held for name, held in tables.items() if name not in ADDED_TO}


def aside_of(store: Store, backup: Path) -> Path:
    """Where what was in ``store`` is kept when ``backup`` takes its place."""
    name = "office" if store.path else store.url.database
    return backup.with_name(f"{name}.before-restore-20220131T093000.db")


def own_file(store: Store) -> list[str]:
    return ["office.db"] if store.path else []


def test_a_running_reader_sees_what_was_restored_under_a_revision_never_seen(starter_store, backup):
    note(starter_store)
    before = read_snapshot(starter_store)

    aside = maintenance.restore(backup, starter_store.url, AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"].is_empty()
    assert after.revision == before.revision._replace(number=before.revision.number + 1)
    event = after.tables["audit_event"].row(-1, named=True)
    assert (event["at"], event["what"], event["subject"]) == (AT, "restore", "backup.db")
    assert aside == aside_of(starter_store, backup)
    assert rows_of(read_snapshot(open_store(sqlite_url(aside)))) == rows_of(before)
    assert maintenance.faults(starter_store) == []
    assert set(names_in(backup.parent)) == {"backup.db", aside.name, *own_file(starter_store)}


def test_every_row_comes_back_and_what_is_added_has_a_later_number(starter_store, tmp_path):
    for table in TALLY_NAMES:
        load(starter_store, table, {}, MORE.get(table, {"case": 2}))
    note(starter_store, "Kept.")
    maintenance.backup(starter_store, tmp_path / "backup.db")
    before = everything(starter_store)
    note(starter_store, "Lost.")
    load(starter_store, "investigation", {"case": 3})

    maintenance.restore(tmp_path / "backup.db", starter_store.url, AT)

    after = everything(starter_store)
    assert without_trace(after) == without_trace(before)
    assert after["audit_event"][:-1] == before["audit_event"]
    note(starter_store, "Added.")
    load(starter_store, "investigation", {"case": 4})
    notes = [row["note"] for row in rows(starter_store, "action_update")]
    assert notes == ["Kept.", "Added."]
    assert maintenance.faults(starter_store) == []


def test_restoring_an_older_store_steps_past_the_newest_revision_of_both(starter_store, tmp_path):
    note(starter_store)
    backup = tmp_path / "backup.db"
    maintenance.backup(starter_store, backup)
    change(starter_store, "UPDATE store_revision SET revision = 1")
    newest = read_revision(open_store(sqlite_url(backup))).number

    maintenance.restore(backup, starter_store.url, AT)

    assert read_revision(starter_store).number == newest + 1


def test_a_session_that_was_ended_since_the_backup_does_not_hold_again(starter_store, tmp_path):
    ends_at = AT + timedelta(hours=8)
    begin_session(starter_store, "key", person(Role.READER), at=AT, ends_at=ends_at)
    maintenance.backup(starter_store, tmp_path / "copy.db")
    sign_out(starter_store, SignedIn("key", person(Role.READER), ends_at, False), at=AT)

    maintenance.restore(tmp_path / "copy.db", starter_store.url, AT)

    assert read_session(starter_store, "key") is None


def test_what_was_released_since_the_backup_stays_released(starter_store, backup):
    load(starter_store, "notice", {})
    batch = rows(starter_store, "import_batch")[0]["id"]
    record_releases(starter_store, [SUMMER, AUTUMN], batch=batch, after=0, at=AT)
    record(starter_store, WITHDRAWN, by="A. Steward", at=AT)
    before = everything(starter_store)

    maintenance.restore(backup, starter_store.url, AT)

    after = everything(starter_store)
    for name in ("release_proof", "released_count", "release_withdrawal"):
        assert after[name] == before[name]
    # The file that they were counted from came after the backup.
    assert after["release"] == [row | {"batch": None} for row in before["release"]]
    kept, restored = after["audit_event"][-2:]
    assert (kept["what"], kept["subject"]) == (
        "keep releases",
        "2 releases that the backup did not have",
    )
    assert restored["what"] == "restore"
    assert maintenance.faults(starter_store) == []


def test_a_backup_brings_its_releases_and_takes_those_that_came_after(starter_store, tmp_path):
    record_releases(starter_store, [SUMMER], batch=None, after=0, at=AT)
    maintenance.backup(starter_store, tmp_path / "backup.db")
    record_releases(starter_store, [AUTUMN], batch=None, after=1, at=AT)
    before = everything(starter_store)

    for _ in range(2):
        maintenance.restore(tmp_path / "backup.db", starter_store.url, AT)

    for name in ("release", "release_proof", "released_count"):
        assert everything(starter_store)[name] == before[name]


def test_releases_of_another_store_are_not_taken_for_those_of_the_backup(backup, new_place):
    other = maintenance.begin(new_place(), AT)
    record_releases(other, [SUMMER], batch=None, after=0, at=AT)

    maintenance.restore(backup, other.url, AT)

    assert rows(other, "release") == []


def test_two_restores_in_one_second_keep_both_stores(starter_store, backup):
    first = maintenance.restore(backup, starter_store.url, AT)
    second = maintenance.restore(backup, starter_store.url, AT)

    kept = aside_of(starter_store, backup)
    also_kept = kept.with_stem(f"{kept.stem}-2")
    assert [first, second] == [kept, also_kept]
    assert without_trace(everything(kept)) == without_trace(everything(also_kept))


def test_a_store_can_be_restored_where_there_is_none(backup, new_place):
    url, kept = new_place(), read_revision(open_store(sqlite_url(backup)))

    assert maintenance.restore(backup, url, AT) is None

    restored = open_store(url)
    assert maintenance.faults(restored) == []
    assert read_snapshot(restored).tables["requirement"].height == PARTS
    # The other store's revisions are unknown, so no result cached from it may be reused.
    assert read_revision(restored).identity != kept.identity
    assert set(names_in(backup.parent)) <= {"backup.db", "new-1.db", "office.db"}


def test_a_store_can_be_restored_into_a_folder_that_is_not_there(file_backup, tmp_path):
    url = sqlite_url(tmp_path / "elsewhere" / "office.db")

    assert maintenance.restore(file_backup, url, AT) is None

    assert maintenance.faults(open_store(url)) == []
    assert names_in(tmp_path / "elsewhere") == ["office.db"]


def test_a_damaged_store_is_replaced_and_its_bytes_are_kept(file_store, file_backup):
    file_of(file_store).write_bytes(b"not a store at all" * 500)
    identity = read_revision(open_store(sqlite_url(file_backup))).identity

    aside = maintenance.restore(file_backup, file_store.url, AT)

    assert aside == aside_of(file_store, file_backup)
    assert aside.read_bytes() == b"not a store at all" * 500
    assert maintenance.faults(file_store) == []
    # The damaged store's revisions are unknown, so no result cached from it may be reused.
    assert read_revision(file_store).identity != identity


@pytest.mark.slow
def test_a_store_on_a_server_that_lost_its_revision_is_restored(server_store, tmp_path):
    backup = tmp_path / "backup.db"
    maintenance.backup(server_store, backup)
    identity = read_revision(server_store).identity
    change(server_store, "DELETE FROM store_revision")

    aside = maintenance.restore(backup, server_store.url, AT)

    assert aside == aside_of(server_store, backup)
    assert len(everything(aside)["requirement"]) == PARTS
    assert maintenance.faults(server_store) == []
    assert read_revision(server_store).identity != identity


@pytest.mark.slow
def test_a_store_moves_from_a_file_to_a_server_and_back(file_store, new_server, tmp_path):
    note(file_store, "Moved.")
    load(file_store, "investigation", {}, {"case": 2, "domestic_abuse": True})
    before = everything(file_store)
    there, back = new_server(), sqlite_url(tmp_path / "back.db")

    maintenance.restore(file_of(file_store), there, AT)
    maintenance.backup(open_store(there), tmp_path / "backup.db")
    maintenance.restore(tmp_path / "backup.db", back, AT)

    for url in (there, back):
        after = everything(open_store(url))
        assert without_trace(after) == without_trace(before)
    assert everything(file_store) == before


@pytest.mark.slow
def test_readers_of_a_server_see_the_old_rows_while_a_backup_is_put_in(server_store, tmp_path):
    note(server_store)
    maintenance.backup(server_store, tmp_path / "backup.db")
    note(server_store)
    before = read_snapshot(server_store)
    with server_store.reading() as early:
        assert revision(early) == before.revision
        maintenance.restore(tmp_path / "backup.db", server_store.url, AT)

        assert read_table(early, "action_update").height == 2
        assert revision(early) == before.revision
    assert read_snapshot(server_store).tables["action_update"].height == 1


def missing_table(backup: Path) -> None:
    change(backup, "DROP TABLE ask")


def orphan(backup: Path) -> None:
    change(backup, "INSERT INTO area (name, force) VALUES ('Plymouth', 'nobody')")


NOT_WHOLE = [
    (stores.put_letter, NO_STORE_OR_DAMAGED),
    (stores.empty, "The file is empty"),
    (stores.cut_short, "damaged"),
    (missing_table, NO_STORE_OF_OURS),
    (stores.put_other_program, NO_STORE_OF_OURS),
    (stores.make_older, TOO_OLD),
    (stores.make_newer, NEWER_VERSION),
    (orphan, ORGANISATION_GONE),
]


@pytest.mark.parametrize(("spoil", "sentence"), NOT_WHOLE)
def test_what_is_not_a_whole_store_is_not_restored(starter_store, backup, spoil, sentence):
    spoil(backup)
    before = everything(starter_store)

    with pytest.raises(StoreProblem, match=sentence) as refusal:
        maintenance.restore(backup, starter_store.url, AT)

    assert "nothing was changed" in str(refusal.value)
    assert ".part" not in str(refusal.value)
    assert everything(starter_store) == before
    assert names_in(backup.parent) == ["backup.db", *own_file(starter_store)]


def test_a_store_is_not_restored_from_itself_by_any_name(file_store, tmp_path):
    (tmp_path / "link.db").symlink_to(file_of(file_store))

    for name in (file_of(file_store), tmp_path / "link.db"):
        with pytest.raises(StoreProblem, match="That is the store itself"):
            maintenance.restore(name, file_store.url, AT)


def test_restoring_a_file_that_is_not_there_is_refused(starter_store, tmp_path):
    with pytest.raises(StoreProblem, match="There is no file"):
        maintenance.restore(tmp_path / "gone.db", starter_store.url, AT)


def test_what_is_recorded_while_a_backup_is_restored_is_not_lost(
    starter_store, backup, monkeypatch
):
    real = restoration._step_revision_past

    def record_then_step(*given: Any) -> None:
        note(starter_store)
        real(*given)

    monkeypatch.setattr(restoration, "_step_revision_past", record_then_step)

    with pytest.raises(StoreProblem, match=rf"{RECORDED_MEANWHILE}\."):
        maintenance.restore(backup, starter_store.url, AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"]["note"].to_list() == ["Looked at."]
    assert after.tables["audit_event"]["what"].to_list()[-1] == "record action update"
    assert names_in(backup.parent) == ["backup.db", *own_file(starter_store)]
