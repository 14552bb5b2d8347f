"""Entries of the draft of an answer: what is said of a part, remarks, approvals, publication."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import FreeText, MaybeFreeText, MaybePrintedLink, MaybeRef, MaybeRole
from data_access.vocabulary import SO_ALREADY, SPEAKERS, Stance, StatedAs, Voice

ONE_OF_THE_TWO = (
    "Give the action that is taken or proposed, or the reason why there is none: the law asks for "
    "one of the two."
)
OF_AN_ACTION = "This box is about an action: give the action that is taken or proposed too."


def _speaks(voice: Voice) -> Voice:
    if voice not in SPEAKERS:
        raise ValueError("choose one from the list")
    return voice


Speaker = Annotated[Voice, AfterValidator(_speaks)]


class NewDraftStatement(Entry):
    """A body's statement on a part in the draft; nothing need be complete yet.

    ``seen``: the id of the newest version that the writer saw, 0 for none; null if unknown.
    """

    requirement: str
    voice: Speaker
    stance: Stance | None = None
    comment: MaybeFreeText = None
    action: MaybeFreeText = None
    stated_as: StatedAs | None = None
    lead_organisation: MaybeRef = None
    owner_role: MaybeRole = None
    due_on: date | None = None
    measure: MaybeFreeText = None
    evidence: MaybeFreeText = None
    link: MaybePrintedLink = None
    figure_owed: bool = False
    reason: MaybeFreeText = None
    effective_on: date
    seen: int | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if not any((self.stance, self.comment, self.action, self.reason)):
            raise ValueError(
                "Nothing is filled in: say whether the body accepts what the part asks, or write "
                "its comment."
            )
        if self.action and self.reason:
            raise contradiction("reason", ONE_OF_THE_TWO)
        of_an_action = ("stated_as", "owner_role", "due_on", "measure", "evidence")
        for field in of_an_action if not self.action else ():
            if getattr(self, field):
                raise contradiction(field, OF_AN_ACTION)
        if self.due_on and self.stated_as in SO_ALREADY:
            raise contradiction(
                "due_on",
                "An action that is in place or done has no date to come: leave the date empty.",
            )
        for field in ("link", "figure_owed") if not self.evidence else ():
            if getattr(self, field):
                raise contradiction(field, "This box is about evidence: say what shows it too.")
        return self


class NewDraftOpening(Entry):
    """The words with which a body's comments begin and end. ``seen``: as of a statement."""

    inspection: str
    voice: Speaker
    comment: MaybeFreeText = None
    closing: MaybeFreeText = None
    effective_on: date
    seen: int | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.comment or self.closing):
            raise ValueError("Nothing is filled in: give the words at the beginning or at the end.")
        return self


class NewDraftRemark(Entry):
    """A remark on the draft of a part."""

    requirement: str
    text: FreeText
    effective_on: date


class NewDraftApproval(Entry):
    """The approval of what a body says. ``seen``: the id of its newest version, as it was shown."""

    inspection: str
    voice: Speaker
    approved_by: FreeText
    source: MaybeFreeText = None
    effective_on: date
    seen: int


class NewDraftInvitation(Entry):
    """The invitation of the chief officer to comment by a day, sent on ``effective_on``."""

    inspection: str
    effective_on: date
    comment_by: date
    source: MaybeFreeText = None

    @model_validator(mode="after")
    def _gives_time(self) -> Self:
        if self.comment_by <= self.effective_on:
            raise contradiction("comment_by", "Give a day after the one on which it was sent.")
        return self


class DraftPublished(Entry):
    """The publication of a draft. ``seen``: the id of its newest version, as it was shown.

    ``waived_because``: the reason for which house rules that are not met are waived.
    """

    inspection: str
    responded_on: date
    waived_because: MaybeFreeText = None
    seen: int
