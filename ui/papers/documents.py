"""The documents that pages offer, each made when somebody takes it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from data_access.vocabulary import DocumentFormat
from metrics.frames import Row
from metrics.meetings.questions_to_ask import reply_by_default
from metrics.recommendations.one_recommendation import OneRecommendation
from metrics.text_format import day_text
from ui.elements import layout
from ui.elements.day_box import day_box
from ui.elements.download_button import download_button
from ui.elements.markdown import plain
from ui.meetings.minutes import minutes_on
from ui.page.filters import RECOMMENDATION
from ui.page.meeting import ShownMeeting, meeting_of, next_meetings
from ui.page.page_view import PageView
from ui.papers.agenda import AGENDA, agenda_paper
from ui.papers.briefing_pack import PACK_STEM, briefing_pack
from ui.papers.chaser import CHASER, chaser, organisations_to_chase
from ui.papers.minutes import MINUTES, minutes_paper
from ui.papers.paper import Paper
from ui.papers.paper_worker import written
from ui.papers.recommendation_history import recommendation_paper, stem_name

FORMAT_NAMES = {DocumentFormat.DOCX: "Word", DocumentFormat.PDF: "PDF"}
ABOUT_MAKING = (
    "A document is made when you take it, which takes some seconds; if it cannot be made, its "
    "button says that it failed, and no file comes."
)
ABOUT_PACK = (
    "The briefing pack says what *Briefing* says on two pages, and the rest in full in annexes. "
    f"{ABOUT_MAKING}"
)
ABOUT_AGENDA = "An agenda lists every item in full, with room for who speaks and the outcome."
ABOUT_MINUTES = (
    "Minutes say what was approved; draft minutes what is recorded of the meeting, and what was "
    "carried over to it."
)
ABOUT_HISTORY = (
    "It says what this view says: how the recommendation stands, what it asks, what was answered, "
    "and everything said and done about it since, in order, with who and when."
)
NOTHING_TO_CHASE = "Nothing is asked of any organisation on this day."


def offer_pack(view: PageView) -> None:
    """Draw what the briefing pack is, and a button for each format of it."""
    st.markdown(ABOUT_PACK)
    make = partial(briefing_pack, view, st.context.url or "")
    offer("Briefing pack", view.download(PACK_STEM).stem, make)


def offer_chaser(view: PageView) -> None:
    """Draw a choice of who is asked and until when, and a button for each format of the chaser."""
    names = organisations_to_chase(view.full_state)
    if not names:
        st.markdown(NOTHING_TO_CHASE)
        return
    default = reply_by_default(view.day)
    # A choice of one day may be none of another.
    with layout.row("chaser"):
        chosen = st.selectbox(
            "Chaser to one organisation, with all that it is asked for",
            [*names],
            format_func=lambda ref: names.get(ref, ref),
            index=None,
            placeholder="Choose an organisation",
            key=f"chaser-to-{view.day}",
        )
        reply_by = day_box(
            f"Reply by ({day_text(default)} if you give no day)", None, f"chaser-by-{view.day}"
        )
    is_past = reply_by.day is not None and reply_by.day < view.day
    fault = f"This is before {day_text(view.day)}." if is_past else reply_by.fault
    if fault:
        st.markdown(f":red[{plain(fault)}]")
    elif chosen:
        make = partial(chaser, view, chosen, reply_by.day, st.context.url or "")
        offer(f"Chaser to {names[chosen]}", view.download(f"{CHASER}-{chosen}").stem, make)


def offer_recommendation(view: PageView, one: OneRecommendation) -> None:
    """Draw what the document is, and a button for each format of it."""
    st.markdown(ABOUT_HISTORY)
    make = partial(recommendation_paper, view, st.context.url or "")
    stem = view.download(stem_name(view.in_full[RECOMMENDATION.key])).stem
    offer(f"History of recommendation {one.row['number']}", stem, make)


def offer_of_meetings(view: PageView, chosen: Row | None) -> None:
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
    is_approved = minutes_on(view, chosen["ref"]).approval is not None
    offer(f"{'Minutes' if is_approved else 'Draft minutes'}, {meeting.title}", stem, make)
    _offer_agenda(view, meeting)


def _offer_agenda(view: PageView, meeting: ShownMeeting) -> None:
    make = partial(agenda_paper, view, meeting, st.context.url or "")
    offer(f"Agenda, {meeting.title}", view.download(f"{AGENDA}-{meeting.name}").stem, make)


def offer(name: str, stem: str, make: Callable[[], Paper]) -> None:
    """Draw a button for each format of a document, which makes it when it is pressed.

    ``stem``: the name of the file without its ending.
    """
    with layout.row(f"take-{stem}"):
        for each, format_name in FORMAT_NAMES.items():
            download_button(
                f"{name} ({format_name})",
                f"{stem}.{each}",
                partial(_made, make, each),
                key=f"take-{each}-{stem}",
            )


def _made(make: Callable[[], Paper], as_format: DocumentFormat) -> bytes:
    return written(make(), as_format)
