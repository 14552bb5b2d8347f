"""Documents that were given out, kept as they were."""

from datetime import date, datetime

from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class SealedDocument(Referenced, table=True):
    """A document that was given out: what it is of, to which meeting, and who gave it out.

    ``reference``: as it stands on its pages. ``sha256``: of all that is kept of it, with what it
    says in ``SealedContent``. ``compared_on``: the day of the meeting that it is compared with.
    """

    __tablename__ = "sealed_document"
    __table_args__ = (only("kind", words.SealedKind),)
    kind: words.SealedKind = word()
    title: str
    reference: str
    sha256: str
    as_at: date
    inspection: str | None = Field(
        default=None, foreign_key="inspection.ref", index=False, description="Null: all of them"
    )
    compared_on: date | None = None
    meeting: str | None = ref_of("meeting", optional=True)
    given_to: str | None = Field(default=None, description="Who else it was given to")
    recorded_at: datetime
    recorded_by: str


class SealedContent(Numbered, table=True):
    """The text and pictures of a document that was given out, as JSON."""

    __tablename__ = "sealed_content"
    document: str = Field(foreign_key="sealed_document.ref", unique=True)
    content: str
