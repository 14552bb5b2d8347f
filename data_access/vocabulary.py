"""The words that the service uses for states, codes and kinds, each written once.

The store and the screens use the same value; screens show its underscores as spaces.
"""

from enum import StrEnum

# Bodies, and dates


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
    """Sources of a date."""

    STATED = "stated"
    DUE_DATE_USED = "not stated; due date used"


class DeadlineKind(StrEnum):
    STATUTORY = "statutory"
    INSPECTORATE = "inspectorate"
    IMMEDIATE = "immediate"
    AGREED = "agreed"
    LOCAL = "local"
    NONE = "none"


# Inspections and their answers


class Wording(StrEnum):
    """The closeness of a recommendation's text to the inspectorate's own."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    THEME = "theme"


class Answered(StrEnum):
    """The extent to which the published response answers a part."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_MENTIONED = "not mentioned"


# The Commissioner publishes the answer within this many days, the day of publication being the
# first: Police Act 1996, section 55(5A), inserted by the Policing and Crime Act 2017, section 37.
DAYS_TO_ANSWER = 56


class AnswerState(StrEnum):
    """The state of the answer to an inspection on a day; computed, never recorded."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered late"
    AWAITED = "awaited"
    NOT_HELD = "not held here"
    NOT_PUBLISHED = "not published"
    NOT_OWED = "not owed"


class Voice(StrEnum):
    """The bodies that state positions. They are shown beside each other and never merged."""

    FORCE = "force"
    CPS = "cps"
    ADDRESSEE = "addressee"
    OPCC = "opcc"
    INSPECTORATE = "inspectorate"


# Who speaks in a published response: the Chief Constable, the CPS where it is asked too, and the
# Commissioner.
SPEAKERS = (Voice.FORCE, Voice.CPS, Voice.OPCC)
SPEAKER_NAMES = {
    Voice.FORCE: "Chief Constable",
    Voice.CPS: "CPS",
    Voice.OPCC: "Commissioner",
}


# Parts and actions


class State(StrEnum):
    """The state of a part or an action, the least advanced first."""

    NOT_STARTED = "not started"
    NOT_TAKEN_FORWARD = "not being taken forward"
    WAITING = "waiting on another body"
    UNDER_WAY = "under way"
    COMPLETE = "complete"
    SUPERSEDED = "superseded"
    ANOTHER_BODY = "addressed to another body"


# An action with one of these is not to be done any more.
CLOSED_STATES = (State.COMPLETE, State.NOT_TAKEN_FORWARD)
# An inspectorate alone says that something else was asked for instead.
STATES_OF_ACTIONS = tuple(state for state in State if state != State.SUPERSEDED)


class StatedAs(StrEnum):
    """The response's own word for an action."""

    IN_PLACE = "in place"
    DONE = "done"
    UNDER_WAY = "under way"
    PLANNED = "planned"
    CONSIDERED = "being considered"


class FirstPosition(StrEnum):
    """The position of the published response on a part as a whole, the least advanced first."""

    NOT_MENTIONED = "not mentioned"
    SAID_NOT_DONE = "said not done"
    NOT_TAKEN_FORWARD = "not being taken forward"
    ANOTHER_BODY = "left to another body"
    CONSIDERED = "being considered"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    IN_PLACE = "in place"
    DONE = "done"


# The response's words for what is so already, which needs no date to come.
SO_ALREADY = (StatedAs.IN_PLACE, StatedAs.DONE)


class Stance(StrEnum):
    """Whether a body accepts what a part asks."""

    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    NOT_ACCEPTED = "not accepted"


class ActionKind(StrEnum):
    """Kinds of actions; all but an action are statements, shown and counted as such."""

    ACTION = "action"
    PURPOSE = "purpose"
    INTENTION = "intention"
    SUPPORT = "support"


class Origin(StrEnum):
    RESPONSE = "response"
    JOINT_PLAN = "joint plan"
    MEETING = "meeting"


