"""Organisations, areas, time limits and the office's settings."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Organisation(Referenced, table=True):
    """A body that owns, answers or inspects something. Links and filters use its ``ref``."""

    __tablename__ = "organisation"
    __table_args__ = (only("kind", words.OrganisationKind),)
    name: str = Field(unique=True)
    kind: words.OrganisationKind = word()


class Area(Numbered, table=True):
    """A part of a force's area, for which case figures are counted."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("name", "force"),)
    name: str
    force: str = ref_of("organisation")


class TimeLimit(Numbered, table=True):
    """The number of days that a rule allows between two events."""

    __tablename__ = "time_limit"
    __table_args__ = (only("day_type", words.DayType), UniqueConstraint("code", "effective_from"))
    code: str
    title: str
    days: int
    day_type: words.DayType = word()
    effective_from: date
    effective_to: date | None = None
    source: str
    verified: bool


class Setting(Numbered, table=True):
    """A choice of the office, or a permanent mark of the store."""

    __tablename__ = "setting"
    key: str = Field(unique=True)
    value: str
