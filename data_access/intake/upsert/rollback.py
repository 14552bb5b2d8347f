"""Withdraws a batch of content: deletes the rows it added, and restores those it changed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access.change_log import (
    previous_values,
    read_changes,
    read_later_changes,
)
from data_access.intake.table_specs import table_specs
from data_access.intake.upsert.content_rows import MODELS
from data_access.intake.validation.content_rules import SINGULAR, row_rule_errors
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
from data_access.writes.meetings import RECORD_NO_RESPONSE, RECORD_RESPONSE
from data_access.writes.progress import evidence_was_seen

# Columns with a ref but no foreign key, because the ref may be of several tables.
UNDECLARED_REFS = {
    "action": (("escalation", "subject"), ("evidence", "supplies")),
    "evidence": (("evidence", "supplies"),),
}
# A table of cases names an area and its force.
AREA_COLUMNS = (("area", "name"), ("force", "force"))
# The columns that people fill in by a form.
ANSWERED = {"responded_on", "date_basis"}


def withdraw_content(session: Session, batch: int) -> list[str]:
    """Withdraws a batch, or returns sentences on why it cannot be withdrawn.

    If there is a reason, nothing changes. Undone changes are deleted from content_change.
    """
    reasons: list[str] = []
    with session.begin_nested() as attempt:
        for change in read_changes(session, batch):
            reasons += _undo(session, change)
            # The id of a deleted row may be reused.
            session.delete(change)
            session.flush()
        if reasons:
            attempt.rollback()
    return list(dict.fromkeys(reasons))


def _undo(session: Session, change: ContentChange) -> list[str]:
    row = session.get_one(MODELS[change.table], change.row)
    reasons = [*_changed_since(session, change, row)]
    if change.was is None:
        reasons += _referring_rows(session, change.table, row)
        if not reasons:
            session.delete(row)
            session.flush()
        return reasons or _lost_evidence(session, row)
    previous = previous_values(change)
    reasons = reasons or _rule_violations(session, change, row, previous)
    if not reasons:
        for name, value in previous.items():
            setattr(row, name, value)
    return reasons


def _changed_since(session: Session, change: ContentChange, row: Numbered) -> Iterator[str]:
    columns = set(previous_values(change))
    for later in read_later_changes(session, change):
        if change.was is None or columns & set(previous_values(later)):
            yield (
                f"{_named(row)} was changed by a later file. Withdraw that file first."
                if later.batch
                else f"{_named(row)} was corrected under Record since, and so stays as it is."
            )
    if change.table == "inspection" and (change.was is None or columns & ANSWERED):
        answered = select(col(AuditEvent.id)).where(
            col(AuditEvent.what).in_((RECORD_RESPONSE, RECORD_NO_RESPONSE)),
            col(AuditEvent.subject) == _ref(row),
            col(AuditEvent.at) >= session.get_one(ImportBatch, change.batch).imported_at,
        )
        if session.scalars(answered).first():
            yield f"{_named(row)} has its answer recorded since, and so stays as it is."


def _lost_evidence(session: Session, row: Numbered) -> list[str]:
    """The parts that could not be complete without ``row``, which is deleted."""
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


def _referring_rows(session: Session, table: str, row: Numbered) -> Iterator[str]:
    for name, conditions in _references(table, row):
        count = select(func.count()).select_from(METADATA.tables[name]).where(*conditions)
        number = session.scalar(count) or 0
        if number:
            rows, were = ("row", "was") if number == 1 else ("rows", "were")
            named = _named(row)
            yield (
                f"{number:,} {rows} of {name.replace('_', ' ')} on {named[0].lower()}{named[1:]} "
                f"{were} recorded since. "
                "Where that came in a file, withdraw that file first."
            )


def _references(table: str, row: Numbered) -> Iterator[tuple[str, list[Any]]]:
    """Possible references to ``row``: a table, and the conditions for a row that refers to it."""
    if table == "area":
        for name, other in METADATA.tables.items():
            if {"area", "force"} <= set(other.c.keys()):
                yield name, [other.c[key] == getattr(row, own) for key, own in AREA_COLUMNS]
    declared = [
        (other.name, key.parent.name)
        for other in METADATA.sorted_tables
        for key in other.foreign_keys
        if key.column.table.name == table and key.column.name == "ref"
    ]
    for name, column in (*declared, *UNDECLARED_REFS.get(table, ())):
        yield name, [METADATA.tables[name].c[column] == _ref(row)]


def _rule_violations(
    session: Session, change: ContentChange, row: Numbered, previous: dict[str, Any]
) -> list[str]:
    spec = table_specs()[change.table]
    values = {name: getattr(row, name) for name in spec.stored_columns} | previous
    return [
        f"{_named(row)} cannot be put back: {error.column} would be {error.rule}. "
        "Load a file that mends it, then withdraw again."
        for error in row_rule_errors(session, spec, values, None, own=change.row)
    ]


def _named(row: Numbered) -> str:
    """The name of a row at the start of a sentence: its reference, never its text."""
    table = str(row.__tablename__)
    noun = SINGULAR.get(table)
    words = f"{noun} {_ref(row)}" if noun else f"the {table.replace('_', ' ')}"
    return words[0].upper() + words[1:]


def _ref(row: Numbered) -> str | None:
    return row.ref if isinstance(row, Referenced) else None
