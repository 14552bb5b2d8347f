"""What all tests share: stores of three kinds, and the app running over one of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from hypothesis import settings

from tests.serving import RunningApp, make_store, running_app

# The same examples on every run, and no deadline: the machine may be shared.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.load_profile("tests")


@pytest.fixture(scope="session")
def store_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a store by kind: empty, starter, demonstration. Made once; do not write."""

    @cache
    def store(kind: str) -> str:
        return make_store(kind, tmp_path_factory.mktemp("store"))

    return store


@pytest.fixture(scope="session")
def app_for(
    store_for: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], RunningApp]]:
    """The app running over a store by kind. Started once, and ended with the tests."""
    with ExitStack() as until_the_end:

        @cache
        def app(kind: str) -> RunningApp:
            folder = tmp_path_factory.mktemp("app")
            return until_the_end.enter_context(running_app(store_for(kind), folder))

        yield app
