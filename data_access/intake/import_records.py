"""Records each imported sheet as a batch, with the sender's meanings of headings."""

from datetime import date

import polars as pl
from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from data_access.intake.models import Options
from data_access.intake.table_specs import folded_heading
from data_access.intake.validation.errors import ValidationError, errors_frame
from data_access.tables import HeadingChoice, ImportBatch


def add_batch(session: Session, batch: ImportBatch, headings: set[str], options: Options) -> int:
    """Adds ``batch`` and the meanings of its ``headings`` for the next import; returns its id."""
    session.add(batch)
    given = {folded_heading(heading): column for heading, column in options.meanings.items()}
    for heading, column in given.items():
        if heading in headings:
            _record_meaning(session, batch, heading, column)
    session.flush()
    return int(batch.id or 0)


def newer_file_errors(session: Session, table: str, received_on: date) -> pl.DataFrame:
    """An error if a file of ``table`` with a later day of receipt is loaded already."""
    newest = session.scalar(
        select(func.max(col(ImportBatch.received_on))).where(
            col(ImportBatch.table) == table, col(ImportBatch.withdrawn_at).is_(None)
        )
    )
    if newest is None or received_on >= newest:
        return errors_frame()
    rule = "older than what is loaded"
    todo = (
        f"A file of this table received on {newest:%d/%m/%Y} is loaded, and this one would "
        "count after it. If it is right all the same, give a day on or after that one."
    )
    return errors_frame([ValidationError(None, "", rule, todo)])


def _record_meaning(session: Session, batch: ImportBatch, heading: str, column: str) -> None:
    session.execute(
        delete(HeadingChoice).where(
            col(HeadingChoice.source) == batch.source,
            col(HeadingChoice.table) == batch.table,
            col(HeadingChoice.heading) == heading,
        )
    )
    session.add(
        HeadingChoice(
            source=batch.source,
            table=batch.table,
            heading=heading,
            column=column,
            confirmed_at=batch.imported_at,
            confirmed_by=batch.imported_by,
        )
    )
