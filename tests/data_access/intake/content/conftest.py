"""What the tests of content share: a store that holds a second inspection."""

import pytest

from data_access.store import open_store, sqlite_url
from tests.data_access.intake.content.phase_two import PHASE_TWO, load


@pytest.fixture(scope="package")
def loaded(starter_file, tmp_path_factory):
    """A store that holds phase two. Made once; roll back what is written."""
    path = tmp_path_factory.mktemp("phase-two") / "office.db"
    path.write_bytes(starter_file.read_bytes())
    store = open_store(sqlite_url(path))
    load(store, **PHASE_TWO)
    return store
