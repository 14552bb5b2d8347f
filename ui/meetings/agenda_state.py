"""The agenda of a meeting under way, which stays as it was when the meeting began."""

from datetime import date
from functools import partial

from metrics.day_state import DayState, day_state_on
from metrics.frames import Row
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.outcomes import without_outcomes
from metrics.memoize import memoize_most
from metrics.point_in_time import known_at_meeting
from ui.page.meeting import meeting_of
from ui.page.meeting_agendas import agenda_of
from ui.page.page_view import PageView
from ui.reads import StoreState

# Of so many meetings the agenda is kept: few are under way at once.
MEETINGS_AT_ONCE = 4


def items_of(view: PageView, meeting: Row) -> list[AgendaItem]:
    """The items of the agenda of ``meeting``: as it was frozen, else as the meeting began."""
    began = _as_it_began(view.state, meeting["ref"], meeting["held_on"], view.day)
    of_it = meeting_of(meeting, view.state.tables["meeting_kind"])
    return agenda_of(view, of_it, began).before_it


@memoize_most(MEETINGS_AT_ONCE)
def _as_it_began(state: StoreState, meeting: str, held_on: date, day: date) -> DayState:
    """The day of a meeting without what was recorded at it, as it could be seen then."""
    tables = known_at_meeting(without_outcomes(state.tables, meeting), held_on, day)
    return day_state_on(held_on, tables, partial(state.values, held_on))
