"""Entries about the agenda of a meeting that is still to be held."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import MaybeFreeText, MaybeRef

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
