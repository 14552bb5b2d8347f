"""Invented progress and tallies, repeatable: what a demonstration shows, and nothing real."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from data_access import schemas, writes
from data_access.demo.cases import TALLIED_AT, Size, fill_tallies
from data_access.demo.constants import AS_AT, RECORDED_BY
from data_access.store import Store

__all__ = [
    "AS_AT",
    "DEFAULT_SIZE",
    "RECORDED_BY",
    "SAVED_VIEWS",
    "Size",
    "add_saved_views",
    "add_tallies",
    "fill",
    "read",
]

FOLDER = Path(__file__).parent
DEFAULT_SIZE = Size()
SAVED_VIEWS = "saved_view"


class Kind(NamedTuple):
    """What the rows of one data file are, and how each is recorded."""

    entry: type[schemas.Entry]
    record: Callable[..., object]


# By the name of the data file; of one moment, in the order in which rows may point at each other.
KINDS = {
    "meeting": Kind(schemas.NewMeeting, writes.record_meeting),
    "action": Kind(schemas.NewAction, writes.record_action),
    "evidence": Kind(schemas.NewEvidence, writes.record_evidence),
    "action_update": Kind(schemas.NewActionUpdate, writes.record_action_update),
    "position": Kind(schemas.NewPosition, writes.record_position),
    "judgement": Kind(schemas.NewJudgement, writes.record_judgement),
    "escalation": Kind(schemas.NewEscalation, writes.record_escalation),
    "resolution": Kind(schemas.Resolution, writes.record_resolution),
    "decision": Kind(schemas.NewDecision, writes.record_decision),
    "decision_done": Kind(schemas.DecisionDone, writes.record_decision_done),
    "ask": Kind(schemas.NewAsk, writes.record_ask),
    "answer": Kind(schemas.Answer, writes.record_answer),
    SAVED_VIEWS: Kind(schemas.NewSavedView, writes.record_saved_view),
}
# Given by the store or the writer, not part of an entry. ``ref`` stands there for the reader.
AROUND_THE_ENTRY = {"ref", "recorded_at", "recorded_by"}


def read(name: str) -> pl.DataFrame:
    """The rows of one data file as they stand there: all text, nothing for an empty cell."""
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)


def fill(store: Store, size: Size = DEFAULT_SIZE) -> None:
    """Puts invented progress and tallies into a store that holds starter content only.

    Errors: Refused where a row breaks a rule of recording; what came before it stays.
    """
    _fill_progress(store)
    add_tallies(store, size)


def add_tallies(store: Store, size: Size = DEFAULT_SIZE) -> None:
    """Puts the invented tallies into a store that has none, all of them or nothing."""
    with store.writing(RECORDED_BY, "invent", "case tallies", at=TALLIED_AT) as session:
        fill_tallies(session, size)


def add_saved_views(store: Store) -> None:
    """Keeps the views of a demonstration under their names, in a store that has none."""
    for row in read(SAVED_VIEWS).iter_rows(named=True):
        _record(store, KINDS[SAVED_VIEWS], row)


def _fill_progress(store: Store) -> None:
    rows = [(name, row) for name in KINDS for row in read(name).iter_rows(named=True)]
    # While one connection stays open, SQLite need not write its log back after every entry.
    with store.reading():
        for name, row in sorted(rows, key=lambda named: named[1]["recorded_at"]):
            _record(store, KINDS[name], row)


def _record(store: Store, kind: Kind, row: dict[str, Any]) -> None:
    said = {
        column: value
        for column, value in row.items()
        if value is not None and column not in AROUND_THE_ENTRY
    }
    kind.record(
        store,
        writes.entry(kind.entry, **said),
        by=row["recorded_by"],
        at=datetime.fromisoformat(row["recorded_at"]),
    )
