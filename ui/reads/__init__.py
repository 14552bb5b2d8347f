"""Everything that pages read: the open store and its newest state, cached by its revision."""

from contextlib import suppress
from datetime import UTC, date, datetime
from threading import Lock

import streamlit as st

from data_access.reads import Snapshot, read_revision, read_snapshot
from data_access.sign_in import sessions
from data_access.sign_in.sessions import SignedIn
from data_access.store import Store, StoreProblem, open_store, store_url
from metrics.recommendations.measure_evidence import differences_of_day
from metrics.text_format import counted
from ui.reads.case_states import CaseStates, StaleState
from ui.reads.store_state import MONTHS_OF_A_YEAR, StoreState
from ui.sign_in import current_person

__all__ = ["StaleState", "StoreState"]
# The number of stores open at once; only tests open several.
STORES = 4


class OpenStore:
    """A store and its newest state, which is made again after each write and at midnight."""

    def __init__(self, url: str) -> None:
        self.store = open_store(url)
        self._cases = CaseStates(self.store, self._newest_snapshot)
        self._state: StoreState | None = None
        self._lock = Lock()

    def state(self) -> StoreState:
        """The newest state."""
        state = self._state
        if state is None or not self._is_newest(state):
            with self._lock:
                state = self._state
                if state is None or not self._is_newest(state):
                    state = self._state = self._next(state)
        return state

    def _is_newest(self, state: StoreState) -> bool:
        is_last_written = state.revision == read_revision(self.store)
        return is_last_written and state.today == today_of(state.snapshot)

    def _next(self, previous: StoreState | None) -> StoreState:
        snapshot = read_snapshot(self.store)
        self._cases.forget_earlier_than(snapshot)
        if previous:
            previous.forget()
        return StoreState(snapshot, today_of(snapshot), self._cases)

    def _newest_snapshot(self) -> Snapshot:
        return self.state().snapshot


def opened_store() -> Store:
    """The open store, as the app itself writes to it. Errors: StoreProblem."""
    return _opened().store


def store() -> Store:
    """The open store, as who signed in may write to it.

    Errors: StoreProblem, in words for the reader.
    """
    return opened_store().as_written_by(current_person.person())


def open_session(key: str) -> SignedIn | None:
    """The session of this ``key`` at the open store; null if there is none, or it has ended.

    Errors: StoreProblem.
    """
    return sessions.open_session(_opened().store, key)


def store_state() -> StoreState:
    """The newest state of the open store."""
    return _opened().state()


def today_of(snapshot: Snapshot) -> date:
    """Today, or the day a demonstration is frozen at."""
    return snapshot.demonstration_as_at or datetime.now(UTC).date()


def store_facts() -> list[str]:
    """Facts about the open store: its name, size and last write."""
    snapshot = store_state().snapshot
    rows = sum(frame.height for frame in snapshot.tables.values())
    events = snapshot.tables["audit_event"]
    last = _when_written(events["at"][-1]) if events.height else "never"
    return [
        f"Store: {opened_store().name}",
        f"{len(snapshot.tables)} tables, {counted(rows, 'row')}, "
        f"revision {snapshot.revision.number}",
        f"Last written: {last}",
    ]


def derive_ahead() -> None:
    """Derive the results for which the first reader would have to wait."""
    # After a release the state is another one.
    make_due_releases()
    state = store_state()
    # If somebody writes meanwhile, the first reader has to wait after all.
    with suppress(StaleState):
        differences_of_day(state.day_state(state.today))
        state.escalation_summary(state.today, None, MONTHS_OF_A_YEAR)
        state.case_summary(state.today, None, MONTHS_OF_A_YEAR)
        state.people(state.today, None, None)


def make_due_releases() -> None:
    """Release the periods that were closed outside the app, before a reader asks for them.

    Where the store cannot be read or written to, the next page says why.
    """
    with suppress(StoreProblem, StaleState):
        state = store_state()
        state.people(state.today, None, None)


def _when_written(moment: datetime) -> str:
    written = f"{moment:%d/%m/%Y %H:%M} UTC"
    if moment <= datetime.now(UTC):
        return written
    return f"{written}, which has not come yet. The clock was wrong then, or is now: have it set"


def _opened() -> OpenStore:
    return _open(store_url().render_as_string(hide_password=False))


@st.cache_resource(max_entries=STORES, show_spinner=False)
def _open(url: str) -> OpenStore:
    return OpenStore(url)
