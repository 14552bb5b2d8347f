"""Words, headings and tables that stand together in a section, sent as one piece of HTML.

A browser has more work with each piece that it receives than with what stands in it. Everything
that a reader presses, opens or chooses stays a piece of its own: what draws such a thing in a
section calls ``send`` first, as ``ui.elements`` does.
"""

import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal, NoReturn

import streamlit as st
from markdown_it import MarkdownIt

# Marks of Streamlit's Markdown that are not of CommonMark, and what is not needed in sentences.
_OTHER_MARKS = re.compile(r"(?<!\\)[$~`<&|]|(?<!\\):[\w/-]|https?:|www\.|@|--|->|>=")
_KNOWN = frozenset(
    f"{kind}_{end}"
    for kind in ("paragraph", "bullet_list", "list_item", "strong", "em", "link")
    for end in ("open", "close")
) | {"inline", "text", "softbreak"}
_MARKDOWN = MarkdownIt("commonmark")
BEGINS = '<div class="pieces">'
# Tests that read a page by its elements turn it off.
IS_COMPOSED = True
_NEW_TAB = {"target": "_blank", "rel": "noopener noreferrer"}


class _Held(threading.local):
    """What the run of this thread has not sent yet, and whether it waits for its neighbours."""

    parts: tuple[str, ...] = ()
    waits: bool = False


_HELD = _Held()


def begin_run() -> None:
    """Forget what a run before left unsent in this thread."""
    _HELD.parts, _HELD.waits = (), False


@contextmanager
def together(*, waits: bool = True) -> Iterator[None]:
    """Send as one piece what is drawn within, up to each thing that is a piece of its own.

    ``waits``: false to send each thing as it is drawn, as within a row of columns.
    """
    send()
    before, _HELD.waits = _HELD.waits, waits and IS_COMPOSED
    try:
        yield
    finally:
        send()
        _HELD.waits = before


def send() -> None:
    """Send what is held, before a piece of its own is drawn."""
    held, _HELD.parts = _HELD.parts, ()
    if held:
        st.html(f"{BEGINS}{''.join(held)}</div>")


def stop() -> NoReturn:
    """End the page here, with what is held."""
    send()
    st.stop()


def draw_html(body: str) -> None:
    """Draw HTML."""
    if _HELD.waits:
        _HELD.parts += (body,)
    else:
        st.html(body)


def draw_markdown(text: str, *, is_small: bool = False) -> None:
    """Draw Markdown; in small print where ``is_small``."""
    body = html_of_markdown(text) if _HELD.waits else None
    if body is None:
        send()
        _ = st.caption(text) if is_small else st.markdown(text)
    else:
        draw_html(f'<div class="words{" small" if is_small else ""}">{body}</div>')


def draw_heading(words: str, anchor: str | None, tag: Literal["h2", "h3"] = "h2") -> None:
    """Draw a heading, in Markdown; ``anchor``: its name in links to it."""
    body = html_of_markdown(words) if _HELD.waits else None
    if body is None or body.count("<p>") != 1:
        send()
        _ = st.header(words, anchor=anchor) if tag == "h2" else st.subheader(words, anchor=anchor)
    else:
        name = f' id="{html.escape(anchor)}"' if anchor else ""
        draw_html(f"<{tag}{name}>{body.removeprefix('<p>').removesuffix('</p>')}</{tag}>")


@lru_cache(maxsize=4096)
def html_of_markdown(text: str) -> str | None:
    """Sentences and plain lists as HTML; null where ``text`` has any other mark."""
    if _OTHER_MARKS.search(text):
        return None
    tokens = _MARKDOWN.parse(text)
    inner = [each for token in tokens for each in token.children or ()]
    if not {token.type for token in (*tokens, *inner)} <= _KNOWN:
        return None
    for link in inner:
        if link.type == "link_open" and not str(link.attrs["href"]).startswith("#"):
            link.attrs |= _NEW_TAB
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()
