"""What a batch did to each row, so that it can be looked up and undone."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, select
from sqlmodel import Session, col

from data_access.tables import METADATA, ContentChange
from data_access.tables.base import Numbered


def keep(
    session: Session, batch: int, rows: Sequence[Numbered], was: dict[str, Any] | None = None
) -> None:
    """Notes that ``batch`` added ``rows``, or changed columns of them that ``was`` had before."""
    session.flush()
    session.add_all(
        ContentChange(
            batch=batch,
            table=str(row.__tablename__),
            row=int(row.id or 0),
            was=None if was is None else _as_text(was),
        )
        for row in rows
    )


def of_batch(session: Session, batch: int) -> list[ContentChange]:
    """What a batch did, the newest first."""
    done = select(ContentChange).where(col(ContentChange.batch) == batch)
    return list(session.scalars(done.order_by(col(ContentChange.id).desc())))


def since(session: Session, change: ContentChange) -> Iterator[ContentChange]:
    """What later batches did to the same row."""
    yield from session.scalars(
        select(ContentChange).where(
            col(ContentChange.table) == change.table,
            col(ContentChange.row) == change.row,
            col(ContentChange.id) > change.id,
        )
    )


def earlier(change: ContentChange) -> dict[str, Any]:
    """The columns that changed and what stood in them before; none for a row that was added."""
    columns = METADATA.tables[change.table].c
    values = json.loads(change.was or "{}")
    return {
        name: date.fromisoformat(value)
        if value is not None and isinstance(columns[name].type, Date)
        else value
        for name, value in values.items()
    }


def _as_text(was: dict[str, Any]) -> str:
    return json.dumps(was, default=date.isoformat, ensure_ascii=False)
