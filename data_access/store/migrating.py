"""Making a store, and bringing an older one to this program's version."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, text

from data_access.store import files
from data_access.store.addresses import is_sqlite, sqlite_url
from data_access.store.connecting import engine_for
from data_access.store.opening import Store, open_store, version
from data_access.store.plain_words import RESTORE, StoreProblem, in_plain_words
from data_access.store.versions import MIGRATIONS, head_version, known_versions

if TYPE_CHECKING:
    from alembic.config import Config


def create_or_migrate(url: URL) -> Store:
    """The store at ``url``, made if there is none and brought to this version if it is older.

    Errors: StoreProblem where the folder cannot be written, or the file is something else.
    """
    path = Path(url.database or "") if is_sqlite(url) else None
    if path is None:
        _migrate(url)
        return open_store(url)
    with in_plain_words(url):
        if path.is_file() and path.stat().st_size:
            if version(Store(url, engine_for(url))) is None:
                raise StoreProblem(
                    f"{path} is not a store of this program, and was left as it is. "
                    "Choose another place with STORE_URL."
                )
            return bring_up_to_date(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        with files.unfinished(path) as making:
            _migrate(sqlite_url(making))
            files.put_in_place(making, path)
    return open_store(url)


def bring_up_to_date(url: URL) -> Store:
    """An existing store, brought to this version if it is older. Errors: as ``open_store``."""
    if version(Store(url, engine_for(url))) in known_versions() - {head_version()}:
        _migrate(url)
    return open_store(url)


def migrations() -> "Config":
    """What Alembic must know to find the migrations."""
    from alembic.config import Config  # noqa: PLC0415 - the app never needs it

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(url: URL) -> None:
    from alembic import command  # noqa: PLC0415 - the app never needs it

    engine = engine_for(url, migrates=True)
    with (
        in_plain_words(url),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _refuse_orphans(connection)


def _refuse_orphans(connection: Connection) -> None:
    if is_sqlite(connection.engine.url):
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        if orphans:
            raise StoreProblem(
                f"The store could not be brought up to date: {len(orphans)} rows point at nothing. "
                f"It was left as it was. {RESTORE}"
            )
