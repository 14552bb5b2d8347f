"""Every command on a store that is on a server; no password and no folder is ever shown."""

import re

import pytest
from typer.testing import CliRunner

from data_access.__main__ import cli
from data_access.tables import METADATA, READ_APART
from tests.data_access import contents
from tests.data_access.stores import note
from tests.sentences import (
    DEMONSTRATION_ALREADY,
    FROZEN,
    GIVE_VACUUM_FULL,
    NO_STORE_OF_OURS,
    OLD_STORE_KEPT,
    OPENING_OFFICE,
    REAL_PROGRESS,
)
from tests.tally_builders import load

pytestmark = pytest.mark.slow

SECRET = "opensesame"


@pytest.fixture
def run(server_store, monkeypatch, tmp_path):
    def give(*words, url=None):
        url = url or server_store.url.set(password=SECRET)
        monkeypatch.setenv("STORE_URL", url.render_as_string(hide_password=False))
        result = CliRunner().invoke(cli, [word.replace("DIR", str(tmp_path)) for word in words])
        assert SECRET not in result.output
        assert re.search("Traceback|sqlalchemy|psycopg", result.output) is None
        return result

    return give


@pytest.fixture
def name(server_store):
    return f"{server_store.url.database} on 127.0.0.1"


def test_every_command_works_on_a_store_on_a_server(run, name, server_store, tmp_path):
    note(server_store)

    assert run("init").stdout.startswith(f"The store is ready: {name}\n")
    assert run("prepare").stdout == f"{OPENING_OFFICE}{name}\n"
    assert run("status").stdout.startswith(f"Store: {name}\n{REAL_PROGRESS}")
    assert run("check").stdout == f"Nothing is wrong with {name}\n"
    exported = (METADATA.tables.keys() - READ_APART) | {"access_event", "sealed_content"}
    assert f"{len(exported)} tables" in run("export", "DIR/export").stdout
    assert run("backup", "DIR/copy.db").stdout == f"Backed up to {tmp_path / 'copy.db'}\n"
    assert run("restore", "DIR/copy.db").stdout.startswith(
        f"Restored from {tmp_path / 'copy.db'}{OLD_STORE_KEPT}{tmp_path}/store_"
    )
    redacted = run("redact", "action_update", "1", "note").stdout
    assert GIVE_VACUUM_FULL in redacted
    assert contents.rows(server_store, "action_update")[0]["note"] == "[redacted]"
    refused = run("scrub")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("This works on a store in a file. On a server, ")


def test_cases_are_withdrawn_and_purged_on_a_server(run, server_store):
    load(server_store, "investigation", {"outcome_code": "16", "outcome_on": "2021-11-03"})
    load(server_store, "dip_sample", {})

    assert "Batch 2 is withdrawn" in run("withdraw", "2").stdout
    assert "1 cases removed; 0 older ones kept" in run("purge", "--before", "2022-01-01").stdout

    assert contents.rows(server_store, "investigation") == []
    assert contents.rows(server_store, "dip_sample") == []


@pytest.mark.slow
def test_a_demonstration_is_made_in_an_empty_database_and_over_starter_content(
    run, server_store, new_server
):
    for url in (server_store.url, new_server()):
        made = run("demo", "--cases", "300", "--forces", "2", url=url)

        assert made.stdout == f"The demonstration is ready: {url.database} on 127.0.0.1\n"
        assert run("check", url=url).exit_code == 0
        status = run("status", url=url).stdout
        assert FROZEN in status
        again = run("demo", url=url)
        assert (again.exit_code, again.stdout) == (1, "")
        assert DEMONSTRATION_ALREADY in again.stderr


@pytest.mark.parametrize("command", ["status", "check", "prepare", "backup", "redact"])
def test_an_empty_database_is_told_to_be_made_a_store(run, new_server, command):
    words = {"backup": ["DIR/copy.db"], "redact": ["action", "1", "title"]}
    url = new_server()

    result = run(command, *words.get(command, []), url=url)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{url.database} on 127.0.0.1 {NO_STORE_OF_OURS}. Choose another with "
        "STORE_URL, or make one with: python -m data_access init\n"
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (f"postgresql+psycopg2://office:{SECRET}@here/store", "is not an address of a store"),
        (f"postgresql+psycopg_async://office:{SECRET}@here/store", "is not an address of a store"),
        (f"postgresql+psycopg://office:{SECRET}@here", "names no database"),
    ],
)
def test_an_address_that_names_no_store_on_a_server_is_refused(given, says):
    result = CliRunner().invoke(cli, ["status"], env={"STORE_URL": given})

    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert says in result.stderr
    assert "postgresql+psycopg://role@server/database" in result.stderr
    assert SECRET not in result.stderr
