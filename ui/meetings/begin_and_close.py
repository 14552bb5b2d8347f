"""The beginning and the end of a meeting on *Meeting mode*."""

from datetime import date, datetime
from typing import Literal

import streamlit as st

from data_access import schemas
from metrics.text_format import counted, day_text
from ui import reads
from ui.elements import pop_ups, prose
from ui.elements.markdown import plain
from ui.forms import RECORD
from ui.forms.save_confirmation import is_recorded
from ui.page import page_view, url_state
from ui.page.filters import MEETING_UNDER_WAY
from ui.page.meeting import ShownMeeting, planned_on_day
from ui.page.page_view import PageView
from ui.pages import MEETINGS, UPDATE

NONE_UNDER_WAY = "No meeting is under way: begin a planned one."
NONE_PLANNED = "No meeting is under way, and none is planned here: plan one."
CLOSED = "This meeting is closed: nothing more is recorded at it. Its minutes stand on Meetings."
NOTHING_ON_AGENDA = "Nothing is on the agenda of this meeting: record what it decides on Record."
ONLY_READ = "You read here what is recorded at the meeting; a recorder records it."
# Session key: the meeting that was shown last, as the one under way.
SHOWN = "meeting shown as under way"


def stay_at_the_one_just_closed() -> None:
    """Choose the meeting that was under way and is closed now, before the page has a header.

    Closed, it is no longer the one under way: whoever was at it would lose sight of it.
    """
    ref = st.session_state.pop(SHOWN, None)
    key = MEETING_UNDER_WAY.key
    if ref is None or key in st.query_params or st.session_state.get(key):
        return
    if ref in reads.store_state().tables["meeting_closing"]["meeting"]:
        url_state.keep(key, ref)


def offer_to_begin(view: PageView, by: str, *, may_record: bool) -> None:
    """Draw the planned meetings, each with a button that begins it on the day of the view."""
    planned = planned_on_day(view)
    prose.words(NONE_UNDER_WAY if planned else NONE_PLANNED)
    for each in planned:
        if each.ref and not may_record:
            prose.words(each.title)
        elif each.ref and _is_begun(each, view.state.today):
            _begin(view, each.ref, by)
    if may_record:
        for label, record in (
            ("Plan a meeting", "meeting-planned"),
            ("Record a meeting that was not planned", "meeting"),
        ):
            st.page_link(UPDATE.path, label=label, query_params={RECORD: record})


def _is_begun(meeting: ShownMeeting, today: date) -> bool:
    """Draw the button that begins a meeting; return whether it was pressed.

    One of another day says that it would be held today: nobody should hold it by looking at it.
    """
    is_its_day = meeting.planned_on == today
    begin = "Begin" if is_its_day else f"Begin today, {day_text(today)}"
    kind: Literal["primary", "secondary"] = "primary" if is_its_day else "secondary"
    return st.button(f"{begin}: {plain(meeting.title)}", key=f"begin-{meeting.ref}", type=kind)


def _begin(view: PageView, ref: str, by: str) -> None:
    new = schemas.MeetingHeld(meeting=ref, held_on=view.state.today)
    if is_recorded(new, by):
        st.rerun()


def draw_this_meeting(view: PageView, ref: str, left: int, by: str, *, may_close: bool) -> None:
    """Draw what is there to do with the meeting as a whole, in what a button opens.

    ``left``: how many items have no outcome.
    """

    def draw() -> None:
        page_view.choose_within(view, "other-meeting", MEETING_UNDER_WAY)
        if may_close:
            _offer_to_close(ref, left, by)
        page_view.draw_address(view)
        st.page_link(MEETINGS.path, label="Back to Meetings")

    pop_ups.draw_control("this-meeting", "This meeting", "more_horiz", draw)


def _offer_to_close(ref: str, left: int, by: str) -> None:
    """Draw the end of the meeting, with what is still without an outcome."""
    prose.words(
        f"{counted(left, 'item')} without an outcome. Once it is closed nothing is recorded at the "
        "meeting or taken back, and its minutes can be edited."
    )
    is_closing = st.button("Close the meeting", key="close-meeting", type="primary")
    if is_closing and is_recorded(schemas.MeetingClosed(meeting=ref), by):
        st.rerun()


def say_that_it_is_closed(by: str, at: datetime) -> None:
    """Draw that a meeting is closed, by whom, and the link to its minutes."""
    prose.words(f"{CLOSED} Closed by {by} on {day_text(at.date())}.")
    st.page_link(MEETINGS.path, label="Its minutes, on Meetings")
