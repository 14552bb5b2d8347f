"""Records each imported sheet as a batch, with the sender's meanings of headings and words."""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from data_access.intake.models import Answers, Asked
from data_access.intake.validation.errors import ValidationError, errors_frame
from data_access.reads import Snapshot
from data_access.tables import HeadingChoice, ImportBatch, ValueChoice


def add_batch(session: Session, batch: ImportBatch, answers: Answers) -> int:
    """Adds ``batch`` and the ``answers`` to remember for its source and table; returns its id."""
    session.add(batch)
    of_batch: dict[str, Any] = {
        "source": batch.source,
        "table": batch.table,
        "confirmed_at": batch.imported_at,
        "confirmed_by": batch.imported_by,
    }
    for (_, heading, word), means in answers.items():
        if word:
            of_word = ValueChoice(**of_batch, column=heading, value=word, means=means)
            _replace(session, of_word, "column", "value")
        else:
            of_heading = HeadingChoice(**of_batch, heading=heading, column=means)
            _replace(session, of_heading, "heading")
    session.flush()
    return int(batch.id or 0)


def remembered_answers(snapshot: Snapshot, source: str) -> Answers:
    """What was said before of the headings and words of ``source``."""
    of_headings = snapshot.tables["heading_choice"].select(
        "source", "table", "heading", word=pl.lit(""), means="column"
    )
    of_words = snapshot.tables["value_choice"].select(
        "source", "table", heading="column", word="value", means="means"
    )
    of_source = pl.concat([of_headings, of_words]).filter(pl.col("source") == source)
    return {
        Asked(table, heading, word): means for _, table, heading, word, means in of_source.rows()
    }


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
