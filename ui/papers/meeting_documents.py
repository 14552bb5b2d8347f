"""The documents that *Meetings* offers: the agenda of the meeting chosen, or of the next ones."""

from functools import partial

import streamlit as st

from data_access.vocabulary import MeetingKind
from metrics.frames import Row
from ui.page.page_view import PageView
from ui.papers.agenda import AGENDA, Meeting, agenda_paper, meeting_of, next_meeting
from ui.papers.documents import offer

ABOUT_AGENDA = (
    "An agenda lists every item in full, with room for who speaks and the outcome. It is made "
    "when you take it, which takes some seconds; if it cannot be made, its button says that it "
    "failed, and no file comes."
)


def offer_documents(view: PageView, chosen: Row | None) -> None:
    """Draw a button for each document and format: of ``chosen``, or of the next of each kind."""
    st.markdown(ABOUT_AGENDA)
    if chosen:
        _offer_agenda(view, meeting_of(chosen))
        return
    for kind in MeetingKind:
        _offer_agenda(view, next_meeting(view, kind))


def _offer_agenda(view: PageView, meeting: Meeting) -> None:
    make = partial(agenda_paper, view, meeting, st.context.url or "")
    offer(f"Agenda, {meeting.title}", view.download(f"{AGENDA}-{meeting.name}").stem, make)
