"""The source of a page's content, its day, and whether it is real."""

from datetime import date

import streamlit as st

from metrics.data_quality import entries_by_day
from metrics.text_format import day_text
from ui.elements import prose
from ui.elements.markdown import DEMONSTRATION
from ui.page import room
from ui.page.page_view import PageView
from ui.pages import DATA
from ui.reads import StoreState

REPORT = "the inspectorates’ report"


def demonstration_notice(state: StoreState) -> None:
    """Say on every page of a demonstration store that nothing in it is real."""
    if state.snapshot.demonstration_as_at:
        with st.container(key="demonstration"):
            prose.markdown(f"{DEMONSTRATION}.")


def of_store(view: PageView) -> str:
    """The kind of store that is open, in a sentence or two."""
    if view.day_state.is_invented:
        return (
            f"**{DEMONSTRATION}.** The inspection, its recommendations and the published response "
            "are real; every meeting, update, date, position, judgement, decision, "
            "piece of evidence and case after the response is invented, and so is every figure "
            "about victims."
        )
    if view.day_state.tables["inspection"].is_empty():
        return "This store holds no inspection yet."
    what_came_after = (
        "what came after was recorded here by the office"
        if any(not entries.is_empty() for entries in entries_by_day(view.day_state))
        else "nothing that came after is recorded here yet"
    )
    return (
        "The inspection, its recommendations and the published response are real; "
        f"{what_came_after}."
    )


def source(view: PageView, *sentences: str, as_at: date | None = None) -> None:
    """Draw the source of a page or chart and its day: ``as_at``, or else the day of the view."""
    mark = [f"{DEMONSTRATION}."] if view.day_state.is_invented else []
    prose.caption(" ".join([*sentences, f"As at {day_text(as_at or view.day)}.", *mark]))


def publication_name(view: PageView, inspection: str | None = None) -> str:
    """The publication with the text of ``inspection``: the response, if one is held on the day.

    ``inspection``: null for those of the view.
    """
    comments, asked = view.day_state.tables["comment"], view.day_state.tables["recommendation"]
    if inspection:
        asked = asked.filter(inspection=inspection)
    answered = comments.join(asked, left_on="recommendation", right_on="ref", how="semi")
    return REPORT if answered.is_empty() else "the published response"


def leading_to_data(text: str) -> str:
    """A text that sends its reader to the page Data, as Markdown with a link to it."""
    return text.replace("page Data", f"page [Data]({DATA.url_path})")


def source_text(view: PageView) -> str:
    """The source of what the briefing says, in a sentence."""
    return f"Source: {publication_name(view)} and what was recorded since."


def stop_if_empty(view: PageView) -> None:
    """End the page with a plain message if the store has no inspection on the day."""
    if view.day_state.tables["inspection"].is_empty():
        st.info(
            "There is no inspection in this store yet. Load the published response with: "
            "python -m data_access init"
        )
        room.stop()
