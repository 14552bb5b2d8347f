"""What the office keeps beside its plan: settings, proposals, views, documents given out."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Organisation(Referenced, table=True):
    """A body that owns, answers or inspects something. Links and filters use its ``ref``."""

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
    """The number of days that a rule allows between two events."""

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
    """A choice of the office, or a permanent mark of the store."""

    __tablename__ = "setting"
    key: str = Field(unique=True)
    value: str


# The table in which an accepted proposal of each kind is recorded.
RECORDED_IN = {
    words.ProposalKind.ACTION_UPDATE: "action_update",
    words.ProposalKind.EVIDENCE: "evidence",
    words.ProposalKind.ANSWER: "ask",
}


class Proposal(Numbered, table=True):
    """An entry that a contributor proposes; it is decided once, and until then counts nowhere.

    ``action`` or ``ask``: what it is about. ``seen``: the newest update of the action when it was
    proposed, 0 for none. ``follows``: the returned or withdrawn proposal that it stands for.
    Nulls: the columns of the decision while it is open. ``recorded_row``: of an accepted one.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        only("kind", words.ProposalKind),
        only("decision", words.ProposalDecision),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name="decided_by"),
        CheckConstraint("decision <> 'returned' OR reason IS NOT NULL", name="returned_why"),
        CheckConstraint("decision <> 'accepted' OR recorded_row IS NOT NULL", name="recorded"),
    )
    organisation: str = ref_of("organisation")
    kind: words.ProposalKind = word()
    action: str | None = ref_of("action", optional=True)
    ask: int | None = Field(default=None, foreign_key="ask.id", index=False)
    seen: int | None = None
    fields: str = Field(description="The fields of the entry, as JSON")
    follows: int | None = Field(default=None, foreign_key="proposal.id", unique=True, index=False)
    recorded_at: datetime
    recorded_by: str
    decision: words.ProposalDecision | None = word(optional=True)
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: str | None = None
    recorded_row: int | None = Field(default=None, description="In the table of its kind")


class SavedView(Numbered, table=True):
    """A view of a page saved under a name, or the removal of one, from a day on.

    ``takes_off``: the row that leaves the list; then there is no name and there are no parameters.
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
