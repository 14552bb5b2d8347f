"""The answer to an inspection while it is drafted: rows are added and never changed."""

from datetime import date, datetime

from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, only, ref_of, word


class DraftStatement(Numbered, table=True):
    """A version of what a body says in the draft: of one part, or before and after its comments.

    The newest row of a body and a part counts. ``requirement``: null for the words with which the
    body's comments begin (``comment``) and end (``closing``). ``action``: what is taken or
    proposed, or else ``reason``: why nothing is. ``effective_on``: the day on which it was drafted.
    Nulls: not said yet.
    """

    __tablename__ = "draft_statement"
    __table_args__ = (
        only("voice", words.SPEAKERS),
        only("stance", words.Stance),
        only("stated_as", words.StatedAs),
    )
    inspection: str = ref_of("inspection")
    requirement: str | None = ref_of("requirement", optional=True)
    voice: words.Voice = word()
    stance: words.Stance | None = word(optional=True)
    comment: str | None = None
    action: str | None = None
    stated_as: words.StatedAs | None = word(optional=True)
    lead_organisation: str | None = ref_of("organisation", optional=True)
    owner_role: str | None = None
    due_on: date | None = None
    measure: str | None = Field(default=None, description="How it will be known to have worked")
    evidence: str | None = None
    link: str | None = None
    figure_owed: bool = Field(description="The evidence claims a quantity and gives no number")
    reason: str | None = None
    closing: str | None = None
    effective_on: date
    recorded_at: datetime
    recorded_by: str


class DraftRemark(Numbered, table=True):
    """A remark on the draft of a part, for those who write it; it is never published."""

    __tablename__ = "draft_remark"
    requirement: str = ref_of("requirement")
    text: str
    effective_on: date
    recorded_at: datetime
    recorded_by: str


class DraftApproval(Numbered, table=True):
    """The approval of all that a body says in the draft, up to its row ``statement``."""

    __tablename__ = "draft_approval"
    __table_args__ = (only("voice", words.SPEAKERS),)
    inspection: str = ref_of("inspection")
    voice: words.Voice = word()
    statement: int = Field(foreign_key="draft_statement.id", index=False)
    approved_by: str = Field(description="A role or meeting")
    source: str | None = Field(default=None, description="Where it is said: a letter, minutes")
    effective_on: date
    recorded_at: datetime
    recorded_by: str


class DraftPublication(Numbered, table=True):
    """The publication of a draft as the answer to its inspection, up to its row ``statement``."""

    __tablename__ = "draft_publication"
    inspection: str = Field(foreign_key="inspection.ref", unique=True, index=False)
    statement: int = Field(foreign_key="draft_statement.id", index=False)
    effective_on: date
    recorded_at: datetime
    recorded_by: str
