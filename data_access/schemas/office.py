"""Entries about what is shown and given out: closed months, recounts, views, documents."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Self
from urllib.parse import parse_qsl, urlencode

from pydantic import AfterValidator, Field, model_validator

from data_access.schemas.entry import Entry
from data_access.text_types import (
    FreeText,
    MaybeFreeText,
    MaybeRef,
    Reason,
    ShortName,
    ViewParameters,
)
from data_access.vocabulary import SealedKind


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
                "The first month is after the last: choose an earlier first month, or a later last "
                "one."
            )
        return self


class ReleaseWithdrawn(Entry):
    """The reason for which the figures of people of a period are shown no more.

    ``first``: the first day of the quarter or year. ``months``: how many it has.
    """

    first: date
    months: int
    reason: Reason


class ProposalReturned(Entry):
    """The return of a proposal, given by its id, with the reason."""

    proposal: int
    reason: FreeText


DAY = "as_at"


def query_string(parameters: Mapping[str, str]) -> str:
    """Parameters as a query string, in the order of their keys, without the day.

    Empty values stay, because they mean that nothing was chosen.
    """
    return urlencode(sorted((key, value) for key, value in parameters.items() if key != DAY))


def parameters_in(text: str) -> dict[str, str]:
    """The parameters in a query string."""
    return dict(parse_qsl(text, keep_blank_values=True))


def _written_in_one_way(text: str) -> str:
    if query_string(parameters_in(text)) != text:
        raise ValueError("give each thing that was chosen once, in order, and not the day")
    return text


class NewSavedView(Entry):
    """A view of a page, saved under a name. ``page``: its file, as "case_action_plans"."""

    page: str = Field(pattern=r"^[a-z_]{1,40}$")
    name: ShortName
    parameters: Annotated[ViewParameters, AfterValidator(_written_in_one_way)]
    effective_on: date


class ViewTakenOff(Entry):
    """The removal of a view, given by its id, from the list of its page."""

    view: int
    effective_on: date


LONGEST_CONTENT = 30_000_000


class NewSealedDocument(Entry):
    """A document that was given out. ``content``: what it says, as JSON; null where it is none.

    Nulls: ``inspection`` for all of them; ``compared_on`` where there was no earlier meeting.
    """

    kind: SealedKind
    title: Annotated[str, Field(min_length=1, max_length=500)]
    reference: Annotated[str, Field(pattern=r"^[0-9A-F]{8}$")]
    as_at: date
    inspection: str | None = None
    compared_on: date | None = None
    meeting: MaybeRef = None
    given_to: MaybeFreeText = None
    content: Annotated[str, Field(min_length=2, max_length=LONGEST_CONTENT)]
