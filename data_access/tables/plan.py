"""The joint action plan and its escalations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Action(Referenced, table=True):
    """An action: something still to do, or to keep up."""

    __tablename__ = "action"
    __table_args__ = (
        only("origin", words.Origin),
        only("stated_as", words.StatedAs),
        only("deadline_kind", words.DeadlineKind),
    )
    requirement: str | None = ref_of("requirement", optional=True)
    title: str
    lead_organisation: str = ref_of("organisation")
    owner_role: str | None = Field(default=None, description="Null: not stated")
    origin: words.Origin = word()
    stated_as: words.StatedAs | None = word(optional=True)
    quote: str | None = None
    quote_section: str | None = None
    quote_paragraph: int | None = None
    opened_on: date
    first_due_on: date | None = None
    deadline_kind: words.DeadlineKind = word()
    review_on: date | None = None
    figure_owed: bool
    recorded_at: datetime
    recorded_by: str


class ActionUpdate(Numbered, table=True):
    """An update of an action. Nulls: the column of the action is unchanged."""

    __tablename__ = "action_update"
    __table_args__ = (
        only("state", words.State),
        only("change_reason", words.ChangeReason),
        CheckConstraint("new_due_on IS NULL OR agreed_by IS NOT NULL", name="date_agreed_by"),
    )
    action: str = ref_of("action")
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    state: words.State | None = word(optional=True)
    new_due_on: date | None = None
    change_reason: words.ChangeReason | None = word(optional=True)
    agreed_by: str | None = None
    waiting_on: str | None = None
    note: str | None = None
    new_review_on: date | None = None
    corrects: int | None = Field(
        default=None,
        foreign_key="action_update.id",
        index=False,
        description="The earlier entry that this one stands for",
    )


class Escalation(Referenced, table=True):
    """A disagreement or delay escalated to a level, by either side, formally or not."""

    __tablename__ = "escalation"
    __table_args__ = (
        only("route", words.Route),
        only("side", words.Side),
        only("outcome", words.EscalationOutcome),
        CheckConstraint("rung BETWEEN 1 AND 4", name="rung"),
    )
    subject: str
    route: words.Route = word()
    rung: int
    side: words.Side = word()
    reason: str
    raised_on: date
    respond_by_on: date | None = None
    resolved_on: date | None = None
    outcome: words.EscalationOutcome = word()
    recorded_at: datetime
    recorded_by: str
