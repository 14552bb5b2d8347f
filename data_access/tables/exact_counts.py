"""The record of who looked at exact counts of victims, which earlier versions could show."""

from datetime import date, datetime

from sqlmodel import Field

from data_access.tables.base import Numbered


class ExactCountLook(Numbered, table=True):
    """A look at exact counts: what was asked, by whom, why, and by whose permission; no number.

    Nothing writes it any more. What was recorded stays in the store and in its export.
    ``counted``: a row set. ``counted_by``: one of its count tables. ``area``: null for all areas
    together.
    """

    __tablename__ = "exact_count_look"
    first_on: date
    last_on: date
    counted: str
    counted_by: str
    area: str | None = Field(default=None, description="Null for all areas together")
    reason: str
    allowed_by: str
    allowed_on: date
    recorded_at: datetime
    recorded_by: str
