"""A name that stands anywhere is taken out everywhere, and comes back with no backup."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, String
from sqlmodel.sql.sqltypes import AutoString
from typer.testing import CliRunner

from data_access import maintenance
from data_access.__main__ import cli
from data_access.arrow_cache import newest_tallies
from data_access.demo import Size
from data_access.maintenance.text_places import find_text, key_columns, text_columns
from data_access.reads import read_snapshot
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.tables import METADATA
from tests.data_access.same_rows import EVERY_STORE
from tests.data_access.stores import AT, change, file_of, note

STRINGS = (String, AutoString)
# By type of column, a value for a row that stands for all.
OF_A_KIND = {
    Integer: 1,
    Boolean: 0,
    Date: "2022-01-01",
    DateTime: "2022-01-01 00:00:00.000000",
    Float: 1.0,
}
# What rules ask of numbers.
FITS = {("release", "months"): 3, ("released_count", "shown"): 5}
NAME = "Zenobia O’Fictitious"
SIGN = "Fictitious"
BY = "A. Writer"
LATER = AT + timedelta(days=30)
# How the name is written in places of their own form.
WRITTEN = {
    ("saved_view", "parameters"): "asked=zenobia+O%E2%80%99Fictitious&show=all",
    ("content_change", "was"): f'{{"title": "Told by {NAME}."}}',
    ("proposal", "fields"): f'{{"note": "Told by {NAME}."}}',
    ("sealed_content", "content"): f'{{"rows": [["Told by {NAME}.", true]], "png": "x"}}',
}


def one_row(store: sqlite3.Connection, table: str) -> None:
    """Puts a row into a table that has none, by the rules of its columns."""
    rules = [str(getattr(each, "sqltext", "")) for each in METADATA.tables[table].constraints]
    values: dict[str, object] = {}
    for column in METADATA.tables[table].c:
        words = next((rule for rule in rules if rule.startswith(f"{column.name} = '")), "")
        stored_as = getattr(column.type, "impl_instance", column.type)
        kinds = (value for kind, value in OF_A_KIND.items() if isinstance(stored_as, kind))
        usual = words.split("'")[1] if words else next(kinds, "x")
        values[column.name] = FITS.get((table, column.name), usual)
        for key in column.foreign_keys:
            other = key.column
            (values[column.name],) = store.execute(
                f'SELECT min("{other.name}") FROM "{other.table.name}"'
            ).fetchone()
    if "case_key" in values:
        case = store.execute("SELECT force, case_key FROM investigation").fetchone()
        values["force"], values["case_key"] = case
    places = ", ".join("?" for _ in values)
    names = ", ".join(f'"{name}"' for name in values)
    store.execute(f'INSERT INTO "{table}" ({names}) VALUES ({places})', [*values.values()])


def plant(file: Path) -> set[tuple[str, str]]:
    """Writes the name into every column that takes it; returns these."""
    planted = set()
    with closing(sqlite3.connect(file, isolation_level=None)) as store:
        for table in METADATA.sorted_tables:
            if store.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (0,):
                one_row(store, table.name)
            store.execute("PRAGMA foreign_keys = ON")
            for column in table.c:
                if not isinstance(column.type, STRINGS) or column.name == "ref":
                    continue
                text = WRITTEN.get((table.name, column.name), f"Said by {NAME.upper()}, here")
                try:
                    store.execute(
                        f'UPDATE "{table.name}" SET "{column.name}" = ? '
                        f'WHERE id = (SELECT max(id) FROM "{table.name}")',
                        [text],
                    )
                except sqlite3.IntegrityError:
                    # A word of a vocabulary, or a key: the store itself refuses the name.
                    continue
                planted.add((table.name, column.name))
            store.execute("PRAGMA foreign_keys = OFF")
    return planted


def bytes_with_name(folder: Path) -> list[str]:
    signs = [SIGN.encode(), SIGN.upper().encode(), SIGN.lower().encode()]
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(sign in file.read_bytes() for sign in signs)
    ]


@pytest.fixture
def office(tmp_path):
    """A store with rows of most kinds, in a folder of its own."""
    file = tmp_path / "office" / "office.db"
    maintenance.make_demonstration_file(file, AT, Size(cases=60))
    return open_store(sqlite_url(file))


def test_a_name_in_every_text_that_the_schema_has_is_taken_out_everywhere(office, tmp_path):
    identity = read_snapshot(office).revision.identity
    planted = plant(file_of(office))
    change(office, f"UPDATE store_revision SET identity = '{identity}'")
    older = tmp_path / "older.db"
    maintenance.backup(office, older)
    newest_tallies(office, above=EVERY_STORE)
    assert {tuple(each)[::2] for each in maintenance.places_with_text(office, NAME)} == {
        place for place in planted if place != ("store_revision", "identity")
    }

    places, in_keys = maintenance.redact_text(office, NAME, by=BY, at=LATER)

    assert len(places) == len(planted) - 1
    assert in_keys == []
    assert maintenance.places_with_text(office, NAME) == []
    newest_tallies(office, above=EVERY_STORE)
    assert bytes_with_name(tmp_path / "office") == []
    maintenance.export(office, tmp_path / "export")
    maintenance.export_cases(office, tmp_path / "export", by=BY, at=LATER)
    assert bytes_with_name(tmp_path / "export") == []

    assert bytes_with_name(older.parent) == ["older.db"]
    maintenance.restore(older, office.url, LATER + timedelta(days=1))

    restored = open_store(office.url)
    assert maintenance.places_with_text(restored, NAME) == []
    assert bytes_with_name(tmp_path / "office") == []
    kept = read_snapshot(restored).tables["audit_event"].filter(what="redact", who=BY)
    assert kept.height == len(places)


def test_every_column_of_text_is_looked_through_as_text_or_as_key():
    words = {
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for column in table.c
        if isinstance(column.type, STRINGS)
    }
    looked_through = {
        (table, column)
        for columns in (text_columns(), key_columns())
        for table, names in columns.items()
        for column in names
    }

    left = words - looked_through
    with closing(sqlite3.connect(":memory:")):
        assert all(_has_words(table, column) for table, column in left)


def _has_words(table, column):
    rules = (str(getattr(each, "sqltext", "")) for each in METADATA.tables[table].constraints)
    return any(rule.startswith(f"{column} = '") for rule in rules)


def test_a_text_that_a_correction_replaced_is_found_and_taken_out(file_store):
    change(
        file_store,
        'INSERT INTO content_change ("table", row, was) VALUES '
        f'(\'action\', 1, \'{{"title": "Ask {NAME} first", "due": null}}\')',
    )
    note(file_store)

    (place,) = maintenance.places_with_text(file_store, NAME)
    assert tuple(place) == ("content_change", 1, "was")
    maintenance.redact_text(file_store, NAME, by=BY, at=AT)

    changes = read_snapshot(file_store).tables["content_change"]
    assert changes["was"].to_list() == ['{"title": "Ask [redacted] first", "due": null}']


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Jane Doe", True),
        ("jane  DOE", True),
        ("JANE\u00a0DOE", True),
        ("Jane Doesmith", False),
        ("MJane Doe", False),
        ("who=Jane+Doe&a=b", True),
        ("who=x%20Jane%20Doe", True),
        ("Jane, Doe", False),
    ],
)
def test_a_name_is_found_as_words_however_it_is_written(file_store, text, stands):
    note(file_store, "Looked at.", by="A. Writer")
    change(file_store, f"UPDATE action_update SET note = '{text}'")

    with file_store.reading() as connection:
        in_texts, _ = find_text(connection, "Jane Doe")

    assert bool(in_texts) is stands


@pytest.mark.parametrize(
    ("text", "by", "sentence"),
    [
        ("Jo", BY, "Give a text of at least 3 letters"),
        ("Nobody Known", BY, "These words stand in no text"),
        (BY, BY, "Somebody else must ask for it"),
    ],
)
def test_what_cannot_be_taken_out_is_refused_and_nothing_is_written(file_store, text, by, sentence):
    note(file_store, by=BY)
    before = read_snapshot(file_store).revision

    with pytest.raises(StoreProblem, match=sentence):
        maintenance.redact_text(file_store, text, by=by, at=AT)

    assert read_snapshot(file_store).revision == before


def test_a_name_in_a_key_is_said(file_store):
    note(file_store, f"Told {NAME}.")
    change(file_store, "UPDATE meeting SET ref = 'zenobia-o''fictitious'")
    change(
        file_store,
        "INSERT INTO meeting (ref, kind, held_on, recorded_at, recorded_by) SELECT "
        "'zenobia O’Fictitious', 'board', '2022-01-01', '2022-01-01 00:00:00.000000', 'x'",
    )

    _, in_keys = maintenance.redact_text(file_store, NAME, by=BY, at=AT)

    assert [(place.table, place.column) for place in in_keys] == [("meeting", "ref")]


def test_a_redacted_field_stays_redacted_when_an_older_backup_is_restored(starter_store, tmp_path):
    note(starter_store, f"Told {NAME}.")
    note(starter_store, "Kept as it is.")
    maintenance.backup(starter_store, tmp_path / "older.db")
    maintenance.redact(starter_store, "action_update", 1, "note", by=BY, at=LATER)
    note(starter_store, "Lost with the restore.")

    maintenance.restore(tmp_path / "older.db", starter_store.url, LATER)

    tables = read_snapshot(open_store(starter_store.url)).tables
    assert tables["action_update"]["note"].to_list() == ["[redacted]", "Kept as it is."]
    assert tables["audit_event"].filter(what="redact")["subject"].to_list() == ["action_update 1"]
    assert maintenance.places_with_text(starter_store, NAME) == []
    if starter_store.path:
        assert SIGN.encode() not in starter_store.path.read_bytes()

    # The list is kept: the same backup again brings nothing back, and records nothing twice.
    maintenance.restore(tmp_path / "older.db", starter_store.url, LATER + timedelta(days=1))
    tables = read_snapshot(open_store(starter_store.url)).tables
    assert tables["action_update"]["note"].to_list() == ["[redacted]", "Kept as it is."]
    assert tables["audit_event"].filter(what="redact").height == 1


def test_words_taken_out_stay_out_of_an_older_backup_that_is_restored(starter_store, tmp_path):
    note(starter_store, f"Told {NAME} of it.")
    maintenance.backup(starter_store, tmp_path / "older.db")
    maintenance.redact_text(starter_store, NAME, by=BY, at=LATER)
    note(starter_store, "Lost with the restore.")

    maintenance.restore(tmp_path / "older.db", starter_store.url, LATER)

    restored = open_store(starter_store.url)
    assert maintenance.places_with_text(restored, NAME) == []
    tables = read_snapshot(restored).tables
    assert tables["action_update"]["note"].to_list() == ["Told [redacted] of it."]
    assert tables["audit_event"].filter(what="redact")["subject"].to_list() == ["action_update 1"]


def test_a_lost_store_that_was_restored_knows_the_older_backups_of_before(
    starter_store, new_place, tmp_path
):
    note(starter_store, f"Told {NAME}.")
    maintenance.backup(starter_store, tmp_path / "older.db")
    maintenance.redact(starter_store, "action_update", 1, "note", by=BY, at=LATER)
    maintenance.backup(starter_store, tmp_path / "newest.db")
    place = new_place()

    for name in ("newest.db", "older.db"):
        maintenance.restore(tmp_path / name, place, LATER + timedelta(days=1))

    restored = open_store(place)
    assert maintenance.places_with_text(restored, NAME) == []
    assert read_snapshot(restored).tables["action_update"]["note"].to_list() == ["[redacted]"]


def test_a_backup_of_another_store_is_restored_as_it_is(file_store, tmp_path):
    note(file_store, "Ours.")
    maintenance.redact(file_store, "action_update", 1, "note", by=BY, at=LATER)
    other = maintenance.begin(sqlite_url(tmp_path / "other.db"), AT)
    note(other, "Theirs.")
    maintenance.backup(other, tmp_path / "theirs.db")

    maintenance.restore(tmp_path / "theirs.db", file_store.url, LATER)

    restored = read_snapshot(open_store(file_store.url)).tables
    assert restored["action_update"]["note"].to_list() == ["Theirs."]


def test_the_commands_ask_for_the_words_and_say_where_they_stand(file_store, monkeypatch):
    monkeypatch.setenv("STORE_URL", file_store.url.render_as_string())
    note(file_store, f"Told {NAME}.")

    def given(*words):
        ended = CliRunner().invoke(cli, words, input=f"{NAME}\n")
        return ended.exit_code, ended.stderr, ended.stdout.splitlines()[-1]

    looked = given("scrub", "--look")
    assert looked[:2] == (
        1,
        "Still there, take it out with redact-text: action_update 1 note.\n",
    )
    assert given("redact-text") == (
        0,
        "",
        "Blanked in 1 texts. Remove backups and exports that hold it.",
    )
    assert given("scrub", "--look") == (0, "", "The file holds nothing of what was removed.")
