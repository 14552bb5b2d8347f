"""The only access to the store: open, create, migrate, read and write."""

from data_access.store.engines import BUSY_SECONDS, copying_in
from data_access.store.error_messages import INIT, RESTORE, StoreProblem, store_problems
from data_access.store.migrate import bring_up_to_date, create_or_migrate
from data_access.store.settings import store_url
from data_access.store.store import (
    NotAllowed,
    Revision,
    Store,
    head_version,
    open_store,
    revision,
    schema_versions,
    version,
    version_at,
)
from data_access.store.urls import is_sqlite, sqlite_url
