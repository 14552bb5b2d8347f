"""Fixtures for all tests: stores of three kinds, and the app running on one of them."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine.default import DefaultDialect

from data_access import maintenance
from data_access.store import Store, engines, open_store, sqlite_url
from data_access.store.engines import engine_for
from tests.kept_stores import put_kept
from tests.often import THOROUGH
from tests.servers import Server, running_server
from tests.serving import MADE_AT, RunningApp, make_store, running_app

# The same examples on every run, and no deadline: the machine may be shared.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.register_profile(THOROUGH, settings.get_profile("tests"))
settings.load_profile("tests")


def pytest_collection_finish() -> None:
    """Spares the collection of garbage, after each run of a page, all that was loaded till then."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def case_key_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A path for the case key, apart from the settings of the person who runs the tests."""
    file = tmp_path_factory.mktemp("key") / "case.key"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASE_KEY_FILE", str(file))
        patch.delenv("CASE_KEY", raising=False)
        yield file


@pytest.fixture(scope="session", autouse=True)
def cache_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for copies of server rows, apart from those of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Has the stores of one kind of database share compiled statements, as one store's readers do.

    Otherwise every test with a store of its own would compile each of its statements anew.
    """
    compiled: dict[object, object] = {}

    def sharing(url: URL, **options: Any) -> Engine:
        return create_engine(url, execution_options={"compiled_cache": compiled}, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", sharing)
        # Statements are found again by the dialect that they were compiled for.
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        yield


@pytest.fixture(scope="session")
def store_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a store by kind: empty, starter, demonstration, small, planted.

    Made once; read only. The quarters of the last three are counted already.
    """

    @cache
    def store(kind: str) -> str:
        folder = tmp_path_factory.mktemp("store")
        if kind in ("demonstration", "small", "planted"):
            return put_kept(kind, folder / f"{kind}.db")
        return make_store(kind, folder)

    return store


@pytest.fixture(scope="session")
def starter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file with the starter content. Made once; copy it, do not write."""
    path = tmp_path_factory.mktemp("starter") / "starter.db"
    maintenance.begin(sqlite_url(path), MADE_AT)
    return path


@pytest.fixture
def file_store(starter_file: Path, tmp_path: Path) -> Store:
    """An open store of the test's own, with the starter content: office.db in ``tmp_path``."""
    shutil.copy(starter_file, tmp_path / "office.db")
    return open_store(sqlite_url(tmp_path / "office.db"))


@pytest.fixture
def starter_store(file_store: Store) -> Store:
    """``file_store``; the tests of the store override it to run on both engines."""
    return file_store


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started when a test first asks for it and stopped after all tests."""
    with running_server() as started:
        yield started


@pytest.fixture(scope="session")
def starter_database(server: Server) -> str:
    """The name of a template database with the starter content; nobody connects to it."""
    name = server.new_database()
    url = server.url(name)
    maintenance.begin(url, MADE_AT)
    engine_for(url).dispose()
    return name


@pytest.fixture(scope="session")
def app_for(
    store_for: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], RunningApp]]:
    """The app running on a store by kind. Started once, and stopped after all tests."""
    with ExitStack() as until_the_end:

        @cache
        def app(kind: str) -> RunningApp:
            folder = tmp_path_factory.mktemp("app")
            return until_the_end.enter_context(running_app(store_for(kind), folder))

        yield app
