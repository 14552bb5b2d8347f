"""Recording closed months."""

from datetime import UTC, date, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import ClosedMonth, Investigation
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes


@writes(schemas.MonthClosed, "close month", lambda new: new.month_end.isoformat())
def _closed_month(session: Session, new: schemas.MonthClosed, stamp: Stamp) -> ClosedMonth:
    if new.month_end >= stamp.at.date():
        raise Refused("That month has not ended yet: choose an earlier one.")
    last = session.scalar(select(func.max(col(ClosedMonth.month_end))))
    if last and new.month_end <= last:
        raise Overtaken(f"The months up to {last:%d/%m/%Y} are closed already.")
    if last and (new.month_end.replace(day=1) - last).days > 1:
        raise Refused(f"Close the months in their order: the last one closed is {last:%d/%m/%Y}.")
    closed_at = stamp.at.astimezone(UTC)
    return ClosedMonth(month_end=new.month_end, closed_at=closed_at, closed_by=stamp.by)


@writes(schemas.MonthsClosed, "close months", lambda new: f"up to {new.until.isoformat()}")
def _closed_months(session: Session, new: schemas.MonthsClosed, stamp: Stamp) -> ClosedMonth:
    """Closes each month in its order, and returns the last."""
    if new.until >= stamp.at.date():
        raise Refused("That month has not ended yet: choose an earlier one.")
    last = session.scalar(select(func.max(col(ClosedMonth.month_end))))
    if last and new.first:
        raise Refused(
            f"The months up to {last:%d/%m/%Y} are closed already: leave the first month empty."
        )
    month_end = _month_end(last + timedelta(days=1)) if last else _first_to_close(session, new)
    if month_end > new.until:
        raise Overtaken(
            f"There is no month to close up to {new.until:%d/%m/%Y}: the next ends on "
            f"{month_end:%d/%m/%Y}."
        )
    while True:
        row = _closed_month(session, schemas.MonthClosed(month_end=month_end), stamp)
        month_end = _month_end(month_end + timedelta(days=1))
        if month_end > new.until:
            return row
        session.add(row)
        session.flush()


def _first_to_close(session: Session, new: schemas.MonthsClosed) -> date:
    """The first month-end to close where none is closed yet."""
    first_report = session.scalar(select(func.min(col(Investigation.reported_on))))
    if first_report is None:
        raise Refused("No investigation is loaded yet, so there is no month to close.")
    if new.first and _month_end(new.first) < _month_end(first_report):
        raise Refused(
            f"The first report is of {first_report:%B %Y}: there is nothing to close before it."
        )
    return _month_end(new.first or first_report)


def _month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
