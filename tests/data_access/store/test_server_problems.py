"""Whatever a server says, the reader is told in a sentence what to do, and never a password."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import URL, text

from data_access import maintenance
from data_access.reads import read_revision, read_snapshot
from data_access.store import Store, StoreProblem, create_or_migrate, open_store
from data_access.store.engines import KEPT, MORE, engine_for
from tests.data_access.stores import AT, change, note, plain_address
from tests.sentences import NO_STORE_OF_OURS
from tests.servers import Server, running_server

SECRET = "opensesame"
ROLE = "office"
NOT_LET_IN = "does not let this program into"


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that the tests of this file may stop, and whose rules they may change."""
    with running_server() as started:
        hba = started.folder / "data" / "pg_hba.conf"
        asked = "host all office all scram-sha-256\nhost all barred all reject\n"
        hba.write_text(asked + hba.read_text())
        started.tell(
            "SELECT pg_reload_conf()",
            f"CREATE ROLE office LOGIN PASSWORD '{SECRET}'",
            "CREATE ROLE barred LOGIN",
        )
        yield started


@pytest.fixture
def store(own_server: Server) -> Iterator[Store]:
    with own_server.database() as url:
        yield create_or_migrate(url)


@contextmanager
def expect_told(sentence: str) -> Iterator[None]:
    with pytest.raises(StoreProblem) as problem:
        yield
    said = str(problem.value)
    assert re.search(sentence, said), said
    for secret in (SECRET, "/tmp", "/dev/shm", "psycopg"):
        assert secret not in said
    assert said.endswith((".", "init", "FILE"))


def as_role(url: URL, role: str, password: str | None = None) -> URL:
    return url.set(username=role, password=password)


ADDRESSES = [
    ({"port": 1}, "does not answer, .* and store_.* on 127.0.0.1 cannot be read"),
    ({"host": "nowhere.invalid"}, "does not answer"),
    ({"host": None, "query": {"host": "/nowhere"}}, "on this machine cannot be read"),
    ({"username": ROLE, "password": f"{SECRET}?"}, NOT_LET_IN),
    ({"username": ROLE, "query": {"passfile": "/nowhere"}}, NOT_LET_IN),
    ({"database": "elsewhere"}, "does not let this program into elsewhere on 127.0.0.1"),
    ({"username": "nobody"}, NOT_LET_IN),
    ({"username": "barred"}, rf"{NOT_LET_IN}.*pg_hba\.conf"),
    ({"query": {"sslmode": "require"}}, f"{NOT_LET_IN}.*sslmode"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("changes", "sentence"), ADDRESSES)
def test_an_address_that_leads_to_no_store_is_told_in_a_sentence(
    store, monkeypatch, changes, sentence
):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    url = store.url.set(**{name: value for name, value in changes.items() if name != "host"})
    if "host" in changes:
        url = URL.create(**{**url._asdict(), "host": changes["host"]})

    for open_it in (open_store, create_or_migrate):
        with expect_told(sentence):
            open_it(url)
    engine_for(url).dispose()


def test_a_role_that_may_not_make_tables_is_told_so(own_server):
    with own_server.database() as url, expect_told(f"{NOT_LET_IN}.*its rights"):
        create_or_migrate(as_role(url, ROLE, SECRET))


def test_a_role_that_may_not_write_is_told_so_and_the_store_can_be_read(own_server, store):
    own_server.tell(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO office", database=store.url.database
    )
    reader = open_store(as_role(store.url, ROLE, SECRET))

    assert read_revision(reader) == read_revision(store)
    with expect_told(NOT_LET_IN), reader.writing("A. Writer", "try", "A1", at=AT):
        pass
    reader.engine.dispose()


def test_a_server_that_is_read_only_is_told_so(own_server, store):
    own_server.tell(f"ALTER DATABASE {store.url.database} SET default_transaction_read_only = on")
    store.engine.dispose()
    # A copy of another server refuses as this does, whatever a transaction asks for.
    with (
        expect_told("can only be read: the server is a copy"),
        store.writing("A. Writer", "try", "A1", at=AT) as session,
    ):
        session.execute(text("SET TRANSACTION READ ONLY"))


def test_a_server_without_a_free_connection_is_told_so(own_server, store):
    own_server.tell(f"ALTER DATABASE {store.url.database} CONNECTION LIMIT 0")
    own_server.tell(
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLE}", database=store.url.database
    )

    with expect_told("has no connection left"):
        open_store(as_role(store.url, ROLE, SECRET))


