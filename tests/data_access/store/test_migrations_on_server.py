"""On a server the migrations make the same tables, once, and nothing of another program's."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import URL, create_engine, text

from data_access.reads import read_revision
from data_access.store import (
    StoreProblem,
    create_or_migrate,
    head_version,
    open_store,
)
from tests.data_access.store.test_migrations import migrated_to

pytestmark = pytest.mark.slow

COLUMNS = """
SELECT table_name, column_name,
    row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position),
    data_type, is_nullable, column_default
FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY 1, 3
"""
RULES = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""


def told(url: URL, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        rows = [tuple(row) for row in found] if found.returns_rows else []
    engine.dispose()
    return rows


def test_the_migrations_make_the_columns_and_rules_of_a_new_store(new_server):
    migrated, new = new_server(), new_server()
    migrated_to(migrated, "head")
    create_or_migrate(new)

    assert told(migrated, COLUMNS) == told(new, COLUMNS)
    assert told(migrated, RULES) == told(new, RULES)


def test_processes_that_start_at_once_make_one_store(new_server):
    url, together, problems = new_server(), Barrier(3), []

    def start() -> None:
        together.wait()
        try:
            create_or_migrate(url)
        except Exception as problem:
            problems.append(problem)

    starting = [Thread(target=start) for _ in range(3)]
    for each in starting:
        each.start()
    for each in starting:
        each.join()

    assert problems == []
    assert told(url, "SELECT version_num FROM alembic_version") == [(head_version(),)]
    assert read_revision(open_store(url)).number == 0


@pytest.mark.parametrize("table", ["recipes", "alembic_version"])
def test_a_database_of_another_program_is_left_as_it_is(new_server, table):
    url = new_server()
    told(url, f"CREATE TABLE {table} (version_num text)")

    for open_it in (create_or_migrate, open_store):
        with pytest.raises(StoreProblem, match=f"^{url.database} on 127.0.0.1 is not a store of"):
            open_it(url)

    assert [row[0] for row in told(url, COLUMNS)] == [table]


def fail(_connection: object) -> None:
    raise StoreProblem("It went wrong.")


def test_a_store_that_cannot_be_made_leaves_an_empty_database(new_server, monkeypatch):
    monkeypatch.setattr("data_access.store.migrate._stamp", fail)
    url = new_server()

    with pytest.raises(StoreProblem, match=r"^It went wrong\.$"):
        create_or_migrate(url)

    assert told(url, COLUMNS) == []
