"""Bodies, areas, limits, the office’s own choices, and views saved under a name."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Organisation(Referenced, table=True):
    """A body that owns, answers or inspects something. ``ref`` is what links and filters use."""

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
    """A number of days that a rule allows, from one day to another."""

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
    """One choice of the office, or a mark the store carries for good."""

    __tablename__ = "setting"
    key: str = Field(unique=True)
    value: str


class SavedView(Numbered, table=True):
    """A view of a page kept under a name from a day on; or, from a day on, taken off the list.

    ``takes_off``: the row that is on the list no more. Such a row has no name and no parameters.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint(
            "(takes_off IS NULL AND name IS NOT NULL AND parameters IS NOT NULL) "
            "OR (takes_off IS NOT NULL AND name IS NULL AND parameters IS NULL)",
            name="kept_or_taken_off",
        ),
    )
    page: str
    name: str | None = None
    parameters: str | None = Field(
        default=None, description="The address behind the page's, without the day, keys in order"
    )
    takes_off: int | None = Field(
        default=None, foreign_key="saved_view.id", unique=True, index=False
    )
    effective_on: date
    recorded_at: datetime
    recorded_by: str
