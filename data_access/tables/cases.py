"""Pseudonymous rows of cases, which name nobody.

A row is one version: a corrected file adds a newer one, and only the newest counts. ``batch`` is
the file it came in. ``case_key`` is a keyed hash of the force's own reference, which is never
stored. Areas are those of the investigation.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_access import vocabulary as words
from data_access.tables.base import Numbered, only, ref_of, word

KEY_LENGTH = 32


class Tally(Numbered):
    """A version of a row, with its batch and its force."""

    batch: int = Field(foreign_key="import_batch.id", index=False)
    force: str = ref_of("organisation")


class CaseTally(Tally):
    """A row about a case; ``number`` distinguishes the rows of one kind in one case."""

    case_key: str
    number: int


def version_constraints(*own: CheckConstraint) -> tuple[CheckConstraint | UniqueConstraint, ...]:
    """The constraints of every table of cases (one version of a row per batch), and ``own``."""
    return (
        UniqueConstraint("case_key", "number", "force", "batch"),
        CheckConstraint(f"length(case_key) = {KEY_LENGTH}", name="case_key"),
        *own,
    )


class Investigation(Tally, table=True):
    """A recorded crime; for each protected characteristic only whether it was asked about."""

    __tablename__ = "investigation"
    __table_args__ = (
        UniqueConstraint("case_key", "force", "batch"),
        CheckConstraint(f"length(case_key) = {KEY_LENGTH}", name="case_key"),
        only("outcome_code", words.Outcome),
        *(only(each.column, words.AskedAs) for each in words.Characteristic),
    )
    area: str | None = None
    case_key: str
    reported_on: date
    domestic_abuse: bool | None = None
    outcome_code: words.Outcome | None = word(optional=True)
    outcome_on: date | None = None
    age_asked: words.AskedAs = word()
    disability_asked: words.AskedAs = word()
    gender_reassignment_asked: words.AskedAs = word()
    marriage_civil_partnership_asked: words.AskedAs = word()
    pregnancy_maternity_asked: words.AskedAs = word()
    race_asked: words.AskedAs = word()
    religion_belief_asked: words.AskedAs = word()
    sex_asked: words.AskedAs = word()
    sexual_orientation_asked: words.AskedAs = word()
    suspect_interviewed: bool | None = Field(
        default=None, description="A suspect was identified and interviewed under caution"
    )


class Referral(CaseTally, table=True):
    """A referral of a case by the police to the CPS for a decision."""

    __tablename__ = "referral"
    __table_args__ = version_constraints(
        only("decision", words.ReferralDecision), only("return_reason", words.ReturnReason)
    )
    referred_on: date
    decided_on: date | None = None
    decision: words.ReferralDecision | None = word(optional=True)
    days_with_police: int | None = None
    days_with_cps: int | None = None
    meeting_on: date | None = None
    both_roles_met: bool | None = Field(
        default=None, description="Investigator and prosecutor were both at the meeting"
    )
    file_accepted: bool | None = None
    return_reason: words.ReturnReason | None = word(optional=True)


class EarlyAdvice(CaseTally, table=True):
    """Early advice of the CPS in a case: whether it was sought, and if not, why not."""

    __tablename__ = "early_advice"
    __table_args__ = version_constraints(only("not_sought_reason", words.NotSoughtReason))
    sought: bool | None = None
    not_sought_reason: words.NotSoughtReason | None = word(optional=True)
    reason_on: date | None = None
    requested_on: date | None = None
    given_on: date | None = None


class CasePlan(CaseTally, table=True):
    """A case action plan: the work that a prosecutor sent the police."""

    __tablename__ = "case_plan"
    __table_args__ = version_constraints(
        only("closed_reason", words.PlanClosed), only("must_act", words.Side)
    )
    issued_on: date
    first_target_on: date | None = None
    target_on: date | None = None
    review_on: date | None = None
    must_act: words.Side | None = word(optional=True)
    answered_on: date | None = Field(default=None, description="Answered in full")
    closed_on: date | None = None
    closed_reason: words.PlanClosed | None = word(optional=True)
    victim_updated_on: date | None = None


class CaseEscalation(CaseTally, table=True):
    """A disagreement or delay in a case escalated by a level."""

    __tablename__ = "case_escalation"
    __table_args__ = version_constraints(
        only("about", words.EscalationSubject),
        only("route", words.Route),
        only("side", words.Side),
        only("outcome", words.EscalationOutcome),
        CheckConstraint("rung BETWEEN 1 AND 4", name="rung"),
    )
    about: words.EscalationSubject = word()
    about_number: int = Field(description="Which of that kind in the case")
    route: words.Route = word()
    rung: int
    side: words.Side = word()
    raised_on: date
    respond_by_on: date | None = None
    resolved_on: date | None = None
    outcome: words.EscalationOutcome = word()


class Notice(CaseTally, table=True):
    """A notice: telling a victim of a decision to take no further action."""

    __tablename__ = "notice"
    __table_args__ = version_constraints(
        only("decided_by", words.Side),
        only("method", words.Method),
        only("asked_method", words.AskedMethod),
        only("told_by", words.ToldBy),
        only("exempt_reason", words.ExemptReason),
    )
    decided_by: words.Side = word()
    decided_on: date
    told_on: date | None = None
    sent_on: date | None = Field(default=None, description="A letter by post: sent, not yet told")
    method: words.Method | None = word(optional=True)
    asked_method: words.AskedMethod | None = word(optional=True)
    asked_recorded_on: date | None = None
    told_by: words.ToldBy | None = word(optional=True)
    isva_offered: bool | None = None
    isva_present: bool | None = None
    right_explained: bool | None = None
    exempt_reason: words.ExemptReason | None = word(optional=True)
    enhanced: bool | None = Field(default=None, description="Null: enhanced rights are assumed")


class SupportReferral(CaseTally, table=True):
    """An offer to refer a victim to a support service."""

    __tablename__ = "support_referral"
    __table_args__ = version_constraints(only("service", words.Service))
    service: words.Service = word()
    offered_on: date | None = None
    accepted_on: date | None = None


class SupportEnd(CaseTally, table=True):
    """An end of a victim's support for the investigation."""

    __tablename__ = "support_end"
    __table_args__ = version_constraints(
        only("stage", words.Stage), only("reason", words.SupportEndReason)
    )
    ended_on: date
    stage: words.Stage | None = word(optional=True)
    reason: words.SupportEndReason = word()
    evidenced: bool | None = Field(default=None, description="The victim's decision is evidenced")
    resumed_on: date | None = None
    mg6dar: bool | None = Field(default=None, description="MG6DAR received")


