"""Meetings, their decisions and their questions."""

from datetime import date, datetime

from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Meeting(Referenced, table=True):
    """A meeting. Nulls: ``held_on`` until a planned one was held; till then it counts nowhere."""

    __tablename__ = "meeting"
    __table_args__ = (only("kind", words.MeetingKind),)
    kind: words.MeetingKind = word()
    held_on: date | None = None
    recorded_at: datetime
    recorded_by: str
    planned_on: date | None = None


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
