"""Undoes what a batch did to the content: what it added goes, what it changed comes back."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access.intake.content import change_log, natural_keys, row_rules, upsert_published
from data_access.intake.content.content_rows import CALLED
from data_access.intake.table_specs import layouts
from data_access.tables import (
    METADATA,
    Action,
    AuditEvent,
    ContentChange,
    Evidence,
    ImportBatch,
    Position,
)
from data_access.tables.base import Numbered, Referenced
from data_access.vocabulary import State, Voice
from data_access.writes import Refused
from data_access.writes.meetings import RECORD_RESPONSE
from data_access.writes.progress import evidence_was_seen

# One and several rows of a table that may point at another.
COUNTED = {
    "finding": ("finding", "findings"),
    "recommendation": ("recommendation", "recommendations"),
    "requirement": ("part", "parts"),
    "comment": ("comment", "comments"),
    "area": ("area", "areas"),
    "action": ("action", "actions"),
    "action_update": ("update", "updates"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "position": ("position", "positions"),
    "judgement": ("judgement", "judgements"),
    "escalation": ("escalation", "escalations"),
    "decision": ("decision", "decisions"),
    "ask": ("question", "questions"),
}
ROWS = ("row of cases", "rows of cases")
# Columns that hold the ref of a row and are not declared to, for it may be of several tables.
LOOSE = {
    "action": (("escalation", "subject"), ("evidence", "supplies")),
    "evidence": (("evidence", "supplies"),),
}
# A table of cases names an area and its force.
AREA_COLUMNS = (("area", "name"), ("force", "force"))
# The columns that a person fills in beside the files.
ANSWERED = {"responded_on", "date_basis"}


def withdraw_content(session: Session, batch: int) -> list[str]:
    """Why a batch cannot be withdrawn, in sentences; empty where it is undone.

    Where there is a reason, nothing is changed. What is undone is no longer in content_change.
    """
    reasons: list[str] = []
    with session.begin_nested() as attempt:
        for change in change_log.of_batch(session, batch):
            reasons += _undone(session, change)
            # The number of a row that has gone may be given to another.
            session.delete(change)
            session.flush()
        if reasons:
            attempt.rollback()
    return list(dict.fromkeys(reasons))


def _undone(session: Session, change: ContentChange) -> list[str]:
    row = session.get_one(natural_keys.MODELS[change.table], change.row)
    reasons = [*_said_since(session, change, row)]
    if change.was is None:
        reasons += _pointing(session, change.table, row)
        if not reasons:
            session.delete(row)
            session.flush()
        return reasons or _no_longer_seen(session, row)
    earlier = change_log.earlier(change)
    reasons = reasons or _in_the_way(session, change, row, earlier)
    if not reasons:
        upsert_published.change(row, earlier)
    return reasons


def _said_since(session: Session, change: ContentChange, row: Numbered) -> Iterator[str]:
    mine = set(change_log.earlier(change))
    for later in change_log.since(session, change):
        if change.was is None or mine & set(change_log.earlier(later)):
            yield f"{_named(row)} was changed by a later file. Withdraw that file first."
    if change.table == "inspection" and (change.was is None or mine & ANSWERED):
        answered = select(col(AuditEvent.id)).where(
            col(AuditEvent.what) == RECORD_RESPONSE,
            col(AuditEvent.subject) == _ref(row),
            col(AuditEvent.at) >= session.get_one(ImportBatch, change.batch).imported_at,
        )
        if session.scalars(answered).first():
            yield f"{_named(row)} was recorded as answered since, and so stays as it is."


def _no_longer_seen(session: Session, row: Numbered) -> list[str]:
    """The parts that the office could not say are complete without ``row``, which is gone."""
    if not isinstance(row, Evidence):
        return []
    of_the_action = select(col(Action.requirement)).where(col(Action.ref) == row.action)
    complete = select(Position).where(
        col(Position.requirement).in_((row.requirement, session.scalar(of_the_action))),
        col(Position.voice) == Voice.OPCC,
        col(Position.state) == State.COMPLETE,
    )
    reasons = []
    for position in session.scalars(complete):
        try:
            evidence_was_seen(session, position.requirement, position.effective_on)
        except Refused:
            reasons.append(
                f"The office said on {position.effective_on:%d/%m/%Y} that part "
                f"{position.requirement} is complete, and had seen nothing but this evidence."
            )
    return reasons


def _pointing(session: Session, table: str, row: Numbered) -> Iterator[str]:
    for pointing, condition in _pointers(table, row):
        there = METADATA.tables[pointing]
        number = session.scalar(select(func.count()).select_from(there).where(*condition)) or 0
        if number:
            counted = f"{number:,} {COUNTED.get(pointing, ROWS)[number > 1]}"
            were = "was" if number == 1 else "were"
            named = _named(row)
            yield (
                f"{counted} of {named[0].lower()}{named[1:]} {were} recorded since. "
                "Where that came in a file, withdraw that file first."
            )


def _pointers(table: str, row: Numbered) -> Iterator[tuple[str, list[Any]]]:
    """Where other rows may point at ``row``: a table, and what is so of a row that does."""
    if table == "area":
        for name, there in METADATA.tables.items():
            if {"area", "force"} <= set(there.c.keys()):
                yield name, [there.c[key] == getattr(row, own) for key, own in AREA_COLUMNS]
    declared = [
        (there.name, key.parent.name)
        for there in METADATA.sorted_tables
        for key in there.foreign_keys
        if key.column.table.name == table and key.column.name == "ref"
    ]
    for name, column in (*declared, *LOOSE.get(table, ())):
        yield name, [METADATA.tables[name].c[column] == _ref(row)]


def _in_the_way(
    session: Session, change: ContentChange, row: Numbered, earlier: dict[str, Any]
) -> list[str]:
    layout = layouts()[change.table]
    values = {name: getattr(row, name) for name in layout.kept} | earlier
    return [
        f"{_named(row)} cannot be put back: {fault.column} would be {fault.rule}. "
        "Load a file that mends it, then withdraw again."
        for fault in row_rules.broken(session, layout, values, None, own=change.row)
    ]


def _named(row: Numbered) -> str:
    """A row as a sentence begins with it: by its reference, never by its words."""
    table = str(row.__tablename__)
    called = CALLED.get(table)
    words = f"{called} {_ref(row)}" if called else f"the {COUNTED[table][0]}"
    return words[0].upper() + words[1:]


def _ref(row: Numbered) -> str | None:
    return row.ref if isinstance(row, Referenced) else None
