"""Keeping documents that were given out."""

from collections.abc import Mapping
from datetime import UTC
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from data_access import schemas
from data_access.tables import Inspection, Meeting, SealedContent, SealedDocument
from data_access.writes.errors import Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import find, next_ref

PREFIX = "G"
# What is kept beside the content, and the moment.
SEALED = (
    "ref",
    "kind",
    "title",
    "reference",
    "as_at",
    "inspection",
    "compared_on",
    "meeting",
    "given_to",
    "recorded_by",
)


def seal_of(columns: Mapping[str, Any], content: str) -> str:
    """The hash by which a change of what a document says, or of whose it is, would be noticed.

    ``columns``: of its ``sealed_document``.
    """
    said = [str(columns[name]) for name in SEALED]
    moment = columns["recorded_at"].astimezone(UTC).isoformat()
    return sha256("\n".join([*said, moment, content]).encode()).hexdigest()


@writes(
    schemas.NewSealedDocument,
    "record document given out",
    lambda new: f"{new.kind} as at {new.as_at}, reference {new.reference}",
)
def _sealed(session: Session, new: schemas.NewSealedDocument, stamp: Stamp) -> SealedDocument:
    if not (new.meeting or new.given_to):
        raise Refused("Say to which meeting it was given, or to whom.", field="meeting")
    if new.meeting:
        find(session, Meeting, new.meeting, "meeting")
    if new.inspection:
        find(session, Inspection, new.inspection, "inspection")
    ref = next_ref(session, SealedDocument, PREFIX)
    columns = new.model_dump(exclude={"content"}) | {"ref": ref, **stamp.columns}
    row = SealedDocument(**columns, sha256=seal_of(columns, new.content))
    session.add(row)
    session.flush()
    session.add(SealedContent(document=row.ref, content=new.content))
    return row
