"""The text of a page: its answer, sentences, lists, texts to copy, the reading rules."""

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl
import streamlit as st

from ui.elements.markdown import plain
from ui.page.layout import fold

READING_RULES = Path(__file__).with_name("reading-rules.md")


def lead(*sentences: str) -> None:
    """The page's answer in a sentence or two, large."""
    with st.container(key="lead"):
        st.markdown(" ".join(sentences))


def words(sentence: str) -> None:
    """A sentence; nothing if it is empty."""
    if sentence:
        st.markdown(plain(sentence))


def read_out(sentences: str) -> None:
    """Text for a screen reader, in the place of the chart before it; it is not visible."""
    st.html(f'<p class="read-out">{html.escape(sentences)}</p>')


def bullets(sentences: Iterable[str], otherwise: str = "Nothing.") -> None:
    """A plain list; ``otherwise``, which may be empty, if there is nothing to list."""
    text = "\n".join(f"- {plain(sentence)}" for sentence in sentences) or otherwise
    if text:
        st.markdown(text)


def bullets_of_markdown(lines: Iterable[str]) -> None:
    """A plain list of lines that are Markdown already."""
    st.markdown("\n".join(f"- {line}" for line in lines))


def nothing_if_empty(rows: pl.DataFrame, sentence: str) -> None:
    """A sentence in the place of a table without rows."""
    if rows.is_empty():
        st.markdown(sentence)


def to_copy(number: int, label: str, write: Callable[[], Sequence[tuple[str, str]]]) -> None:
    """Texts to copy, each under its name, in a fold; they are written once it is opened."""
    with fold(f"{label}: {number}", "texts") as is_open:
        for name, text in write() if is_open else ():
            st.markdown(f"**{plain(name)}**")
            st.code(text, language=None, wrap_lines=True)


def reading_rules() -> None:
    """How the pages are to be read."""
    st.markdown(READING_RULES.read_text(encoding="utf-8"))
