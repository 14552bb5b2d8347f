"""Decisions of proposals."""

from data_access.schemas.entry import Entry
from data_access.text_types import FreeText


class ProposalReturned(Entry):
    """The return of a proposal, given by its id, with the reason."""

    proposal: int
    reason: FreeText
