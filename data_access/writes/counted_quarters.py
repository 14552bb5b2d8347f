"""Recording what was counted of victims in a quarter."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access.store import Store
from data_access.tables import CountedQuarter, QuarterText
from data_access.writes.errors import Overtaken

# The first count needs nobody: it is made when a page first shows a quarter that is closed.
COUNTED_BY = "the app"


class NewCount(NamedTuple):
    """One row set in a quarter, counted as at a month-end. The texts: as in ``QuarterText``."""

    quarter: date
    counted_at: date
    row_set: str
    counts: str
    numbers: str
    shown: str


def record_first_counts(
    store: Store, new: Sequence[NewCount], *, batch: int | None, after: int, at: datetime
) -> None:
    """Records ``new``, all or nothing. ``batch``: the newest one in what was counted.

    ``after``: the id of the newest count that ``new`` was protected together with, 0 for none.
    Errors: Overtaken where another process has recorded one since.
    """
    first, last = min(each.quarter for each in new), max(each.quarter for each in new)
    subject = f"quarters from {first.isoformat()} to {last.isoformat()}"
    with store.writing(COUNTED_BY, "record counts", subject, at=at) as session:
        if newest_count(session) != after:
            raise Overtaken("Somebody else has counted these quarters meanwhile.")
        rows = [
            CountedQuarter(
                quarter=each.quarter,
                row_set=each.row_set,
                revision=0,
                counted_at=each.counted_at,
                batch=batch,
                recorded_at=at.astimezone(UTC),
                recorded_by=COUNTED_BY,
            )
            for each in new
        ]
        add_counts(session, rows, new)


def newest_count(session: Session) -> int:
    """The id of the newest count; 0 for none."""
    return session.scalar(select(func.max(col(CountedQuarter.id)))) or 0


def add_counts(session: Session, rows: Sequence[CountedQuarter], new: Sequence[NewCount]) -> None:
    """Adds ``rows``, each with the texts of one of ``new``."""
    session.add_all(rows)
    session.flush()
    session.add_all(
        QuarterText(
            counted_quarter=row.id or 0, counts=each.counts, numbers=each.numbers, shown=each.shown
        )
        for row, each in zip(rows, new, strict=True)
    )
