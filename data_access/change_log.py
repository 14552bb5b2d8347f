"""Records changes to rows that others refer to, so that they can be looked up and undone."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, Select, select
from sqlmodel import Session, col

from data_access.tables import METADATA, RECORDED_IN, ContentChange, Proposal
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
            was=None if was is None else _as_json(was),
        )
        for row in rows
    )


def record_correction(
    session: Session, row: Numbered, was: dict[str, Any], *, by: str, at: datetime
) -> None:
    """Records that a person corrected columns of ``row`` whose old values are ``was``."""
    session.add(
        ContentChange(
            table=str(row.__tablename__),
            row=int(row.id or 0),
            was=_as_json(was),
            recorded_at=at.astimezone(UTC),
            recorded_by=by,
        )
    )


def newest_change(session: Session, row: Numbered) -> ContentChange | None:
    """The newest change to ``row``; null where there is none."""
    return session.scalars(_of_row(str(row.__tablename__), int(row.id or 0))).first()


def corrections_by_people(session: Session, table: str) -> Sequence[ContentChange]:
    """The corrections of rows of ``table`` that people recorded, the newest first."""
    recorded = select(ContentChange).where(
        col(ContentChange.table) == table, col(ContentChange.recorded_at).is_not(None)
    )
    return session.scalars(recorded.order_by(col(ContentChange.id).desc())).all()


def blank_earlier_text(
    session: Session, table: str, row: int, column: str, blank: str
) -> list[Proposal]:
    """Writes ``blank`` over every earlier text of a column of a row: corrected, or proposed.

    Returns the proposals that said it.
    """
    for change in session.scalars(_of_row(table, row)):
        was = json.loads(change.was or "{}")
        if was.get(column) is not None:
            change.was = _as_json(was | {column: blank})
    proposals = []
    for proposal in _proposals_of(session, table, row):
        fields = json.loads(proposal.fields)
        if fields.get(column) is not None:
            proposal.fields = _as_json(fields | {column: blank})
            proposals.append(proposal)
    return proposals


def _proposals_of(session: Session, table: str, row: int) -> Iterator[Proposal]:
    """The proposal that was recorded as a row, and those that it stands for."""
    kinds = [kind for kind, recorded_in in RECORDED_IN.items() if recorded_in == table]
    accepted = select(Proposal).where(
        col(Proposal.kind).in_(kinds), col(Proposal.recorded_row) == row
    )
    proposal = session.scalars(accepted).first()
    while proposal:
        yield proposal
        proposal = session.get(Proposal, proposal.follows) if proposal.follows else None


def _of_row(table: str, row: int) -> Select[ContentChange]:
    """The changes to a row, the newest first."""
    return (
        select(ContentChange)
        .where(col(ContentChange.table) == table, col(ContentChange.row) == row)
        .order_by(col(ContentChange.id).desc())
    )


def _as_json(was: dict[str, Any]) -> str:
    return json.dumps(was, default=date.isoformat, ensure_ascii=False)


def read_changes(session: Session, batch: int) -> list[ContentChange]:
    """The changes of a batch, the newest first."""
    of_batch = select(ContentChange).where(col(ContentChange.batch) == batch)
    return list(session.scalars(of_batch.order_by(col(ContentChange.id).desc())))


def read_later_changes(session: Session, change: ContentChange) -> Iterator[ContentChange]:
    """The later changes to the row of ``change``."""
    later = _of_row(change.table, change.row).where(col(ContentChange.id) > change.id)
    yield from session.scalars(later)


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
