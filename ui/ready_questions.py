"""Ready questions that the store can answer, and the views that answer them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import streamlit as st

from data_access.full_text_index import SearchTerms, words_in
from metrics.explore.choices import CHART
from metrics.explore.query import KEYS
from metrics.search.ready_questions import (
    EXPLORE,
    ReadyQuestion,
    answerable_questions,
    best_matches,
)
from ui.elements import layout
from ui.page.filters import NO_FILTERS
from ui.page.page_view import PageView
from ui.page.url_state import keep_all
from ui.pages import PAGES
from ui.rows.search import marked

BY_FILE = {each.file: each for each in PAGES}
OF_EXPLORE = (*KEYS, CHART)
# An empty value clears what was chosen on the page before.
NOTHING_CHOSEN = NO_FILTERS | {BY_FILE[EXPLORE].path: dict.fromkeys(OF_EXPLORE, "")}
# Session key: the question that is chosen in the box on Explore.
CHOSEN = "ready-question"


def questions_offered(view: PageView) -> list[ReadyQuestion]:
    """The ready questions that can be answered on the day of the view."""
    coverage = view.state.explore_coverage(view.day)
    return answerable_questions(coverage, view.state.unavailable, view.full_state.tables)


def questions_found(view: PageView, typed: Sequence[str]) -> list[ReadyQuestion]:
    """The questions offered that hold most of the folded words ``typed``, the best first."""
    questions = questions_offered(view)
    texts = [
        words_in(f"{each.question} {each.other_words} {BY_FILE[each.page].title}")
        for each in questions
    ]
    return [questions[place] for place in best_matches(typed, texts)]


def draw_groups(view: PageView) -> None:
    """Draw every question offered as a link, in a fold for each group."""
    groups = groupby(questions_offered(view), lambda each: each.group)
    for place, (group, questions) in enumerate(groups, 1):
        with layout.fold(group, f"questions-{place}") as is_open:
            if is_open:
                draw_links(view, questions, SearchTerms(()))


def draw_links(view: PageView, questions: Iterable[ReadyQuestion], terms: SearchTerms) -> None:
    """Draw a link to the view of each question on the day of the view, with ``terms`` marked."""
    for each in questions:
        page = BY_FILE[each.page]
        chosen = NOTHING_CHOSEN.get(page.path, {}) | dict(each.address)
        label = marked(f"{page.title}: {each.question}", terms)
        st.page_link(page.path, label=label, query_params=view.parameters(**chosen))


def choose_on_explore(view: PageView) -> None:
    """Draw a box of the questions that Explore answers; one that is chosen makes its choices."""
    addresses = {
        each.question: each.address for each in questions_offered(view) if each.page == EXPLORE
    }
    st.selectbox(
        "Ready questions",
        list(addresses),
        index=None,
        placeholder="Choose, or type a word of it",
        key=CHOSEN,
        on_change=_ask_chosen,
        args=(addresses,),
    )


def _ask_chosen(addresses: Mapping[str, Mapping[str, str]]) -> None:
    """Make the choices of the question that was chosen, and empty the box for the next."""
    if question := st.session_state[CHOSEN]:
        keep_all(dict.fromkeys(OF_EXPLORE) | dict(addresses[question]))
    st.session_state[CHOSEN] = None
