"""A box for a day among the filters of a page. A day that cannot be shown is refused in words."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import streamlit as st

from ui.elements.day_box import FORMAT, PLACEHOLDER, parse_day

# Session key: by the key of a box, what was typed in it and refused on the page that runs.
REFUSED = "days refused"


class Refused(NamedTuple):
    """A text that was typed and is no day to show, and why."""

    text: str
    why: str


def begin_page() -> None:
    """Forget what was refused before the reader went elsewhere."""
    st.session_state[REFUSED] = {}


def refused(key: str) -> Refused | None:
    """What was typed last in the box ``key``, if that was refused."""
    found: Refused | None = st.session_state.get(REFUSED, {}).get(key)
    return found


def draw(
    key: str,
    label: str,
    shown: date | None,
    fault_of: Callable[[date], str],
    choose: Callable[[date | None], None],
) -> None:
    """Draw the box with the day ``shown``, or with the text that was refused in it.

    ``fault_of``: why a day cannot be shown; empty where it can. ``choose``: called before the page
    runs with the day that was typed, null for an empty box.
    """
    wrong, widget = refused(key), f"{key} typed"
    st.session_state[widget] = wrong.text if wrong else shown.strftime(FORMAT) if shown else ""
    st.text_input(
        label,
        key=widget,
        placeholder=PLACEHOLDER,
        on_change=_typed,
        args=(key, widget, fault_of, choose),
    )


def _typed(
    key: str,
    widget: str,
    fault_of: Callable[[date], str],
    choose: Callable[[date | None], None],
) -> None:
    text: str = st.session_state[widget]
    day, fault = parse_day(text)
    fault = fault_of(day) if day else fault
    others = {each: was for each, was in st.session_state.get(REFUSED, {}).items() if each != key}
    st.session_state[REFUSED] = others | ({key: Refused(text, fault)} if fault else {})
    if not fault:
        choose(day)
