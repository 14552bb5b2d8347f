"""Entries of looks at exact counts of victims."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from data_access.schemas.entry import Entry
from data_access.text_types import Reason

Code = Annotated[str, Field(pattern=r"^(parts of )?[a-z0-9_]{1,60}$")]


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
