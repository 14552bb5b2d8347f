"""Notes for the record of access: made by pages, written behind them in their order."""

import logging
import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlencode

import streamlit as st

from data_access.sign_in.access_record import access_entry, forget_access, record_access
from data_access.sign_in.configuration import SignIn
from data_access.store import Store, StoreProblem
from data_access.tables import AccessEvent
from data_access.vocabulary import Access
from ui.sign_in import current_person

LOG = logging.getLogger("rasso")
# Session keys of the page and view noted last: a page runs again at every press of a button.
PAGE, VIEW = "page noted last", "view noted last"
FIRST = "briefing"
SECONDS_BETWEEN_TRIES = 1.0
SECONDS_OF_A_WRITE = 0.5
FORGOTTEN_EVERY = timedelta(days=1)
NOTES: Queue[AccessEvent | None] = Queue()


def note(what: Access, done_to: str | None = None, view: str | None = None) -> None:
    """Note what the reader of this page does; nothing where nobody signs in."""
    reader = current_person.person()
    if reader:
        NOTES.put(access_entry(reader, what, done_to, view, at=datetime.now(UTC)))


def begin_run(page: str) -> None:
    """Note that a page is open. ``page``: its path in the app."""
    if current_person.person() and st.session_state.get(PAGE) != page:
        st.session_state[PAGE] = page
        st.session_state.pop(VIEW, None)
        note(Access.PAGE_OPENED, page or FIRST)


def note_view(chosen: Mapping[str, str]) -> None:
    """Note on which view a page is open. ``chosen``: choices that it offers, never typed text."""
    view = urlencode(chosen)
    if current_person.person() and st.session_state.get(VIEW) != view:
        st.session_state[VIEW] = view
        note(Access.VIEW_OPENED, st.session_state.get(PAGE) or FIRST, view)


class Writer:
    """Writes notes to the store, one transaction for all that have gathered.

    While the store cannot be written to they wait, so none is lost but by the end of the process.
    """

    def __init__(self, settings: SignIn, store: Callable[[], Store]) -> None:
        self._settings = settings
        self._store = store
        self._forgotten_at = datetime.min.replace(tzinfo=UTC)
        self._thread = Thread(target=self._write_until_the_end, name="access", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Write what has gathered, and end."""
        NOTES.put(None)
        self._thread.join(timeout=5)

    def _write_until_the_end(self) -> None:
        gathered: list[AccessEvent] = []
        is_over = False
        while not is_over:
            new, is_over = _gathered()
            gathered += new
            try:
                self._write(gathered)
                gathered = []
            except StoreProblem:
                LOG.exception("%d notes of access are not recorded yet.", len(gathered))

    def _write(self, notes: list[AccessEvent]) -> None:
        if notes:
            record_access(self._store(), notes)
        now = datetime.now(UTC)
        if now - self._forgotten_at >= FORGOTTEN_EVERY:
            forget_access(self._store(), self._settings.kept_for, at=now)
            self._forgotten_at = now


def _gathered() -> tuple[list[AccessEvent], bool]:
    """The notes that came within a moment, and whether no more will come."""
    notes: list[AccessEvent] = []
    wait, ends_at = SECONDS_BETWEEN_TRIES, math.inf
    try:
        while (one := NOTES.get(timeout=wait)) is not None:
            notes.append(one)
            # Each write has every session looked up again, so one holds what readers do meanwhile.
            ends_at = min(ends_at, time.monotonic() + SECONDS_OF_A_WRITE)
            wait = max(0.0, ends_at - time.monotonic())
    except Empty:
        return notes, False
    return notes, True