class Unit(StrEnum):
    """Units of the time between two times that something is done."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


# A series of meetings is counted in these.
SERIES_UNITS = (Unit.WEEKS, Unit.MONTHS)


class ChangeReason(StrEnum):
    """Reasons for changing an agreed date."""

    DEPENDENCY = "dependency"
    RESOURCING = "resourcing"
    SYSTEM_ROLL_OUT = "system roll-out"
    PARTNER = "partner"
    SCOPE = "scope"
    OTHER = "other"


class TimeState(StrEnum):
    """The time state of a date on a day; computed, never recorded."""

    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    ON_TIME = "on time"
    IN_PLACE = "in place"
    RECURS = "recurs"
    TIME_STATED = "time stated in words"
    NO_DATE = "no date agreed"
    COMPLETE = "complete"
    NOT_TAKEN_FORWARD = "not being taken forward"


# Evidence and judgements


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


# Meetings


class MeetingKind(StrEnum):
    """The kinds of meeting that every store begins with; an office adds its own."""

    BOARD = "accountability board"
    PERFORMANCE = "RaSSO performance meeting"


def meeting_stem(kind: str) -> str:
    """The beginning of refs and files of a kind of meeting; of one an office added, its ref."""
    return MeetingKind(kind).name.lower() if kind in list(MeetingKind) else kind.lower()


class Nth(StrEnum):
    """The place of a weekday in a month, as in its second Tuesday."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


class Weekday(StrEnum):
    """The days of a week, the first first."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


class OutcomeKind(StrEnum):
    """Kinds of outcomes recorded at a meeting for an item of its agenda."""

    UPDATE = "update"
    NEW_DATE = "new date"
    NEW_ACTION = "new action"
    ESCALATION = "escalation"
    QUESTION = "question"
    DECISION = "decision"
    JUDGEMENT = "judgement"
    NO_CHANGE = "no change"
    NOT_REACHED = "not reached"
    TAKEN_BACK = "taken back"


# Outcomes that are said of an item alone, with no entry of their own.
SAID_OF_THE_ITEM = (OutcomeKind.NO_CHANGE, OutcomeKind.NOT_REACHED)


# Escalations


class Side(StrEnum):
    POLICE = "police"
    CPS = "cps"


class EscalationSide(StrEnum):
    """The sides that can escalate: the two of a case, and the Commissioner's office."""

    POLICE = "police"
    CPS = "cps"
    OPCC = "opcc"


class Route(StrEnum):
    FORMAL = "formal"
    INFORMAL = "informal"


class EscalationOutcome(StrEnum):
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


# Cases


class Outcome(StrEnum):
    """The code that an investigation ended with, as forces use them, and its words."""

    words: str

    def __new__(cls, code: str, words: str) -> "Outcome":
        """A code that has ``words``."""
        outcome = str.__new__(cls, code)
        outcome._value_, outcome.words = code, words
        return outcome

    CHARGED = "1", "charged or summonsed"
    CHARGED_OTHER_OFFENCE = "1A", "charged or summonsed, another offence"
    YOUTH_CAUTION = "2", "caution, youth"
    YOUTH_CAUTION_OTHER_OFFENCE = "2A", "caution, youth, another offence"
    ADULT_CAUTION = "3", "caution, adult"
    ADULT_CAUTION_OTHER_OFFENCE = "3A", "caution, adult, another offence"
    TAKEN_INTO_CONSIDERATION = "4", "taken into consideration"
    SUSPECT_DIED = "5", "suspect has died"
    PENALTY_NOTICE = "6", "penalty notice"
    WARNING = "7", "warning"
    COMMUNITY_RESOLUTION = "8", "community resolution"
    NOT_IN_PUBLIC_INTEREST_CPS = "9", "not in the public interest, CPS decision"
    NOT_IN_PUBLIC_INTEREST_POLICE = "10", "not in the public interest, police decision"
    SUSPECT_UNDER_AGE = "11", "suspect under the age of criminal responsibility"
    SUSPECT_TOO_ILL = "12", "suspect too ill"
    VICTIM_DIED_OR_TOO_ILL = "13", "victim or key witness has died or is too ill"
    UNSUPPORTED_NO_SUSPECT = "14", "victim does not support, no suspect identified"
    EVIDENTIAL_DIFFICULTIES = "15", "evidential difficulties, victim supports, suspect identified"
    UNSUPPORTED_NAMED_SUSPECT = "16", "victim does not support, suspect identified"
    TIME_LIMIT_PASSED = "17", "time limit for prosecution has passed"
    NO_SUSPECT = "18", "investigation complete, no suspect identified"
    OTHER_REPORTING_CENTRE = "19", "passed to a national reporting centre"
    OTHER_BODY = "20", "action by another body"
    FURTHER_WORK_NOT_IN_PUBLIC_INTEREST = "21", "further investigation not in the public interest"
    DIVERSION = "22", "diversion or educational activity"


