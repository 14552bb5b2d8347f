"""Creates a store, and migrates an older one to the current version."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, insert, inspect, text

from data_access.store import atomic_file, owner_only
from data_access.store.engines import connected, engine_for
from data_access.store.error_messages import RESTORE, StoreProblem, store_problems
from data_access.store.store import (
    MIGRATIONS,
    VERSION,
    Store,
    head_version,
    open_store,
    schema_versions,
    version_at,
    version_on,
)
from data_access.store.urls import display_name, is_sqlite, sqlite_url
from data_access.tables import METADATA, KindOfMeeting, StoreRevision
from data_access.vocabulary import MeetingKind

if TYPE_CHECKING:
    from alembic.config import Config


def create_or_migrate(url: URL) -> Store:
    """Opens the store at ``url``; creates it if there is none, and migrates an older one.

    Errors: StoreProblem if it cannot be written, or is not a store.
    """
    if not is_sqlite(url):
        _migrate(url)
        return open_store(url)
    path = Path(url.database or "")
    with store_problems(url):
        if path.is_file() and path.stat().st_size:
            if version_at(url) is None:
                raise _not_ours(str(path))
            owner_only.take_from_others(path)
            return bring_up_to_date(url)
        owner_only.make_folder(path.parent)
        with atomic_file.unfinished(path) as making:
            _migrate(sqlite_url(making))
            atomic_file.put_in_place(making, path)
    return open_store(url)


def bring_up_to_date(url: URL) -> Store:
    """Opens an existing store, and migrates an older one. Errors: as ``open_store``."""
    if version_at(url) in schema_versions() - {head_version()}:
        _migrate(url)
    return open_store(url)


def migrations() -> "Config":
    """The configuration for Alembic, with the place of the migrations."""
    from alembic.config import Config  # noqa: PLC0415 - the app never needs it

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(url: URL) -> None:
    engine = engine_for(url, migrates=True)
    with store_problems(url), connected(engine, writes=True) as connection:
        # The version is read only now, because another process may have migrated it meanwhile.
        version = version_on(connection)
        if version is None and inspect(connection).get_table_names():
            raise _not_ours(display_name(url))
        if version is None:
            _make(connection)
        elif version in schema_versions() - {head_version()}:
            _upgrade(connection)


def _make(connection: Connection) -> None:
    """Makes the declared tables in an empty place: at once what all migrations make in turn."""
    METADATA.create_all(connection)
    kinds = [
        {"ref": kind.value, "title": kind.value, "is_board": kind == MeetingKind.BOARD}
        for kind in MeetingKind
    ]
    connection.execute(insert(KindOfMeeting), kinds)
    _stamp(connection)


def _stamp(connection: Connection) -> None:
    first = {"id": 1, "identity": secrets.token_hex(8), "revision": 0}
    connection.execute(insert(StoreRevision).values(first))
    VERSION.create(connection)
    connection.execute(insert(VERSION).values(version_num=head_version()))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - the app never needs it

    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    _refuse_orphans(connection)


def _not_ours(name: str) -> StoreProblem:
    return StoreProblem(
        f"{name} is not a store of this program, and was left as it is. "
        "Choose another place with STORE_URL."
    )


def _refuse_orphans(connection: Connection) -> None:
    if is_sqlite(connection.engine.url):
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        if orphans:
            raise StoreProblem(
                f"The store could not be brought up to date: {len(orphans)} rows point at nothing. "
                f"It was left as it was. {RESTORE}"
            )
