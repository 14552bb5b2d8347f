"""The tables of the store, one class each.

Every table has an ``id`` that grows in order of recording. A row that others refer to also
has a ``ref``, readable and never reused; a column named after a table holds such a ref.
Days are dates; moments (``..._at``) are UTC. Null means "not stated" or "not yet".
"""

from data_access.tables.agendas import AgendaEntry, FrozenAgenda, FrozenItem
from data_access.tables.audit import (
    AuditEvent,
    ClosedMonth,
    ContentChange,
    HeadingChoice,
    ImportBatch,
    StoreRevision,
    ValueChoice,
)
from data_access.tables.base import METADATA, Referenced, Table
from data_access.tables.cases import (
    CASE,
    IDENTITY,
    TALLIES,
    TALLY_NAMES,
    CaseEscalation,
    CasePlan,
    CaseTally,
    DipSample,
    EarlyAdvice,
    Investigation,
    Notice,
    Referral,
    ReviewRequest,
    SupportEnd,
    SupportReferral,
    Tally,
    TrainingYear,
)
from data_access.tables.counted_quarters import CountedQuarter, QuarterText
from data_access.tables.drafts import (
    DraftApproval,
    DraftPublication,
    DraftRemark,
    DraftStatement,
)
from data_access.tables.exact_counts import ExactCountLook
from data_access.tables.inspections import (
    Comment,
    Finding,
    Inspection,
    PublishedFact,
    Recommendation,
    Requirement,
    StatedPosition,
)
from data_access.tables.meeting_outcomes import (
    MeetingClosing,
    MeetingOutcome,
    MinutesApproval,
    MinutesVersion,
)
from data_access.tables.meetings import Ask, Decision, KindOfMeeting, Meeting
from data_access.tables.plan import (
    Action,
    ActionUpdate,
    Escalation,
    Frequency,
    Occurrence,
    Recurrence,
)
from data_access.tables.progress import Evidence, Judgement, Position
from data_access.tables.proposals import RECORDED_IN, Proposal
from data_access.tables.reference import Area, Organisation, Setting, TimeLimit
from data_access.tables.saved_views import SavedView
from data_access.tables.sealed import SealedContent, SealedDocument
from data_access.tables.sign_in import AccessEvent, SignInSession

# These tables are read by themselves: they are long, and pages hardly need them.
READ_APART = (
    *TALLY_NAMES,
    str(QuarterText.__tablename__),
    str(SealedContent.__tablename__),
    str(SignInSession.__tablename__),
    str(AccessEvent.__tablename__),
)

__all__ = [
    "CASE",
    "IDENTITY",
    "METADATA",
    "READ_APART",
    "RECORDED_IN",
    "TALLIES",
    "TALLY_NAMES",
    "AccessEvent",
    "Action",
    "ActionUpdate",
    "AgendaEntry",
    "Area",
    "Ask",
    "AuditEvent",
    "CaseEscalation",
    "CasePlan",
    "CaseTally",
    "ClosedMonth",
    "Comment",
    "ContentChange",
    "CountedQuarter",
    "Decision",
    "DipSample",
    "DraftApproval",
    "DraftPublication",
    "DraftRemark",
    "DraftStatement",
    "EarlyAdvice",
    "Escalation",
    "Evidence",
    "ExactCountLook",
    "Finding",
    "Frequency",
    "FrozenAgenda",
    "FrozenItem",
    "HeadingChoice",
    "ImportBatch",
    "Inspection",
    "Investigation",
    "Judgement",
    "KindOfMeeting",
    "Meeting",
    "MeetingClosing",
    "MeetingOutcome",
    "MinutesApproval",
    "MinutesVersion",
    "Notice",
    "Occurrence",
    "Organisation",
    "Position",
    "Proposal",
    "PublishedFact",
    "QuarterText",
    "Recommendation",
    "Recurrence",
    "Referenced",
    "Referral",
    "Requirement",
    "ReviewRequest",
    "SavedView",
    "SealedContent",
    "SealedDocument",
    "Setting",
    "SignInSession",
    "StatedPosition",
    "StoreRevision",
    "SupportEnd",
    "SupportReferral",
    "Table",
    "Tally",
    "TimeLimit",
    "TrainingYear",
    "ValueChoice",
]
