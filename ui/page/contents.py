"""The contents of a page: links to its sections, and to everything below its pictures."""

import html
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.elements.markdown import shortened

# Session key: the contents of the page that runs.
CONTENTS = "contents of the page"
LONGEST = 60


@dataclass
class Contents:
    """The sections of a page so far, each a name and a heading, and where its pictures end.

    ``place``: where the contents are drawn once all are known. ``more``: a link to another view.
    """

    place: DeltaGenerator
    more: str
    sections: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0


def begin_run() -> None:
    """Begin the run of a page, which has no contents until its header begins them."""
    st.session_state[CONTENTS] = None


def begin(more: str) -> None:
    """Keep room for the contents at this place of the page. ``more``: HTML to add to them."""
    st.session_state[CONTENTS] = Contents(st.empty(), more)


def anchor(name: str, heading: str) -> str | None:
    """Add a section to the contents; return what links to it are to name, null without contents."""
    contents: Contents | None = st.session_state.get(CONTENTS)
    if contents is None:
        return None
    contents.sections.append((name, heading))
    return name


def end_pictures() -> None:
    """Say that the sections so far hold the pictures of the page."""
    contents: Contents | None = st.session_state.get(CONTENTS)
    if contents is not None:
        contents.pictures = len(contents.sections)


def draw() -> None:
    """Draw the contents in their place, if the page has any."""
    contents: Contents | None = st.session_state.get(CONTENTS)
    if contents is None:
        return
    listed = "".join(
        f"<li>{_link(name, shortened(words, LONGEST))}</li>" for name, words in contents.sections
    )
    below = [_link(name, "Everything below") for name, _ in contents.sections[contents.pictures :]]
    contents.place.html(
        f'<nav class="contents" aria-label="On this page"><details><summary>On this page</summary>'
        f"<ul>{listed}</ul></details>{''.join(below[:1])}{contents.more}</nav>"
    )


def _link(name: str, words: str) -> str:
    return f'<a href="#{name}">{html.escape(words)}</a>'
