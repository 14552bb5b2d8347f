"""Entries of the joint plan: actions, updates, escalations, and progress on the parts."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import FreeText, MaybeFreeText, MaybeLink, MaybeRef, MaybeRole
from data_access.vocabulary import (
    CLOSED_STATES,
    Assurance,
    ChangeReason,
    DeadlineKind,
    EscalationOutcome,
    EscalationSide,
    EvidenceKind,
    Origin,
    Route,
    State,
    StatedAs,
    Strength,
    Unit,
    Voice,
)

DUE_BEFORE_OPENED = "An action cannot be due before the day it was opened."
NOTHING_TO_REVIEW = (
    "The action is complete or not being taken forward, so it is not reviewed again: leave the "
    "next review empty."
)
WHO_AND_WHY = "Say who hands it over, and give the reason."
# More than this is a slip of the keyboard.
LONGEST = {Unit.DAYS: 366, Unit.WEEKS: 104, Unit.MONTHS: 60, Unit.YEARS: 10}


class NewAction(Entry):
    """An action agreed after the response, or stated in it.

    ``stated_as`` to ``said_by``: the words, place and speaker of one that the response states.
    """

    requirement: MaybeRef = None
    title: FreeText
    lead_organisation: str
    owner_role: MaybeRole = None
    origin: Origin
    opened_on: date
    first_due_on: date | None = None
    deadline_kind: DeadlineKind = DeadlineKind.AGREED
    review_on: date | None = None
    stated_as: StatedAs | None = None
    quote: MaybeFreeText = None
    quote_section: MaybeFreeText = None
    quote_paragraph: int | None = None
    said_by: Voice | None = None

    @model_validator(mode="after")
    def _due_after_opened(self) -> Self:
        if self.first_due_on and self.first_due_on < self.opened_on:
            raise contradiction("first_due_on", DUE_BEFORE_OPENED)
        if self.review_on and self.review_on < self.opened_on:
            raise contradiction(
                "review_on", "An action cannot be reviewed before the day it was opened."
            )
        return self


class NewActionUpdate(Entry):
    """An update of an action on a day.

    ``new_lead``, ``new_owner``: who leads it and which role answers for it from that day on; a new
    lead without an owner has not stated one yet.
    ``seen``: the id of the newest update that the writer saw, 0 for none. ``corrects``: the id of
    the update that it replaces.
    """

    action: str
    effective_on: date
    state: State | None = None
    new_due_on: date | None = None
    change_reason: ChangeReason | None = None
    agreed_by: MaybeFreeText = None
    waiting_on: MaybeFreeText = None
    note: MaybeFreeText = None
    new_review_on: date | None = None
    new_lead: MaybeRef = None
    new_owner: MaybeRole = None
    handed_over_by: MaybeFreeText = None
    source: MaybeFreeText = None
    seen: int | None = None
    corrects: int | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        says = (self.state, self.new_due_on, self.waiting_on, self.note, self.new_review_on)
        if not any((*says, self.new_lead, self.new_owner)):
            raise ValueError(
                "Nothing is filled in: give at least one thing, such as a new state, a new date or "
                "your own words."
            )
        if self.handed_over_by and not (self.new_lead or self.new_owner):
            raise ValueError("Say to whom it is handed over.")
        if self.new_lead and not (self.handed_over_by and self.note):
            raise ValueError(WHO_AND_WHY)
        if self.new_review_on and self.state in CLOSED_STATES:
            raise contradiction("new_review_on", NOTHING_TO_REVIEW)
        if self.new_review_on and self.new_review_on < self.effective_on:
            raise contradiction("new_review_on", "The next review cannot be before the update.")
        if (self.change_reason or self.agreed_by) and not self.new_due_on:
            raise ValueError("Give the new date that was agreed.")
        if self.new_due_on and not self.agreed_by:
            raise ValueError("Say who agreed the new date.")
        if self.state == State.NOT_TAKEN_FORWARD and not self.note:
            raise ValueError("Give the reason why it is not being taken forward.")
        if self.state == State.WAITING and not self.waiting_on:
            raise ValueError("Say what it is waiting for.")
        if self.state == State.ANOTHER_BODY:
            raise ValueError("An action has a lead: it cannot be addressed to another body.")
        if self.state == State.SUPERSEDED:
            raise ValueError(
                "Only the inspectorate can call a part superseded, and nobody an action: choose "
                "another state."
            )
        return self


class NewOccurrence(Entry):
    """One time that something recurring was done. ``corrects``: the id of the entry it replaces."""

    recurrence: str
    done_on: date
    next_due_on: date | None = None
    note: MaybeFreeText = None
    corrects: int | None = None

    @model_validator(mode="after")
    def _next_is_later(self) -> Self:
        if self.next_due_on and self.next_due_on <= self.done_on:
            raise contradiction(
                "next_due_on", "The next time cannot be due on the day it was done, or earlier."
            )
        return self


class NewFrequency(Entry):
    """The frequency at which something is done, from a day on.

    Of an ``action``, or of a ``recurrence`` that is of no action. ``every`` and ``unit``: null if
    it is done no more (``stops``). ``last_done_on``: the last time, if known.
    """

    action: MaybeRef = None
    recurrence: MaybeRef = None
    every: int | None = None
    unit: Unit | None = None
    stops: bool = False
    last_done_on: date | None = None
    effective_on: date
    agreed_by: FreeText

    @model_validator(mode="after")
    def _says_how_often(self) -> Self:
        if (self.action is None) == (self.recurrence is None):
            raise ValueError("Say what is done again and again.")
        if self.stops:
            if self.every is not None or self.unit or self.last_done_on:
                raise contradiction(
                    "every",
                    "It is to be done no more: leave how often, and when it was last done, empty.",
                )
            return self
        if self.every is None or self.unit is None:
            raise contradiction(
                "every",
                "Say how often it is to be done: a number, and of days, weeks, months or years.",
            )
        if not 1 <= self.every <= LONGEST[self.unit]:
            raise contradiction(
                "every",
                f"Give a number of {self.unit.value} from 1 to {LONGEST[self.unit]}, "
                f"not {self.every}.",
            )
        return self


class _EscalationFields(Entry):
    route: Route
    rung: int = Field(ge=1, le=3)
    side: EscalationSide
    reason: FreeText
    raised_on: date
    respond_by_on: date | None = None

    @model_validator(mode="after")
    def _answer_after_question(self) -> Self:
        if self.respond_by_on and self.respond_by_on < self.raised_on:
            raise contradiction(
                "respond_by_on",
                "An answer cannot be due before the day on which the escalation was raised.",
            )
        return self


class NewEscalation(_EscalationFields):
    """A disagreement or delay taken up a level. ``subject``: the ref of an action.

    ``straight_up``: the level below was skipped on purpose.
    """

    subject: str
    straight_up: bool = False


class EscalationCorrection(_EscalationFields):
    """A correction of an escalation, given by its ref. ``seen``: as of an ``ActionCorrection``."""

    escalation: str
    seen: int | None = None


class Resolution(Entry):
    """The end of an escalation."""

    escalation: str
    outcome: EscalationOutcome
    resolved_on: date


class ActionCorrection(Entry):
    """A correction of what an action, given by its ref, said when it was agreed.

    What changed later is an update. ``seen``: the id of the newest correction of it that the writer
    saw, 0 for none.
    """

    action: str
    title: FreeText
    lead_organisation: str
    said_by: Voice | None = None
    owner_role: MaybeRole = None
    first_due_on: date | None = None
    deadline_kind: DeadlineKind
    seen: int | None = None


class NewPosition(Entry):
    """The position of a body on a part, from a day on.

    ``seen``: the id of the newest entry that the writer saw. ``corrects``: the id of the entry that
    it replaces.
    """

    requirement: str
    voice: Voice
    state: State
    effective_on: date
    note: MaybeFreeText = None
    source: MaybeFreeText = None
    seen: int | None = None
    corrects: int | None = None

    @model_validator(mode="after")
    def _reason_given(self) -> Self:
        if self.state == State.NOT_TAKEN_FORWARD and not self.note:
            raise ValueError("Give the reason why it is not being taken forward.")
        if self.state == State.SUPERSEDED and self.voice != Voice.INSPECTORATE:
            raise ValueError("Only the inspectorate can call a part superseded.")
        return self


class _JudgementFields(Entry):
    performance: Assurance
    plan: Assurance
    reasons: FreeText
    given_by: FreeText
    meeting: MaybeRef = None
    review_due_on: date | None = None
    effective_on: date

    @model_validator(mode="after")
    def _judged_again_later(self) -> Self:
        if self.review_due_on and self.review_due_on < self.effective_on:
            raise contradiction(
                "review_due_on", "The part cannot be judged again before the day of this judgement."
            )
        return self


class NewJudgement(_JudgementFields):
    """The board's judgement of a part."""

    requirement: str


