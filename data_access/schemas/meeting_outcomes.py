"""Entries of a meeting under way: outcomes of its items, its end, and its minutes."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from data_access.schemas.entry import Entry
from data_access.text_types import MaybeFreeText, MinutesText
from data_access.vocabulary import OutcomeKind

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
