"""A demonstration is brought to the version of the program, and no other store is touched."""

import shutil
from datetime import UTC, datetime

import pytest

from data_access import maintenance
from data_access.store import StoreProblem, head_version, open_store, sqlite_url, version
from tests.data_access.contents import everything
from tests.data_access.stores import change
from tests.sentences import NEWER_VERSION, NO_STORE_OR_DAMAGED, TOO_OLD

pytestmark = pytest.mark.slow

AT = datetime(2022, 3, 1, 9, tzinfo=UTC)


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


def test_a_demonstration_of_the_version_before_is_migrated_with_all_its_rows(file, next_migration):
    before = everything(file)
    next_migration("pass")

    maintenance.renew_demonstration_file(file)

    assert version(open_store(sqlite_url(file))) == head_version()
    assert everything(file) == before


def test_a_demonstration_of_this_version_is_left_as_it_is(file):
    before = file.read_bytes()

    maintenance.renew_demonstration_file(file)

    assert file.read_bytes() == before


def test_a_store_that_is_no_demonstration_is_left_as_it_is(file_store, next_migration):
    before = file_store.path.read_bytes()
    next_migration("pass")

    maintenance.renew_demonstration_file(file_store.path)

    assert file_store.path.read_bytes() == before


def test_a_file_that_is_no_store_is_told_in_a_sentence(tmp_path):
    letter = tmp_path / "demo.db"
    letter.write_text("This is a letter, and not a store.\n" * 200)

    with pytest.raises(StoreProblem, match=f"^demo.db {NO_STORE_OR_DAMAGED}"):
        maintenance.renew_demonstration_file(letter)


@pytest.mark.parametrize(("number", "sentence"), [("0026", TOO_OLD), ("9999", NEWER_VERSION)])
def test_a_demonstration_of_a_version_that_is_not_known_is_refused_and_not_touched(
    file, number, sentence
):
    change(file, f"UPDATE alembic_version SET version_num = '{number}'")
    before = file.read_bytes()

    with pytest.raises(StoreProblem, match=sentence):
        maintenance.renew_demonstration_file(file)

    assert file.read_bytes() == before
