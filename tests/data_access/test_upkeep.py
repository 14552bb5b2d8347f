"""A store is begun, checked, copied out, put back and blanked without losing anything."""

import csv
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from data_access import demo, entries, records, upkeep
from data_access.reads import Snapshot, read_revision, read_snapshot
from data_access.store import Store, StoreProblem, open_store, sqlite_url
from data_access.tables import METADATA
from tests.serving import ROOT, environment

AT = datetime(2022, 1, 31, 9, 30, tzinfo=UTC)
DAY = date(2022, 1, 26)
SECRET = "Zanzibar marmalade"
# The contract of `export`: the columns that each file has at least.
CONTRACT = {
    "organisation": ["name", "kind"],
    "area": ["name", "force"],
    "time_limit": "code days day_type effective_from effective_to source verified".split(),
    "setting": ["key", "value"],
    "inspection": (
        "title bodies published_on response_due_stated_on response_due_computed_on responded_on "
        "date_basis"
    ).split(),
    "finding": ["inspection", "text"],
    "recommendation": ["number", "text", "wording", "short_title"],
    "requirement": ("recommendation part text addressee deadline_kind due_on answered").split(),
    "comment": ["recommendation", "voice", "text", "effective_on", "date_basis"],
    "position": ("requirement voice state effective_on recorded_at recorded_by note").split(),
    "judgement": ("requirement performance plan reasons given_by meeting review_due_on").split(),
    "evidence": (
        "requirement action kind quote quote_section quote_paragraph strength dated_on expires_on "
        "link figure_owed"
    ).split(),
    "action": (
        "ref requirement title lead_organisation owner_role origin stated_as quote quote_section "
        "quote_paragraph opened_on first_due_on deadline_kind review_on figure_owed"
    ).split(),
    "action_update": (
        "action effective_on recorded_at recorded_by state new_due_on change_reason agreed_by "
        "waiting_on note"
    ).split(),
    "escalation": (
        "ref subject route rung side reason raised_on respond_by_on resolved_on outcome"
    ).split(),
    "meeting": ["kind", "held_on"],
    "decision": ["meeting", "text", "owner", "due_on", "done_on"],
    "ask": ["of_whom", "what", "asked_on", "due_on", "answer", "answered_on"],
    "import_batch": (
        "file_name sha256 table rows source received_on imported_at imported_by"
    ).split(),
    "audit_event": ["at", "who", "what", "subject", "detail"],
    "store_revision": ["revision"],
}


def file_of(store: Store) -> Path:
    assert store.path
    return store.path


def rows_of(snapshot: Snapshot) -> dict[str, list[tuple[object, ...]]]:
    return {name: frame.rows() for name, frame in snapshot.tables.items()}


def note(store: Store, text: str = "Looked at.") -> None:
    entry = entries.NewActionUpdate(action="A1", effective_on=DAY, note=text)
    records.record_action_update(store, entry, by="A. Writer", at=AT)


