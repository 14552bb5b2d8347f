"""Entries that close months of cases."""

from datetime import date, timedelta
from typing import Self

from pydantic import model_validator

from data_access.schemas.entry import Entry


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
