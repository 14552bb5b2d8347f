"""Stores as earlier versions of the program made them, or would have left them."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine

from data_access.store.migrate import migrations


def migrated_to(url: URL, version: str) -> None:
    """Makes the tables of ``version`` by the migrations up to it, or brings older ones to it."""
    _run(command.upgrade, url, version)


def taken_back(url: URL, version: str) -> None:
    """Leaves the store as an earlier version of the program would have left it."""
    _run(command.downgrade, url, version)


def _run(move: Callable[[Config, str], None], url: URL, version: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        move(config, version)
    engine.dispose()
