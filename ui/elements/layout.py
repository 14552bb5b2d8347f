"""The parts of a page: sections, columns and folds."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from ui.elements import composition

# The shares of two columns in the width; style.css has a rule for each.
Widths = Literal["1-1", "3-2"]


@contextmanager
def section(name: str, heading: str, *, has_controls: bool = False) -> Iterator[None]:
    """Draw a part of a page under a rule and a heading, which links on the page call ``name``.

    ``has_controls``: whether it draws boxes and buttons of Streamlit's between its words. The words
    and tables of any other section are sent together.
    """
    composition.send()
    with st.container(key=f"section-{name}"), composition.together(waits=not has_controls):
        composition.draw_heading(heading, name)
        yield


def keep_place() -> None:
    """Keep the place of what is left out, for a browser draws anew what moves up or down."""
    composition.send()
    st.container()


@contextmanager
def side_by_side(name: str, share: Widths = "1-1") -> Iterator[None]:
    """Draw panels or sections beside each other, or below each other on a narrow screen."""
    with row(f"side-{share}-{name}"):
        yield


@contextmanager
def row(key: str) -> Iterator[None]:
    """Draw each thing beside the one before it. ``key``: what style.css calls the row."""
    composition.send()
    with st.container(key=key, horizontal=True), composition.together(waits=False):
        yield


@contextmanager
def fold(label: str, key: str) -> Iterator[bool]:
    """Draw an expander, closed at first; yield whether it is open, so content is made on demand."""
    composition.send()
    part = st.expander(label, key=f"fold-{key}", on_change="rerun")
    with part, composition.together():
        yield bool(part.open)
