"""The pages of the registry as Streamlit knows them, and the menu that leads to them.

The menu is a component of our own; see decision 46.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page as Entry

from ui.elements.browser_components import MENU_BAR, renderer_of
from ui.pages import Page

# The keys of the menu, and of the address that was pressed in it.
MENU, PRESSED = "menu", "menu pressed"


def entry(page: Page) -> Entry:
    """The entry of ``page`` for one run, whose caller may run the page once."""
    return copy(_entry(page))


# Streamlit looks for the file of each page anew, which took a tenth of a short run.
@cache
def _entry(page: Page) -> Entry:
    return st.Page(
        page.path, title=page.title, url_path=page.url_path or None, default=page.is_default
    )


def follow(sections: Mapping[str, Sequence[Entry]]) -> None:
    """Run the page that a reader pressed, before Streamlit is told which page runs."""
    pressed = st.session_state.pop(PRESSED, None)
    for entries in sections.values():
        for each in entries:
            if each.url_path == pressed:
                st.switch_page(each)


def draw(sections: Mapping[str, Sequence[Entry]], current: Entry) -> None:
    """Draw the menu of ``sections``, in which ``current`` is marked."""
    data = {
        "current": current.url_path,
        "sections": [
            [title, [[each.url_path, each.title] for each in entries]]
            for title, entries in sections.items()
        ],
    }
    renderer_of(MENU_BAR)(key=MENU, data=[data], on_pressed_change=_pressed)


def _pressed() -> None:
    st.session_state[PRESSED] = st.session_state[MENU].pressed