# The victim no longer supported the investigation.
UNSUPPORTED = (Outcome.UNSUPPORTED_NO_SUSPECT.value, Outcome.UNSUPPORTED_NAMED_SUSPECT.value)
# Decisions to take no further action, about which victims are told.
NO_FURTHER_ACTION = (
    Outcome.NOT_IN_PUBLIC_INTEREST_CPS.value,
    Outcome.NOT_IN_PUBLIC_INTEREST_POLICE.value,
    Outcome.SUSPECT_UNDER_AGE.value,
    Outcome.SUSPECT_TOO_ILL.value,
    Outcome.VICTIM_DIED_OR_TOO_ILL.value,
    Outcome.UNSUPPORTED_NO_SUSPECT.value,
    Outcome.EVIDENTIAL_DIFFICULTIES.value,
    Outcome.UNSUPPORTED_NAMED_SUSPECT.value,
    Outcome.TIME_LIMIT_PASSED.value,
    Outcome.NO_SUSPECT.value,
    Outcome.FURTHER_WORK_NOT_IN_PUBLIC_INTEREST.value,
)


class ReferralDecision(StrEnum):
    CHARGE = "charge"
    NO_FURTHER_ACTION = "no further action"
    OUT_OF_COURT = "out of court disposal"
    RETURNED = "returned to the police"


class ReturnReason(StrEnum):
    """Reasons why the CPS did not accept a file."""

    EVIDENCE_MISSING = "evidence missing"
    DISCLOSURE = "disclosure"
    VICTIM_PERSONAL_STATEMENT = "victim personal statement"
    DIGITAL_EVIDENCE = "digital evidence"
    FORM_INCOMPLETE = "form incomplete"
    SUPPORT_DETAILS = "support details missing"
    OTHER = "other"


class NotSoughtReason(StrEnum):
    """Reasons why early advice was not sought."""

    UNSUPPORTED = "victim does not support"
    NO_SUSPECT = "no suspect identified"
    EVIDENCE_CLEAR = "evidence clear"
    URGENT_CHARGE = "urgent charging decision"
    OTHER = "other"


class PlanClosed(StrEnum):
    """Reasons for closing a case action plan. Admin finalised is never counted as NFA."""

    ANSWERED = "answered"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    ADMIN_FINALISED = "admin finalised"


class EscalationSubject(StrEnum):
    """Subjects of an escalation in a case."""

    CASE_PLAN = "case action plan"
    REFERRAL = "referral"
    EARLY_ADVICE = "early advice"
    DECISION = "decision"


class DipKind(StrEnum):
    """Subjects of a sample; ``passed`` counts those that met it."""

    CONTACT_DETAILS = "contact details in letters"
    REVIEW_UNDERSTOOD = "investigators who can explain the right to review"
    SUPPORT_MEETINGS = "SARC and ISVA meetings the CPS attended"


# Victims


class AskedAs(StrEnum):
    """The way a protected characteristic was asked about; the answer itself is not kept."""

    OWN_ACCOUNT = "own account"
    PREFERS_NOT_TO_SAY = "prefers not to say"
    NOT_ASKED = "not asked"
    NOT_RECORDED = "not recorded"


