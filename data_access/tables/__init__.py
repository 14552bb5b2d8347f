"""The tables of the store, one class each.

Every table has an ``id`` that grows in order of recording. A row that others refer to also
has a ``ref``, readable and never reused; a column named after a table holds such a ref.
Days are dates; moments (``..._at``) are UTC. Null means "not stated" or "not yet".
"""

from data_access.tables.audit import (
    AccessEvent,
    AuditEvent,
    ClosedMonth,
    ContentChange,
    HeadingChoice,
    ImportBatch,
    Release,
    ReleasedCount,
    ReleaseProof,
    ReleaseWithdrawal,
    SignInSession,
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
from data_access.tables.inspections import (
    Comment,
    DraftApproval,
    DraftInvitation,
    DraftPublication,
    DraftRemark,
    DraftStatement,
    Finding,
    Inspection,
    PublishedFact,
    Recommendation,
    Requirement,
    StatedPosition,
)
from data_access.tables.meetings import (
    AgendaEntry,
    Ask,
    Decision,
    FrozenAgenda,
    FrozenItem,
    KindOfMeeting,
    Meeting,
    MeetingClosing,
    MeetingOutcome,
    MinutesApproval,
    MinutesVersion,
)
from data_access.tables.office import (
    RECORDED_IN,
    Area,
    Organisation,
    Proposal,
    SavedView,
    SealedContent,
    SealedDocument,
    Setting,
    TimeLimit,
)
from data_access.tables.plan import (
    Action,
    ActionUpdate,
    Escalation,
    Evidence,
    Frequency,
    Judgement,
    Occurrence,
    Position,
    Recurrence,
)

# These tables are read by themselves: they are long, and pages hardly need them.
READ_APART = (
    *TALLY_NAMES,
    str(ReleaseProof.__tablename__),
    str(SealedContent.__tablename__),
    str(SignInSession.__tablename__),
    str(AccessEvent.__tablename__),
)
