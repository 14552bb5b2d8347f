"""The state of the app and of its store, for an administrator's monitoring."""

import logging
from typing import Any

from data_access.arrow_cache import newest_snapshot_at
from data_access.reads import read_revision, read_written_at
from data_access.sign_in.configuration import sign_in
from data_access.store import Store, StoreProblem, head_version, version
from ui import reads

LOG = logging.getLogger("rasso")


def state(*, is_warm: bool) -> dict[str, Any]:
    """The state of the app: nothing about cases, no name, no folder and no address.

    Units: moments in UTC. Nulls: ``store`` while it cannot be used; ``snapshot_at`` where this
    machine has no copy in columns, which is made of many rows alone.
    """
    try:
        of_store = _state_of(reads.opened_store())
    except StoreProblem:
        LOG.exception("The state of the store could not be read.")
        of_store = None
    return {
        "status": "ok" if is_warm and of_store else "not ok",
        "is_warm": is_warm,
        "sign_in": sign_in() is not None,
        "program_version": head_version(),
        "store": of_store,
    }


def _state_of(store: Store) -> dict[str, Any]:
    written_at, snapshot_at = read_written_at(store), newest_snapshot_at(store)
    return {
        "version": version(store),
        "revision": read_revision(store).number,
        "written_at": written_at.isoformat() if written_at else None,
        "snapshot_at": snapshot_at.isoformat() if snapshot_at else None,
    }
