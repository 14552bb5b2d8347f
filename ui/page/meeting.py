"""A meeting, held or planned or only the next of its kind, and its agenda as at a view's day."""

from datetime import date
from functools import partial
from typing import NamedTuple

import polars as pl

from data_access.seals import hash_of_items
from data_access.vocabulary import meeting_stem
from metrics.day_state import DayState, day_state_on
from metrics.frames import Row
from metrics.meetings.agenda import AgendaItem, agenda_items
from metrics.meetings.meeting_agenda import CHANGES, SINCE_LAST, MeetingAgenda, meeting_agenda
from metrics.meetings.meeting_dates import (
    in_a_sentence,
    kind_titles,
    kinds_in_use,
    planned_meetings,
)
from metrics.meetings.meeting_summary import since_meeting
from metrics.meetings.outcomes import without_outcomes
from metrics.memoize import memoize_most
from metrics.status_rules import known_at_meeting
from metrics.text_format import capitalised, day_text, lines_in_one
from ui.page.page_view import PageView
from ui.reads import StoreState

NO_DAY = "no day is recorded"


class ShownMeeting(NamedTuple):
    """A meeting. Nulls: ``ref`` and ``planned_on`` where none is planned.

    ``called``: the title of its kind. ``next_called``: what a sentence calls the next of the kind.
    """

    kind: str
    called: str
    next_called: str
    ref: str | None = None
    planned_on: date | None = None
    held_on: date | None = None
    chair: str | None = None
    members: str | None = None

    @property
    def title(self) -> str:
        """Its kind and its day, if it has one."""
        if self.held_on:
            return f"{capitalised(self.called)}, {day_text(self.held_on)}"
        if self.planned_on:
            return f"{capitalised(self.called)}, planned for {day_text(self.planned_on)}"
        return f"the next {self.next_called}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The facts that a paper states of it, as pairs of a name and a text."""
        planned = day_text(self.planned_on) if self.planned_on else NO_DAY
        day = ("Held", day_text(self.held_on)) if self.held_on else ("Planned for", planned)
        return [("Meeting", capitalised(self.called)), day, *self.people]

    @property
    def people(self) -> list[tuple[str, str]]:
        """The chair and those who come, where they are stated."""
        who = [("Chair", self.chair), ("Members", lines_in_one(self.members))]
        return [(name, text) for name, text in who if text]

    @property
    def moved_to(self) -> date | None:
        """The day for which it is planned now; null once it was held."""
        return None if self.held_on else self.planned_on

    @property
    def name(self) -> str:
        """Its part of the name of a file."""
        return self.ref or meeting_stem(self.kind)


def meeting_of(row: Row, kinds: pl.DataFrame) -> ShownMeeting:
    """The meeting of a row of its table, held or planned."""
    days = (row["planned_on"], row["held_on"])
    return _of_kind(kinds, row["kind"], row["ref"], *days, row["chair"], row["members"])


def planned_on_day(view: PageView) -> list[ShownMeeting]:
    """The meetings that are planned and not held on the day of the view, the nearest first."""
    tables = view.state.tables
    planned = planned_meetings(tables["meeting"], view.day, view.state.today)
    # A store may know already that one was held later.
    return [
        meeting_of(row, tables["meeting_kind"])._replace(held_on=None) for row in planned.to_dicts()
    ]


def next_meeting(view: PageView, kind: str) -> ShownMeeting:
    """The nearest planned meeting of a kind from the day of the view on; else one without a day."""
    ahead = [
        each
        for each in planned_on_day(view)
        if each.kind == kind and each.planned_on and each.planned_on >= view.day
    ]
    return ahead[0] if ahead else _of_kind(view.state.tables["meeting_kind"], kind)


def next_meetings(view: PageView) -> list[ShownMeeting]:
    """The next meeting of each kind that is not ended: planned ones first, the nearest first."""
    kinds = view.state.tables["meeting_kind"]
    each_next = [next_meeting(view, kind) for kind in kinds_in_use(kinds, view.day)]
    return sorted(each_next, key=lambda each: each.planned_on or date.max)


def _of_kind(
    kinds: pl.DataFrame,
    kind: str,
    ref: str | None = None,
    planned_on: date | None = None,
    held_on: date | None = None,
    chair: str | None = None,
    members: str | None = None,
) -> ShownMeeting:
    called, in_sentence = kind_titles(kinds)[kind], in_a_sentence(kinds, kind)
    return ShownMeeting(kind, called, in_sentence, ref, planned_on, held_on, chair, members)


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
    return _as_it_began(view.state, meeting.ref or "", meeting.held_on)


@memoize_most(MEETINGS_AT_ONCE)
def _as_it_began(state: StoreState, meeting: str, held_on: date) -> DayState:
    """The day of a meeting without what was recorded at it, as it could be seen then."""
    if meeting not in state.tables["meeting_outcome"]["meeting"]:
        return state.meeting_day_state(held_on)
    tables = known_at_meeting(without_outcomes(state.tables, meeting), held_on)
    return day_state_on(held_on, tables, partial(state.values, held_on))


def _changes(view: PageView, meeting: ShownMeeting, then: DayState) -> list[AgendaItem]:
    """The changes since the last meeting of the kind, as one item; none if nothing changed."""
    is_earlier = (pl.col("kind") == meeting.kind) & (pl.col("held_on") < then.day)
    held = then.tables["meeting"].filter(is_earlier).sort("held_on", "id")
    if held.is_empty():
        return []
    last = held["held_on"][-1]
    previous = view.state.meeting_day_state(last)
    since = since_meeting(previous, view.state.day_state(last), then)
    if not since.number:
        return []
    return [AgendaItem(CHANGES, SINCE_LAST, since.counts_text)]
