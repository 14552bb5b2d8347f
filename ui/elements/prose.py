"""What a page says in words: its answer, sentences, lists, texts to copy, the reading rules."""

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
    """A sentence as it stands; nothing for none."""
    if sentence:
        st.markdown(plain(sentence))


def read_out(sentences: str) -> None:
    """Words for who does not see the picture before them; nobody sees them."""
    st.html(f'<p class="read-out">{html.escape(sentences)}</p>')


def bullets(sentences: Iterable[str], otherwise: str = "Nothing.") -> None:
    """A plain list; ``otherwise``, which may be nothing, where there is nothing to list."""
    said = "\n".join(f"- {plain(sentence)}" for sentence in sentences) or otherwise
    if said:
        st.markdown(said)


def bullets_of_markdown(lines: Iterable[str]) -> None:
    """A plain list of lines that are Markdown already."""
    st.markdown("\n".join(f"- {line}" for line in lines))


def nothing_if_empty(rows: pl.DataFrame, sentence: str) -> None:
    """A plain word in the place of a table without rows."""
    if rows.is_empty():
        st.markdown(sentence)


def to_copy(number: int, label: str, write: Callable[[], Sequence[tuple[str, str]]]) -> None:
    """As many texts under their names, all to be opened by ``label`` and copied; written then."""
    with fold(f"{label}: {number}", "texts") as is_open:
        for name, text in write() if is_open else ():
            st.markdown(f"**{plain(name)}**")
            st.code(text, language=None, wrap_lines=True)


def reading_rules() -> None:
    """How the pages are to be read."""
    st.markdown(READING_RULES.read_text(encoding="utf-8"))
