"""The migrations make the tables that the program declares, rule for rule, and keep their rows."""

import re
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import IntegrityError

from data_access import maintenance
from data_access.reads import read_revision, read_snapshot
from data_access.store import (
    Store,
    StoreProblem,
    bring_up_to_date,
    create_or_migrate,
    head_version,
    open_store,
    schema_versions,
    sqlite_url,
    version,
)
from data_access.store.engines import engine_for
from data_access.store.migrate import migrations
from data_access.tables import METADATA, TALLY_NAMES
from tests.data_access.contents import everything, rows
from tests.data_access.stores import AT, change, note
from tests.sentences import NEWER_VERSION, TOO_OLD
from tests.tally_builders import load

BASELINE = "0027"
# Stores of the version exist: a change of the tables takes a migration after it.
TABLES_OF_THE_BASELINE = "14c73a3f6e29ee59da66628b89d04a4412ba0ab9e6d8f9c22cded8c91db8c48c"


def migrated_to(url: URL, number: str) -> None:
    """Makes the tables of a version by the migrations up to it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, number)
    engine.dispose()


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
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).fetchall()
    return {name: parts_of(sql) for name, sql in rows}


def columns_of(file: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as connection:
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for name in METADATA.tables
        }


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that every migration has made its part of."""
    file = tmp_path_factory.mktemp("migrated") / "migrated.db"
    migrated_to(sqlite_url(file), "head")
    return file


def test_the_migrations_make_the_tables_of_a_new_store_with_every_rule(migrated, tmp_path):
    create_or_migrate(sqlite_url(tmp_path / "new.db"))

    assert schema_of(migrated) == schema_of(tmp_path / "new.db")


def test_the_tables_of_the_baseline_stay_as_they_are(tmp_path):
    migrated_to(sqlite_url(tmp_path / "baseline.db"), BASELINE)

    tables = repr(sorted(schema_of(tmp_path / "baseline.db").items()))
    assert sha256(tables.encode()).hexdigest() == TABLES_OF_THE_BASELINE


def test_the_migrations_make_the_rows_of_a_new_store(new_place):
    url = new_place()
    migrated_to(url, "head")
    migrated, new = (everything(each) for each in (open_store(url), create_or_migrate(new_place())))

    # Every store has an identity of its own.
    for tables in (migrated, new):
        del tables["store_revision"][0]["identity"]
    assert migrated == new


def test_every_table_has_its_columns_in_the_declared_order(migrated):
    declared = {name: table.columns.keys() for name, table in METADATA.tables.items()}

    assert columns_of(migrated) == declared


def test_a_new_store_is_at_the_newest_version_and_has_not_been_written(new_place):
    store = create_or_migrate(new_place())

    assert version(store) == head_version()
    assert read_revision(store).number == 0


def test_the_versions_known_are_those_of_the_migrations():
    scripts = ScriptDirectory.from_config(migrations())

    assert schema_versions() == {script.revision for script in scripts.walk_revisions()}
    assert head_version() == scripts.get_current_head()


def test_migrating_again_keeps_every_row(starter_store):
    before = read_snapshot(starter_store)

    create_or_migrate(starter_store.url)

    after = read_snapshot(starter_store)
    assert after.revision == before.revision
    for name, frame in before.tables.items():
        assert after.tables[name].equals(frame)


def test_looks_at_exact_counts_become_entries_of_the_audit(new_place):
    url = new_place()
    migrated_to(url, BASELINE)
    look = (
        "'2021-07-01', '2021-09-30', 'decisions', 'told', {area}, 'To check a file', "
        "'The officer', '2022-01-04', '2022-01-31 09:30:00', 'A. Writer'"
    )
    change(
        Store(url, engine_for(url)),
        f"INSERT INTO exact_count_look VALUES (1, {look.format(area='NULL')})",
        f"INSERT INTO exact_count_look VALUES (2, {look.format(area=repr('Devon'))})",
    )

    store = bring_up_to_date(url)

    events = read_snapshot(store).tables["audit_event"].drop("id").rows()
    assert events == [
        (
            AT,
            "A. Writer",
            "looked at an exact count",
            f"decisions by told, 2021-07-01 to 2021-09-30, {area}",
            "To check a file (allowed by The officer on 2022-01-04)",
        )
        for area in ("all areas", "Devon")
    ]
    assert maintenance.faults(store) == []


# Versions that are not known


@pytest.mark.parametrize(("number", "sentence"), [("0026", TOO_OLD), ("9999", NEWER_VERSION)])
@pytest.mark.parametrize("open_it", [open_store, create_or_migrate, bring_up_to_date])
def test_a_store_of_a_version_that_is_not_known_is_refused_and_not_touched(
    starter_store, number, sentence, open_it
):
    change(starter_store, f"UPDATE alembic_version SET version_num = '{number}'")
    before = everything(starter_store)

    with pytest.raises(StoreProblem, match=sentence):
        open_it(starter_store.url)

    assert version(starter_store) == number
    assert everything(starter_store) == before


# The migrations to come

# A table that many others refer to is made anew, which must take none of their rows along.
NEW_COLUMN = """
with op.batch_alter_table("organisation") as organisation:
    organisation.add_column(sa.Column("noted", sa.String(), nullable=True))
    organisation.create_check_constraint("ck_organisation_noted", "noted <> ''")
op.execute("UPDATE organisation SET noted = 'yes'")
"""
LEAVES_ORPHANS = """
op.add_column("action", sa.Column("noted", sa.String(), nullable=True))
op.execute("DELETE FROM organisation WHERE ref = 'force'")
"""


@pytest.fixture
def in_use(starter_store: Store) -> Store:
    """A store with rows of cases and an entry beside the starter content."""
    for table in TALLY_NAMES:
        load(starter_store, table, {})
    note(starter_store, "Kept.")
    return starter_store


def test_the_next_migration_keeps_every_row_of_a_store_in_use(in_use, next_migration):
    before = everything(in_use)
    new = next_migration(NEW_COLUMN)
    with pytest.raises(StoreProblem, match="was made by an older version of this program"):
        open_store(in_use.url)

    store = bring_up_to_date(in_use.url)

    assert version(store) == head_version() == new
    before["organisation"] = [{**row, "noted": "yes"} for row in before["organisation"]]
    assert everything(store) == before
    assert maintenance.faults(store) == []
    note(store, "Added.")
    assert [row["note"] for row in rows(store, "action_update")] == ["Kept.", "Added."]


def test_a_migration_that_leaves_rows_pointing_at_nothing_is_refused_and_undone(
    in_use, next_migration
):
    before, newest = everything(in_use), head_version()
    next_migration(LEAVES_ORPHANS)

    # A server finds them itself.
    with pytest.raises((StoreProblem, IntegrityError), match=r"point at nothing|foreign key"):
        bring_up_to_date(in_use.url)

    assert version(in_use) == newest
    assert everything(in_use) == before
