"""Where does a word stand: in what was asked, promised, said, decided and measured?

The search words stay in the reader's session: they are in no address, log or store.
"""

from functools import partial

import polars as pl
import streamlit as st

from data_access.full_text_index import SearchTerms, parse_terms
from metrics.frames import Row
from metrics.search.document_types import DocumentType, kinds_counted, match_count_text, several
from metrics.text_format import capitalised, listed
from ui.asking.examples import draw_examples
from ui.asking.question_links import QuestionAnswer, answer_question
from ui.asking.what_was_meant import offer_what_was_meant
from ui.elements import layout, prose
from ui.elements.markdown import html_of, plain
from ui.measure_pages import pages_of_measures
from ui.page import page_view, provenance
from ui.page.figures import NO_FILTERS
from ui.page.filters import ACTION, INSPECTION, MEETING, RECOMMENDATION
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN, MEETINGS, RECOMMENDATIONS
from ui.rows import search

# The number of matches of one kind shown at first, and the number of further ones in a fold.
SHOWN_AT_FIRST = 5
SHOWN_MORE = 45


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


def _is_asked(answer: QuestionAnswer, nothing_matches: bool) -> bool:
    """Whether the words are a question. If mostly none, they are one if nothing holds them."""
    return bool(answer.links) and (answer.is_mostly_understood or nothing_matches)


def _draw_question(answer: QuestionAnswer) -> None:
    """Draw the views that a question leads to, and what of it is not understood or not chosen."""
    with st.container(key="section-found-question"):
        for link in answer.links:
            st.page_link(link.page, label=plain(link.label), query_params=link.parameters)
        if answer.text:
            st.html(f'<p class="found">{html_of(plain(answer.text))}</p>')


def _look_for(words: str) -> None:
    st.session_state["words"] = words


def _draw_matches(view: PageView, matches: pl.DataFrame, terms: SearchTerms) -> None:
    """Draw a section for each kind of document: its first few matches, and the others in a fold."""
    for kind, heading in kinds_counted(matches["kind"]).items():
        of_kind = matches.filter(pl.col("kind") == kind)
        name = kind.name.lower()
        with layout.section(f"found-{name}", capitalised(heading), has_controls=True):
            _draw_links(view, of_kind.head(SHOWN_AT_FIRST), terms)
            others = of_kind.slice(SHOWN_AT_FIRST, SHOWN_MORE)
            if others.is_empty():
                continue
            with layout.fold(f"{others.height} more", f"found-{name}") as is_open:
                if is_open:
                    _draw_links(view, others, terms)
            left_out = of_kind.height - SHOWN_AT_FIRST - others.height
            if left_out:
                prose.caption(f"{left_out:,} more are not shown: add a word to find fewer.")


def _draw_links(view: PageView, matches: pl.DataFrame, terms: SearchTerms) -> None:
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
    answer = answer_question(view, st.session_state["words"])
    is_asked = _is_asked(answer, matches.is_empty())
    is_question = is_asked and answer.is_mostly_understood
    if is_question and matches.is_empty():
        prose.lead("As a question, these words lead to:")
    else:
        prose.lead(match_count_text(matches["kind"]))
    if is_asked or matches.is_empty():
        offer_what_was_meant(answer, partial(_look_for, answer.meant))
    if is_asked:
        _draw_question(answer)
    _draw_matches(view, matches, terms)
    if not is_question:
        prose.words(search.unmatched_text(view.day_state, terms))
else:
    prose.lead("Type one word or several: each match holds all of them. Or ask a question.")
    draw_examples(view)
page_view.copy_link(view)
provenance.source(
    view, f"Looked through: {listed(map(several, DocumentType))}. Never a row of a case."
)
