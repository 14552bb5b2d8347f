"""Entries of meetings: decisions, questions to a body, and answers to an inspection."""

from datetime import date
from typing import Self

from pydantic import model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import FreeText, MaybeFreeText, MaybeRef


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
    """A question to a body, about a claimed figure if ``evidence`` or ``action`` is given.

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
