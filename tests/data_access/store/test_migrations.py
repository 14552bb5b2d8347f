"""The migrations make the tables that the program declares, rule for rule, and keep their rows."""

import re
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import URL, MetaData, create_engine, select, text

from data_access import maintenance, starter
from data_access.demo import Size
from data_access.reads import read_revision, read_snapshot
from data_access.store import (
    Store,
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
from data_access.store.store import MIGRATIONS
from data_access.tables import METADATA
from tests.data_access.contents import Row, of_tables, rows
from tests.data_access.older_stores import migrated_to, taken_back
from tests.data_access.stores import AT, change, note
from tests.engines import seldom_on_a_server
from tests.tally_builders import insert_as, new_batch

CONTENT_TABLES = [str(table.__tablename__) for table in starter.CONTENT]


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


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A small demonstration, and a row of each table that it leaves empty. Do not write."""
    path = tmp_path_factory.mktemp("demonstration") / "small.db"
    maintenance.make_demonstration_file(path, AT, Size(cases=60))
    store = open_store(sqlite_url(path))
    of_a_case = {"force": "force", "case_key": rows(store, "investigation")[0]["case_key"]}
    for table in ("case_escalation", "review_request"):
        with store.writing("A. Writer", "import", table, at=AT) as session:
            batch = new_batch(session, table)
            row = {**of_a_case, "raised_on": "2022-02-01", "requested_on": "2022-02-01"}
            columns = METADATA.tables[table].columns
            known = {name: value for name, value in row.items() if name in columns}
            insert_as(session.connection(), table, batch, known)
    change(
        store,
        "INSERT INTO content_change VALUES (1, 1, 'action', 1, NULL, NULL, NULL)",
        "INSERT INTO heading_choice VALUES "
        "(1, 'Unifi', 'notice', 'Told', 'told_on', '2022-01-31 09:30:00.000000', 'A. Writer')",
        "INSERT INTO value_choice VALUES (1, 'Unifi', 'notice', 'method', 'teams', 'video', "
        "'2022-01-31 09:30:00.000000', 'A. Writer')",
        "INSERT INTO exact_count_look VALUES (1, '2021-07-01', '2021-09-30', 'decisions', 'told', "
        "NULL, 'To check a file', 'The data protection officer', '2022-01-04', "
        "'2022-01-31 09:30:00.000000', 'A. Writer')",
        "INSERT INTO counted_quarter VALUES (1, '2021-07-01', 'notices', 0, '2021-10-31', 1, NULL, "
        "'2022-01-31 09:30:00.000000', 'A. Writer')",
        "INSERT INTO quarter_text VALUES (1, 1, '[]', '[]', '[]')",
        "INSERT INTO occurrence (id, recurrence, done_on, recorded_at, recorded_by) SELECT 1, ref, "
        "'2022-01-31', '2022-01-31 09:30:00.000000', 'A. Writer' FROM recurrence LIMIT 1",
        "INSERT INTO frequency SELECT 1, ref, 6, 'months', 'The board', '2022-01-31', "
        "'2022-01-31 09:30:00.000000', 'A. Writer' FROM recurrence LIMIT 1",
        "INSERT INTO access_event VALUES (1, '2022-01-31 09:30:00.000000', 'subject-1', "
        "'A. Writer', 'opened', NULL, '/briefing')",
        "INSERT INTO sign_in_session VALUES (1, 'key-1', 'subject-1', 'A. Writer', 'writer', "
        "'2022-01-31 09:30:00.000000', '2022-01-31 17:30:00.000000', NULL, NULL, NULL)",
        "INSERT INTO agenda_entry SELECT 1, ref, 'action A2', NULL, 1, 'The chair', 5, NULL, "
        "'2022-01-31 09:30:00.000000', 'A. Writer' FROM meeting LIMIT 1",
        "INSERT INTO frozen_agenda SELECT 1, ref, '2022-03-02', '2022-01-31', 'abc', "
        "'2022-01-31 09:30:00.000000', 'A. Writer' FROM meeting LIMIT 1",
        "INSERT INTO frozen_item VALUES (1, 1, 1, 'action A2', 'Overdue', 'A2, late', NULL, NULL)",
        "INSERT INTO proposal (id, organisation, kind, action, seen, fields, recorded_at, "
        "recorded_by) SELECT 1, 'force', 'action-update', 'A2', 0, '{}', "
        "'2022-01-31 09:30:00.000000', 'A. Writer'",
        "INSERT INTO meeting_outcome (id, meeting, item, place, kind, recorded_at, recorded_by) "
        "SELECT 1, ref, 'action A2', 1, 'no change', '2022-01-31 09:30:00.000000', 'A. Writer' "
        "FROM meeting LIMIT 1",
        "INSERT INTO meeting_closing SELECT 1, ref, '2022-01-31 09:30:00.000000', 'A. Writer' "
        "FROM meeting LIMIT 1",
        "INSERT INTO minutes_version SELECT 1, ref, 'As it was.', '2022-01-31 09:30:00.000000', "
        "'A. Writer' FROM meeting LIMIT 1",
        "INSERT INTO minutes_approval SELECT 1, min(ref), max(ref), 'As it was.', '[]', 'hash', "
        "'2022-01-31 09:30:00.000000', 'A. Writer' FROM meeting",
        "INSERT INTO draft_statement (id, inspection, requirement, voice, figure_owed, "
        "effective_on, recorded_at, recorded_by) SELECT 1, 'rape-1', 'rape-1/1', 'force', 0, "
        "'2022-01-31', '2022-01-31 09:30:00.000000', 'A. Writer'",
        "INSERT INTO draft_remark SELECT 1, 'rape-1/1', 'Ask', '2022-01-31', "
        "'2022-01-31 09:30:00.000000', 'A. Writer'",
        "INSERT INTO draft_approval SELECT 1, 'rape-1', 'force', 1, 'The board', NULL, "
        "'2022-01-31', '2022-01-31 09:30:00.000000', 'A. Writer'",
        "INSERT INTO draft_publication SELECT 1, 'rape-1', 1, '2022-01-31', "
        "'2022-01-31 09:30:00.000000', 'A. Writer'",
        "INSERT INTO sealed_document VALUES (1, 'G1', 'briefing pack', 'Pack', '0123ABCD', 'hash', "
        "'2022-01-31', NULL, NULL, NULL, 'The panel', '2022-01-31 09:30:00.000000', 'A. Writer')",
        "INSERT INTO sealed_content VALUES (1, 'G1', '{}')",
    )
    return store


# A demonstration is made without: quarters are counted when a page first shows them, and nobody has
# ticked off yet what recurs, or agreed how often.
FILLED_LATER = {"counted_quarter", "quarter_text", "occurrence", "frequency"}


def filled_at(url: URL, earlier: str, source: Store) -> list[str]:
    """A store of an earlier version with every row of ``source`` that it has a place for.

    It is made by that version's own migrations, and written by nothing but its own columns. What
    stood in it is taken out. The names of its tables are returned.
    """
    migrated_to(url, earlier)
    engine, there = create_engine(url), MetaData()
    with engine.begin() as connection, source.reading() as held:
        there.reflect(connection)
        names = [table.name for table in METADATA.sorted_tables if table.name in there.tables]
        for name in reversed(names):
            connection.execute(there.tables[name].delete())
        for name in names:
            table = there.tables[name]
            columns = [column.name for column in table.columns]
            found = held.execute(select(METADATA.tables[name])).mappings().all()
            if not found:
                continue
            connection.execute(
                table.insert(),
                [{column: row[column] for column in columns} for row in found],
            )
            if engine.name != "sqlite" and name != "store_revision":
                numbers = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id))"
                connection.execute(text(f"{numbers} FROM {name}"))
    engine.dispose()
    return names


def filled_rows(url: URL, names: list[str]) -> dict[str, list[Row]]:
    """The rows of these tables, of which none is empty that a demonstration fills."""
    held = of_tables(Store(url, engine_for(url)), names)
    assert {name for name in names if not held[name]} <= FILLED_LATER
    return held


def assert_kept(before: dict[str, list[Row]], store: Store) -> None:
    """That ``store`` has the rows of before, and in their tables no others."""
    after = of_tables(store, before)
    for name, held in before.items():
        columns = held[0] if held else ()
        assert [{column: row[column] for column in columns} for row in after[name]] == held


VERSIONS = sorted(schema_versions())


@pytest.mark.slow
@seldom_on_a_server
def test_a_store_filled_anew_at_each_version_keeps_its_rows_at_the_next(new_place, demonstration):
    url = new_place()
    for earlier, later in pairwise(VERSIONS):
        before = filled_rows(url, filled_at(url, earlier, demonstration))

        migrated_to(url, later)

        assert_kept(before, Store(url, engine_for(url)))
    assert maintenance.faults(open_store(url)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "earlier",
    [VERSIONS[0], *(pytest.param(each, marks=pytest.mark.thorough) for each in VERSIONS[1:-1])],
)
def test_a_filled_store_of_every_earlier_version_is_brought_up_to_date(
    new_place, demonstration, earlier
):
    url = new_place()
    before = filled_rows(url, filled_at(url, earlier, demonstration))

    store = bring_up_to_date(url)

    assert version(store) == head_version()
    assert_kept(before, store)
    assert maintenance.faults(store) == []
    note(store, "Added.")
    assert rows(store, "action_update")[-1]["note"] == "Added."


def test_an_older_store_of_the_starter_content_gets_the_limit_that_came_since(starter_store):
    before = read_snapshot(starter_store).tables
    change(starter_store, "DELETE FROM time_limit WHERE code = 'due_ahead'")
    taken_back(starter_store.url, "0002")

    bring_up_to_date(starter_store.url)

    after = read_snapshot(starter_store).tables
    assert set(after["time_limit"].drop("id").rows()) == set(before["time_limit"].drop("id").rows())
    assert after["action"].equals(before["action"])


@pytest.fixture
def older_store(starter_store: Store) -> Store:
    """A store as it was before first positions: the content that came then is taken out of it."""
    changes = pl.read_csv(MIGRATIONS / "starter_0009" / "changes.csv", infer_schema=False)
    came_then = ("kind", "said_by", "time_stated", "latest_on")
    corrected = changes.filter(~pl.col("column").is_in(came_then))
    change(
        starter_store,
        "DELETE FROM recurrence",
        "DELETE FROM action WHERE ref LIKE 'P%'",
        "DELETE FROM organisation WHERE ref = 'cjji'",
        *(
            f"UPDATE {table} SET {column} = {was} WHERE ref = '{ref}'"
            for table, ref, column, was in corrected.with_columns(
                was=pl.when(pl.col("was").is_in(["true", "false"]))
                .then("was")
                .otherwise(pl.format("'{}'", pl.col("was").str.replace_all("'", "''")))
                .fill_null("NULL")
            )
            .select("table", "ref", "column", "was")
            .iter_rows()
        ),
    )
    taken_back(starter_store.url, "0008")
    return starter_store


def without_ids(frame: pl.DataFrame) -> set[tuple[object, ...]]:
    return set(frame.drop("id", "recorded_at", strict=False).rows())


def test_an_older_store_of_the_starter_content_gets_what_was_read_anew(new_place, older_store):
    at_once = read_snapshot(maintenance.begin(new_place(), AT)).tables

    bring_up_to_date(older_store.url)

    after = read_snapshot(older_store).tables
    assert {name: without_ids(after[name]) for name in CONTENT_TABLES} == {
        name: without_ids(at_once[name]) for name in CONTENT_TABLES
    }


def test_an_action_that_became_a_statement_keeps_its_history(older_store):
    change(
        older_store,
        "INSERT INTO action_update (action, effective_on, state, recorded_at, recorded_by) "
        "VALUES ('A24', '2022-01-31', 'under way', '2022-01-31 09:30:00.000000', 'A. Writer')",
    )

    bring_up_to_date(older_store.url)

    action = next(row for row in rows(older_store, "action") if row["ref"] == "A24")
    assert (action["kind"], rows(older_store, "action_update")[0]["action"]) == ("purpose", "A24")


def test_what_an_office_changed_or_named_itself_stays(older_store):
    change(
        older_store,
        "UPDATE requirement SET answered = 'answered' WHERE ref = 'rape-1/3/b'",
        "UPDATE action SET ref = 'P1', title = 'Our own' WHERE ref = 'A57'",
    )

    bring_up_to_date(older_store.url)

    after = read_snapshot(older_store).tables
    titles = dict(after["action"].select("ref", "title").iter_rows())
    answered = dict(after["requirement"].select("ref", "answered").iter_rows())
    of_e3 = after["evidence"].filter(pl.col("ref") == "E3")["action"].item()
    assert (answered["rape-1/3/b"], answered["rape-1/5/b"]) == ("answered", "not mentioned")
    assert titles["P1"] == "Our own"
    assert titles[of_e3] == "Record age, ethnicity and gender on every crime record"


def test_an_older_store_says_of_its_limits_what_was_read_of_them_and_keeps_its_own(starter_store):
    new = "'admin_finalise_advice', 'review_acknowledge_cps', 'review_local_resolution'"
    before = read_snapshot(starter_store).tables["time_limit"].drop("id")
    taken_back(starter_store.url, "0013")
    change(
        starter_store,
        f"DELETE FROM time_limit WHERE code IN ({new}, 'review_independent')",
        "UPDATE time_limit SET source = 'Agreed with the CPS' WHERE code = 'early_advice'",
    )
    was = read_limits(starter_store)

    bring_up_to_date(starter_store.url)

    after = read_snapshot(starter_store).tables["time_limit"].drop("id")
    is_own = pl.col("code") == "early_advice"
    assert {*after.filter(~is_own).rows()} == {*before.filter(~is_own).rows()}
    assert after.filter(is_own).row(0, named=True)["source"] == "Agreed with the CPS"
    assert was["early_advice"] == was["review_decide"] == 1


def read_limits(store: Store) -> dict[str, int]:
    """Whether each limit is verified, read from an earlier version's table."""
    with store.reading() as connection:
        found = connection.execute(text("SELECT code, verified FROM time_limit")).all()
    return {code: int(verified) for code, verified in found}


OWN_TITLE = "An action that nobody has touched for this many days"


@pytest.mark.parametrize("own", ["", OWN_TITLE])
def test_an_older_store_calls_the_limit_of_no_change_what_it_counts_and_keeps_its_own_title(
    starter_store, own
):
    before = title_of_stale(starter_store)
    taken_back(starter_store.url, "0026")
    older = title_of_stale(starter_store)
    if own:
        change(starter_store, f"UPDATE time_limit SET title = '{own}' WHERE code = 'stale'")

    bring_up_to_date(starter_store.url)

    assert older.startswith("An item without an update for this many days is stale")
    assert title_of_stale(starter_store) == (own or before)


def title_of_stale(store: Store) -> str:
    with store.reading() as connection:
        found = connection.execute(text("SELECT title FROM time_limit WHERE code = 'stale'"))
        return str(found.scalar_one())


def test_an_older_store_without_content_gets_no_limit(new_place):
    url = new_place()
    migrated_to(url, "0002")

    store = bring_up_to_date(url)

    assert read_snapshot(store).tables["time_limit"].is_empty()