def change(file: Path, *statements: str) -> None:
    """Change a store behind the program's back, its rules off."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def backup_of(store: Store) -> Path:
    target = file_of(store).with_name("backup.db")
    upkeep.backup(store, target)
    return target


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Begun


def test_beginning_twice_changes_nothing(starter_store):
    before = file_of(starter_store).read_bytes()

    upkeep.begin(starter_store.url, AT)

    assert file_of(starter_store).read_bytes() == before


def test_a_store_begun_without_content_gets_it_the_next_time(tmp_path, starter_store):
    url = sqlite_url(tmp_path / "empty.db")
    assert read_snapshot(upkeep.begin(url, AT, content=False)).tables["inspection"].is_empty()

    filled = read_snapshot(upkeep.begin(url, AT))

    assert (
        filled.tables["requirement"].rows()
        == read_snapshot(starter_store).tables["requirement"].rows()
    )


def test_an_empty_store_is_told_to_load_the_content_before_a_demonstration(tmp_path):
    store = upkeep.begin(sqlite_url(tmp_path / "empty.db"), AT, content=False)
    before = rows_of(read_snapshot(store))

    with pytest.raises(StoreProblem, match="does not hold the starter content yet"):
        upkeep.make_demonstration(store, AT)

    assert rows_of(read_snapshot(store)) == before


def test_a_demonstration_that_fails_half_way_leaves_the_starter_store(starter_store, monkeypatch):
    def fail_after_one_entry(store: Store) -> None:
        note(store)
        raise RuntimeError

    monkeypatch.setattr(demo, "fill", fail_after_one_entry)
    before = file_of(starter_store).read_bytes()

    with pytest.raises(RuntimeError):
        upkeep.make_demonstration(starter_store, AT)

    assert file_of(starter_store).read_bytes() == before
    assert names_in(file_of(starter_store).parent) == ["office.db"]


def test_what_is_recorded_while_a_demonstration_is_made_is_not_lost(starter_store, monkeypatch):
    monkeypatch.setattr(demo, "fill", lambda _: note(starter_store))

    with pytest.raises(StoreProblem, match=r"^Somebody recorded in office\.db meanwhile\."):
        upkeep.make_demonstration(starter_store, AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"]["note"].to_list() == ["Looked at."]
    assert after.demonstration_as_at is None


def test_the_log_of_a_deleted_store_does_not_get_into_the_new_one(tmp_path):
    url = sqlite_url(tmp_path / "office.db")
    old = upkeep.begin(url, AT)
    with old.reading() as held:
        held.exec_driver_sql("SELECT 1 FROM setting").all()
        note(old)
        log = (tmp_path / "office.db-wal").read_bytes()
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "office.db-wal").write_bytes(log)

    new = upkeep.begin(url, AT)

    assert upkeep.faults(new) == []
    assert read_snapshot(new).tables["action_update"].is_empty()


# Killed half-way


# A command whose process is killed at the nth call of one function.
KILLED = """
import importlib, os, signal, sys
module, name, nth, *words = sys.argv[1:]
place = importlib.import_module(module)
real, calls = getattr(place, name), []
def counted(*given, **named):
    calls.append(1)
    if len(calls) == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(place, name, counted)
from data_access.__main__ import cli
cli(words)
"""
KILLS = [
    ("data_access.store.migrating", "_migrate", 1),
    ("data_access.store.files", "put_in_place", 1),
    ("data_access.starter", "read", 5),
    ("data_access.demo", "_record", 40),
    ("data_access.store.files", "put_in_place", 2),
]


def killed(command: str, file: Path, *point: str | int) -> None:
    """Give a command to a process that is killed when it comes to ``point``."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *map(str, point), command],
        cwd=ROOT,
        env=environment(STORE_URL=f"sqlite:///{file}"),
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("command", "point"),
    [("init", point) for point in KILLS[:3]] + [("demo", point) for point in KILLS[2:]],
)
def test_a_kill_leaves_no_store_or_a_sound_one(tmp_path, command, point):
    file = tmp_path / "new.db"

    killed(command, file, *point)

    if file.exists():
        assert upkeep.faults(open_store(sqlite_url(file))) == []
    upkeep.begin(sqlite_url(file), AT)
    assert names_in(tmp_path) == ["new.db"]


@pytest.mark.parametrize("point", [KILLS[3], ("data_access.upkeep.beginning", "copy_over", 2)])
def test_a_kill_while_a_demonstration_is_made_leaves_the_starter_content(starter_store, point):
    before = rows_of(read_snapshot(starter_store))

    killed("demo", file_of(starter_store), *point)

    assert upkeep.faults(starter_store) == []
    assert rows_of(read_snapshot(starter_store)) == before
    upkeep.make_demonstration(starter_store, AT)
    assert names_in(file_of(starter_store).parent) == ["office.db"]


# Checked


def test_a_starter_store_has_no_fault(starter_store):
    assert upkeep.faults(starter_store) == []


def test_a_row_that_points_at_nothing_is_found(starter_store):
    change(
        file_of(starter_store),
        "INSERT INTO area (name, force) VALUES ('Plymouth', 'nobody')",
    )

    assert upkeep.faults(starter_store) == ["area row 1 points at a organisation that is gone."]


def test_an_update_from_before_its_action_is_found(starter_store):
    note(starter_store)
    change(file_of(starter_store), "UPDATE action_update SET effective_on = '2021-09-09'")

    assert upkeep.faults(starter_store) == [
        "action_update row 1 is from before its action was opened."
    ]


