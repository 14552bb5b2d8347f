"""The history of the store: batches, changes, audit events and the revision."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access.tables.base import Numbered, Table


class ImportBatch(Numbered, table=True):
    """An imported table of a file, with the counts of its new, changed and unchanged rows.

    ``file_name`` has only words that name nobody. ``sha256`` is keyed, because the plain hash of a
    short file could be reversed by trying references. ``rows`` counts those of the file.
    ``columns``: the names of the columns that it brought, with commas between; null for a batch
    loaded before they were recorded.
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
    columns: str | None = None


class ContentChange(Numbered, table=True):
    """A change to a row that others refer to; ``was`` is null if it added the row.

    ``batch`` is null where a person corrected the row; ``recorded_at`` and ``recorded_by`` where a
    batch did, which has them.
    """

    __tablename__ = "content_change"
    batch: int | None = Field(default=None, foreign_key="import_batch.id", index=False)
    table: str
    row: int
    was: str | None = Field(default=None, description="The columns that changed, as JSON")
    recorded_at: datetime | None = None
    recorded_by: str | None = None


class HeadingChoice(Numbered, table=True):
    """The column that somebody confirmed as the meaning of a source's heading."""

    __tablename__ = "heading_choice"
    __table_args__ = (UniqueConstraint("source", "table", "heading"),)
    source: str
    table: str
    heading: str
    column: str
    confirmed_at: datetime
    confirmed_by: str


class ValueChoice(Numbered, table=True):
    """The word that somebody confirmed as the meaning of a source's own word in a column.

    ``value`` is folded. ``means`` is empty if nothing is recorded where the source writes it.
    """

    __tablename__ = "value_choice"
    __table_args__ = (UniqueConstraint("source", "table", "column", "value"),)
    source: str
    table: str
    column: str
    value: str
    means: str
    confirmed_at: datetime
    confirmed_by: str


class ClosedMonth(Numbered, table=True):
    """A month whose case figures may be shown; no figures are as at a day between month-ends."""

    __tablename__ = "closed_month"
    month_end: date = Field(unique=True)
    closed_at: datetime
    closed_by: str


class AuditEvent(Numbered, table=True):
    """A write to the store, with its writer's name as typed."""

    __tablename__ = "audit_event"
    at: datetime
    who: str
    what: str
    subject: str
    detail: str | None = None


class StoreRevision(Table, table=True):
    """A single row: a number that grows with every write, and the identity of the store.

    Together they are the only key of every cache.
    """

    __tablename__ = "store_revision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: int = Field(default=1, primary_key=True)
    identity: str = Field(description="Made at random with the store; a backup keeps it")
    revision: int
