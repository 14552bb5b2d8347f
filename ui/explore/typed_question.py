"""A question typed into "What to count": it is asked, and what was understood is said once."""

from functools import partial

import streamlit as st

from metrics.explore.choices import Offer
from metrics.explore.query import MEASURE
from ui.asking.question_links import NOTHING_CHOSEN, QuestionAnswer, answer_question
from ui.asking.what_was_meant import offer_what_was_meant
from ui.elements.markdown import plain
from ui.page.page_view import PageView
from ui.page.url_state import keep_all

# Session key: the answer to the last question, and a function that asks what was meant.
UNDERSTOOD = "understood in explore"
NOTHING_TO_COUNT = "Nothing to count was understood in that. Find looks for words."


def ask_typed(view: PageView, before: str | None, offer: Offer, typed: str) -> str | None:
    """Make the choices of Explore that a typed question names; without any, change nothing.

    ``before``: what was counted until then. Returns the choice still to be made where ``typed`` is
    no question but a part of a label in the list: the first choice with such a label.
    """
    answer = answer_question(view, typed)
    if not answer.links and (found := _part_of(typed, offer)):
        return found
    if answer.explored:
        keep_all(dict.fromkeys(NOTHING_CHOSEN) | {**answer.explored.values})
    else:
        keep_all({MEASURE: before})
    st.session_state[UNDERSTOOD] = (answer, partial(_ask_meant, view, before, offer, answer.meant))
    return None


def _ask_meant(view: PageView, before: str | None, offer: Offer, meant: str) -> None:
    if found := ask_typed(view, before, offer, meant):
        keep_all({MEASURE: found})


def say_what_was_understood() -> None:
    """Draw what became of the question that was typed just now, if one was."""
    if UNDERSTOOD not in st.session_state:
        return
    answer: QuestionAnswer
    answer, ask_meant = st.session_state.pop(UNDERSTOOD)
    text = answer.text if answer.explored or answer.links else f"{NOTHING_TO_COUNT} {answer.text}"
    if text:
        st.info(plain(text.strip()))
    offer_what_was_meant(answer, ask_meant)
    # The first is what the boxes show now.
    for link in answer.links[1:] if answer.explored else answer.links:
        st.page_link(link.page, label=plain(link.label), query_params=link.parameters)


def _part_of(typed: str, offer: Offer) -> str | None:
    part = typed.casefold()
    return next(
        (key for key, choice in offer.choices.items() if part in choice.in_list.casefold()), None
    )
