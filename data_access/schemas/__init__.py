"""Entries from a form or a file, with the rules that need no store; one module a subject.

Rules that need the store (whether a row exists, or is still open) are in ``writes``.
"""

from data_access.schemas.agendas import AgendaFrozen, AgendaItemAsItStands, NewAgendaEntry
from data_access.schemas.closed_months import MonthClosed, MonthsClosed
from data_access.schemas.corrections import ActionCorrection, MeetingCorrection
from data_access.schemas.counted_quarters import QuarterRevised
from data_access.schemas.drafts import (
    DraftPublished,
    NewDraftApproval,
    NewDraftOpening,
    NewDraftRemark,
    NewDraftStatement,
)
from data_access.schemas.entry import Entry
from data_access.schemas.meeting_kinds import MeetingKindChange, NewMeetingKind
from data_access.schemas.meeting_outcomes import (
    MeetingClosed,
    MinutesApproved,
    NewMeetingOutcome,
    NewMinutesVersion,
    OutcomeTakenBack,
)
from data_access.schemas.meetings import (
    DecisionDone,
    MeetingHeld,
    NewAsk,
    NewDecision,
    NewMeeting,
    NewPlannedMeeting,
    NewResponse,
    NoResponse,
    QuestionAnswered,
)
from data_access.schemas.plan import (
    NewAction,
    NewActionUpdate,
    NewEscalation,
    NewFrequency,
    NewOccurrence,
    Resolution,
)
from data_access.schemas.progress import NewEvidence, NewJudgement, NewPosition
from data_access.schemas.proposals import ProposalReturned
from data_access.schemas.saved_views import NewSavedView, ViewTakenOff
from data_access.schemas.sealed import NewSealedDocument

__all__ = [
    "ActionCorrection",
    "AgendaFrozen",
    "AgendaItemAsItStands",
    "DecisionDone",
    "DraftPublished",
    "Entry",
    "MeetingClosed",
    "MeetingCorrection",
    "MeetingHeld",
    "MeetingKindChange",
    "MinutesApproved",
    "MonthClosed",
    "MonthsClosed",
    "NewAction",
    "NewActionUpdate",
    "NewAgendaEntry",
    "NewAsk",
    "NewDecision",
    "NewDraftApproval",
    "NewDraftOpening",
    "NewDraftRemark",
    "NewDraftStatement",
    "NewEscalation",
    "NewEvidence",
    "NewFrequency",
    "NewJudgement",
    "NewMeeting",
    "NewMeetingKind",
    "NewMeetingOutcome",
    "NewMinutesVersion",
    "NewOccurrence",
    "NewPlannedMeeting",
    "NewPosition",
    "NewResponse",
    "NewSavedView",
    "NewSealedDocument",
    "NoResponse",
    "OutcomeTakenBack",
    "ProposalReturned",
    "QuarterRevised",
    "QuestionAnswered",
    "Resolution",
    "ViewTakenOff",
]
