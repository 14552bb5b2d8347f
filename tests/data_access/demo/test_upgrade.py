"""A demonstration of an older version is brought to this one, and nothing else is touched."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from data_access import maintenance
from data_access.reads import read_snapshot
from data_access.store import (
    StoreProblem,
    head_version,
    open_store,
    sqlite_url,
    version,
)
from data_access.tables import TALLY_NAMES
from tests.data_access import contents
from tests.data_access.older_stores import taken_back
from tests.sentences import NO_STORE_OR_DAMAGED

pytestmark = pytest.mark.slow

AT = datetime(2022, 3, 1, 9, tzinfo=UTC)
BEFORE_TALLIES = "0001"
OF_TALLIES = (*TALLY_NAMES, "area", "closed_month", "import_batch")


def give(file, *statements):
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demonstration of this version. Made once; copy it, do not write."""
    file = tmp_path_factory.mktemp("made") / "made.db"
    maintenance.make_demonstration_file(file, AT)
    return file


@pytest.fixture
def file(made, tmp_path):
    """A demonstration of this version that only this test uses."""
    return shutil.copy(made, tmp_path / "demo.db")


def take_tallies_out(file):
    """A demonstration as it was before there were any."""
    give(file, *(f'DELETE FROM "{name}"' for name in OF_TALLIES))
    give(file, "DELETE FROM audit_event WHERE subject = 'case tallies'")


@pytest.mark.parametrize("is_older", [False, True])
def test_an_older_demonstration_is_brought_up_to_date_and_gets_its_tallies(file, filled, is_older):
    take_tallies_out(file)
    before = contents.everything(file)
    if is_older:
        taken_back(sqlite_url(file), BEFORE_TALLIES)
        with pytest.raises(StoreProblem, match="made by an older version"):
            open_store(sqlite_url(file))

    maintenance.renew_demonstration_file(file)

    store = open_store(sqlite_url(file))
    after = contents.everything(store)
    assert version(store) == head_version()
    assert maintenance.faults(store) == []
    assert {name: after[name] for name in OF_TALLIES} == {
        name: contents.rows(filled, name) for name in OF_TALLIES
    }
    changed = {*OF_TALLIES, "audit_event", "store_revision"}
    assert {name: rows for name, rows in after.items() if name not in changed} == {
        name: rows for name, rows in before.items() if name not in changed
    }


def test_a_demonstration_of_this_version_is_left_as_it_is(file):
    before = file.read_bytes()

    maintenance.renew_demonstration_file(file)

    assert file.read_bytes() == before


def test_a_demonstration_in_which_somebody_has_begun_is_not_filled(file):
    take_tallies_out(file)
    give(file, "INSERT INTO area (name, force) VALUES ('Plymouth', 'force')")
    before = contents.everything(file)

    maintenance.renew_demonstration_file(file)

    assert contents.everything(file) == before


def test_a_store_that_is_no_demonstration_is_left_as_it_is(file_store):
    before = file_store.path.read_bytes()

    maintenance.renew_demonstration_file(file_store.path)

    assert file_store.path.read_bytes() == before
    assert read_snapshot(file_store).demonstration_as_at is None


def test_a_file_that_is_no_store_is_told_in_a_sentence(tmp_path):
    letter = tmp_path / "demo.db"
    letter.write_text("This is a letter, and not a store.\n" * 200)

    with pytest.raises(StoreProblem, match=f"^demo.db {NO_STORE_OR_DAMAGED}"):
        maintenance.renew_demonstration_file(letter)


def test_a_newer_demonstration_is_refused_and_not_touched(file):
    give(file, "UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()

    with pytest.raises(StoreProblem, match="made by a newer version"):
        maintenance.renew_demonstration_file(file)

    assert file.read_bytes() == before
