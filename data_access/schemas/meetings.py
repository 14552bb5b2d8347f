"""Entries of meetings: kinds, agendas, outcomes, decisions, questions and answers."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import (
    FreeText,
    MaybeFreeText,
    MaybeRef,
    MinutesText,
    ShortName,
)
from data_access.vocabulary import (
    SERIES_UNITS,
    Nth,
    OutcomeKind,
    Unit,
    Weekday,
)


class NewMeeting(Entry):
    """A meeting that was held. ``kind``: the ref of one on the office's list."""

    kind: str
    held_on: date


class NewPlannedMeeting(Entry):
    """A meeting that is still to come, with who chairs it and who comes."""

    kind: str
    planned_on: date
    chair: MaybeFreeText = None
    members: MaybeFreeText = None


class MeetingHeld(Entry):
    """The day on which a planned meeting, given by its ref, was held."""

    meeting: str
    held_on: date


class NewDecision(Entry):
    """A decision of a meeting. ``corrects``: the id of the decision that it replaces."""

    meeting: str
    text: FreeText
    owner: MaybeFreeText = None
    due_on: date | None = None
    corrects: int | None = None


class DecisionDone(Entry):
    """The day on which a decision, given by its id, was done."""

    decision: int
    done_on: date


class NewAsk(Entry):
    """A question to a body, about a claimed figure if ``evidence`` is given.

    ``corrects``: the id of the question that it replaces.
    """

    of_whom: str
    what: FreeText
    asked_on: date
    due_on: date | None = None
    meeting: MaybeRef = None
    evidence: MaybeRef = None
    action: MaybeRef = None
    corrects: int | None = None

    @model_validator(mode="after")
    def _answer_after_question(self) -> Self:
        if self.due_on and self.due_on < self.asked_on:
            raise contradiction("due_on", "An answer cannot be due before the day it was asked.")
        return self


class QuestionAnswered(Entry):
    """The answer to a question, given by its id."""

    ask: int
    answer: FreeText
    answered_on: date


class NewResponse(Entry):
    """The day on which the answer to an inspection was published."""

    inspection: str
    responded_on: date


class NoResponse(Entry):
    """A day by which no answer to an inspection had been published."""

    inspection: str
    none_published_by: date


class MeetingCorrection(Entry):
    """A correction of a meeting held, or a change of one still planned, given by its ref.

    ``held_on`` for one that was held, ``planned_on`` for one that is still planned. ``seen``: the
    id of the newest correction of it that the writer saw, 0 for none.
    """

    meeting: str
    kind: str
    held_on: date | None = None
    planned_on: date | None = None
    chair: MaybeFreeText = None
    members: MaybeFreeText = None
    seen: int | None = None

    @model_validator(mode="after")
    def _has_one_day(self) -> Self:
        if (self.held_on is None) == (self.planned_on is None):
            raise ValueError("Give the day on which it was held, or for which it is planned.")
        return self


MOST_BETWEEN = 52


class NewMeetingKind(Entry):
    """A kind of meeting, and its series: every so many weeks, or on a weekday of a month.

    Nulls: ``every``, ``unit``, ``nth``, ``weekday`` and ``series_from`` where it has no series;
    ``nth`` and ``weekday`` too where it is counted in weeks.
    """

    title: ShortName
    is_board: bool = False
    chair: MaybeFreeText = None
    members: MaybeFreeText = None
    every: int | None = None
    unit: Unit | None = None
    nth: Nth | None = None
    weekday: Weekday | None = None
    series_from: date | None = None

    @model_validator(mode="after")
    def _series_is_whole(self) -> Self:
        if self.every is None and self.unit is None:
            if self.nth or self.weekday or self.series_from:
                raise contradiction("every", "Say how often it meets: a number of weeks or months.")
            return self
        if self.every is None or self.unit not in SERIES_UNITS:
            raise contradiction("every", "Say how often it meets: a number of weeks or months.")
        if not 1 <= self.every <= MOST_BETWEEN:
            raise contradiction("every", f"Give a number from 1 to {MOST_BETWEEN}.")
        if self.series_from is None:
            raise contradiction("series_from", "Say from which day the series is counted.")
        in_months = self.unit == Unit.MONTHS
        if in_months and not (self.nth and self.weekday):
            raise contradiction("nth", "Say on which weekday of the month, such as last Thursday.")
        if not in_months and (self.nth or self.weekday):
            raise contradiction(
                "nth",
                "Meetings every so many weeks fall on the weekday of the first one: leave the two "
                "boxes for months empty.",
            )
        return self


