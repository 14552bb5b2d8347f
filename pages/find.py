"""Where does a word stand: in what was asked, promised, said, decided and measured?

The search words stay in the reader's session: they are in no address, log or store.
"""

import polars as pl
import streamlit as st

from data_access.full_text_index import SearchTerms, parse_terms
from metrics.frames import Row
from metrics.search.documents import DocumentType, kinds_counted, match_count_text, several
from metrics.text_format import capitalised, listed
from ui.elements import layout, prose
from ui.elements.markdown import html_of
from ui.measure_pages import pages_of_measures
from ui.page import page_view, provenance
from ui.page.figures import NO_FILTERS
from ui.page.filters import ACTION, INSPECTION, MEETING, RECOMMENDATION
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN, MEETINGS, RECOMMENDATIONS
from ui.ready_questions import draw_groups, draw_links, questions_found
from ui.rows import search

# The number of matches of one kind shown at first, and the number of further ones in a fold.
SHOWN_AT_FIRST = 5
SHOWN_MORE = 45
# The number of ready questions shown, the best first.
QUESTIONS_SHOWN = 5


def _ask_for_words() -> SearchTerms:
    """Ask the reader for search words; there are none before any are typed."""
    typed = st.text_input(
        "Words to look for",
        key="words",
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
            _draw_documents(view, of_kind.head(SHOWN_AT_FIRST), terms)
            others = of_kind.slice(SHOWN_AT_FIRST, SHOWN_MORE)
            if others.is_empty():
                continue
            with layout.fold(f"{others.height} more", f"found-{name}") as is_open:
                if is_open:
                    _draw_documents(view, others, terms)
            left_out = of_kind.height - SHOWN_AT_FIRST - others.height
            if left_out:
                prose.caption(f"{left_out:,} more are not shown: add a word to find fewer.")


def _draw_documents(view: PageView, matches: pl.DataFrame, terms: SearchTerms) -> None:
    """Draw each match as a link to its place, with some of its text."""
    for row in matches.iter_rows(named=True):
        page, parameters = _link_to(view, row)
        title = search.excerpt_text(row["title"], terms, search.LONGEST_TITLE)
        st.page_link(page, label=title, query_params=parameters)
        if row["text"]:
            words = html_of(search.excerpt_text(row["text"], terms, search.LONGEST_SNIPPET))
            st.html(f'<p class="found">{words}</p>')


def _link_to(view: PageView, row: Row) -> tuple[str, dict[str, str]]:
    """The page of a match and the parameters of its link, as at the view's day."""
    if row["kind"] == DocumentType.MEASURE:
        [place] = pages_of_measures([row["ref"]])
        return place.path, view.parameters()
    if row["kind"] in {DocumentType.MEETING, DocumentType.DECISION, DocumentType.ASK}:
        return MEETINGS.path, view.parameters(**{MEETING.key: row["meeting"] or ""})
    page, chosen = RECOMMENDATIONS.path, {RECOMMENDATION.key: row["number"] or ""}
    if row["action"]:
        page, chosen = JOINT_ACTION_PLAN.path, {ACTION.key: row["action"]}
    inspection = (
        {INSPECTION.key: row["inspection"] or ""} if len(view.full_state.titles) > 1 else {}
    )
    return page, view.parameters(**(NO_FILTERS[page] | inspection | chosen))


# Read
view = page_view.header("Find")
provenance.stop_if_empty(view)
terms = _ask_for_words()

# Draw
if terms.words:
    matches = search.matches(view.day_state, terms)
    questions = questions_found(view, terms.words)[:QUESTIONS_SHOWN]
    prose.lead(match_count_text(matches["kind"]))
    if questions:
        with layout.section("found-questions", "Ready questions", has_controls=True):
            draw_links(view, questions)
    _draw_matches(view, matches, terms)
    prose.words(search.unmatched_text(view.day_state, terms))
else:
    prose.lead("Type one word or several: each match holds all of them. Or open a ready question.")
    draw_groups(view)
page_view.copy_link(view)
kinds = listed(["ready questions", *map(several, DocumentType)])
provenance.source(view, f"Looked through: {kinds}. Never a row of a case.")
