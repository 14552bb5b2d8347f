"""What a row of content is known by, and what is worked out where a file leaves it blank."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from data_access.intake.content.content_rows import WHOLE_ROW, Fault, Line
from data_access.intake.table_specs import Layout, folded
from data_access.pii_detection import REDACTED
from data_access.tables import (
    Action,
    ActionUpdate,
    Area,
    Comment,
    Evidence,
    Finding,
    Inspection,
    Meeting,
    Organisation,
    Recommendation,
    Requirement,
)
from data_access.tables.base import Numbered
from data_access.vocabulary import OrganisationKind

Given = dict[str, Any]
MODELS: dict[str, type[Numbered]] = {
    str(model.__tablename__): model
    for model in (
        Organisation,
        Area,
        Inspection,
        Finding,
        Recommendation,
        Requirement,
        Comment,
        Meeting,
        Action,
        ActionUpdate,
        Evidence,
    )
}
KNOWN_BY = {
    "area": ("name", "force"),
    "finding": ("inspection", "number"),
    "comment": ("recommendation", "voice", "section", "paragraph"),
    "meeting": ("kind", "held_on"),
}
# The part of a recommendation that has but one.
MAIN = "main"


def known_by(layout: Layout) -> tuple[str, ...]:
    """The columns that tell one row from another; an update is known by all that it says."""
    if layout.table == "action_update":
        return tuple(column.name for column in layout.columns)
    return KNOWN_BY.get(layout.table, ("ref",))


def completed(session: Session, table: str, line: Line) -> Line:
    """The row with its reference, label and force worked out where the file leaves them blank."""
    given = dict(line.given)
    if table == "recommendation":
        given["ref"] = given.get("ref") or recommendation_ref(session, given)
    if table == "requirement":
        given["ref"] = given.get("ref") or requirement_ref(session, given)
        if "label" in given:
            given["label"] = given["label"] or label(session, given)
    if table == "area":
        given["force"] = force(session, given.get("force"))
    return Line(line.row, given)


def recommendation_ref(session: Session, given: Given) -> str | None:
    """The ref that the recommendation of that number has, else ``inspection/number``."""
    inspection, number = given.get("inspection"), given.get("number")
    if inspection is None or number is None:
        return None
    has = select(col(Recommendation.ref)).where(
        col(Recommendation.inspection) == inspection, col(Recommendation.number) == number
    )
    return session.scalar(has) or f"{inspection}/{number}"


def requirement_ref(session: Session, given: Given) -> str | None:
    """The ref that the part has, else the recommendation's and the letter."""
    recommendation, part = given.get("recommendation"), given.get("part")
    if recommendation is None or part is None:
        return None
    has = select(col(Requirement.ref)).where(
        col(Requirement.recommendation) == recommendation, col(Requirement.part) == part
    )
    derived = recommendation if part == MAIN else f"{recommendation}/{part}"
    return session.scalar(has) or derived


def label(session: Session, given: Given) -> str | None:
    """The number of the recommendation, and the letter where there are several parts."""
    number = session.scalar(
        select(col(Recommendation.number)).where(
            col(Recommendation.ref) == given.get("recommendation")
        )
    )
    if number is None or given.get("part") is None:
        return None
    return str(number) if given["part"] == MAIN else f"{number}{given['part']}"


def force(session: Session, said: str | None) -> str | None:
    """The ref of the force that ``said`` names by its ref or name; else ``said`` itself.

    Nulls: where nothing is said, the only force there is; null where there are several.
    """
    forces = session.execute(
        select(col(Organisation.ref), col(Organisation.name)).where(
            col(Organisation.kind) == OrganisationKind.POLICE_FORCE
        )
    ).all()
    if said is None:
        return forces[0].ref if len(forces) == 1 else None
    return next((ref for ref, name in forces if folded(said) in (folded(ref), folded(name))), said)


def found(session: Session, layout: Layout, given: Given) -> Numbered | None:
    """The row of the store that a row of a file speaks of; the first recorded of several."""
    model = MODELS[layout.table]
    columns = model.metadata.tables[layout.table].c
    same = [_says(columns[name], given[name]) for name in known_by(layout) if name in given]
    return session.scalars(select(model).where(*same).order_by(columns.id)).first()


def _says(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    # A text that was taken out must not come back when its file is loaded again.
    return column.in_((value, REDACTED)) if isinstance(value, str) else column == value


def twice(layout: Layout, lines: list[Line]) -> Iterator[Fault]:
    """Every row that speaks of what an earlier row of the file speaks of."""
    first: dict[tuple[Any, ...], int] = {}
    for line in lines:
        identity = tuple(line.given.get(name) for name in known_by(layout))
        if layout.table != "action_update" and None in identity:
            continue
        if identity in first:
            todo = f"Row {first[identity]} is about the same: keep one of the two."
            yield Fault(line.row, WHOLE_ROW, "twice in the file", todo)
        first.setdefault(identity, line.row)
