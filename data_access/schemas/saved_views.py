"""Entries of saved views of a page, and their parameters as the query string of an address."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from pydantic import AfterValidator, Field

from data_access.schemas.entry import Entry
from data_access.text_types import ShortName, ViewParameters

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
