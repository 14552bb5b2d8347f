"""The edition for the public as a document: what *Safe to say in public* says, and nothing else."""

from functools import partial
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from metrics.publication.publication_text import RULES, edition_summary_text
from metrics.text_format import day_text, listed
from metrics.victims.victim_figures import TOGETHER
from ui.elements.markdown import DEMONSTRATION, plain
from ui.measure_pages import pages_with_measures
from ui.page import publication
from ui.page.page_view import PageView
from ui.page.publication import Edition
from ui.papers.documents import offer
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import bullet_blocks, paragraph_blocks, table_blocks
from ui.rows.publication import (
    all_exact,
    edition_areas,
    not_quoted_names,
    of_all_areas,
    of_area,
    quotable_rows,
)

PUBLIC = "public"
ABOUT_PUBLIC = (
    "It says what this page says, for those who do not open the app: the rules of quotation, and "
    "every figure in the words in which it may be quoted. It holds nothing of any other page."
)
# The widths of the columns: a measure, its figure, the words to quote, and its caveat.
WIDTHS = (17, 14, 45, 24)
NOTHING_OF_AREAS = "No figure of victims may be quoted of"


def public_paper(view: PageView, found: Edition, address: str) -> Paper:
    """The edition of the day of the view. ``address``: of its page."""
    again = f"{address.partition('?')[0]}?{urlencode({'as_at': view.day})}"
    as_at = found.download.day
    return Paper(
        title=publication.edition_title(found),
        facts=(("As at", day_text(as_at)), ("To see it again", again)),
        marking=publication.EDITION_MARKING,
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=found.download.stem,
        sections=_sections(found),
    )


def edition_of_view(view: PageView) -> Edition | None:
    """The edition of the newest quarter counted by the day of the view; null if none is."""
    if not publication.published_periods(view.state, view.day):
        return None
    return publication.edition_of(view.state, view.day)


def offer_public(view: PageView, found: Edition) -> None:
    """Draw what the document is, and a button for each format of it."""
    st.markdown(ABOUT_PUBLIC)
    make = partial(public_paper, view, found, st.context.url or "")
    offer("Safe to say in public", found.download.stem, make)


def _sections(found: Edition) -> tuple[Section, ...]:
    rules = bullet_blocks(f"**{name}.** {words}" for name, words in RULES)
    quoted = {place.title: _of_page(found, place.codes) for place in pages_with_measures()}
    areas = _areas(found)
    return (
        Section(
            "In short",
            (
                *paragraph_blocks(
                    f"**{edition_summary_text(found.rows)}**",
                    found.holds,
                ),
                *paragraph_blocks(publication.HOW_COUNTED, is_quiet=True),
            ),
        ),
        Section("How to quote", (*rules,)),
        *(Section(title, tuple(blocks)) for title, blocks in quoted.items() if blocks),
        *([Section("Single areas", (*areas,))] if areas else []),
    )


def _of_page(found: Edition, codes: tuple[str, ...]) -> list[Block]:
    exact = paragraph_blocks(publication.ALL_EXACT) if all_exact(found.rows, codes) else []
    blocks = _figures(of_all_areas(found.rows, codes), publication.SAID, found.whose)
    return [*exact, *blocks] if blocks else []


def _areas(found: Edition) -> list[Block]:
    """The figures that may be said of each area; areas without any are named together."""
    of_areas = {area: of_area(found.rows, area) for area in edition_areas(found.rows)}
    said = {area: rows for area, rows in of_areas.items() if not quotable_rows(rows).is_empty()}
    silent = [area for area in of_areas if area not in said]
    if not of_areas:
        return []
    return [
        *paragraph_blocks(plain(publication.of_areas_text(found))),
        *(
            block
            for area, rows in said.items()
            for block in (Heading(area), *_figures(rows, f"{publication.SAID}: {area}", TOGETHER))
        ),
        *paragraph_blocks(f"{NOTHING_OF_AREAS} {plain(listed(silent))}." if silent else ""),
    ]


def _figures(rows: pl.DataFrame, alt: str, whose: str) -> list[Block]:
    """The figures that may be quoted, each in its words, then the names of those that may not."""
    return [
        *table_blocks(quotable_rows(rows, whose), alt, WIDTHS, ""),
        *(
            block
            for reason, names in not_quoted_names(rows).items()
            for block in (Heading(reason), *bullet_blocks(names))
        ),
    ]
