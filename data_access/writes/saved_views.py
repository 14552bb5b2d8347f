"""Recording saved views."""

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import SavedView
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import not_in_the_future


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
