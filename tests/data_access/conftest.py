"""Runs every test of the store on both engines, unless it is about a file or about a server.

On a server they are among the slow tests. Workbooks are read by one worker a module: it takes
longer to start than a small file to read.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from textwrap import indent

import pytest
from sqlalchemy import URL

from data_access.intake.reading import reader
from data_access.store import Store, head_version, migrate, open_store, sqlite_url, store
from tests.engines import BOTH, SERVER
from tests.kept_workers import KeptWorker
from tests.servers import Server

# None of these reaches a statement on a server that no other test does: on one in ``thorough``.
SELDOM_ON_A_SERVER = (
    "test_any_inspection.py",
    "test_exports.py",
    "test_import_checks.py",
    "test_import_files.py",
    "test_left_out.py",
    "test_questions.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs each test once on a server in ``make test``; its other parameters are thorough."""
    tried = set()
    for item in items:
        if isinstance(item, pytest.Function) and SERVER in item.nodeid.partition("[")[2]:
            test = item.nodeid.partition("[")[0]
            if test in tried or item.path.name in SELDOM_ON_A_SERVER:
                item.add_marker(pytest.mark.thorough)
            tried.add(test)


@pytest.fixture(autouse=True, scope="module")
def one_worker() -> Iterator[None]:
    with closing(KeptWorker()) as worker, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "call", worker.call)
        yield


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def starter_store(engine: str, request: pytest.FixtureRequest) -> Store:
    """An open store that only this test uses, with the starter content."""
    store: Store = request.getfixturevalue("server_store" if engine == SERVER else "file_store")
    return store


@pytest.fixture
def server_store(server: Server, starter_database: str) -> Iterator[Store]:
    """``starter_store`` on a server."""
    with server.database(starter_database) as url:
        yield open_store(url)


@pytest.fixture
def new_place(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], URL]:
    """A function that returns an address without a store at each call."""
    if engine == SERVER:
        new: Callable[[], URL] = request.getfixturevalue("new_server")
        return new
    numbers = count(1)
    return lambda: sqlite_url(tmp_path / f"new-{next(numbers)}.db")


@pytest.fixture
def new_server(server: Server) -> Iterator[Callable[[], URL]]:
    """``new_place`` for databases on a server."""
    with server.databases() as new:
        yield new


MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "{new}"
down_revision = "{newest}"


def upgrade() -> None:
"""


@pytest.fixture
def own_migrations(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of the program's migrations, which only this test adds to."""
    folder = tmp_path_factory.mktemp("next") / "migrations"
    shutil.copytree(store.MIGRATIONS, folder)
    for module in (migrate, store):
        monkeypatch.setattr(module, "MIGRATIONS", folder)
    return folder


@pytest.fixture
def next_migration(own_migrations: Path) -> Callable[[str], str]:
    """A function that adds a migration of these statements, and returns its version."""

    def add(statements: str) -> str:
        newest = head_version() or ""
        new = f"{int(newest) + 1:04}"
        text = MIGRATION.format(new=new, newest=newest) + indent(statements, "    ")
        (own_migrations / f"versions/{new}_made_up.py").write_text(text, "utf-8")
        return new

    return add
