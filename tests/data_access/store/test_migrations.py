"""The newest migration makes the tables that the program declares, rule for rule."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from data_access import upkeep
from data_access.reads import read_snapshot
from data_access.store import (
    Store,
    bring_up_to_date,
    create_or_migrate,
    head_version,
    known_versions,
    open_store,
    sqlite_url,
    version,
)
from data_access.store.migrating import migrations
from data_access.tables import METADATA, TALLY_NAMES
from tests.data_access.contents import Row, everything, of_tables, rows
from tests.data_access.stores import change, note
from tests.tally_builders import load


def parts_of(statement: str) -> list[str]:
    """The columns and rules of one CREATE, in no order, white space and quotes folded."""
    folded = " ".join(statement.replace('"', "").split())
    head, _, body = folded.partition("(")
    body = body.rpartition(")")[0]
    # Cut at the commas that stand outside every bracket.
    depth, cuts = 0, [-1]
    for place, letter in enumerate(body):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            cuts.append(place)
    ends = [*cuts[1:], len(body)]
    pieces = [body[start + 1 : end].strip() for start, end in zip(cuts, ends, strict=True)]
    return [head.strip(), *sorted(re.sub(r"\s*([(),])\s*", r"\1", piece) for piece in pieces)]


def schema_of(file: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE sql IS NOT NULL AND name != 'alembic_version'"
        ).fetchall()
    return {name: parts_of(sql) for name, sql in rows}


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    create_or_migrate(sqlite_url(tmp_path / "migrated.db"))
    return tmp_path / "migrated.db"


def test_the_migrations_make_the_declared_tables_with_every_rule(migrated, tmp_path):
    declared = tmp_path / "declared.db"
    engine = create_engine(sqlite_url(declared))
    METADATA.create_all(engine)
    engine.dispose()

    assert schema_of(migrated) == schema_of(declared)


def test_every_table_has_its_columns_in_the_declared_order(migrated):
    with closing(sqlite3.connect(migrated)) as connection:
        made = {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for name in METADATA.tables
        }

    assert made == {name: table.columns.keys() for name, table in METADATA.tables.items()}


def test_a_new_store_is_at_the_newest_version(migrated):
    assert version(open_store(sqlite_url(migrated))) == head_version()


def test_the_versions_known_are_those_of_the_migrations():
    scripts = ScriptDirectory.from_config(migrations())

    assert known_versions() == {script.revision for script in scripts.walk_revisions()}
    assert head_version() == scripts.get_current_head()


def test_migrating_again_keeps_every_row(starter_store):
    before = read_snapshot(starter_store)

    create_or_migrate(starter_store.url)

    after = read_snapshot(starter_store)
    assert after.revision == before.revision
    for name, frame in before.tables.items():
        assert after.tables[name].equals(frame)


def rows_there(store: Store) -> dict[str, list[Row]]:
    """Every row of every table that an earlier version has."""
    with store.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return of_tables(store, names)


def taken_back(store: Store, to: str) -> None:
    """The store as an earlier version of the program would have left it."""
    engine = create_engine(store.url)
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, to)
    engine.dispose()


@pytest.mark.parametrize("earlier", sorted(known_versions() - {head_version()}))
def test_a_filled_store_of_every_earlier_version_is_brought_up_to_date(starter_store, earlier):
    note(starter_store, "Kept.")
    for table in TALLY_NAMES:
        load(starter_store, table, {})
    taken_back(starter_store, earlier)
    before = rows_there(starter_store)

    store = bring_up_to_date(starter_store.url)

    after = everything(store)
    assert version(store) == head_version()
    for name, held in before.items():
        assert [{column: row[column] for column in held[0]} for row in after[name]] == held
    assert upkeep.faults(store) == []
    note(store, "Added.")
    assert [row["note"] for row in rows(store, "action_update")] == ["Kept.", "Added."]


def test_an_older_store_of_the_starter_content_gets_the_limit_that_came_since(starter_store):
    before = read_snapshot(starter_store).tables
    change(starter_store, "DELETE FROM time_limit WHERE code = 'due_ahead'")
    taken_back(starter_store, "0002")

    bring_up_to_date(starter_store.url)

    after = read_snapshot(starter_store).tables
    assert set(after["time_limit"].drop("id").rows()) == set(before["time_limit"].drop("id").rows())
    assert after["action"].equals(before["action"])


def test_an_older_store_without_content_gets_no_limit(new_place):
    url = new_place()
    taken_back(create_or_migrate(url), "0002")

    store = bring_up_to_date(url)

    assert read_snapshot(store).tables["time_limit"].is_empty()
