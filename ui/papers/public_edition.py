"""The edition for the public as a document: what *Safe to say in public* says, and nothing else."""

from collections.abc import Iterator
from functools import partial

import streamlit as st

from metrics.publication.publication_text import RULES, base_text
from metrics.text_format import day_text
from metrics.victims.victim_figures import ONCE
from ui.elements.markdown import DEMONSTRATION, plain
from ui.measure_pages import pages_with_measures
from ui.page import publication
from ui.page.page_view import PageView
from ui.page.publication import Edition
from ui.papers.documents import offer
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import (
    bullet_blocks,
    paragraph_blocks,
    plain_bullet_blocks,
    table_blocks,
)
from ui.rows.publication import edition_areas, missing_text, of_all_areas, quoted_rows

PUBLIC = "public"
ABOUT_PUBLIC = "Every sentence of this page, in full."
# The widths of the columns: a measure, its figure, the words to quote, and its caveat.
WIDTHS = (17, 14, 45, 24)


def public_paper(view: PageView, found: Edition) -> Paper:
    """The edition of the day of the view, which names no address inside the office."""
    return Paper(
        title=found.title,
        facts=(("As at", day_text(view.day)),),
        marking=publication.EDITION_MARKING,
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=found.download.stem,
        sections=tuple(_sections(found)),
    )


def offer_public(view: PageView, found: Edition) -> None:
    """Draw what the document is, and a button for each format of it."""
    st.markdown(ABOUT_PUBLIC)
    make = partial(public_paper, view, found)
    offer(publication.TITLE, found.download.stem, make)


def _sections(found: Edition) -> Iterator[Section]:
    ready = plain_bullet_blocks(found.ready, "Nothing.")
    base = paragraph_blocks(plain(base_text(found.whose)), ONCE, is_quiet=True)
    yield Section("Ready to be said", (*ready, *base))
    rules = bullet_blocks(f"**{name}.** {words}" for name, words in RULES)
    yield Section("How to say it", (*rules,))
    for place in pages_with_measures():
        rows = quoted_rows(of_all_areas(found.rows, place.codes), found.whose)
        if blocks := table_blocks(rows, f"{publication.SAID}: {place.title}", WIDTHS, ""):
            yield Section(place.title, (*blocks,))
    if areas := [*_areas(found)]:
        yield Section("Single areas", (*areas,))
    if found.missing:
        text = paragraph_blocks(plain(missing_text(found.missing)))
        yield Section("What has no figure", (*text,))


def _areas(found: Edition) -> Iterator[Block]:
    for area in edition_areas(found.rows):
        rows = quoted_rows([row for row in found.rows if row.area == area])
        yield Heading(area)
        yield from table_blocks(rows, f"{publication.SAID}: {area}", WIDTHS, "")
