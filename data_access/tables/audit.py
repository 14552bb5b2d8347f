"""The history of the store: batches, changes, releases, sessions and the revision."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
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
    """The column that somebody confirmed as the meaning of a source's heading; empty for none."""

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

    ``value`` is folded. ``means`` is empty if nothing is recorded where the source writes it, and
    OUTSIDE_LIST of the import if it is none of our words.
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


class Release(Numbered, table=True):
    """The figures of people of one row set in a quarter or a year, released once and for all.

    ``first``: the first day of the period. ``months``: 3 or 12. ``counted_at``: the month-end as at
    which it was counted. ``batch``: the newest batch loaded then.
    """

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("row_set", "first", "months"),
        CheckConstraint("months = 3 OR months = 12", name="months"),
    )
    row_set: str
    first: date
    months: int
    counted_at: date
    batch: int | None = Field(default=None, foreign_key="import_batch.id", index=False)
    recorded_at: datetime
    recorded_by: str


class ReleasedCount(Numbered, table=True):
    """One number of a release, as everybody reads it.

    ``table``: one of the fixed list. ``area``: null for all areas together. ``category``: empty for
    all of the table. ``shown``: null for fewer than 5; a median is in whole units.
    """

    __tablename__ = "released_count"
    __table_args__ = (
        # The rule holds in the store too: no other count can be released, whatever made it.
        CheckConstraint(
            "shown IS NULL OR category = 'median' OR (shown >= 5 AND shown / 5 * 5 = shown)",
            name="shown",
        ),
        Index("ix_released_count_release", "release"),
    )
    release: int = Field(foreign_key="release.id")
    table: str
    area: str | None = None
    category: str
    shown: int | None = None


class ReleaseWithdrawal(Numbered, table=True):
    """A period whose releases are shown no more, since they were made from a wrong file."""

    __tablename__ = "release_withdrawal"
    __table_args__ = (UniqueConstraint("first", "months"),)
    first: date
    months: int
    reason: str
    recorded_at: datetime
    recorded_by: str


class ReleaseProof(Numbered, table=True):
    """The counts of a release before they were rounded, as text that ``metrics`` writes and reads.

    The proof of the year that holds the quarter needs them; no page reads them, and no export has
    them.
    """

    __tablename__ = "release_proof"
    release: int = Field(foreign_key="release.id", unique=True)
    counts: str


class SignInSession(Numbered, table=True):
    """A session, from signing in until it ends.

    ``key``: a hash of what the provider said at this sign-in, so that a cookie cannot be made from
    it. ``subject``: the provider's own name for the person, which never changes. ``roles``: with
    commas between. ``ended_at``: null while nobody has ended it; it is over at ``ends_at`` anyway.
    ``organisation``: for which a contributor proposes.
    """

    __tablename__ = "sign_in_session"
    key: str = Field(unique=True)
    subject: str
    name: str
    roles: str
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None
    organisation: str | None = None


class AccessEvent(Numbered, table=True):
    """Something that a person who signed in did or was refused; nothing about a case is in it.

    ``subject`` and ``name``: as in the session. ``what``: a word of the vocabulary. ``done_to``:
    what it was done to, such as the address of a page. ``view``: the choices in that address.
    """

    __tablename__ = "access_event"
    at: datetime
    subject: str
    name: str
    what: str
    done_to: str | None = None
    view: str | None = None
