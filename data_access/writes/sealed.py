"""Keeping documents that were given out."""

from hashlib import sha256

from sqlmodel import Session

from data_access import schemas
from data_access.tables import Inspection, Meeting, SealedContent, SealedDocument
from data_access.writes.errors import Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import find, next_ref

PREFIX = "G"


def content_hash(content: str) -> str:
    """The hash by which a change of what a document says would be noticed."""
    return sha256(content.encode()).hexdigest()


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
    columns = new.model_dump(exclude={"content"}) | {"sha256": content_hash(new.content)}
    row = SealedDocument(ref=next_ref(session, SealedDocument, PREFIX), **columns, **stamp.columns)
    session.add(row)
    session.flush()
    session.add(SealedContent(document=row.ref, content=new.content))
    return row