class ReviewRequest(CaseTally, table=True):
    """A request under the Victims' Right to Review."""

    __tablename__ = "review_request"
    __table_args__ = version_constraints(
        only("scheme", words.Side),
        only("result", words.ReviewResult),
        only("stage", words.ReviewStage),
    )
    scheme: words.Side = word()
    requested_on: date
    acknowledged_on: date | None = None
    decided_on: date | None = None
    result: words.ReviewResult | None = word(optional=True)
    stage: words.ReviewStage | None = word(optional=True)


class DipSample(Tally, table=True):
    """A dip sample: the number examined, and the number that passed."""

    __tablename__ = "dip_sample"
    __table_args__ = (
        only("kind", words.DipKind),
        CheckConstraint("passed BETWEEN 0 AND sampled", name="passed"),
    )
    area: str | None = None
    kind: words.DipKind = word()
    sampled_on: date
    sampled: int
    passed: int


class TrainingYear(Tally, table=True):
    """The staff of one year: courses completed, qualified, accredited, posts."""

    __tablename__ = "training_year"
    area: str | None = None
    year: int = Field(description="The calendar year in which the financial year begins")
    ssaidp_completed: int | None = None
    qualified: int | None = None
    accredited: int | None = None
    posts: int | None = None


TALLIES: tuple[type[Tally], ...] = (
    Investigation,
    Referral,
    EarlyAdvice,
    CasePlan,
    CaseEscalation,
    Notice,
    SupportReferral,
    SupportEnd,
    ReviewRequest,
    DipSample,
    TrainingYear,
)
TALLY_NAMES = tuple(str(table.__tablename__) for table in TALLIES)
# The columns that identify a case, in every table of cases.
CASE = ("force", "case_key")
# The natural key of each table. Of several versions of a row, the newest counts.
IDENTITY: dict[str, tuple[str, ...]] = {
    str(table.__tablename__): ((*CASE, "number") if issubclass(table, CaseTally) else CASE)
    for table in TALLIES
} | {
    "dip_sample": ("force", "area", "kind", "sampled_on"),
    "training_year": ("force", "area", "year"),
}
