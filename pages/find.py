"""Where does a word stand: in what was asked, promised, said, decided and measured?

The search words stay in the reader's session: they are in no address, log or store.
"""

import polars as pl
import streamlit as st

from data_access.full_text_index import SearchTerms, parse_terms
from metrics.search.documents import DocumentType, kinds_counted, match_count_text, several
from metrics.text_format import capitalised, listed
from ui.elements import layout, prose
from ui.elements.markdown import html_of
from ui.page import page_view, provenance
from ui.page.find_box import WORDS, link_to
from ui.page.page_view import PageView
from ui.ready_questions import draw_groups, draw_links, questions_found
from ui.rows import search
from ui.sign_in.current_person import pages_offered

# The number of matches of one kind, and of ready questions, that are shown at first.
SHOWN = 5


def _ask_for_words() -> SearchTerms:
    """Ask the reader for search words; there are none before any are typed."""
    typed = st.text_input(
        "Words to look for",
        key=WORDS,
        type="search",
        placeholder="A subject or a question",
        autocomplete="off",
        persist_state="session",
    )
    terms = parse_terms(typed or "")
    if typed and not terms.words:
        st.info("There is no word in that: type letters or figures.")
    if terms.is_cut:
        st.info(f"That is a long text: the first {len(terms.words)} words of it are looked for.")
    return terms


def _draw_matches(view: PageView, matches: pl.DataFrame, terms: SearchTerms) -> None:
    """Draw a section for each kind of document: its first few matches, and the others in a fold."""
    for kind, heading in kinds_counted(matches["kind"]).items():
        of_kind = matches.filter(pl.col("kind") == kind)
        name = kind.name.lower()
        with layout.section(f"found-{name}", capitalised(heading), has_controls=True):
            _draw_documents(view, of_kind.head(SHOWN), terms)
            if of_kind.height > SHOWN:
                with layout.fold(f"{of_kind.height - SHOWN} more", f"found-{name}") as is_open:
                    if is_open:
                        _draw_documents(view, of_kind.slice(SHOWN), terms)


def _draw_documents(view: PageView, matches: pl.DataFrame, terms: SearchTerms) -> None:
    """Draw each match as a link to its place, with some of its text."""
    for row in matches.iter_rows(named=True):
        page, parameters = link_to(view.full_state, view.parameters, row)
        title = search.excerpt_text(row["title"], terms, search.LONGEST_TITLE)
        st.page_link(page, label=title, query_params=parameters)
        if row["text"]:
            words = html_of(search.excerpt_text(row["text"], terms, search.LONGEST_SNIPPET))
            st.html(f'<p class="found">{words}</p>')


# Read
view = page_view.header("Find")
provenance.stop_if_empty(view)
terms = _ask_for_words()

# Draw
if terms.words:
    offered = [page.path for page in pages_offered()]
    may_open = (pl.col("kind") != DocumentType.PAGE) | pl.col("ref").is_in(offered)
    matches = search.matches(view.day_state, terms).filter(may_open)
    questions = questions_found(view, terms.words)[:SHOWN]
    prose.lead(match_count_text(matches["kind"]))
    if questions:
        with layout.section("found-questions", "Ready questions", has_controls=True):
            draw_links(view, questions, terms)
    _draw_matches(view, matches, terms)
    prose.words(search.unmatched_text(view.day_state, terms))
else:
    prose.lead("Type one word or several: each match holds all of them. Or open a ready question.")
    draw_groups(view)
    if view.state.people(view.day, None, None) is None:
        prose.caption("Questions about victims and cases are offered once their files have come.")
page_view.copy_link(view)
kinds = listed(["ready questions", *map(several, DocumentType)])
provenance.source(view, f"Looked through: {kinds}. Never a row of a case.")
