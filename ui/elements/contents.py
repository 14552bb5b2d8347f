"""The contents of a page: links to its sections."""

import html
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.elements.markdown import shortened

# Session keys: the contents of the page that runs, and the HTML last drawn, by the path of a page.
CONTENTS, DRAWN = "contents of the page", "contents drawn"
LONGEST = 60


@dataclass
class Contents:
    """The sections of a page so far, each a name and a heading.

    ``place``: where the contents are drawn once all are known; null on a page that has none.
    ``more``: a link to another view.
    """

    url_path: str
    place: DeltaGenerator | None = None
    more: str = ""
    sections: list[tuple[str, str]] = field(default_factory=list)


def begin_run(url_path: str) -> None:
    """Begin the run of a page, which has no contents until its header begins them."""
    st.session_state[CONTENTS] = Contents(url_path)
    st.session_state.setdefault(DRAWN, {})


def keep_room(more: str = "") -> None:
    """Keep room for the contents at this place of the page. ``more``: HTML to add to them.

    The page shows them as they were when it last ran until all are known: with an empty place in
    between, a browser would move all that stands below it twice.
    """
    contents = _contents()
    if contents is not None:
        drawn = st.session_state[DRAWN].get(contents.url_path)
        contents.more = more
        contents.place = st.html(_whole(drawn, more)) if drawn else st.empty()


def anchor(name: str, heading: str) -> str | None:
    """Add a section to the contents; return the name for links to it, null without contents."""
    contents = _contents()
    if contents is None or contents.place is None:
        return None
    contents.sections.append((name, heading))
    return name


def lead_into(name: str, place: str) -> None:
    """Have the contents lead to ``place`` in the section ``name``, if it was the last to be added.

    A link to what is inside opens what is closed.
    """
    contents = _contents()
    if contents is not None and contents.sections and contents.sections[-1][0] == name:
        contents.sections[-1] = place, contents.sections[-1][1]


def draw() -> None:
    """Draw the contents in their place, if the page has any, as it ends."""
    contents = _contents()
    if contents is None or contents.place is None:
        return
    known = _html(contents) if contents.sections else ""
    drawn = st.session_state[DRAWN]
    if drawn.get(contents.url_path, "") != known:
        whole = _whole(known, contents.more)
        _ = contents.place.html(whole) if known else contents.place.empty()
        drawn[contents.url_path] = known


def _contents() -> Contents | None:
    contents: Contents | None = st.session_state.get(CONTENTS)
    return contents


def _html(contents: Contents) -> str:
    listed = "".join(
        f"<li>{_link(name, shortened(words, LONGEST))}</li>" for name, words in contents.sections
    )
    return f"<details><summary>On this page</summary><ul>{listed}</ul></details>"


def _whole(links: str, more: str) -> str:
    """The contents as HTML: ``links`` into the page, and ``more`` beside them."""
    return f'<nav class="contents" aria-label="On this page">{links}{more}</nav>'


def _link(name: str, words: str) -> str:
    return f'<a href="#{name}">{html.escape(words)}</a>'
