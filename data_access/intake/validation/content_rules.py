"""Validates rows of published content and of the plan: cells, and the rules of each table."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from data_access.intake.models import ContentRow, Values
from data_access.intake.table_specs import (
    Column,
    ColumnKind,
    TableSpec,
    table_specs,
)
from data_access.intake.validation.errors import POINTS_AT_NOTHING, ValidationError
from data_access.pii_detection import identifying_signs, is_published_ref
from data_access.tables import (
    METADATA,
    Action,
    Comment,
    Evidence,
    Inspection,
    Judgement,
    Position,
    Recommendation,
    Requirement,
    StatedPosition,
)
from data_access.vocabulary import DateBasis, DeadlineKind, FirstPosition

# The name of a column, the problem, and the remedy.
Violation = tuple[str, str, str]
# The readers' words for a row of a table that others refer to.
SINGULAR = {
    "organisation": "organisation",
    "inspection": "inspection",
    "recommendation": "recommendation",
    "requirement": "part",
    "action": "action",
    "evidence": "claim",
    "meeting": "meeting",
}
LARGEST_NUMBER = 9999
# References are used in links, lists and file names.
REF = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")
LONGEST_REF = 40
PART = re.compile(r"main|[a-z0-9]{1,4}")
# The columns whose values must be unique in a table.
UNIQUE = {
    "organisation": ("name",),
    "recommendation": ("inspection", "number"),
    "requirement": ("recommendation", "part"),
}


def cell_errors(
    session: Session, spec: TableSpec, rows: Sequence[ContentRow]
) -> Iterator[ValidationError]:
    """An error for each cell that is invalid, or refers to nothing in the store."""
    refs = {
        column.name: set(session.scalars(select(METADATA.tables[column.words].c.ref)))
        for column in spec.columns
        if column.kind == ColumnKind.REF
    }
    for row in rows:
        for column in spec.columns:
            if column.name in row.values:
                value = row.values[column.name]
                for rule, todo in _cell_violations(column, value, refs.get(column.name, set())):
                    yield ValidationError(row.row, column.heading, rule, todo)


def ref_violation(ref: str) -> tuple[str, str] | None:
    """The problem with a ref that the office gave, and what to do; null if it is valid."""
    if len(ref) > LONGEST_REF or not REF.fullmatch(ref):
        return (
            "not a short name",
            f"Write at most {LONGEST_REF} small letters, digits and hyphens, like the example.",
        )
    return None if is_published_ref(ref) else next(_identifying(ref), None)


def row_rule_errors(
    session: Session, spec: TableSpec, values: Values, row: int | None, *, own: int | None = None
) -> list[ValidationError]:
    """Every rule that ``values`` break as a row of the store. ``own``: the id of that row."""
    rule = ROW_RULES.get(spec.table, _no_rule)
    violations = chain(_in_use(session, spec.table, values, own), rule(session, values))
    return [
        ValidationError(row, spec.heading_of(name), rule, todo) for name, rule, todo in violations
    ]


def unfinished_content(session: Session) -> list[ValidationError]:
    """An error for each recommendation that has no part at the end of an import."""
    without_part = (
        select(col(Recommendation.number), col(Inspection.published_on))
        .join(Inspection, col(Inspection.ref) == col(Recommendation.inspection))
        .where(col(Recommendation.ref).not_in(select(col(Requirement.recommendation))))
        .order_by(col(Recommendation.id))
    )
    return [
        ValidationError(
            None,
            table_specs()["recommendation"].heading_of("number"),
            "has no part",
            f"Give recommendation {number} of the inspection published on "
            f"{published_on:%d/%m/%Y} at least one row in requirement.",
        )
        for number, published_on in session.execute(without_part)
    ]


def _cell_violations(column: Column, value: Any, refs: set[str]) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if column.kind == ColumnKind.REF:
        if value not in refs:
            called = SINGULAR[column.words]
            yield POINTS_AT_NOTHING, f"Load the {called} first, or mend the reference."
    elif column.kind == ColumnKind.WHOLE:
        if not 1 <= value <= LARGEST_NUMBER:
            yield "not such a number", f"Write a whole number from 1 to {LARGEST_NUMBER}."
    elif column.name == "part" and not PART.fullmatch(value):
        yield "not a part", "Write main where there is one part, else a small letter."
    elif column.kind in (ColumnKind.TEXT, ColumnKind.LONG):
        yield from _identifying(value)


def _identifying(text: str) -> Iterator[tuple[str, str]]:
    signs = identifying_signs(text)
    if signs:
        yield (
            "may identify a person",
            f"This looks like {' and '.join(signs)}. Take it out: no case can be named.",
        )


def _no_rule(_session: Session, _values: Values) -> Iterator[Violation]:
    yield from ()


def _in_use(session: Session, table: str, values: Values, own: int | None) -> Iterator[Violation]:
    names = UNIQUE.get(table)
    if not names:
        return
    columns = METADATA.tables[table].c
    same = [columns[name] == values[name] for name in names]
    if any(row != own for row in session.scalars(select(columns.id).where(*same))):
        todo = "Give this row one of its own, or the reference of the row that has it."
        yield names[-1], "in use for another row", todo


def _inspection(session: Session, values: Values) -> Iterator[Violation]:
    published_on = values["published_on"]
    days = ("response_due_stated_on", "response_due_computed_on", "responded_on")
    yield from (
        (name, "before it was published", "Mend this day, or the day of publication.")
        for name in days
        if values[name] and values[name] < published_on
    )
    known_as_stated = values["date_basis"] == DateBasis.STATED
    if known_as_stated != (values["responded_on"] is not None):
        todo = f'Give the day of the answer with "{DateBasis.STATED}", or leave it out with '
        todo += f'"{DateBasis.DUE_DATE_USED}"; leave out both while there is no answer.'
        yield "date_basis", "does not fit the day of the answer", todo
    has_no_due_date = values["answer_owed"] is False and values["response_due_stated_on"] is None
    if values["date_basis"] == DateBasis.DUE_DATE_USED and has_no_due_date:
        todo = "The law asks for no answer to it: give the day on which it was answered, or a day "
        todo += "by which an answer was asked for."
        yield "date_basis", "there is no due date to use", todo
    first_day = _first_day(session, values["ref"])
    if first_day and first_day < published_on:
        todo = f"Something said of it counts from {first_day:%d/%m/%Y}: give that day or before."
        yield "published_on", "after something said of it", todo


def _requirement(session: Session, values: Values) -> Iterator[Violation]:
    due_on = values["due_on"]
    if due_on and values["deadline_kind"] == DeadlineKind.NONE:
        yield ("due_on", "a day without a kind of deadline", "Say what kind of deadline it is.")
    yield from _after_publication(session, values, "due_on", values["recommendation"])


def _comment(session: Session, values: Values) -> Iterator[Violation]:
    yield from _after_publication(session, values, "effective_on", values["recommendation"])


def _stated_position(session: Session, values: Values) -> Iterator[Violation]:
    is_mentioned = values["stated_as"] != FirstPosition.NOT_MENTIONED
    if is_mentioned and values["quote"] is None:
        yield "quote", "a position without its words", "Give the words of the response."
    if not is_mentioned and values["quote"] is not None:
        todo = "Take the words out, or give the position that they state."
        yield "quote", "words on what is not mentioned", todo
    of_part = select(col(Requirement.recommendation)).where(
        col(Requirement.ref) == values["requirement"]
    )
    recommendation = session.scalar(of_part)
    yield from _after_publication(session, values, "effective_on", recommendation)


def _after_publication(
    session: Session, values: Values, name: str, recommendation: str | None
) -> Iterator[Violation]:
    published_on = session.scalar(
        select(col(Inspection.published_on))
        .join(Recommendation, col(Recommendation.inspection) == col(Inspection.ref))
        .where(col(Recommendation.ref) == recommendation)
    )
    if values[name] and published_on and values[name] < published_on:
        todo = f"The inspection was published on {published_on:%d/%m/%Y}: give that day or later."
        yield name, "before the inspection was published", todo


def _first_day(session: Session, inspection: str) -> date | None:
    recommendations = select(col(Recommendation.ref)).where(
        col(Recommendation.inspection) == inspection
    )
    parts = select(col(Requirement.ref)).where(col(Requirement.recommendation).in_(recommendations))
    actions = select(col(Action.ref)).where(col(Action.requirement).in_(parts))
    said = {
        col(Comment.effective_on): col(Comment.recommendation).in_(recommendations),
        col(StatedPosition.effective_on): col(StatedPosition.requirement).in_(parts),
        col(Position.effective_on): col(Position.requirement).in_(parts),
        col(Judgement.effective_on): col(Judgement.requirement).in_(parts),
        col(Action.opened_on): col(Action.requirement).in_(parts),
        col(Evidence.effective_on): or_(
            col(Evidence.requirement).in_(parts), col(Evidence.action).in_(actions)
        ),
    }
    first_days = (session.scalar(select(func.min(day)).where(of)) for day, of in said.items())
    return min(filter(None, first_days), default=None)


ROW_RULES: dict[str, Callable[[Session, Values], Iterator[Violation]]] = {
    "inspection": _inspection,
    "requirement": _requirement,
    "comment": _comment,
    "stated_position": _stated_position,
}
