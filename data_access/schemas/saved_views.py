"""Entries of saved views of a page."""

from datetime import date

from pydantic import Field

from data_access.schemas.entry import Entry
from data_access.text_types import ViewName, ViewParameters


class NewSavedView(Entry):
    """A view of a page, saved under a name. ``page``: its file, as "case_action_plans"."""

    page: str = Field(pattern=r"^[a-z_]{1,40}$")
    name: ViewName
    parameters: ViewParameters
    effective_on: date


class ViewTakenOff(Entry):
    """The removal of a view, given by its id, from the list of its page."""

    view: int
    effective_on: date
