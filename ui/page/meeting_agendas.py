"""The agenda of a meeting, held or planned, as at the day of a view."""

from datetime import date
from functools import partial

import polars as pl

from data_access.seals import hash_of_items
from metrics.day_state import DayState, day_state_on
from metrics.meetings.agenda import AgendaItem, agenda_items
from metrics.meetings.meeting_agenda import CHANGES, SINCE_LAST, MeetingAgenda, meeting_agenda
from metrics.meetings.meeting_summary import since_meeting
from metrics.meetings.outcomes import without_outcomes
from metrics.memoize import memoize_most
from metrics.point_in_time import known_at_meeting
from ui.page.meeting import ShownMeeting
from ui.page.page_view import PageView
from ui.reads import StoreState

# The number of meetings whose state is cached: few are read or under way at once.
MEETINGS_AT_ONCE = 4


def agenda_of(view: PageView, meeting: ShownMeeting) -> MeetingAgenda:
    """The agenda of a meeting: of one held, as it began; else as at the day of the view.

    What was decided since is not on it; what was frozen is.
    """
    state, day, then = view.state, view.day, state_before(view, meeting)
    listed = [
        *_changes(view, meeting, then),
        *agenda_items(then, meeting.kind, still_to_come=meeting.held_on is None),
    ]
    return meeting_agenda(meeting.ref or "", listed, state.tables, day, state.today, hash_of_items)


def state_before(view: PageView, meeting: ShownMeeting) -> DayState:
    """The state before a meeting: of one held, as it began; else the day of the view."""
    if meeting.held_on is None:
        return view.full_state
    return _as_it_began(view.state, meeting.ref or "", meeting.held_on, view.day)


@memoize_most(MEETINGS_AT_ONCE)
def _as_it_began(state: StoreState, meeting: str, held_on: date, day: date) -> DayState:
    """The day of a meeting without what was recorded at it, as it could be seen then."""
    if meeting not in state.tables["meeting_outcome"]["meeting"]:
        return state.meeting_day_state(held_on, day)
    tables = known_at_meeting(without_outcomes(state.tables, meeting), held_on, day)
    return day_state_on(held_on, tables, partial(state.values, held_on))


def _changes(view: PageView, meeting: ShownMeeting, then: DayState) -> list[AgendaItem]:
    """The changes since the last meeting of the kind, as one item; none if nothing changed."""
    is_earlier = (pl.col("kind") == meeting.kind) & (pl.col("held_on") < then.day)
    held = then.tables["meeting"].filter(is_earlier).sort("held_on", "id")
    if held.is_empty():
        return []
    last = held["held_on"][-1]
    previous = view.state.meeting_day_state(last, view.day)
    since = since_meeting(previous, view.state.day_state(last), then)
    if not since.number:
        return []
    return [AgendaItem(CHANGES, SINCE_LAST, since.counts_text)]
