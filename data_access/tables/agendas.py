"""Agendas: what the office adds, moves and leaves out, and agendas as they were frozen."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_access.tables.base import Numbered, ref_of


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
