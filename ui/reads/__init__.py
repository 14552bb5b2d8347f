"""Everything that pages read: the state of the open store, cached by its revision."""

from ui.reads.current_store import (
    count_closed_quarters,
    derive_ahead,
    open_session,
    opened_store,
    store,
    store_facts,
    store_state,
)
from ui.reads.store_state import StaleState, StoreState
from ui.reads.victims import moved_in_revisions, protect_for_edition, revise

__all__ = [
    "StaleState",
    "StoreState",
    "count_closed_quarters",
    "derive_ahead",
    "moved_in_revisions",
    "open_session",
    "opened_store",
    "protect_for_edition",
    "revise",
    "store",
    "store_facts",
    "store_state",
]