class Characteristic(StrEnum):
    """The nine of the Equality Act 2010."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender reassignment"
    MARRIAGE_CIVIL_PARTNERSHIP = "marriage and civil partnership"
    PREGNANCY_MATERNITY = "pregnancy and maternity"
    RACE = "race"
    RELIGION_BELIEF = "religion or belief"
    SEX = "sex"
    SEXUAL_ORIENTATION = "sexual orientation"

    @property
    def column(self) -> str:
        """The column with the way it was asked about."""
        return f"{self.name.lower()}_asked"


class Method(StrEnum):
    """Ways in which a victim was told of a decision."""

    FACE_TO_FACE = "face to face"
    VIDEO = "video"
    TELEPHONE = "telephone"
    LETTER_BY_HAND = "letter by hand"
    LETTER_BY_POST = "letter by post"
    EMAIL = "e-mail"


class AskedMethod(StrEnum):
    """Ways in which a victim asked to be told."""

    FACE_TO_FACE = "face to face"
    VIDEO = "video"
    TELEPHONE = "telephone"
    LETTER_BY_HAND = "letter by hand"
    LETTER_BY_POST = "letter by post"
    EMAIL = "e-mail"
    NO_PREFERENCE = "no preference"


class ToldBy(StrEnum):
    SOLO = "SOLO"
    OIC = "OIC"
    DI = "DI"
    ISVA = "ISVA"
    OTHER = "other"


class ExemptReason(StrEnum):
    """Reasons why a victim need not, or must not, be told within the limit."""

    ASKED_NOT_TO_BE_TOLD = "asked not to be told"
    NOT_CONTACTABLE = "not contactable"
    SAFETY = "risk to safety"
    DIED = "victim has died"
    OTHER = "other"


class Service(StrEnum):
    SARC = "SARC"
    ISVA = "ISVA"


class Stage(StrEnum):
    """Stages of an investigation at which a victim's support ended."""

    REPORT = "report"
    STATEMENT = "statement"
    INVESTIGATION = "investigation"
    WITH_CPS = "with the CPS"
    AFTER_CHARGE = "after charge"


class SupportEndReason(StrEnum):
    """Reasons for the end of support. The last six are separate: none is the victim's choice."""

    LENGTH = "length of the investigation"
    FEAR_OF_COURT = "fear of court"
    WELL_BEING = "well-being"
    SAFETY = "fear of the suspect or others"
    PHONE_OR_RECORDS = "phone or personal records"
    NO_CONFIDENCE = "no confidence in the outcome"
    RELATIONSHIP = "relationship with the suspect"
    MOVE_ON = "wants to move on"
    OTHER = "other"
    NEVER_WANTED = "never wanted an investigation"
    REPORTED_BY_ANOTHER = "reported by someone else"
    NOT_ASKED = "not asked"
    DECLINED = "declined to say"
    NOT_CONTACTABLE = "not contactable"
    NOT_RECORDED = "not recorded"


class ReviewResult(StrEnum):
    """Results of a review under the Victims' Right to Review."""

    STANDS = "original decision stands"
    OVERTURNED = "overturned"
    OUT_OF_SCHEME = "outside the scheme"


class ReviewStage(StrEnum):
    """The stage of a review under the CPS scheme; the police scheme has one stage."""

    LOCAL_RESOLUTION = "local resolution"
    INDEPENDENT_REVIEW = "independent review"


# Who may do what, and what is handed out


class Role(StrEnum):
    """Roles of people who sign in."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    RECORDER = "recorder"
    STEWARD = "data steward"
    ADMINISTRATOR = "administrator"


class ProposalKind(StrEnum):
    """Kinds of entries that a contributor may propose, by the names of their forms."""

    ACTION_UPDATE = "action-update"
    EVIDENCE = "evidence"
    ANSWER = "answer"


class ProposalDecision(StrEnum):
    """Decisions on a proposal; one without a decision is open."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Access(StrEnum):
    """Kinds of entries of the record of access."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    REFUSED = "refused"
    SESSION_ENDED = "session ended"
    PAGE_OPENED = "page opened"
    VIEW_OPENED = "view opened"
    FILE_TAKEN = "file taken"
    FILE_LOOKED_AT = "file looked at"


class SealedKind(StrEnum):
    """Documents of which it is kept what was given out."""

    PACK = "briefing pack"


class DocumentFormat(StrEnum):
    """The formats that documents to hand out are made in: the endings of their files."""

    DOCX = "docx"
    PDF = "pdf"
