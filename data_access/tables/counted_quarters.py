"""The quarters of victims as they were counted, which nothing that is loaded later changes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access.tables.base import Numbered


class CountedQuarter(Numbered, table=True):
    """A row set in a quarter, counted once, or again in a revision.

    ``quarter``: its first day. ``counted_at``: the month-end as at which it was counted.
    ``revision``: 0 for the first count. ``batch``: the newest batch loaded then.
    """

    __tablename__ = "counted_quarter"
    __table_args__ = (
        UniqueConstraint("quarter", "row_set", "revision"),
        CheckConstraint("(revision = 0) = (reason IS NULL)", name="reason"),
    )
    quarter: date
    row_set: str
    revision: int
    counted_at: date
    batch: int | None = Field(default=None, foreign_key="import_batch.id", index=False)
    reason: str | None = Field(default=None, description="Why it was counted again")
    recorded_at: datetime
    recorded_by: str


class QuarterText(Numbered, table=True):
    """The counts of a counted quarter, as text that ``metrics`` writes and reads.

    Only ``shown`` holds nothing that is withheld; no other table may hold any of these, and no
    export does.
    """

    __tablename__ = "quarter_text"
    counted_quarter: int = Field(foreign_key="counted_quarter.id", unique=True)
    counts: str
    numbers: str
    shown: str
