"""Entries from a form or a file, with the rules that need no store.

Rules that need the store (whether a row exists, or is still open) are in ``writes``.
"""

from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data_access.text_types import (
    FreeText,
    MaybeFreeText,
    MaybeLink,
    MaybeRef,
    Reason,
    ViewName,
    ViewParameters,
)
from data_access.vocabulary import (
    Assurance,
    ChangeReason,
    DeadlineKind,
    EscalationOutcome,
    EvidenceKind,
    MeetingKind,
    Origin,
    Route,
    Side,
    State,
    Strength,
    Voice,
)

Code = Annotated[str, Field(pattern=r"^(parts of )?[a-z0-9_]{1,60}$")]


class Entry(BaseModel):
    """An entry to record."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class NewMeeting(Entry):
    """A meeting that was held."""

    kind: MeetingKind
    held_on: date


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
    seen: int | None = None
    corrects: int | None = None

    @model_validator(mode="after")
    def _reason_given(self) -> Self:
        if self.state == State.NOT_TAKEN_FORWARD and not self.note:
            raise ValueError("Say in the note why it is not being taken forward.")
        return self


class NewJudgement(Entry):
    """The board's judgement of a part."""

    requirement: str
    performance: Assurance
    plan: Assurance
    reasons: FreeText
    given_by: FreeText
    meeting: MaybeRef = None
    review_due_on: date | None = None
    effective_on: date


class NewEvidence(Entry):
    """A piece of evidence about a part or an action."""

    title: FreeText
    requirement: MaybeRef = None
    action: MaybeRef = None
    voice: Voice
    kind: EvidenceKind
    strength: Strength | None = None
    dated_on: date | None = None
    expires_on: date | None = None
    link: MaybeLink = None
    figure_owed: bool = False
    supplies: MaybeRef = None
    effective_on: date

    @model_validator(mode="after")
    def _has_subject_and_lasts(self) -> Self:
        if not (self.requirement or self.action):
            raise ValueError("Say which part or action the evidence is about.")
        if self.dated_on and self.expires_on and self.expires_on < self.dated_on:
            raise ValueError("The evidence cannot expire before its own date.")
        return self


class NewAction(Entry):
    """An action agreed after the response."""

    requirement: MaybeRef = None
    title: FreeText
    lead_organisation: str
    owner_role: MaybeFreeText = None
    origin: Origin
    opened_on: date
    first_due_on: date | None = None
    deadline_kind: DeadlineKind = DeadlineKind.AGREED
    review_on: date | None = None

    @model_validator(mode="after")
    def _due_after_opened(self) -> Self:
        if self.first_due_on and self.first_due_on < self.opened_on:
            raise ValueError("An action cannot be due before the day it was opened.")
        return self


class NewActionUpdate(Entry):
    """An update of an action on a day.

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
    seen: int | None = None
    corrects: int | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if not any((self.state, self.new_due_on, self.waiting_on, self.note, self.new_review_on)):
            raise ValueError(
                "Nothing is said: give a state, a new date, what it waits for or a note."
            )
        if self.new_review_on and self.state in {State.COMPLETE, State.NOT_TAKEN_FORWARD}:
            raise ValueError("It is closed: there is nothing left to review.")
        if self.new_review_on and self.new_review_on < self.effective_on:
            raise ValueError("The next review cannot be before the update.")
        if (self.change_reason or self.agreed_by) and not self.new_due_on:
            raise ValueError("Give the new date that was agreed.")
        if self.new_due_on and not self.agreed_by:
            raise ValueError("Say who agreed the new date.")
        if self.state == State.NOT_TAKEN_FORWARD and not self.note:
            raise ValueError("Say in the note why it is not being taken forward.")
        if self.state == State.WAITING and not self.waiting_on:
            raise ValueError("Say what it is waiting for.")
        if self.state == State.ANOTHER_BODY:
            raise ValueError("An action has a lead: it cannot be addressed to another body.")
        return self


class NewEscalation(Entry):
    """A disagreement or delay taken up a level. ``subject``: the ref of an action.

    ``straight_up``: the level below was skipped on purpose.
    """

    subject: str
    route: Route
    rung: int = Field(ge=1, le=4)
    side: Side
    reason: FreeText
    raised_on: date
    respond_by_on: date | None = None
    straight_up: bool = False

    @model_validator(mode="after")
    def _answer_after_question(self) -> Self:
        if self.respond_by_on and self.respond_by_on < self.raised_on:
            raise ValueError("An answer cannot be due before the day it was raised.")
        return self


class Resolution(Entry):
    """The end of an escalation."""

    escalation: str
    outcome: EscalationOutcome
    resolved_on: date


class NewDecision(Entry):
    """A decision of a meeting."""

    meeting: str
    text: FreeText
    owner: MaybeFreeText = None
    due_on: date | None = None


class NewAsk(Entry):
    """A question to a body, about a claimed figure if ``evidence`` or ``action`` is given."""

    of_whom: str
    what: FreeText
    asked_on: date
    due_on: date | None = None
    meeting: MaybeRef = None
    evidence: MaybeRef = None
    action: MaybeRef = None


class Answer(Entry):
    """The answer to a question, given by its id."""

    ask: int
    answer: FreeText
    answered_on: date


class DecisionDone(Entry):
    """The day on which a decision, given by its id, was done."""

    decision: int
    done_on: date


class NewResponse(Entry):
    """The day on which an inspection was answered in public."""

    inspection: str
    responded_on: date


class NewSavedView(Entry):
    """A view of a page, saved under a name. ``page``: its file, as "case_action_plans"."""

    page: str = Field(pattern=r"^[a-z_]{1,40}$")
    name: ViewName
    parameters: ViewParameters
    effective_on: date


class ViewTakenOff(Entry):
    """The removal of a view, given by its id, from the list of its page."""

    view: int
    effective_on: date


class ExactCountsOpening(Entry):
    """A reason to see exact counts of victims, and who allowed it; nothing was looked at yet."""

    reason: Reason
    allowed_by: Reason
    allowed_on: date


class NewExactCountLook(ExactCountsOpening):
    """A look at exact counts of victims in a period.

    ``counted``: a row set. ``counted_by``: the count table that was read. ``area``: null
    for all areas together.
    """

    first_on: date
    last_on: date
    counted: Code
    counted_by: Code
    area: str | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.first_on > self.last_on:
            raise ValueError("The period ends before it begins.")
        return self


class QuarterRevised(Entry):
    """The reason for which a quarter of victims is counted again. ``quarter``: its first day."""

    quarter: date
    reason: Reason


class MonthClosed(Entry):
    """A month whose case figures may now be shown."""

    month_end: date

    @model_validator(mode="after")
    def _is_a_last_day(self) -> Self:
        if (self.month_end + timedelta(days=1)).day != 1:
            raise ValueError("Give the last day of the month.")
        return self


class MonthsClosed(Entry):
    """The months up to ``until`` whose case figures may now be shown, all in one step.

    ``first``: the month-end to begin with where none is closed yet; null for that of the first
    report.
    """

    first: date | None = None
    until: date

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.first and self.first > self.until:
            raise ValueError(
                "The first month comes after the last: choose an earlier one, or a later last."
            )
        return self
