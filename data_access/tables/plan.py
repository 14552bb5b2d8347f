"""The joint plan: actions, their updates and escalations, and progress on the parts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, Referenced, only, ref_of, word


class Action(Referenced, table=True):
    """An action: something still to do, or to keep up.

    A row of another ``kind`` is a statement that was once read as an action. It keeps its ref and
    its updates, and counts nowhere as an action.
    """

    __tablename__ = "action"
    __table_args__ = (
        only("kind", words.ActionKind),
        only("said_by", words.Voice),
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
    recorded_at: datetime
    recorded_by: str
    kind: words.ActionKind = Field(default=words.ActionKind.ACTION, sa_type=String)
    said_by: words.Voice | None = word(optional=True)
    time_stated: str | None = Field(default=None, description="The response's words for the time")
    latest_on: date | None = Field(default=None, description="The latest day they can mean")


class ActionUpdate(Numbered, table=True):
    """An update of an action. Nulls: the column of the action is unchanged."""

    __tablename__ = "action_update"
    __table_args__ = (
        only("state", words.STATES_OF_ACTIONS),
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
    new_lead: str | None = ref_of("organisation", optional=True)
    new_owner: str | None = Field(default=None, description="Null with a new lead: not stated")
    handed_over_by: str | None = None
    source: str | None = Field(default=None, description="Where it is said: a letter, minutes")


class Recurrence(Referenced, table=True):
    """Something that is to be done again and again: a meeting, a review, a publication.

    ``said_by``: whose words ``time_stated`` are; the inspectorate's where its recommendation asks
    for it. ``times_a_year`` is null where the words give no number. All of these, the title and the
    quote are null for an action of which it was agreed later how often it is done: ``frequency``
    says how often, and the action what.
    """

    __tablename__ = "recurrence"
    __table_args__ = (
        only("said_by", words.Voice),
        CheckConstraint("times_a_year BETWEEN 1 AND 366", name="times_a_year"),
    )
    requirement: str | None = ref_of("requirement", optional=True)
    action: str | None = ref_of("action", optional=True)
    title: str | None = None
    said_by: words.Voice | None = word(optional=True)
    time_stated: str | None = None
    times_a_year: int | None = None
    quote: str | None = None
    quote_section: str | None = None
    quote_paragraph: int | None = None
    effective_on: date


class Frequency(Numbered, table=True):
    """The frequency of something recurring from a day on, as agreed; the newest one counts.

    ``every`` and ``unit``: 6 and months for every six months. Nulls: both where it was agreed that
    it is done no more.
    """

    __tablename__ = "frequency"
    __table_args__ = (
        only("unit", words.Unit),
        CheckConstraint("every >= 1", name="every"),
        CheckConstraint("(every IS NULL) = (unit IS NULL)", name="every_with_unit"),
    )
    recurrence: str = ref_of("recurrence")
    every: int | None = None
    unit: words.Unit | None = word(optional=True)
    agreed_by: str
    effective_on: date
    recorded_at: datetime
    recorded_by: str


class Occurrence(Numbered, table=True):
    """One time that something recurring was done."""

    __tablename__ = "occurrence"
    recurrence: str = ref_of("recurrence")
    done_on: date
    next_due_on: date | None = Field(default=None, description="Null: not said")
    note: str | None = None
    recorded_at: datetime
    recorded_by: str
    corrects: int | None = Field(
        default=None,
        foreign_key="occurrence.id",
        index=False,
        description="The earlier entry that this one stands for",
    )


class Escalation(Referenced, table=True):
    """A disagreement or delay escalated to a level, by any side, formally or not."""

    __tablename__ = "escalation"
    __table_args__ = (
        only("route", words.Route),
        only("side", words.EscalationSide),
        only("outcome", words.EscalationOutcome),
        CheckConstraint("rung BETWEEN 1 AND 4", name="rung"),
    )
    subject: str
    route: words.Route = word()
    rung: int
    side: words.EscalationSide = word()
    reason: str
    raised_on: date
    respond_by_on: date | None = None
    resolved_on: date | None = None
    outcome: words.EscalationOutcome = word()
    recorded_at: datetime
    recorded_by: str


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
