"""Outcomes recorded at a meeting for the items of its agenda, and the meeting's minutes."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, only, ref_of, word


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
