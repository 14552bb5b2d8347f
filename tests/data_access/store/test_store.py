"""Guarantees of the store: whole writes, one moment for a reader, writers that wait their turn."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data_access.reads import read_revision, read_snapshot
from data_access.store import Store, StoreProblem, create_or_migrate
from data_access.tables import Area
from tests.data_access.stores import AT, change, note, rows_of

WRITES = 50


def write_what_breaks_a_rule(store: Store) -> None:
    with store.writing("A. Writer", "try", "A1", at=AT) as session:
        session.execute(text("INSERT INTO setting (key, value) VALUES ('kept', 'no')"))
        session.execute(text("INSERT INTO area (name, force) VALUES ('Plymouth', 'nobody')"))


def write_twice_and_break_a_rule(store: Store) -> None:
    with store.joined() as joined:
        note(joined)
        write_what_breaks_a_rule(joined)


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)]
)
def test_every_connection_to_a_file_has_the_settings_of_the_store(file_store, setting, value):
    with file_store.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar_one() == value


def test_two_writers_at_once_lose_nothing(starter_store):
    before = read_revision(starter_store).number
    together, problems = Barrier(2), []

    def write(by: str) -> None:
        together.wait()
        try:
            for _ in range(WRITES):
                note(starter_store, by=by)
        except Exception as problem:
            problems.append(problem)

    writers = [Thread(target=write, args=(by,)) for by in ("One", "Other")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert problems == []
    after = read_snapshot(starter_store)
    written = after.tables["action_update"]["recorded_by"].to_list()
    assert (written.count("One"), written.count("Other")) == (WRITES, WRITES)
    assert after.revision.number == before + 2 * WRITES


def test_a_write_that_fails_leaves_nothing(starter_store):
    before = read_snapshot(starter_store)

    with pytest.raises(IntegrityError):
        write_what_breaks_a_rule(starter_store)

    after = read_snapshot(starter_store)
    assert after.revision == before.revision
    for name, frame in before.tables.items():
        assert after.tables[name].equals(frame)


def test_joined_writes_have_an_event_and_a_revision_each(starter_store):
    before = read_snapshot(starter_store)

    with starter_store.joined() as joined:
        note(joined, by="One")
        note(joined, by="Other")
        assert read_revision(starter_store) == before.revision

    after = read_snapshot(starter_store)
    assert after.revision.number == before.revision.number + 2
    assert after.tables["audit_event"]["who"].to_list()[-2:] == ["One", "Other"]
    assert after.tables["action_update"]["recorded_by"].to_list() == ["One", "Other"]


def test_of_joined_writes_none_is_kept_if_one_fails(starter_store):
    before = read_snapshot(starter_store)

    with pytest.raises(IntegrityError):
        write_twice_and_break_a_rule(starter_store)

    assert rows_of(read_snapshot(starter_store)) == rows_of(before)


def test_a_reader_sees_one_moment_while_a_writer_commits(starter_store):
    count = "SELECT count(*) FROM action_update"
    with starter_store.reading() as early:
        assert early.exec_driver_sql(count).scalar_one() == 0
        note(starter_store)
        assert early.exec_driver_sql(count).scalar_one() == 0
    with starter_store.reading() as late:
        assert late.exec_driver_sql(count).scalar_one() == 1


def test_closing_the_last_connection_leaves_one_file(file_store, tmp_path):
    note(file_store)

    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]


def test_every_store_has_an_identity_of_its_own(new_place):
    one, other = create_or_migrate(new_place()), create_or_migrate(new_place())

    assert read_revision(one).identity != read_revision(other).identity


def test_a_store_that_lost_its_revision_says_so(starter_store):
    change(starter_store, "DELETE FROM store_revision")

    with pytest.raises(StoreProblem, match="lost the number of its newest write"):
        read_revision(starter_store)


def test_a_broken_rule_tells_of_no_value_that_was_to_be_written(starter_store):
    place = Area(name="Quillfeather", force="nobody")

    with (
        pytest.raises(IntegrityError) as broken,
        starter_store.writing("A. Writer", "try", "A1", at=AT) as session,
    ):
        session.add(place)

    assert "Quillfeather" not in str(broken.value)
