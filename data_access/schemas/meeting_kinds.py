"""Entries of the list of kinds of meetings that an office keeps."""

from datetime import date
from typing import Self

from pydantic import model_validator

from data_access.schemas.entry import Entry, contradiction
from data_access.text_types import MaybeFreeText, ShortName
from data_access.vocabulary import SERIES_UNITS, Nth, Unit, Weekday

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
