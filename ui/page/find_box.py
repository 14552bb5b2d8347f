"""The box on every page into which a reference or words are typed, and where they lead.

What is typed stays in the reader's session: it is in no address, log or store.
"""

from collections.abc import Callable

import streamlit as st

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.search.documents import DocumentType, documents, named
from ui.measure_pages import pages_of_measures
from ui.page import room
from ui.page.filters import ACTION, INSPECTION, MEETING, NO_FILTERS, RECOMMENDATION
from ui.pages import FIND, JOINT_ACTION_PLAN, MEETING_MODE, MEETINGS, RECOMMENDATIONS

# Session keys: the box, its button, and the words in the box of Find.
BOX, BUTTON, WORDS = "find", "find-typed", "words"
BOX_PX = 120
# The parameters of a link to a view, with those that are given.
Parameters = Callable[..., dict[str, str]]


def draw(state: DayState, parameters: Parameters) -> None:
    """Draw the box, and go where what is sent from it leads; Find has a box of its own."""
    if st.session_state.get(room.PAGE) in (FIND, MEETING_MODE):
        return
    with (
        st.form("finding", border=False, clear_on_submit=True),
        st.container(horizontal=True, gap="xsmall"),
    ):
        typed = st.text_input(
            "Find",
            key=BOX,
            placeholder="Find: A37",
            label_visibility="collapsed",
            autocomplete="off",
            width=BOX_PX,
        ).strip()
        is_sent = st.form_submit_button("Find", key=BUTTON)
    if is_sent and typed:
        path, chosen = _way_to(state, parameters, typed)
        st.switch_page(path, query_params=chosen)


def _way_to(state: DayState, parameters: Parameters, typed: str) -> tuple[str, dict[str, str]]:
    """The way to what ``typed`` is the reference of, or else to Find, which has the words then."""
    inspection = parameters().get(INSPECTION.key)
    if place := named(documents(state.facts, state.limits), typed, inspection):
        return link_to(state, parameters, place)
    st.session_state[WORDS] = typed
    return FIND.path, parameters()


def link_to(state: DayState, parameters: Parameters, row: Row) -> tuple[str, dict[str, str]]:
    """The page of a document, and the parameters of the link to it."""
    if row["kind"] == DocumentType.PAGE:
        return row["ref"], parameters()
    if row["kind"] == DocumentType.MEASURE:
        [place] = pages_of_measures([row["ref"]])
        return place.path, parameters()
    if row["kind"] in {DocumentType.MEETING, DocumentType.DECISION, DocumentType.ASK}:
        return MEETINGS.path, parameters(**{MEETING.key: row["meeting"] or ""})
    page, chosen = RECOMMENDATIONS.path, {RECOMMENDATION.key: row["number"] or ""}
    if row["action"]:
        page, chosen = JOINT_ACTION_PLAN.path, {ACTION.key: row["action"]}
    if len(state.titles) > 1:
        chosen |= {INSPECTION.key: row["inspection"] or ""}
    return page, parameters(**(NO_FILTERS[page] | chosen))
