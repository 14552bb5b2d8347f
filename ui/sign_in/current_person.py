"""The person to whom a page is shown, and what it offers them."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

import streamlit as st

from data_access.sign_in.configuration import sign_in
from data_access.sign_in.roles import Person
from data_access.sign_in.sessions import SignedIn
from data_access.store import StoreProblem
from data_access.store.settings import accepts_no_sign_in
from data_access.vocabulary import Role
from ui.pages import PAGES, WHERE_PEOPLE_SIGN_IN, Page
from ui.sign_in.addresses import SESSION_HEADER

# Session key of the person whom the tab was opened for.
PERSON = "person signed in"
SIGN_IN_AGAIN = '<a href="/" target="_self">Sign in again</a>'
SIGN_OUT = '<a href="/auth/logout" target="_self">Sign out</a>'


class SignedOut(Exception):
    """Raised if the session of a page has ended."""


def begin_run(open_session: Callable[[str], SignedIn | None]) -> None:
    """Look up who a run is for, and end it where the session has ended since the last.

    ``open_session``: the session of a key that nobody has ended.
    """
    if sign_in() is None:
        return
    key = st.context.headers.get(SESSION_HEADER)
    try:
        signed_in = open_session(key) if key else None
    except StoreProblem as problem:
        st.error(str(problem))
        st.stop()
    if signed_in is None or not signed_in.holds(datetime.now(UTC)):
        st.session_state.clear()
        st.html(f"<p>Your session has ended. {SIGN_IN_AGAIN}</p>")
        st.stop()
    if st.session_state.get(PERSON) not in (None, signed_in.person):
        # What somebody else typed or opened in this tab is not theirs.
        st.session_state.clear()
    st.session_state[PERSON] = signed_in.person


def person() -> Person | None:
    """The person to whom the page is shown; null where nobody signs in."""
    if sign_in() is None:
        return None
    found: Person | None = st.session_state.get(PERSON)
    if found is None:
        raise SignedOut
    return found


def may(role: Role) -> bool:
    """Whether the page may offer what takes ``role``: all of it, where nobody signs in."""
    reader = person()
    return reader is None or reader.may(role)


def contributor() -> Person | None:
    """The contributor, who proposes what others record; null for all others, or without sign-in."""
    reader = person()
    proposes = reader and reader.may(Role.CONTRIBUTOR) and not reader.may(Role.RECORDER)
    return reader if proposes else None


def recorder() -> Person | None:
    """The recorder, who decides what others propose; null for all others, or without sign-in."""
    reader = person()
    return reader if reader and reader.may(Role.RECORDER) else None


def pages_offered() -> list[Page]:
    """The pages in the menu of the person whom the page is shown to."""
    reader = person()
    if reader is None:
        return list(PAGES)
    return [each for each in WHERE_PEOPLE_SIGN_IN if reader.may(*each.roles)]


def ask_writer(label: str, key: str, **as_typed: Any) -> str:
    """The name that an entry is recorded under: of who signed in, or else as typed.

    ``as_typed``: arguments of the box in which it is typed.
    """
    reader = person()
    if reader is None:
        typed: str = st.text_input(label, key=key, **as_typed)
        return typed
    done = "Proposed" if contributor() else "Recorded"
    st.text_input(f"{done} in your name", value=reader.name, key=key, disabled=True)
    return reader.name


def cases_may_be_loaded() -> bool:
    """Whether files of real cases may be loaded: people sign in, or the office does without."""
    return sign_in() is not None or accepts_no_sign_in()


def name_for_trial() -> str:
    """The name under which entries are tried before anybody is asked for one."""
    reader = person()
    return reader.name if reader else "looking"


def draw_who_signed_in() -> None:
    """Draw who the page is shown to, and the way out."""
    reader = person()
    if reader:
        roles = ", ".join(role for role in Role if role in reader.roles)
        st.html(f"<p>Signed in as {escape(reader.name)} ({roles}). {SIGN_OUT}</p>")
