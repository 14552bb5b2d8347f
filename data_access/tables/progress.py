"""Progress on each part: rows are added and never changed."""

from datetime import date, datetime

from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Position(Numbered, table=True):
    """The position of a body on a part, from a day on."""

    __tablename__ = "position"
    __table_args__ = (only("voice", words.Voice), only("state", words.State))
    requirement: str = ref_of("requirement")
    voice: words.Voice = word()
    state: words.State = word()
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    note: str | None = None
    corrects: int | None = Field(
        default=None,
        foreign_key="position.id",
        index=False,
        description="The earlier entry that this one stands for",
    )
    source: str | None = Field(default=None, description="Where it is said: a letter, minutes")


class Judgement(Numbered, table=True):
    """The board's judgement of a part: its performance, and the quality of the plan for it."""

    __tablename__ = "judgement"
    __table_args__ = (only("performance", words.Assurance), only("plan", words.Assurance))
    requirement: str = ref_of("requirement")
    performance: words.Assurance = word()
    plan: words.Assurance = word()
    reasons: str
    given_by: str
    meeting: str | None = ref_of("meeting", optional=True)
    review_due_on: date | None = None
    effective_on: date
    recorded_at: datetime
    recorded_by: str


class Evidence(Referenced, table=True):
    """A piece of evidence about a part or an action."""

    __tablename__ = "evidence"
    __table_args__ = (
        only("voice", words.Voice),
        only("kind", words.EvidenceKind),
        only("stated_as", words.StatedAs),
        only("strength", words.Strength),
        only("date_basis", words.DateBasis),
    )
    requirement: str | None = ref_of("requirement", optional=True)
    action: str | None = ref_of("action", optional=True)
    title: str
    voice: words.Voice = word()
    kind: words.EvidenceKind = word()
    quote: str | None = None
    quote_section: str | None = None
    quote_paragraph: int | None = None
    stated_as: words.StatedAs | None = word(optional=True)
    strength: words.Strength | None = word(optional=True)
    dated_on: date | None = None
    expires_on: date | None = None
    link: str | None = None
    figure_owed: bool = Field(description="A quantity is claimed and no number given")
    supplies: str | None = Field(
        default=None, description="The ref of the evidence or action whose figure this gives"
    )
    effective_on: date
    date_basis: words.DateBasis = word()
    recorded_at: datetime
    recorded_by: str