class MeetingKindChange(NewMeetingKind):
    """New values of a kind of meeting, given by its ref, from now on.

    ``retired_on``: the last day on which one could be planned. ``seen``: the id of the newest
    change that the writer saw, 0 for none.
    """

    kind: str
    retired_on: date | None = None
    seen: int | None = None


MOST_ITEMS, A_DAY_OF_MINUTES = 1000, 480


class NewAgendaEntry(Entry):
    """The office's entry on one item of an agenda, complete; earlier entries are kept.

    ``item``: the key of the item; null to add one, with its ``text``. ``place``: its number on the
    agenda; null where it comes by itself. ``left_out``: the reason, if it is to be left out.
    ``seen``: the id of the newest entry about the item that the writer saw, 0 for none.
    """

    meeting: str
    item: MaybeRef = None
    text: MaybeFreeText = None
    place: int | None = None
    speaker: MaybeFreeText = None
    minutes: int | None = None
    left_out: MaybeFreeText = None
    seen: int | None = None

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        for field, most in (("place", MOST_ITEMS), ("minutes", A_DAY_OF_MINUTES)):
            number = getattr(self, field)
            if number is not None and not 1 <= number <= most:
                raise contradiction(field, f"Give a number from 1 to {most}, or leave it empty.")
        is_added = self.item is None or self.item.startswith("added ")
        if is_added and self.text is None:
            raise contradiction("text", "Say what the item is.")
        if not is_added and self.text is not None:
            raise contradiction("text", "An item that lists itself keeps its own words.")
        return self


class AgendaItemAsItStands(BaseModel):
    """An item of an agenda, with the words that it had when the agenda was frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: str
    topic: str
    text: str
    speaker: str | None = None
    minutes: int | None = None


class AgendaFrozen(Entry):
    """The agenda of a meeting as it stands on the day ``as_at``."""

    meeting: str
    as_at: date
    items: tuple[AgendaItemAsItStands, ...]


ItemKey = Annotated[str, Field(min_length=1, max_length=200)]


class NewMeetingOutcome(Entry):
    """An outcome of an item of the agenda of a meeting.

    Of a kind that makes an entry, it is recorded together with that entry. ``seen``: the id of the
    newest outcome of the item at the meeting that the writer saw, 0 for none. ``table`` and
    ``row``: of "no change", the last word that stands.
    """

    meeting: str
    item: ItemKey
    place: int = Field(ge=1)
    kind: OutcomeKind
    said: MaybeFreeText = None
    table: str | None = None
    row: int | None = None
    seen: int | None = None

    @model_validator(mode="after")
    def _takes_nothing_back(self) -> Self:
        if self.kind == OutcomeKind.TAKEN_BACK:
            raise ValueError("Say which outcome is taken back.")
        return self


class OutcomeTakenBack(Entry):
    """The outcome, given by its id, that is taken back before its meeting is closed."""

    outcome: int


class MeetingClosed(Entry):
    """The end of a meeting, given by its ref."""

    meeting: str


class NewMinutesVersion(Entry):
    """An edited text of the minutes of a meeting.

    ``seen``: the id of the newest version that the writer saw, 0 for none.
    """

    meeting: str
    text: MinutesText
    seen: int | None = None


class MinutesApproved(Entry):
    """The approval of the minutes of a meeting, by a later one. ``seen``: as of a version."""

    meeting: str
    approved_by_meeting: str
    text: MinutesText
    seen: int | None = None