def test_a_process_without_a_free_connection_of_its_own_says_so(store, monkeypatch):
    monkeypatch.setattr(store.engine.pool, "_timeout", 0)

    with ExitStack() as readers:
        for _ in range(KEPT + MORE):
            readers.enter_context(store.reading())
        with expect_told("has no connection left"):
            read_revision(store)
    assert read_revision(store).number == 0


def test_a_writer_that_waits_too_long_is_told_so_and_readers_read_on(store):
    begun, ended = Event(), Event()

    def write() -> None:
        with store.writing("One", "try", "A1", at=AT):
            begun.set()
            ended.wait(30)

    writer = Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        impatient = store.url.update_query_dict({"options": "-c lock_timeout=50"})
        with (
            expect_told("being written by somebody else and stayed so for a minute"),
            open_store(impatient).writing("Other", "try", "A1", at=AT),
        ):
            pass
        engine_for(impatient).dispose()
        assert read_revision(store).number == 0
    finally:
        ended.set()
        writer.join()
    assert read_revision(store).number == 1


def test_tables_that_are_gone_are_told_of(store):
    change(store, "DROP TABLE judgement")

    with expect_told(f"{NO_STORE_OF_OURS}.*Restore a backup with"):
        read_snapshot(store)


def test_a_full_disk_is_told_of(store):
    with (
        expect_told("no room left on its disk"),
        store.writing("A. Writer", "try", "A1", at=AT) as session,
    ):
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$"))
    assert read_revision(store).number == 0


# Connections that are lost


def cut_off(store: Store) -> None:
    """Ends every connection to the store but the one that does so."""
    with psycopg.connect(plain_address(store.url), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid != pg_backend_pid()"
        )


def test_a_connection_that_is_lost_between_two_reads_is_made_anew(store):
    before = read_revision(store)

    cut_off(store)

    assert read_revision(store) == before


def test_a_connection_that_is_lost_while_somebody_reads_is_told_of(store):
    with (
        expect_told("The connection to the database server was lost"),
        store.reading() as connection,
    ):
        cut_off(store)
        connection.execute(text("SELECT 1"))
    assert read_revision(store).number == 0


def test_a_write_that_loses_its_connection_leaves_nothing(starter_on_own_server):
    store, before = starter_on_own_server, read_snapshot(starter_on_own_server)

    with (
        expect_told("see whether what you did last is there"),
        store.writing("A. Writer", "try", "A1", at=AT) as session,
    ):
        session.execute(text("INSERT INTO setting (key, value) VALUES ('kept', 'no')"))
        cut_off(store)

    after = read_snapshot(store)
    assert after.revision == before.revision
    assert after.tables["setting"].is_empty()
    note(store)
    assert read_revision(store).number == before.revision.number + 1


@pytest.fixture
def starter_on_own_server(own_server: Server) -> Iterator[Store]:
    with own_server.database() as url:
        yield maintenance.begin(url, AT)


@pytest.mark.slow
def test_a_server_that_is_stopped_and_started_again_serves_the_open_store(own_server, store):
    before = read_revision(store)

    with expect_told("connection to the database server was lost"), store.reading() as connection:
        own_server.stop()
        connection.execute(text("SELECT 1"))
    with expect_told("does not answer"):
        read_revision(store)
    own_server.start()

    assert read_revision(store) == before
