"""Recording closed months."""

from datetime import UTC

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import ClosedMonth
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes


@writes(schemas.MonthClosed, "close month", lambda new: new.month_end.isoformat())
def _closed_month(session: Session, new: schemas.MonthClosed, stamp: Stamp) -> ClosedMonth:
    if new.month_end >= stamp.at.date():
        raise Refused("That month has not ended yet.")
    last = session.scalar(select(func.max(col(ClosedMonth.month_end))))
    if last and new.month_end <= last:
        raise Overtaken(f"The months up to {last:%d/%m/%Y} are closed already.")
    if last and (new.month_end.replace(day=1) - last).days > 1:
        raise Refused(f"Close the months in their order: the last is {last:%d/%m/%Y}.")
    closed_at = stamp.at.astimezone(UTC)
    return ClosedMonth(month_end=new.month_end, closed_at=closed_at, closed_by=stamp.by)
