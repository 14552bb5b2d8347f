"""Meetings: their kinds, agendas, outcomes, decisions, questions and minutes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class KindOfMeeting(Referenced, table=True):
    """A kind of meeting, on the list that the office keeps.

    The series says when one is due: every ``every`` weeks from ``series_from`` on, or on the
    ``nth`` ``weekday`` of every ``every`` months from its month on. Nulls: all of these where there
    is no series; ``retired_on`` while meetings of the kind are planned; ``recorded_at`` and
    ``recorded_by`` of the kinds that every store begins with.
    """

    __tablename__ = "meeting_kind"
    __table_args__ = (
        only("unit", words.SERIES_UNITS),
        only("nth", words.Nth),
        only("weekday", words.Weekday),
        CheckConstraint("every >= 1", name="every"),
        CheckConstraint("(every IS NULL) = (unit IS NULL)", name="every_with_unit"),
    )
    title: str
    is_board: bool
    chair: str | None = Field(default=None, description="A role or a name. Null: not stated")
    members: str | None = Field(default=None, description="Who usually comes. Null: not stated")
    every: int | None = None
    unit: words.Unit | None = word(optional=True)
    nth: words.Nth | None = word(optional=True)
    weekday: words.Weekday | None = word(optional=True)
    series_from: date | None = None
    retired_on: date | None = None
    recorded_at: datetime | None = None
    recorded_by: str | None = None


class Meeting(Referenced, table=True):
    """A meeting. Nulls: ``held_on`` until a planned one was held; till then it counts nowhere."""

    __tablename__ = "meeting"
    kind: str = ref_of("meeting_kind")
    held_on: date | None = None
    recorded_at: datetime
    recorded_by: str
    planned_on: date | None = None
    chair: str | None = Field(default=None, description="Null: not stated")
    members: str | None = Field(default=None, description="Null: not stated")


class Decision(Numbered, table=True):
    """A decision of a meeting. ``done_on`` is filled in once and never changed."""

    __tablename__ = "decision"
    meeting: str = ref_of("meeting")
    text: str
    owner: str | None = Field(default=None, description="Null: not stated")
    due_on: date | None = None
    done_on: date | None = None
    recorded_at: datetime
    recorded_by: str
    corrects: int | None = Field(
        default=None,
        foreign_key="decision.id",
        index=False,
        description="The earlier entry that this one stands for",
    )


class Ask(Numbered, table=True):
    """A question to a body. The answer is filled in once and never changed."""

    __tablename__ = "ask"
    meeting: str | None = ref_of("meeting", optional=True)
    evidence: str | None = ref_of("evidence", optional=True)
    action: str | None = ref_of("action", optional=True)
    of_whom: str = ref_of("organisation")
    what: str
    asked_on: date
    due_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    recorded_at: datetime
    recorded_by: str
    corrects: int | None = Field(
        default=None,
        foreign_key="ask.id",
        index=False,
        description="The earlier entry that this one stands for",
    )


class AgendaEntry(Numbered, table=True):
    """The office's entry on one item of an agenda; the newest entry on an item counts.

    ``item``: the key of the item, such as "action A12"; null in the entry that adds an item, whose
    key is "added" and the id of that entry. Nulls: ``text`` of an item that lists itself, ``place``
    where it stands where it comes, ``left_out`` (the reason) where it is on the agenda.
    """

    __tablename__ = "agenda_entry"
    __table_args__ = (
        CheckConstraint("place >= 1", name="place"),
        CheckConstraint("minutes >= 1", name="minutes"),
        CheckConstraint("item IS NOT NULL OR text IS NOT NULL", name="item_or_text"),
    )
    meeting: str = ref_of("meeting")
    item: str | None = None
    text: str | None = None
    place: int | None = None
    speaker: str | None = None
    minutes: int | None = None
    left_out: str | None = None
    recorded_at: datetime
    recorded_by: str


class FrozenAgenda(Numbered, table=True):
    """The agenda of a meeting as it stood on a day; the newest of a meeting counts.

    ``planned_on``: the day for which the meeting was planned then. ``sha256``: of its items, in
    their order, so that a later change can be noticed.
    """

    __tablename__ = "frozen_agenda"
    meeting: str = ref_of("meeting")
    planned_on: date
    as_at: date
    sha256: str
    recorded_at: datetime
    recorded_by: str


class FrozenItem(Numbered, table=True):
    """One item of a frozen agenda, in the order of its ``place``."""

    __tablename__ = "frozen_item"
    agenda: int = Field(foreign_key="frozen_agenda.id", index=False)
    place: int
    item: str
    topic: str
    text: str
    speaker: str | None = None
    minutes: int | None = None


class MeetingOutcome(Numbered, table=True):
    """One thing that was recorded at a meeting, of an item of its agenda.

    ``item``: the key of the item; ``place``: where it stood on the agenda, from 1. ``table`` and
    ``row``: the entry that was made with it; of "no change", the last word that stood. ``said``:
    words beside "no change" or "not reached". ``takes_back``: the outcome that this one takes
    back, which then counts nowhere, and neither does its entry.
    """

    __tablename__ = "meeting_outcome"
    __table_args__ = (
        only("kind", words.OutcomeKind),
        CheckConstraint('("table" IS NULL) = ("row" IS NULL)', name="table_with_row"),
        CheckConstraint("(kind = 'taken back') = (takes_back IS NOT NULL)", name="takes_back"),
    )
    meeting: str = ref_of("meeting")
    item: str
    place: int
    kind: words.OutcomeKind = word()
    table: str | None = None
    row: int | None = None
    said: str | None = None
    takes_back: int | None = Field(
        default=None, foreign_key="meeting_outcome.id", unique=True, index=False
    )
    recorded_at: datetime
    recorded_by: str


class MeetingClosing(Numbered, table=True):
    """The end of a meeting: from then on nothing is recorded at it, or taken back."""

    __tablename__ = "meeting_closing"
    meeting: str = Field(foreign_key="meeting.ref", unique=True)
    recorded_at: datetime
    recorded_by: str


class MinutesVersion(Numbered, table=True):
    """The text of the minutes of a meeting as somebody edited it; the newest counts."""

    __tablename__ = "minutes_version"
    meeting: str = ref_of("meeting")
    text: str
    recorded_at: datetime
    recorded_by: str


class MinutesApproval(Numbered, table=True):
    """The minutes of a meeting as a later one approved them; they never change again.

    ``entries``: the outcomes behind them, each with a hash of its entry, as JSON. ``sha256`` is
    over the two meetings, the text and these.
    """

    __tablename__ = "minutes_approval"
    meeting: str = Field(foreign_key="meeting.ref", unique=True)
    approved_by_meeting: str = Field(foreign_key="meeting.ref", index=False)
    text: str
    entries: str
    sha256: str
    recorded_at: datetime
    recorded_by: str
