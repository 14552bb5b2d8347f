"""Meetings, their decisions and their questions."""

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
