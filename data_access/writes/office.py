"""Recording closed months, saved views, and documents given out."""

from collections.abc import Mapping
from datetime import UTC, date, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import (
    ClosedMonth,
    Inspection,
    Investigation,
    Meeting,
    SavedView,
    SealedContent,
    SealedDocument,
)
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import find, next_ref, not_in_the_future


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


@writes(schemas.NewSavedView, "record saved view", lambda new: new.page)
def _saved_view(session: Session, new: schemas.NewSavedView, stamp: Stamp) -> SavedView:
    not_in_the_future(stamp.at, kept=new.effective_on)
    views = session.scalars(select(SavedView).where(col(SavedView.page) == new.page)).all()
    taken_off = {view.takes_off for view in views}
    names = {view.name.casefold() for view in views if view.name and view.id not in taken_off}
    if new.name.casefold() in names:
        raise Refused(
            "There is a view of that name already. Give another name, or take that view off the "
            "list."
        )
    return SavedView(**new.model_dump(), **stamp.columns)


@writes(schemas.ViewTakenOff, "record view taken off", lambda new: f"view {new.view}")
def _view_taken_off(session: Session, new: schemas.ViewTakenOff, stamp: Stamp) -> SavedView:
    not_in_the_future(stamp.at, taken_off=new.effective_on)
    view = session.get(SavedView, new.view)
    if view is None or view.takes_off:
        raise Refused("There is no such view.")
    if session.scalar(select(SavedView).where(col(SavedView.takes_off) == new.view)):
        raise Overtaken("That view was taken off the list already.")
    if new.effective_on < view.effective_on:
        raise Refused("A view cannot be taken off the list before it was kept.")
    return SavedView(
        page=view.page, takes_off=view.id, effective_on=new.effective_on, **stamp.columns
    )


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
