"""One class a table: what the store holds.

Every table has an ``id`` that grows in the order of recording. A row that others point at
has a ``ref`` too, readable and never reused; a column named after a table holds such a ref.
Days are dates; moments (``..._at``) are UTC. Null means "not stated" or "not yet".
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData, String, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from data_access import vocabulary as words

METADATA = MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """A registry of our own: the shared one breaks when an edited module is loaded again."""

    metadata: ClassVar[MetaData] = METADATA


class Numbered(Table):
    """A row with a number that grows in the order of recording."""

    id: int | None = Field(default=None, primary_key=True)


class Referenced(Numbered):
    """A row that others point at by its ``ref``."""

    ref: str = Field(unique=True)


def ref_of(table: str, *, optional: bool = False) -> Any:
    """A column that points at the ``ref`` of another table."""
    if optional:
        return Field(default=None, foreign_key=f"{table}.ref", index=False)
    return Field(foreign_key=f"{table}.ref", index=False)


def word(*, optional: bool = False) -> Any:
    """A text column that holds one word of the vocabulary; ``only`` checks which."""
    return Field(default=None, sa_type=String) if optional else Field(sa_type=String)


def only(column: str, kind: Iterable[StrEnum]) -> CheckConstraint:
    """Nothing but a word of ``kind``. An OR chain: IN (...) costs three times as much on SQLite."""
    return CheckConstraint(" OR ".join(f"{column} = '{each.value}'" for each in kind), name=column)


# Reference


class Organisation(Referenced, table=True):
    """A body that owns, answers or inspects something. ``ref`` is what links and filters use."""

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
    """A number of days that a rule allows, from one day to another."""

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
    """One choice of the office, or a mark the store carries for good."""

    __tablename__ = "setting"
    key: str = Field(unique=True)
    value: str


# Inspection


class Inspection(Referenced, table=True):
    """One published inspection and the clock of the answer to it.

    ``date_basis`` is null until it is answered; ``responded_on`` stays null where the answer
    bears no date.
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


class Finding(Numbered, table=True):
    """One key finding, as the response copies it."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("inspection", "number"),)
    inspection: str = ref_of("inspection")
    number: int
    text: str
    section: str
    paragraph: int


class Recommendation(Referenced, table=True):
    """One recommendation of an inspection."""

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
    """One part of a recommendation: something one or more bodies are asked to do."""

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
    answered: words.Answered = word()
    silent_on: str | None = None
    section: str
    paragraph: int


class Comment(Numbered, table=True):
    """What one voice says of one recommendation in a published response, word for word."""

    __tablename__ = "comment"
    __table_args__ = (only("voice", words.Voice), only("date_basis", words.DateBasis))
    recommendation: str = ref_of("recommendation")
    voice: words.Voice = word()
    text: str
    section: str
    paragraph: int
    effective_on: date
    date_basis: words.DateBasis = word()


# Progress: rows are added and never changed


class Position(Numbered, table=True):
    """What one voice says of one part from a day on."""

    __tablename__ = "position"
    __table_args__ = (only("voice", words.Voice), only("state", words.State))
    requirement: str = ref_of("requirement")
    voice: words.Voice = word()
    state: words.State = word()
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    note: str | None = None


class Judgement(Numbered, table=True):
    """The board's judgement of one part: its performance, and the quality of the plan for it."""

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
    """Something said to be so, or seen to be so, about a part or an action."""

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


# Joint action plan


class Action(Referenced, table=True):
    """One promise: something still to do, or to keep up."""

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
    """What was said of an action on a day; a null leaves that side of it as it was."""

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


class Escalation(Referenced, table=True):
    """One disagreement or delay taken up a rung, by either side, formally or not."""

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


# Meetings


class Meeting(Referenced, table=True):
    """One meeting that was held."""

    __tablename__ = "meeting"
    __table_args__ = (only("kind", words.MeetingKind),)
    kind: words.MeetingKind = word()
    held_on: date
    recorded_at: datetime
    recorded_by: str


class Decision(Numbered, table=True):
    """Something a meeting decided. ``done_on`` is filled in once and never changed."""

    __tablename__ = "decision"
    meeting: str = ref_of("meeting")
    text: str
    owner: str | None = Field(default=None, description="Null: not stated")
    due_on: date | None = None
    done_on: date | None = None
    recorded_at: datetime
    recorded_by: str


class Ask(Numbered, table=True):
    """Something asked of a body. The answer is filled in once and never changed."""

    __tablename__ = "ask"
    meeting: str | None = ref_of("meeting", optional=True)
    evidence: str | None = ref_of("evidence", optional=True)
    action: str | None = ref_of("action", optional=True)
    of_whom: str = ref_of("organisation")
    what: str
    asked_on: date
    due_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    recorded_at: datetime
    recorded_by: str


# Trace


class ImportBatch(Numbered, table=True):
    """One file that was read in."""

    __tablename__ = "import_batch"
    file_name: str
    sha256: str
    table: str
    rows: int
    source: str
    received_on: date | None = None
    imported_at: datetime
    imported_by: str


class AuditEvent(Numbered, table=True):
    """One thing done to the store, and by whom as they typed it."""

    __tablename__ = "audit_event"
    at: datetime
    who: str
    what: str
    subject: str
    detail: str | None = None


class StoreRevision(Table, table=True):
    """One row: a number that grows with every write, and which store it is the number of.

    Together they are the only key of every cache.
    """

    __tablename__ = "store_revision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: int = Field(default=1, primary_key=True)
    identity: str = Field(description="Made at random with the store; a backup keeps it")
    revision: int
