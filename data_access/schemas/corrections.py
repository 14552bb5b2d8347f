"""Entries that correct a meeting or an action in its place, since others refer to it by its ref."""

from datetime import date
from typing import Self

from pydantic import model_validator

from data_access.schemas.entry import Entry
from data_access.text_types import FreeText, MaybeFreeText, MaybeRole
from data_access.vocabulary import DeadlineKind, Voice


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
