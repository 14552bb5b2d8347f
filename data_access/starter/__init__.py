"""Starter content: the published response, as data files with their sources."""

from datetime import datetime
from pathlib import Path

import polars as pl
from sqlmodel import Session

from data_access import tables

FOLDER = Path(__file__).parent
RECORDED_BY = "starter content"
# In an order in which rows refer to earlier ones.
CONTENT: tuple[type[tables.Table], ...] = (
    tables.Organisation,
    tables.TimeLimit,
    tables.Inspection,
    tables.Finding,
    tables.Recommendation,
    tables.Requirement,
    tables.Comment,
    tables.StatedPosition,
    tables.Action,
    tables.Recurrence,
    tables.Evidence,
    tables.PublishedFact,
)
# Files of these tables about inspections that were published after the response.
LATER = ("inspection", "recommendation", "requirement")


def read(name: str) -> pl.DataFrame:
    """The rows of one data file as text. Nulls: an empty cell."""
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)


def read_later(name: str) -> pl.DataFrame:
    """The rows of one of ``LATER`` about inspections published after the response, as text."""
    return read(f"later/{name}")


def load(session: Session, at: datetime) -> None:
    """Adds the starter content to a store that has none.

    Errors: pydantic.ValidationError if a data file breaks a rule of its table.
    """
    for table in CONTENT:
        recorded = {"recorded_at": at, "recorded_by": RECORDED_BY}
        extra = {key: value for key, value in recorded.items() if key in table.model_fields}
        name = str(table.__tablename__)
        later = read_later(name).to_dicts() if name in LATER else []
        for row in read(name).to_dicts() + later:
            session.add(table.model_validate(row | extra))
        session.flush()
