"""Recording looks at exact counts of victims."""

from sqlmodel import Session

from data_access import schemas
from data_access.tables import ExactCountLook
from data_access.writes.errors import Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import not_in_the_future


@writes(
    schemas.NewExactCountLook,
    "record look at exact counts",
    lambda new: f"{new.counted} by {new.counted_by}, {new.first_on} to {new.last_on}",
)
def _look(_session: Session, new: schemas.NewExactCountLook, stamp: Stamp) -> ExactCountLook:
    not_in_the_future(stamp.at, allowed=new.allowed_on)
    if new.last_on > stamp.at.date():
        raise Refused("The period has not ended yet.")
    return ExactCountLook(**new.model_dump(), **stamp.columns)
