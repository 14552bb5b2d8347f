"""Entries of documents that were given out."""

from datetime import date
from typing import Annotated

from pydantic import Field

from data_access.schemas.entry import Entry
from data_access.text_types import MaybeFreeText, MaybeRef
from data_access.vocabulary import SealedKind

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