class JudgementCorrection(_JudgementFields):
    """A correction of a judgement, given by its id. ``seen``: as of an ``ActionCorrection``."""

    judgement: int
    seen: int | None = None


class _EvidenceFields(Entry):
    title: FreeText
    voice: Voice
    kind: EvidenceKind
    strength: Strength | None = None
    dated_on: date | None = None
    expires_on: date | None = None
    link: MaybeLink = None
    effective_on: date

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.dated_on and self.expires_on and self.expires_on < self.dated_on:
            raise contradiction(
                "expires_on", "The evidence cannot expire before its document date."
            )
        if self.expires_on and self.expires_on < self.effective_on:
            raise contradiction(
                "expires_on", "The evidence cannot expire before the day from which it counts."
            )
        return self


class NewEvidence(_EvidenceFields):
    """A piece of evidence about a part or an action.

    ``stated_as`` to ``quote_paragraph``: of one that the response states, with its words and place.
    """

    requirement: MaybeRef = None
    action: MaybeRef = None
    figure_owed: bool = False
    supplies: MaybeRef = None
    stated_as: StatedAs | None = None
    quote: MaybeFreeText = None
    quote_section: MaybeFreeText = None
    quote_paragraph: int | None = None

    @model_validator(mode="after")
    def _has_subject(self) -> Self:
        if not (self.requirement or self.action):
            raise ValueError("Say which part or action the evidence is about.")
        return self


class EvidenceCorrection(_EvidenceFields):
    """A correction of evidence, given by its ref. ``seen``: as of an ``ActionCorrection``."""

    evidence: str
    seen: int | None = None
