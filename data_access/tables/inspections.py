"""Inspections, their recommendations, and the answer, drafted and published."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Inspection(Referenced, table=True):
    """A published inspection and the dates of the response to it.

    ``date_basis`` is null until it is answered; ``responded_on`` stays null if the answer
    bears no date. ``answer_owed``: false where the law asks the Commissioner for no answer, as to a
    report of the inspectorate of the CPS alone; null counts as owed. ``none_published_by``: a day
    by which the office says that no answer had been published; null where nobody has said so.
    ``answer_recorded_at`` and ``answer_recorded_by``: when and by whom either was last recorded.
    """

    __tablename__ = "inspection"
    __table_args__ = (only("date_basis", words.DateBasis),)
    title: str
    short_title: str
    bodies: str
    published_on: date
    response_due_stated_on: date | None = None
    response_due_computed_on: date | None = None
    responded_on: date | None = None
    date_basis: words.DateBasis | None = word(optional=True)
    source: str
    verified: bool
    answer_owed: bool | None = None
    none_published_by: date | None = None
    answer_recorded_at: datetime | None = None
    answer_recorded_by: str | None = None


class Finding(Numbered, table=True):
    """A key finding, as copied in the response."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("inspection", "number"),)
    inspection: str = ref_of("inspection")
    number: int
    text: str
    section: str
    paragraph: int


class Recommendation(Referenced, table=True):
    """A recommendation of an inspection."""

    __tablename__ = "recommendation"
    __table_args__ = (only("wording", words.Wording), UniqueConstraint("inspection", "number"))
    inspection: str = ref_of("inspection")
    number: int
    short_title: str
    text: str
    wording: words.Wording = word()
    section: str
    paragraph: int


class Requirement(Referenced, table=True):
    """A part of a recommendation: something that one or more bodies are asked to do."""

    __tablename__ = "requirement"
    __table_args__ = (
        only("deadline_kind", words.DeadlineKind),
        only("answered", words.Answered),
        UniqueConstraint("recommendation", "part"),
    )
    recommendation: str = ref_of("recommendation")
    part: str
    label: str
    short_title: str
    text: str
    addressee: str
    for_force: bool
    for_cps: bool = Field(description="Asked of the CPS Area; the CPS nationally is another body")
    deadline_kind: words.DeadlineKind = word()
    due_on: date | None = None
    answered: words.Answered | None = word(optional=True)
    silent_on: str | None = None
    section: str
    paragraph: int


class Comment(Numbered, table=True):
    """The words of a body on a recommendation in a published response."""

    __tablename__ = "comment"
    __table_args__ = (only("voice", words.Voice), only("date_basis", words.DateBasis))
    recommendation: str = ref_of("recommendation")
    voice: words.Voice = word()
    text: str
    section: str
    paragraph: int
    effective_on: date
    date_basis: words.DateBasis = word()


class PublishedFact(Referenced, table=True):
    """Something published since about what an inspection asks, by whomever.

    ``recommendation``: the one that it bears on; null for a fact about none. ``dated``: the day as
    its source gives it, such as "May 2022"; ``effective_on``: the last day that this can mean.
    """

    __tablename__ = "published_fact"
    recommendation: str | None = ref_of("recommendation", optional=True)
    text: str
    dated: str
    effective_on: date
    source: str
    verified: bool


class StatedPosition(Numbered, table=True):
    """The first position of a body on a part: what it says of it in the published response.

    Positions that are recorded later are in ``position`` and never change this one.
    """

    __tablename__ = "stated_position"
    __table_args__ = (
        only("voice", words.Voice),
        only("stated_as", words.FirstPosition),
        only("date_basis", words.DateBasis),
        CheckConstraint("(stated_as = 'not mentioned') = (quote IS NULL)", name="quoted"),
        UniqueConstraint("requirement", "voice"),
    )
    requirement: str = ref_of("requirement")
    voice: words.Voice = word()
    stated_as: words.FirstPosition = word()
    quote: str | None = Field(default=None, description="Null: not mentioned")
    quote_section: str | None = None
    quote_paragraph: int | None = None
    effective_on: date
    date_basis: words.DateBasis = word()


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


class DraftInvitation(Numbered, table=True):
    """The invitation of the chief officer to comment on an inspection by a day, which the law asks.

    ``effective_on``: the day on which it was sent.
    """

    __tablename__ = "draft_invitation"
    inspection: str = ref_of("inspection")
    comment_by: date
    source: str | None = Field(default=None, description="Where it is said: a letter")
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
    waived_because: str | None = Field(default=None, description="Why house rules were waived")
