"""The demonstration: invented progress and rows of cases, equal every time."""

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from data_access import schemas, writes
from data_access.demo.cases.load import TALLIED_AT, fill_tallies
from data_access.demo.config import AS_AT, RECORDED_BY, Size
from data_access.store import Store

FOLDER = Path(__file__).parent
DEFAULT_SIZE = Size()


# By data file, in the order in which rows of one moment are recorded: rows refer to earlier ones.
SCHEMAS: dict[str, type[schemas.Entry]] = {
    "meeting": schemas.NewMeeting,
    "action": schemas.NewAction,
    "evidence": schemas.NewEvidence,
    "action_update": schemas.NewActionUpdate,
    "position": schemas.NewPosition,
    "judgement": schemas.NewJudgement,
    "escalation": schemas.NewEscalation,
    "resolution": schemas.Resolution,
    "decision": schemas.NewDecision,
    "decision_done": schemas.DecisionDone,
    "ask": schemas.NewAsk,
    "answer": schemas.QuestionAnswered,
    "saved_view": schemas.NewSavedView,
}
# Columns that are not fields of an entry. ``ref`` is for people who read the file.
AROUND_THE_ENTRY = {"ref", "recorded_at", "recorded_by"}


def read(name: str) -> pl.DataFrame:
    """The rows of one data file as text. Nulls: an empty cell."""
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)


def fill(store: Store, size: Size = DEFAULT_SIZE) -> None:
    """Adds invented progress and tallies to a store with starter content only.

    Errors: Refused if a row breaks a rule of recording; then nothing is added.
    """
    _fill_progress(store)
    add_tallies(store, size)


def add_tallies(store: Store, size: Size = DEFAULT_SIZE) -> None:
    """Adds the invented tallies to a store that has none, all of them or nothing."""
    with store.writing(RECORDED_BY, "invent", "case tallies", at=TALLIED_AT) as session:
        fill_tallies(session, size)


def _fill_progress(store: Store) -> None:
    rows = [(name, row) for name in SCHEMAS for row in read(name).iter_rows(named=True)]
    with store.joined() as joined:
        for name, row in sorted(rows, key=lambda named: named[1]["recorded_at"]):
            _record(joined, SCHEMAS[name], row)


def _record(store: Store, schema: type[schemas.Entry], row: dict[str, Any]) -> None:
    values = {
        column: value
        for column, value in row.items()
        if value is not None and column not in AROUND_THE_ENTRY
    }
    writes.record(
        store,
        writes.validate(schema, **values),
        by=row["recorded_by"],
        at=datetime.fromisoformat(row["recorded_at"]),
    )
