"""The agenda of a meeting, held or planned, as at the day of a view."""

import polars as pl

from data_access.agenda_seal import hash_of_items
from metrics.day_state import DayState
from metrics.meetings.agenda import AgendaItem, agenda_items
from metrics.meetings.meeting_agenda import CHANGES, SINCE_LAST, MeetingAgenda, meeting_agenda
from metrics.meetings.meeting_summary import since_meeting
from ui.page.meeting import ShownMeeting
from ui.page.page_view import PageView


def agenda_of(view: PageView, meeting: ShownMeeting, then: DayState | None = None) -> MeetingAgenda:
    """The agenda of a meeting: of one held, as that could see it on its day; else as at the view's.

    What was decided since is not on it; what was frozen is. ``then``: what the meeting sees, if it
    is under way.
    """
    state, day = view.state, view.day
    if then is None:
        then = state.meeting_day_state(meeting.held_on, day) if meeting.held_on else view.full_state
    listed = [
        *_changes(view, meeting, then),
        *agenda_items(then, meeting.kind, still_to_come=meeting.held_on is None),
    ]
    return meeting_agenda(meeting.ref or "", listed, state.tables, day, state.today, hash_of_items)


def _changes(view: PageView, meeting: ShownMeeting, then: DayState) -> list[AgendaItem]:
    """What changed since the last meeting of the kind, as one item; none if nothing did."""
    is_earlier = (pl.col("kind") == meeting.kind) & (pl.col("held_on") < then.day)
    held = then.tables["meeting"].filter(is_earlier).sort("held_on", "id")
    if held.is_empty():
        return []
    last = held["held_on"][-1]
    previous = view.state.meeting_day_state(last, view.day)
    since = since_meeting(previous, view.state.day_state(last), then)
    if not since.number:
        return []
    return [AgendaItem(CHANGES, SINCE_LAST, since.sentence.replace("**", ""))]
