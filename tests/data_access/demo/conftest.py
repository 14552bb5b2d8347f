"""A store with the default tallies, made once, and its rows read without the code under test."""

import shutil
from pathlib import Path

import pytest

from data_access import demo
from data_access.store import Store, open_store, sqlite_url
from tests.data_access import contents

Rows = list[contents.Row]


@pytest.fixture(scope="session")
def filled(starter_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Starter content and the default tallies. Do not write."""
    path = tmp_path_factory.mktemp("tallies") / "filled.db"
    shutil.copy(starter_file, path)
    store = open_store(sqlite_url(path))
    demo.add_tallies(store)
    return store


@pytest.fixture(scope="session")
def tallies(filled: Store) -> dict[str, Rows]:
    """Every row of every table, days as text."""
    return contents.everything(filled)


@pytest.fixture(scope="session")
def cases(tallies: dict[str, Rows]) -> dict[tuple[str, str], contents.Row]:
    """Every investigation by its force and key."""
    return {(row["force"], row["case_key"]): row for row in tallies["investigation"]}
