"""Records each imported sheet as a batch, with the sender's meanings of headings and words."""

from datetime import date
from typing import Any

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
    of_batch: dict[str, Any] = {
        "source": batch.source,
        "table": batch.table,
        "confirmed_at": batch.imported_at,
        "confirmed_by": batch.imported_by,
    }
    given = {folded_heading(heading): column for heading, column in options.meanings.items()}
    for heading, column in given.items():
        if heading in headings:
            of_heading = HeadingChoice(**of_batch, heading=heading, column=column)
            _replace(session, of_heading, "heading")
    for (column, value), means in options.value_meanings.items():
        if (column, value) in values:
            of_value = ValueChoice(**of_batch, column=column, value=value, means=means)
            _replace(session, of_value, "column", "value")
    session.flush()
    return int(batch.id or 0)


def confirmed_meanings(snapshot: Snapshot, source: str) -> dict[str, Meanings]:
    """Confirmed meanings of the headings of ``source``, by table."""
    choices = snapshot.tables["heading_choice"].filter(pl.col("source") == source)
    by_table: dict[str, dict[str, str]] = {}
    for table, heading, column in choices.select("table", "heading", "column").iter_rows():
        by_table.setdefault(table, {})[heading] = column
    return dict(by_table)


def confirmed_values(snapshot: Snapshot, source: str) -> dict[str, ValueMeanings]:
    """Confirmed meanings of the words of ``source``, by table."""
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


def _replace(session: Session, choice: HeadingChoice | ValueChoice, *identity: str) -> None:
    """Adds ``choice`` in place of the one of the same source, table and ``identity``."""
    table = type(choice)
    same = (
        col(getattr(table, name)) == getattr(choice, name)
        for name in ("source", "table", *identity)
    )
    session.execute(delete(table).where(*same))
    session.add(choice)
