"""What the columns of a published row must bear out between them, and with other rows."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from data_access.intake.content.content_rows import Fault, heading_of
from data_access.intake.table_specs import Layout, layouts
from data_access.tables import (
    METADATA,
    Action,
    Comment,
    Evidence,
    Inspection,
    Judgement,
    Organisation,
    Position,
    Recommendation,
    Requirement,
)
from data_access.vocabulary import DateBasis, DeadlineKind, OrganisationKind

Values = dict[str, Any]
# No two rows of a table may have the same in these columns.
UNIQUE = {
    "organisation": ("name",),
    "recommendation": ("inspection", "number"),
    "requirement": ("recommendation", "part"),
}


class Broken(NamedTuple):
    """A rule that a row breaks: by which column, how, and what to do."""

    column: str
    rule: str
    todo: str


def broken(
    session: Session, layout: Layout, values: Values, row: int | None, *, own: int | None = None
) -> list[Fault]:
    """Every rule that ``values`` would break as a row of the store; ``own``: the id it has."""
    rule = RULES.get(layout.table, _no_rule)
    found = chain(_in_use(session, layout.table, values, own), rule(session, values))
    return [Fault(row, heading_of(layout, each.column), each.rule, each.todo) for each in found]


def unfinished_content(session: Session) -> list[Fault]:
    """What is not whole at the end of an import: recommendations without a part."""
    bare = (
        select(col(Recommendation.number), col(Inspection.published_on))
        .join(Inspection, col(Inspection.ref) == col(Recommendation.inspection))
        .where(col(Recommendation.ref).not_in(select(col(Requirement.recommendation))))
        .order_by(col(Recommendation.id))
    )
    return [
        Fault(
            None,
            heading_of(layouts()["recommendation"], "number"),
            "has no part",
            f"Give recommendation {number} of the inspection published on "
            f"{published_on:%d/%m/%Y} at least one row in requirement.",
        )
        for number, published_on in session.execute(bare)
    ]


def _no_rule(_session: Session, _values: Values) -> Iterator[Broken]:
    yield from ()


def _in_use(session: Session, table: str, values: Values, own: int | None) -> Iterator[Broken]:
    names = UNIQUE.get(table)
    if not names:
        return
    columns = METADATA.tables[table].c
    same = [columns[name] == values[name] for name in names]
    if any(row != own for row in session.scalars(select(columns.id).where(*same))):
        todo = "Give this row one of its own, or the reference of the row that has it."
        yield Broken(names[-1], "in use for another row", todo)


def _area(session: Session, values: Values) -> Iterator[Broken]:
    force = select(col(Organisation.id)).where(
        col(Organisation.ref) == values["force"],
        col(Organisation.kind) == OrganisationKind.POLICE_FORCE,
    )
    if session.scalar(force) is None:
        todo = "Write the reference or name of a police force, or load it as an organisation first."
        yield Broken("force", "not a known force", todo)


def _inspection(session: Session, values: Values) -> Iterator[Broken]:
    published_on = values["published_on"]
    days = ("response_due_stated_on", "response_due_computed_on", "responded_on")
    yield from (
        Broken(name, "before it was published", "Mend this day, or the day of publication.")
        for name in days
        if values[name] and values[name] < published_on
    )
    known_as_stated = values["date_basis"] == DateBasis.STATED
    if known_as_stated != (values["responded_on"] is not None):
        todo = f'Give the day of the answer with "{DateBasis.STATED}", or leave it out with '
        todo += f'"{DateBasis.DUE_DATE_USED}"; leave out both while there is no answer.'
        yield Broken("date_basis", "does not fit the day of the answer", todo)
    first_said_on = _first_said_on(session, values["ref"])
    if first_said_on and first_said_on < published_on:
        todo = (
            f"Something said of it counts from {first_said_on:%d/%m/%Y}: give that day or before."
        )
        yield Broken("published_on", "after something said of it", todo)


def _requirement(session: Session, values: Values) -> Iterator[Broken]:
    due_on = values["due_on"]
    if due_on and values["deadline_kind"] == DeadlineKind.NONE:
        yield Broken(
            "due_on", "a day without a kind of deadline", "Say what kind of deadline it is."
        )
    yield from _after_publication(session, values, "due_on")


def _comment(session: Session, values: Values) -> Iterator[Broken]:
    yield from _after_publication(session, values, "effective_on")


def _after_publication(session: Session, values: Values, name: str) -> Iterator[Broken]:
    published_on = session.scalar(
        select(col(Inspection.published_on))
        .join(Recommendation, col(Recommendation.inspection) == col(Inspection.ref))
        .where(col(Recommendation.ref) == values["recommendation"])
    )
    if values[name] and published_on and values[name] < published_on:
        todo = f"The inspection was published on {published_on:%d/%m/%Y}: give that day or later."
        yield Broken(name, "before the inspection was published", todo)


def _first_said_on(session: Session, inspection: str) -> date | None:
    recommendations = select(col(Recommendation.ref)).where(
        col(Recommendation.inspection) == inspection
    )
    parts = select(col(Requirement.ref)).where(col(Requirement.recommendation).in_(recommendations))
    actions = select(col(Action.ref)).where(col(Action.requirement).in_(parts))
    first_days = (
        select(func.min(Comment.effective_on)).where(
            col(Comment.recommendation).in_(recommendations)
        ),
        select(func.min(Position.effective_on)).where(col(Position.requirement).in_(parts)),
        select(func.min(Judgement.effective_on)).where(col(Judgement.requirement).in_(parts)),
        select(func.min(Action.opened_on)).where(col(Action.requirement).in_(parts)),
        select(func.min(Evidence.effective_on)).where(
            or_(col(Evidence.requirement).in_(parts), col(Evidence.action).in_(actions))
        ),
    )
    return min((day for each in first_days if (day := session.scalar(each))), default=None)


RULES: dict[str, Callable[[Session, Values], Iterator[Broken]]] = {
    "area": _area,
    "inspection": _inspection,
    "requirement": _requirement,
    "comment": _comment,
}
