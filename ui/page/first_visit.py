"""Five notes on how to read the pages, for who opens the first of them for the first time."""

import html
from urllib.parse import urlencode

import streamlit as st

from ui.pages import WORDS

# By word of the glossary, the note; the first words of each are what it is about.
NOTES = {
    "voice": ("Voice and position", "each body says by itself how far a part is; never merged."),
    "as-at day": ("As-at day", "every page shows one day; choose an earlier one at the top."),
    "withheld": ("Withheld", "small numbers of people are hidden, and are never a nought."),
    "definition": ("About this figure", "open a number to read what it counts, and out of what."),
    "copied link": ("Copy link", "at the foot: an address that shows the same view on any day."),
}


def draw() -> None:
    """Draw the notes, closed, as one element."""
    items = "".join(
        f'<li><a href="{_word_address(word)}" target="_self">{html.escape(about)}</a>'
        f": {html.escape(note)}</li>"
        for word, (about, note) in NOTES.items()
    )
    st.html(
        '<details class="first-visit"><summary>New here? Five things to know</summary>'
        f"<ul>{items}</ul></details>"
    )


def _word_address(word: str) -> str:
    return f"{WORDS.url_path}?{html.escape(urlencode({'word': word}))}"
