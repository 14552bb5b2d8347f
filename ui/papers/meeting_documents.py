"""The documents that *Meetings* offers: of the meeting chosen, or agendas of the next ones."""

from functools import partial

import streamlit as st

from metrics.frames import Row
from ui.page.meeting import ShownMeeting, meeting_of, next_meetings
from ui.page.page_view import PageView
from ui.papers.agenda import AGENDA, agenda_paper
from ui.papers.documents import offer
from ui.papers.minutes import MINUTES, minutes_paper

ABOUT_AGENDA = "An agenda lists every item in full, with room for who speaks and the outcome."
ABOUT_MINUTES = (
    "Draft minutes say what is recorded of the meeting, and what was carried over to it."
)
ABOUT_MAKING = (
    "A document is made when you take it, which takes some seconds; if it cannot be made, its "
    "button says that it failed, and no file comes."
)


def offer_documents(view: PageView, chosen: Row | None) -> None:
    """Draw a button for each document and format: of ``chosen``, or of the next of each kind."""
    if not chosen:
        st.markdown(f"{ABOUT_AGENDA} {ABOUT_MAKING}")
        for each in next_meetings(view):
            _offer_agenda(view, each)
        return
    meeting = meeting_of(chosen, view.state.tables["meeting_kind"])
    st.markdown(f"{ABOUT_MINUTES} {ABOUT_AGENDA} {ABOUT_MAKING}")
    make = partial(minutes_paper, view, meeting, st.context.url or "")
    stem = view.download(f"{MINUTES}-{meeting.name}").stem
    offer(f"Draft minutes, {meeting.title}", stem, make)
    _offer_agenda(view, meeting)


def _offer_agenda(view: PageView, meeting: ShownMeeting) -> None:
    make = partial(agenda_paper, view, meeting, st.context.url or "")
    offer(f"Agenda, {meeting.title}", view.download(f"{AGENDA}-{meeting.name}").stem, make)
