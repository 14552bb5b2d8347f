"""Entries about a part of a recommendation: positions, judgements and evidence."""

from datetime import date
from typing import Self

from pydantic import model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import FreeText, MaybeFreeText, MaybeLink, MaybeRef
from data_access.vocabulary import Assurance, EvidenceKind, State, StatedAs, Strength, Voice


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

    @model_validator(mode="after")
    def _judged_again_later(self) -> Self:
        if self.review_due_on and self.review_due_on < self.effective_on:
            raise contradiction(
                "review_due_on", "The part cannot be judged again before the day of this judgement."
            )
        return self


class NewEvidence(Entry):
    """A piece of evidence about a part or an action.

    ``stated_as`` to ``quote_paragraph``: of one that the response states, with its words and place.
    """

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
    stated_as: StatedAs | None = None
    quote: MaybeFreeText = None
    quote_section: MaybeFreeText = None
    quote_paragraph: int | None = None

    @model_validator(mode="after")
    def _has_subject_and_lasts(self) -> Self:
        if not (self.requirement or self.action):
            raise ValueError("Say which part or action the evidence is about.")
        if self.dated_on and self.expires_on and self.expires_on < self.dated_on:
            raise contradiction(
                "expires_on", "The evidence cannot expire before its document date."
            )
        if self.expires_on and self.expires_on < self.effective_on:
            raise contradiction(
                "expires_on", "The evidence cannot expire before the day from which it counts."
            )
        return self
