"""Records the changes of a batch to rows of content, so that they can be looked up and undone."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, select
from sqlmodel import Session, col

from data_access.tables import METADATA, ContentChange
from data_access.tables.base import Numbered


def record_changes(
    session: Session, batch: int, rows: Sequence[Numbered], was: dict[str, Any] | None = None
) -> None:
    """Records that ``batch`` added ``rows``, or changed columns whose old values are ``was``."""
    session.flush()
    session.add_all(
        ContentChange(
            batch=batch,
            table=str(row.__tablename__),
            row=int(row.id or 0),
            was=None
            if was is None
            else json.dumps(was, default=date.isoformat, ensure_ascii=False),
        )
        for row in rows
    )


def read_changes(session: Session, batch: int) -> list[ContentChange]:
    """The changes of a batch, the newest first."""
    of_batch = select(ContentChange).where(col(ContentChange.batch) == batch)
    return list(session.scalars(of_batch.order_by(col(ContentChange.id).desc())))


def read_later_changes(session: Session, change: ContentChange) -> Iterator[ContentChange]:
    """The changes that later batches made to the row of ``change``."""
    yield from session.scalars(
        select(ContentChange).where(
            col(ContentChange.table) == change.table,
            col(ContentChange.row) == change.row,
            col(ContentChange.id) > change.id,
        )
    )


def previous_values(change: ContentChange) -> dict[str, Any]:
    """The changed columns and their values before; empty for a row that was added."""
    columns = METADATA.tables[change.table].c
    values = json.loads(change.was or "{}")
    return {
        name: date.fromisoformat(value)
        if value is not None and isinstance(columns[name].type, Date)
        else value
        for name, value in values.items()
    }
