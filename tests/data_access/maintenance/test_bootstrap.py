"""A store is begun once, and a demonstration is made of it whole or not at all."""

import pytest

from data_access import demo, maintenance
from data_access.reads import Snapshot, read_snapshot
from data_access.store import Store, StoreProblem, sqlite_url
from tests.data_access import contents
from tests.data_access.stores import AT, names_in, note, rows_of
from tests.sentences import MORE_THAN_STARTER, RECORDED_MEANWHILE


def test_beginning_twice_changes_nothing_not_even_a_byte_of_a_file(starter_store):
    before = contents.everything(starter_store)
    content = starter_store.path and starter_store.path.read_bytes()

    maintenance.begin(starter_store.url, AT)

    assert contents.everything(starter_store) == before
    assert (starter_store.path and starter_store.path.read_bytes()) == content


def test_a_store_begun_by_two_processes_at_once_is_begun_once(new_place, monkeypatch):
    url = new_place()
    seen: list[Snapshot] = []

    def read_while_the_other_begins(store):
        snapshot = read_snapshot(store)
        if not seen:
            seen.append(snapshot)
            maintenance.begin(url, AT)
        return snapshot

    monkeypatch.setattr(
        "data_access.maintenance.bootstrap.read_snapshot", read_while_the_other_begins
    )

    store = maintenance.begin(url, AT)

    assert seen[0].tables["inspection"].is_empty()
    assert read_snapshot(store).tables["audit_event"]["subject"].to_list() == ["starter content"]


def test_a_store_begun_without_content_gets_it_the_next_time(new_place, starter_store):
    url = new_place()
    assert read_snapshot(maintenance.begin(url, AT, content=False)).tables["inspection"].is_empty()

    filled = read_snapshot(maintenance.begin(url, AT))

    assert (
        filled.tables["requirement"].rows()
        == read_snapshot(starter_store).tables["requirement"].rows()
    )


def test_an_empty_store_is_told_to_load_the_content_before_a_demonstration(new_place):
    store = maintenance.begin(new_place(), AT, content=False)
    before = rows_of(read_snapshot(store))

    with pytest.raises(StoreProblem, match="does not hold the starter content yet"):
        maintenance.make_demonstration(store, AT)

    assert rows_of(read_snapshot(store)) == before


BATCH = (
    'INSERT INTO import_batch (file_name, sha256, "table", rows, source, imported_at, imported_by)'
    " VALUES ('file', 'abc', 'dip_sample', 1, 'force', '2022-03-01 09:00:00.000000', 'office')"
)
SAMPLE = (
    "INSERT INTO dip_sample (batch, force, kind, sampled_on, sampled, passed)"
    " VALUES (1, 'force', 'contact details in letters', '2022-02-01', 10, 5)"
)


@pytest.mark.parametrize(
    "statements",
    [
        [BATCH, SAMPLE],
        ["INSERT INTO area (name, force) VALUES ('Plymouth', 'force')"],
        [
            "INSERT INTO closed_month (month_end, closed_at, closed_by)"
            " VALUES ('2022-01-31', '2022-02-17 10:00:00.000000', 'office')"
        ],
        [
            "INSERT INTO saved_view"
            " (page, name, parameters, effective_on, recorded_at, recorded_by)"
            " VALUES ('explore', 'One', '', '2022-01-31', '2022-01-31 10:00:00.000000', 'office')"
        ],
    ],
)
def test_a_store_with_tallies_or_what_belongs_to_them_is_no_place_for_a_demonstration(
    starter_store, statements
):
    with starter_store.writing("office", "import", "sample", at=AT) as session:
        for statement in statements:
            session.connection().exec_driver_sql(statement)
    before = contents.everything(starter_store)

    with pytest.raises(StoreProblem, match=f"holds {MORE_THAN_STARTER}"):
        maintenance.make_demonstration(starter_store, AT)

    assert contents.everything(starter_store) == before


def test_a_demonstration_that_fails_half_way_leaves_the_starter_store(starter_store, monkeypatch):
    def fail_after_one_entry(store: Store, _size: demo.Size) -> None:
        note(store)
        raise RuntimeError

    monkeypatch.setattr(demo, "fill", fail_after_one_entry)
    before = contents.everything(starter_store)

    with pytest.raises(RuntimeError):
        maintenance.make_demonstration(starter_store, AT)

    assert contents.everything(starter_store) == before
    if starter_store.path:
        assert names_in(starter_store.path.parent) == ["office.db"]


def test_what_is_recorded_while_a_demonstration_is_made_is_not_lost(starter_store, monkeypatch):
    monkeypatch.setattr(demo, "fill", lambda *_: note(starter_store))

    with pytest.raises(StoreProblem, match=RECORDED_MEANWHILE):
        maintenance.make_demonstration(starter_store, AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"]["note"].to_list() == ["Looked at."]
    assert after.demonstration_as_at is None


def test_the_log_of_a_deleted_store_does_not_get_into_the_new_one(tmp_path):
    url = sqlite_url(tmp_path / "office.db")
    old = maintenance.begin(url, AT)
    with old.reading() as held:
        held.exec_driver_sql("SELECT 1 FROM setting").all()
        note(old)
        log = (tmp_path / "office.db-wal").read_bytes()
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "office.db-wal").write_bytes(log)

    new = maintenance.begin(url, AT)

    assert maintenance.faults(new) == []
    assert read_snapshot(new).tables["action_update"].is_empty()
