"""Recording looks at exact counts of victims."""

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import Area, ExactCountLook
from data_access.writes.errors import Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import not_in_the_future

# The area of cases of which none is recorded, as rows are counted by.
NO_AREA = "not recorded"


@writes(
    schemas.NewExactCountLook,
    "record look at exact counts",
    lambda new: f"{new.counted} by {new.counted_by}, {new.first_on} to {new.last_on}",
)
def _look(session: Session, new: schemas.NewExactCountLook, stamp: Stamp) -> ExactCountLook:
    not_in_the_future(stamp.at, allowed=new.allowed_on)
    if new.last_on > stamp.at.date():
        raise Refused("The period has not ended yet: choose an earlier one.")
    if new.area not in (None, NO_AREA, *session.scalars(select(col(Area.name)))):
        raise Refused("There is no such area. Choose one from the list.")
    return ExactCountLook(**new.model_dump(), **stamp.columns)
