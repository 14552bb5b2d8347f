"""What the tests of intake share: a store that holds a second inspection."""

from contextlib import ExitStack

import pytest

from data_access.store import open_store, sqlite_url
from tests.data_access.intake.phase_two import PHASE_TWO, load
from tests.engines import BOTH, SERVER


@pytest.fixture(scope="package", params=BOTH)
def loaded(request, starter_file, tmp_path_factory):
    """A store that holds phase two. Made once; roll back what is written."""
    with ExitStack() as until_the_end:
        if request.param == SERVER:
            server = request.getfixturevalue("server")
            starter = request.getfixturevalue("starter_database")
            url = until_the_end.enter_context(server.database(starter))
        else:
            path = tmp_path_factory.mktemp("phase-two") / "office.db"
            path.write_bytes(starter_file.read_bytes())
            url = sqlite_url(path)
        store = open_store(url)
        load(store, **PHASE_TWO)
        yield store
