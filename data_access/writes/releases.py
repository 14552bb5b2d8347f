"""Recording the releases of figures about people, and that those of a period are withdrawn."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.sign_in.roles import MAKE_RELEASES, RELEASED_BY
from data_access.store import Store
from data_access.tables import Release, ReleasedCount, ReleaseProof, ReleaseWithdrawal
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes

# Table, area, category, shown.
Number = tuple[str, str | None, str, int | None]


class NewRelease(NamedTuple):
    """A release to record. ``counts``: before rounding, as in ``ReleaseProof``."""

    row_set: str
    first: date
    months: int
    counted_at: date
    numbers: Sequence[Number]
    counts: str


def record_releases(
    store: Store, new: Sequence[NewRelease], *, batch: int | None, after: int, at: datetime
) -> None:
    """Records ``new``, all or nothing. ``batch``: the newest one in what was counted.

    ``after``: how many releases ``new`` was proved beside. Errors: Overtaken where another process
    has recorded one since.
    """
    subject = f"up to {max(each.counted_at for each in new).isoformat()}"
    detail = f"{len(new)} releases"
    with store.writing(RELEASED_BY, MAKE_RELEASES, subject, at=at, detail=detail) as session:
        if session.scalar(select(func.count()).select_from(Release)) != after:
            raise Overtaken("Somebody else released figures meanwhile. Look again.")
        for each in new:
            release = Release(
                row_set=each.row_set,
                first=each.first,
                months=each.months,
                counted_at=each.counted_at,
                batch=batch,
                **Stamp(RELEASED_BY, at).columns,
            )
            session.add(release)
            session.flush()
            session.add(ReleaseProof(release=release.id or 0, counts=each.counts))
            session.add_all(
                ReleasedCount(
                    release=release.id or 0, table=table, area=area, category=category, shown=shown
                )
                for table, area, category, shown in each.numbers
            )


@writes(
    schemas.ReleaseWithdrawn,
    "withdraw release",
    lambda new: f"{new.months} months from {new.first.isoformat()}",
)
def _withdrawn(session: Session, new: schemas.ReleaseWithdrawn, stamp: Stamp) -> ReleaseWithdrawal:
    of_period = (col(Release.first) == new.first, col(Release.months) == new.months)
    if session.scalar(select(Release).where(*of_period)) is None:
        raise Refused("Nothing is released of this period.")
    withdrawals = (
        col(ReleaseWithdrawal.first) == new.first,
        col(ReleaseWithdrawal.months) == new.months,
    )
    if session.scalar(select(ReleaseWithdrawal).where(*withdrawals)) is not None:
        raise Refused("This period is withdrawn already.")
    return ReleaseWithdrawal(first=new.first, months=new.months, reason=new.reason, **stamp.columns)
