"""The list of kinds of meetings: added to and changed in its place; what it said is kept."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from data_access import schemas
from data_access.tables import KindOfMeeting
from data_access.writes.corrections import corrected_in_place, not_corrected_since
from data_access.writes.errors import Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import find, next_ref

# What can be changed of a kind; the entry has a field for each.
OF_A_KIND = (*schemas.NewMeetingKind.model_fields, "retired_on")


@writes(schemas.NewMeetingKind, "record kind of meeting", lambda _: "")
def _kind(session: Session, new: schemas.NewMeetingKind, stamp: Stamp) -> KindOfMeeting:
    _called_otherwise(session, new.title)
    # A letter and a number, and not the title: that may be changed, or blanked.
    given: dict[str, Any] = {"ref": next_ref(session, KindOfMeeting, "K")}
    return KindOfMeeting(**given, **new.model_dump(), **stamp.columns)


@writes(schemas.MeetingKindChange, "record change of a kind of meeting", lambda new: new.kind)
def _change(session: Session, new: schemas.MeetingKindChange, stamp: Stamp) -> KindOfMeeting:
    kind = find(session, KindOfMeeting, new.kind, "kind of meeting")
    not_corrected_since(session, kind, new.seen)
    _called_otherwise(session, new.title, but=kind)
    return corrected_in_place(session, kind, new, stamp, OF_A_KIND)


def _called_otherwise(session: Session, title: str, *, but: KindOfMeeting | None = None) -> None:
    """Refuses the name of another kind. ``but``: the kind that is changed."""
    folded = title.casefold()
    for each in session.scalars(select(KindOfMeeting)):
        if each is not but and each.title.casefold() == folded:
            raise Refused("There is a kind of that name already.", field="title")
