"""Records each imported sheet as a batch, with the sender's meanings of headings and words."""

from datetime import date

import polars as pl
from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from data_access.intake.mapping.headings import Meanings
from data_access.intake.models import Options, ValueMeanings
from data_access.intake.table_specs import folded_heading
from data_access.intake.validation.errors import ValidationError, errors_frame
from data_access.reads import Snapshot
from data_access.tables import HeadingChoice, ImportBatch, ValueChoice


def add_batch(
    session: Session,
    batch: ImportBatch,
    headings: set[str],
    values: set[tuple[str, str]],
    options: Options,
) -> int:
    """Adds ``batch`` and the meanings of its headings and words for the next; returns its id.

    ``headings``, ``values``: those in the sheet, folded, as ``value_questions.values_in`` has them.
    """
    session.add(batch)
    given = {folded_heading(heading): column for heading, column in options.meanings.items()}
    for heading, column in given.items():
        if heading in headings:
            _record_meaning(session, batch, heading, column)
    for (column, value), means in options.value_meanings.items():
        if (column, value) in values:
            _record_value(session, batch, column, value, means)
    session.flush()
    return int(batch.id or 0)


def confirmed_meanings(snapshot: Snapshot, source: str) -> dict[str, Meanings]:
    """By table, the confirmed meanings of the headings of ``source``."""
    choices = snapshot.tables["heading_choice"].filter(pl.col("source") == source)
    by_table: dict[str, dict[str, str]] = {}
    for table, heading, column in choices.select("table", "heading", "column").iter_rows():
        by_table.setdefault(table, {})[heading] = column
    return dict(by_table)


def confirmed_values(snapshot: Snapshot, source: str) -> dict[str, ValueMeanings]:
    """By table, the confirmed meanings of the words of ``source``."""
    choices = snapshot.tables["value_choice"].filter(pl.col("source") == source)
    by_table: dict[str, dict[tuple[str, str], str]] = {}
    for table, column, value, means in choices.select(
        "table", "column", "value", "means"
    ).iter_rows():
        by_table.setdefault(table, {})[column, value] = means
    return dict(by_table)


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


def _record_value(
    session: Session, batch: ImportBatch, column: str, value: str, means: str
) -> None:
    session.execute(
        delete(ValueChoice).where(
            col(ValueChoice.source) == batch.source,
            col(ValueChoice.table) == batch.table,
            col(ValueChoice.column) == column,
            col(ValueChoice.value) == value,
        )
    )
    session.add(
        ValueChoice(
            source=batch.source,
            table=batch.table,
            column=column,
            value=value,
            means=means,
            confirmed_at=batch.imported_at,
            confirmed_by=batch.imported_by,
        )
    )
