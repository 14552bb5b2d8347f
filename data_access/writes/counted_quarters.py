"""Recording what was counted of victims in a quarter."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access.schemas import QuarterRevised
from data_access.sign_in.roles import COUNTED_BY, RECORD_COUNTS
from data_access.store import Store
from data_access.tables import CountedQuarter, QuarterText
from data_access.writes.errors import Overtaken
from data_access.writes.recording import Stamp
from data_access.writes.rules import writer


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
    with store.writing(COUNTED_BY, RECORD_COUNTS, subject, at=at) as session:
        _add(session, new, batch, after, Stamp(COUNTED_BY, at), None)


def record_revision(
    store: Store,
    entry: QuarterRevised,
    new: Sequence[NewCount],
    *,
    batch: int | None,
    after: int,
    stamp: Stamp,
) -> None:
    """Records ``new``, the second count of a quarter and of the years that it is part of.

    ``batch`` and ``after``: as for the first counts. Errors: Refused, in words for the writer.
    """
    by = writer(stamp.by)
    subject = f"quarter from {entry.quarter.isoformat()}"
    with store.writing(by, "revise counts", subject, at=stamp.at) as session:
        _add(session, new, batch, after, Stamp(by, stamp.at), entry.reason)


def _add(
    session: Session,
    new: Sequence[NewCount],
    batch: int | None,
    after: int,
    stamp: Stamp,
    reason: str | None,
) -> None:
    if (session.scalar(select(func.max(col(CountedQuarter.id)))) or 0) != after:
        raise Overtaken(
            "Somebody else counted a quarter since you opened this page. Look at the quarters "
            "again, then count yours."
        )
    rows = [
        CountedQuarter(
            quarter=each.quarter,
            row_set=each.row_set,
            revision=_next_revision(session, each) if reason else 0,
            counted_at=each.counted_at,
            batch=batch,
            reason=reason,
            **stamp.columns,
        )
        for each in new
    ]
    session.add_all(rows)
    session.flush()
    session.add_all(
        QuarterText(
            counted_quarter=row.id or 0, counts=each.counts, numbers=each.numbers, shown=each.shown
        )
        for row, each in zip(rows, new, strict=True)
    )


def _next_revision(session: Session, new: NewCount) -> int:
    newest = session.scalar(
        select(func.max(col(CountedQuarter.revision))).where(
            col(CountedQuarter.quarter) == new.quarter, col(CountedQuarter.row_set) == new.row_set
        )
    )
    return (newest or 0) + 1