def test_a_recommendation_without_a_part_is_found(starter_store):
    change(file_of(starter_store), "DELETE FROM requirement WHERE recommendation = 'rape-1/9'")

    assert "Recommendation rape-1/9 has no part." in upkeep.faults(starter_store)


def test_a_value_that_cannot_be_read_is_found(starter_store):
    change(file_of(starter_store), "UPDATE inspection SET published_on = 'some day'")

    (fault,) = upkeep.faults(starter_store)
    assert fault.startswith("inspection holds a value that cannot be read.")


def test_flipped_bytes_in_the_file_are_found(starter_store):
    file = file_of(starter_store)
    damaged = bytearray(file.read_bytes())
    # The head of every page but the first, where the program's own version stands.
    for page in range(4096, len(damaged), 4096):
        damaged[page] ^= 0xFF
    file.write_bytes(damaged)

    with pytest.raises(StoreProblem, match=r"office\.db is damaged"):
        assert upkeep.faults(open_store(starter_store.url)) == []


# Exported


def test_export_writes_the_tables_and_columns_of_the_contract(starter_store, tmp_path):
    folder = tmp_path / "new" / "folder"

    rows = upkeep.export(starter_store, folder)

    assert names_in(folder) == sorted(f"{name}.csv" for name in CONTRACT)
    tables = read_snapshot(starter_store).tables
    for name, columns in CONTRACT.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        assert [column for column in columns if column not in header] == []
        assert header == METADATA.tables[name].columns.keys()
        assert len(lines) == rows[name] == tables[name].height


def test_export_into_a_file_is_refused(starter_store):
    with pytest.raises(StoreProblem, match="is not a folder that can be written to"):
        upkeep.export(starter_store, file_of(starter_store))


# Backed up


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
        upkeep.backup(starter_store, tmp_path / "backup.db")
    finally:
        enough.set()
        writer.join()

    copy = open_store(sqlite_url(tmp_path / "backup.db"))
    assert upkeep.faults(copy) == []
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
        upkeep.backup(starter_store, tmp_path / "letter.txt")

    assert (tmp_path / "letter.txt").read_text() == "Dear board"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(starter_store, tmp_path):
    with pytest.raises(StoreProblem, match=r"^backup\.db cannot be opened"):
        upkeep.backup(starter_store, tmp_path / "nowhere" / "backup.db")

    assert names_in(tmp_path) == ["office.db"]


# Restored


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


# Redacted


def test_a_redacted_text_is_gone_from_the_rows_and_from_the_bytes(starter_store):
    note(starter_store, SECRET)

    upkeep.redact(starter_store, "action_update", 1, "note", by="A. Writer", at=AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"]["note"].to_list() == ["[redacted]"]
    event = after.tables["audit_event"].row(-1, named=True)
    assert {k: event[k] for k in ("at", "who", "what", "subject", "detail")} == {
        "at": AT,
        "who": "A. Writer",
        "what": "redact",
        "subject": "action_update 1",
        "detail": "note",
    }
    left = [path for path in file_of(starter_store).parent.iterdir() if path.is_file()]
    assert [path for path in left if SECRET.encode() in path.read_bytes()] == []
    assert upkeep.faults(starter_store) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "sentence"),
    [
        ("action_update", 9, "note", "action_update has no row 9 with a text in note."),
        ("action_update", 1, "agreed_by", "action_update has no row 1 with a text in agreed_by."),
        ("action", 1, "quote", "action.quote is not a text that can be blanked."),
        ("recipes", 1, "name", "recipes.name is not a text that can be blanked."),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_nothing_is_written(
    starter_store, table, row, column, sentence
):
    note(starter_store)
    before = read_snapshot(starter_store)

    with pytest.raises(StoreProblem) as refusal:
        upkeep.redact(starter_store, table, row, column, by="A. Writer", at=AT)

    assert str(refusal.value).startswith(sentence)
    assert rows_of(read_snapshot(starter_store)) == rows_of(before)


def test_a_copied_file_is_the_same_store(starter_store, tmp_path):
    shutil.copy(file_of(starter_store), tmp_path / "copy.db")

    assert read_revision(open_store(sqlite_url(tmp_path / "copy.db"))) == read_revision(
        starter_store
    )
