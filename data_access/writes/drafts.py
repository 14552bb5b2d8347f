"""Recording the draft of an answer: statements, remarks and approvals. Nothing is overwritten."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.tables import (
    DraftApproval,
    DraftInvitation,
    DraftRemark,
    DraftStatement,
    Inspection,
    Organisation,
    Recommendation,
    Requirement,
)
from data_access.vocabulary import SPEAKER_NAMES, Voice
from data_access.writes.errors import Overtaken, Refused
from data_access.writes.recording import Stamp, writes
from data_access.writes.rules import (
    find,
    not_before_publication,
    not_in_the_future,
    owes_an_answer,
)

# Statements by the ref of the part (null: in general) and the voice.
Statements = Mapping[tuple[str | None, str], DraftStatement]
NOTHING_NEW = "That is what it says already: there is no new version to keep."


@writes(
    schemas.NewDraftStatement,
    "record draft statement",
    lambda new: f"{new.requirement}, {new.voice}",
)
def _statement(session: Session, new: schemas.NewDraftStatement, stamp: Stamp) -> DraftStatement:
    inspection = open_inspection(session, inspection_of_part(session, new.requirement))
    if new.lead_organisation:
        find(session, Organisation, new.lead_organisation, "organisation")
    said = new.model_dump(exclude={"seen"})
    return _new_version(session, DraftStatement(inspection=inspection.ref, **said), new.seen, stamp)


@writes(
    schemas.NewDraftOpening, "record draft opening", lambda new: f"{new.inspection}, {new.voice}"
)
def _opening(session: Session, new: schemas.NewDraftOpening, stamp: Stamp) -> DraftStatement:
    open_inspection(session, new.inspection)
    said = new.model_dump(exclude={"seen"})
    return _new_version(session, DraftStatement(figure_owed=False, **said), new.seen, stamp)


@writes(schemas.NewDraftRemark, "record draft remark", lambda new: new.requirement)
def _remark(session: Session, new: schemas.NewDraftRemark, stamp: Stamp) -> DraftRemark:
    inspection = open_inspection(session, inspection_of_part(session, new.requirement))
    _since_publication(inspection, new, stamp)
    return DraftRemark(**new.model_dump(), **stamp.columns)


@writes(
    schemas.NewDraftApproval,
    "record draft approval",
    lambda new: f"{new.inspection}, {new.voice}",
)
def _approval(session: Session, new: schemas.NewDraftApproval, stamp: Stamp) -> DraftApproval:
    inspection = open_inspection(session, new.inspection)
    _since_publication(inspection, new, stamp)
    newest = newest_of(session, new.inspection, new.voice)
    if newest is None:
        raise Refused(
            f"No comment of the {SPEAKER_NAMES[new.voice]} is drafted yet: write one first."
        )
    _not_overtaken(new.seen, newest)
    of_it = select(DraftApproval).where(col(DraftApproval.statement) == newest.id)
    if approved := session.scalars(of_it).first():
        raise Overtaken(f"That version is approved already, by {approved.approved_by}.")
    said = new.model_dump(exclude={"seen"})
    return DraftApproval(statement=int(newest.id or 0), **said, **stamp.columns)


@writes(schemas.NewDraftInvitation, "record draft invitation", lambda new: new.inspection)
def _invitation(session: Session, new: schemas.NewDraftInvitation, stamp: Stamp) -> DraftInvitation:
    _since_publication(open_inspection(session, new.inspection), new, stamp)
    return DraftInvitation(**new.model_dump(), **stamp.columns)


def open_inspection(session: Session, ref: str) -> Inspection:
    """The inspection, whose answer may still be drafted. Errors: Refused where it may not."""
    inspection = find(session, Inspection, ref, "inspection")
    if inspection.responded_on:
        raise Overtaken(
            f"The answer was published on {inspection.responded_on:%d/%m/%Y} and can no longer be "
            "changed. Record what is new on Record."
        )
    if inspection.date_basis:
        raise Refused(
            "The answer to this inspection is held here already. Record what is new on Record."
        )
    owes_an_answer(inspection)
    return inspection


def inspection_of_part(session: Session, requirement: str) -> str:
    """The ref of the inspection that asks for a part. Errors: Refused for no such part."""
    part = find(session, Requirement, requirement, "part")
    return find(session, Recommendation, part.recommendation, "recommendation").inspection


def statements_of(session: Session, inspection: str) -> Statements:
    """The newest version of each statement of a draft."""
    of_it = select(DraftStatement).where(col(DraftStatement.inspection) == inspection)
    rows = session.scalars(of_it.order_by(col(DraftStatement.id)))
    return {(row.requirement, row.voice): row for row in rows}


def said_in(row: DraftStatement) -> dict[str, Any]:
    """The columns of a version and their values: all but its number, its day and its writer."""
    of_its_saving = {"id", "effective_on", "recorded_at", "recorded_by"}
    return {
        name: getattr(row, name) for name in type(row).model_fields if name not in of_its_saving
    }


def newest_of(
    session: Session, inspection: str, voice: Voice | None = None
) -> DraftStatement | None:
    """The newest version of anything in a draft, or of what one body says in it."""
    of_it = select(DraftStatement).where(col(DraftStatement.inspection) == inspection)
    if voice:
        of_it = of_it.where(col(DraftStatement.voice) == voice)
    return session.scalars(of_it.order_by(col(DraftStatement.id).desc()).limit(1)).first()


def newer_than(session: Session, seen: int, inspection: str) -> int:
    """The number of versions of a draft that came after the one that was seen."""
    later = select(func.count()).where(
        col(DraftStatement.inspection) == inspection, col(DraftStatement.id) > seen
    )
    return session.scalar(later) or 0


def _new_version(
    session: Session, row: DraftStatement, seen: int | None, stamp: Stamp
) -> DraftStatement:
    """The row with its writer. Errors: Refused where it is overtaken, or says nothing new."""
    row.recorded_at, row.recorded_by = stamp.columns.values()
    _since_publication(find(session, Inspection, row.inspection, "inspection"), row, stamp)
    newest = statements_of(session, row.inspection).get((row.requirement, row.voice))
    if newest is None:
        return row
    _not_overtaken(seen, newest)
    if all(said_in(row)[name] == said for name, said in said_in(newest).items()):
        raise Refused(NOTHING_NEW)
    return row


def _not_overtaken(seen: int | None, newest: DraftStatement) -> None:
    if seen is not None and seen != newest.id:
        raise Overtaken(
            f"{newest.recorded_by} saved another version since you opened this page "
            f"({newest.recorded_at:%d/%m/%Y, %H:%M} UTC). It now stands above, and what you typed "
            "is still here: compare the two, then save again."
        )


def _since_publication(
    inspection: Inspection,
    new: DraftStatement
    | schemas.NewDraftRemark
    | schemas.NewDraftApproval
    | schemas.NewDraftInvitation,
    stamp: Stamp,
) -> None:
    not_in_the_future(stamp.at, effective=new.effective_on)
    not_before_publication(inspection, new.effective_on)
