"""The history of the store: batches, changes, audit events, and its revision."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access.tables.base import Numbered, Table


class ImportBatch(Numbered, table=True):
    """One table of one file that was read in. Its rows are counted: new, changed, the same.

    ``file_name`` holds only words that name nobody; ``sha256`` is keyed, for the plain hash of a
    short file could be tried with references. ``rows`` are those of the file.
    """

    __tablename__ = "import_batch"
    file_name: str
    sha256: str
    table: str
    rows: int
    source: str
    received_on: date | None = None
    imported_at: datetime
    imported_by: str
    rows_new: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    rows_changed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


class ContentChange(Numbered, table=True):
    """A change that a batch made to one row of content; ``was`` is null if it added the row."""

    __tablename__ = "content_change"
    batch: int = Field(foreign_key="import_batch.id", index=False)
    table: str
    row: int
    was: str | None = Field(default=None, description="The columns that changed, as JSON")


class HeadingChoice(Numbered, table=True):
    """The column that a heading of one source means, as somebody confirmed."""

    __tablename__ = "heading_choice"
    __table_args__ = (UniqueConstraint("source", "table", "heading"),)
    source: str
    table: str
    heading: str
    column: str
    confirmed_at: datetime
    confirmed_by: str


class ClosedMonth(Numbered, table=True):
    """A month whose case figures may be shown; there are none for a day between month-ends."""

    __tablename__ = "closed_month"
    month_end: date = Field(unique=True)
    closed_at: datetime
    closed_by: str


class AuditEvent(Numbered, table=True):
    """One thing done to the store, and by whom as they typed it."""

    __tablename__ = "audit_event"
    at: datetime
    who: str
    what: str
    subject: str
    detail: str | None = None


class StoreRevision(Table, table=True):
    """One row: a number that grows with every write, and which store it is the number of.

    Together they are the only key of every cache.
    """

    __tablename__ = "store_revision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: int = Field(default=1, primary_key=True)
    identity: str = Field(description="Made at random with the store; a backup keeps it")
    revision: int
