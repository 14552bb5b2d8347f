"""The parts of a page: sections, what stands side by side, what is closed at first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

# How the room is shared between two side by side; style.css knows each.
Share = Literal["1-1", "3-2", "2-1", "7-2"]


@contextmanager
def section(name: str, heading: str) -> Iterator[None]:
    """A part of a page, with a rule and a heading above it."""
    with st.container(key=f"section-{name}"):
        st.header(heading)
        yield


@contextmanager
def side_by_side(name: str, share: Share = "1-1") -> Iterator[None]:
    """Panels or sections beside each other, one under another where there is no room."""
    with st.container(key=f"side-{share}-{name}", horizontal=True):
        yield


@contextmanager
def fold(label: str, key: str) -> Iterator[bool]:
    """Closed at first; what is in it is made and sent only once a reader opens it."""
    part = st.expander(label, key=f"fold-{key}", on_change="rerun")
    with part:
        yield bool(part.open)
