"""The text of a page: its answer, sentences, lists, texts to copy, the reading rules."""

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl
import streamlit as st

from ui.elements import composition
from ui.elements.layout import fold
from ui.elements.markdown import plain

READING_RULES = Path(__file__).with_name("reading-rules.md")


def lead(*sentences: str, below: str = "") -> None:
    """Draw the page's answer in large type, a sentence or two.

    ``below``: what belongs to it and is less, as Markdown in the type of the page.
    """
    composition.send()
    with st.container(key="lead"):
        st.markdown("\n\n".join(filter(None, (" ".join(sentences), below))))


def words(sentence: str) -> None:
    """Draw a sentence, or nothing if it is empty."""
    if sentence:
        markdown(plain(sentence))


def markdown(text: str) -> None:
    """Draw Markdown, or nothing if it is empty."""
    if text:
        composition.draw_markdown(text)


def caption(text: str) -> None:
    """Draw Markdown in small print, or nothing if it is empty."""
    if text:
        composition.draw_markdown(text, is_small=True)


def subheading(words: str) -> None:
    """Draw a heading within a section, in Markdown."""
    composition.draw_heading(words, None, "h3")


def read_out(sentences: str) -> None:
    """Draw invisible text for screen readers, as the alternative to the chart before it."""
    composition.draw_html(f'<p class="read-out">{html.escape(sentences)}</p>')


def bullets(sentences: Iterable[str], otherwise: str = "Nothing.") -> None:
    """Draw a plain list, or ``otherwise``, which may be empty, if there is nothing to list."""
    markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences) or otherwise)


def bullets_of_markdown(lines: Iterable[str]) -> None:
    """Draw a plain list of lines that are Markdown already."""
    markdown("\n".join(f"- {line}" for line in lines))


def nothing_if_empty(rows: pl.DataFrame, sentence: str) -> None:
    """Draw a sentence in place of a table without rows."""
    if rows.is_empty():
        markdown(sentence)


def to_copy(number: int, label: str, write: Callable[[], Sequence[tuple[str, str]]]) -> None:
    """Draw texts to copy in a fold, each under its name; they are made once it is opened."""
    with fold(f"{label}: {number}", "texts") as is_open:
        for name, text in write() if is_open else ():
            markdown(f"**{plain(name)}**")
            composition.send()
            st.code(text, language=None, wrap_lines=True)


def reading_rules() -> None:
    """Draw the rules for reading the pages."""
    markdown(READING_RULES.read_text(encoding="utf-8"))
