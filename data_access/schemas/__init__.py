"""Entries from a form or a file, with the rules that need no store; one module a subject.

Rules that need the store (whether a row exists, or is still open) are in ``writes``.
"""

from data_access.schemas.drafts import (
    DraftPublished,
    NewDraftApproval,
    NewDraftInvitation,
    NewDraftOpening,
    NewDraftRemark,
    NewDraftStatement,
)
from data_access.schemas.entry import Entry
from data_access.schemas.meetings import (
    AgendaFrozen,
    AgendaItemAsItStands,
    DecisionDone,
    MeetingClosed,
    MeetingCorrection,
    MeetingHeld,
    MeetingKindChange,
    MinutesApproved,
    NewAgendaEntry,
    NewAsk,
    NewDecision,
    NewMeeting,
    NewMeetingKind,
    NewMeetingOutcome,
    NewMinutesVersion,
    NewPlannedMeeting,
    NewResponse,
    NoResponse,
    OutcomeTakenBack,
    QuestionAnswered,
)
from data_access.schemas.office import (
    MonthClosed,
    MonthsClosed,
    NewSavedView,
    NewSealedDocument,
    ProposalReturned,
    ReleaseWithdrawn,
    ViewTakenOff,
)
from data_access.schemas.plan import (
    ActionCorrection,
    EscalationCorrection,
    EvidenceCorrection,
    JudgementCorrection,
    NewAction,
    NewActionUpdate,
    NewEscalation,
    NewEvidence,
    NewFrequency,
    NewJudgement,
    NewOccurrence,
    NewPosition,
    Resolution,
)
