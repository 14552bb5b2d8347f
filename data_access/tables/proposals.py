"""Proposals of contributors, each with what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, only, ref_of, word

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
