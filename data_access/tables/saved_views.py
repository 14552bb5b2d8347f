"""Views of a page that are saved under a name."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_access.tables.base import Numbered


class SavedView(Numbered, table=True):
    """A view of a page saved under a name, or the removal of one, from a day on.

    ``takes_off``: the row that leaves the list; then there is no name and there are no parameters.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint(
            "(takes_off IS NULL AND name IS NOT NULL AND parameters IS NOT NULL) "
            "OR (takes_off IS NOT NULL AND name IS NULL AND parameters IS NULL)",
            name="kept_or_taken_off",
        ),
    )
    page: str
    name: str | None = None
    parameters: str | None = Field(
        default=None, description="The address behind the page's, without the day, keys in order"
    )
    takes_off: int | None = Field(
        default=None, foreign_key="saved_view.id", unique=True, index=False
    )
    effective_on: date
    recorded_at: datetime
    recorded_by: str
