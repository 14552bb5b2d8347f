"""Every test of the store runs on both engines, unless it is about a file or about a server.

On a server they are among the slow ones.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL

from data_access.store import Store, open_store, sqlite_url
from tests.engines import BOTH, SERVER
from tests.servers import Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tries each test on a server with its first parameters in ``make test``, later with all."""
    tried = set()
    for item in items:
        if isinstance(item, pytest.Function) and SERVER in item.nodeid.partition("[")[2]:
            test = item.nodeid.partition("[")[0]
            if test in tried:
                item.add_marker(pytest.mark.thorough)
            tried.add(test)


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def starter_store(engine: str, request: pytest.FixtureRequest) -> Store:
    """An open store of the test's own, with the starter content."""
    store: Store = request.getfixturevalue("server_store" if engine == SERVER else "file_store")
    return store


@pytest.fixture
def server_store(server: Server, starter_database: str) -> Iterator[Store]:
    """The same, on a server."""
    with server.database(starter_database) as url:
        yield open_store(url)


@pytest.fixture
def new_place(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], URL]:
    """Addresses at which there is no store yet, one at each call."""
    if engine == SERVER:
        new: Callable[[], URL] = request.getfixturevalue("new_server")
        return new
    numbers = count(1)
    return lambda: sqlite_url(tmp_path / f"new-{next(numbers)}.db")


@pytest.fixture
def new_server(server: Server) -> Iterator[Callable[[], URL]]:
    """The same, of databases on a server."""
    with server.databases() as new:
        yield new
