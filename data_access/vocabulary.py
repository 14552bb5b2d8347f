"""The words the service uses for a state, a code or a kind, each written once.

A value is what the store holds and what a screen shows; an underscore in it is shown as a space.
"""

from enum import StrEnum


class OrganisationKind(StrEnum):
    POLICE_FORCE = "police force"
    PROSECUTION_SERVICE = "prosecution service"
    COMMISSIONER = "commissioner"
    INSPECTORATE = "inspectorate"
    GOVERNMENT = "government"
    NATIONAL_POLICING_BODY = "national policing body"
    SUPPORT_SERVICE = "support service"
    ADVISORY_GROUP = "advisory group"


class DayType(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class DateBasis(StrEnum):
    """How a date is known."""

    STATED = "stated"
    DUE_DATE_USED = "not stated; due date used"


class Wording(StrEnum):
    """How near the text of a recommendation is to the inspectorate's own."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    THEME = "theme"


class DeadlineKind(StrEnum):
    STATUTORY = "statutory"
    INSPECTORATE = "inspectorate"
    IMMEDIATE = "immediate"
    AGREED = "agreed"
    LOCAL = "local"
    NONE = "none"


class Answered(StrEnum):
    """What the published response says of a part."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_MENTIONED = "not mentioned"


class Voice(StrEnum):
    """Who speaks. Voices are shown beside each other and never merged."""

    FORCE = "force"
    CPS = "cps"
    ADDRESSEE = "addressee"
    OPCC = "opcc"
    INSPECTORATE = "inspectorate"


class State(StrEnum):
    """What a voice says of a part, or an update of an action; the least advanced first."""

    NOT_STARTED = "not started"
    NOT_TAKEN_FORWARD = "not being taken forward"
    WAITING = "waiting on another body"
    UNDER_WAY = "under way"
    COMPLETE = "complete"
    ANOTHER_BODY = "addressed to another body"


class StatedAs(StrEnum):
    """The response's own word for an action."""

    IN_PLACE = "in place"
    DONE = "done"
    UNDER_WAY = "under way"
    PLANNED = "planned"
    CONSIDERED = "being considered"


class Origin(StrEnum):
    RESPONSE = "response"
    JOINT_PLAN = "joint plan"
    MEETING = "meeting"


class ChangeReason(StrEnum):
    """Why an agreed date was changed."""

    DEPENDENCY = "dependency"
    RESOURCING = "resourcing"
    SYSTEM_ROLL_OUT = "system roll-out"
    PARTNER = "partner"
    SCOPE = "scope"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """A statement is somebody's word; the other kinds have been seen by the OPCC."""

    STATEMENT = "statement"
    DOCUMENT = "document"
    DATA = "data"
    AUDIT = "audit"
    VICTIM_VOICE = "victim_voice"


class Strength(StrEnum):
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


class Assurance(StrEnum):
    """The board's judgement, the most worrying first."""

    NOT_ASSURED = "not assured"
    PART_ASSURED = "part-assured"
    ASSURED = "assured"


class MeetingKind(StrEnum):
    BOARD = "accountability board"
    PERFORMANCE = "RaSSO performance meeting"


class Side(StrEnum):
    POLICE = "police"
    CPS = "cps"


class Route(StrEnum):
    FORMAL = "formal"
    INFORMAL = "informal"


class EscalationOutcome(StrEnum):
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


class TimeState(StrEnum):
    """Where a date stands on a day; worked out, never recorded."""

    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    ON_TIME = "on time"
    NO_DATE = "no date agreed"
    COMPLETE = "complete"
    NOT_TAKEN_FORWARD = "not being taken forward"
