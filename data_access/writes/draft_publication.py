"""Publishing the draft of an answer: what it states becomes actions, positions and evidence.

They are made by the rules by which a published answer is loaded, in one transaction, or none.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas
from data_access.intake.upsert.content_rows import stated_row
from data_access.intake.validation.errors import InvalidRow
from data_access.response_document import (
    AskedPart,
    StatedParagraph,
    quote_of,
    stated_paragraphs,
)
from data_access.schemas import Entry
from data_access.tables import (
    DraftApproval,
    DraftInvitation,
    DraftPublication,
    DraftStatement,
    Organisation,
    Recommendation,
    Requirement,
)
from data_access.tables.base import Numbered, Referenced
from data_access.vocabulary import (
    SPEAKER_NAMES,
    DateBasis,
    DeadlineKind,
    EvidenceKind,
    FirstPosition,
    Origin,
    Strength,
    Voice,
)
from data_access.writes.drafts import (
    Statements,
    newer_than,
    newest_of,
    open_inspection,
    said_in,
    statements_of,
)
from data_access.writes.errors import Overtaken, Refused, validate
from data_access.writes.recording import Stamp, add, event_of, writes

NAMED = 5
RESPONSE = {"inspection", "responded_on"}
NOTHING_ASKED = (
    "No recommendation of this inspection is held here, so there is nothing to answer. Load its "
    "recommendations first; if the answer was published already, record that on Record."
)


class _Asked(NamedTuple):
    """A part, and the bodies whose comments on it the answer needs."""

    part: Requirement
    voices: list[Voice]


@writes(schemas.DraftPublished, "record draft published", lambda new: new.inspection)
def _published(session: Session, new: schemas.DraftPublished, stamp: Stamp) -> DraftPublication:
    open_inspection(session, new.inspection)
    newest = newest_of(session, new.inspection)
    if newest is None:
        raise Refused("Nothing is drafted yet.")
    if later := newer_than(session, new.seen, new.inspection):
        raise Overtaken(
            f"{later} newer {'version' if later == 1 else 'versions'} came since you opened this "
            f"page, the last by {newest.recorded_by}. Read the draft again, then publish it."
        )
    asked, statements = _asked(session, new.inspection), statements_of(session, new.inspection)
    _refuse_if_lacking(session, new, asked, statements)
    _record(session, schemas.NewResponse(**new.model_dump(include=RESPONSE)), stamp)
    _state(session, new, asked, statements, stamp)
    return DraftPublication(
        inspection=new.inspection,
        statement=int(newest.id or 0),
        waived_because=new.waived_because,
        effective_on=new.responded_on,
        **stamp.columns,
    )


def _asked(session: Session, inspection: str) -> list[_Asked]:
    parts = select(Requirement).join(
        Recommendation, col(Recommendation.ref) == col(Requirement.recommendation)
    )
    in_order = parts.where(col(Recommendation.inspection) == inspection).order_by(
        col(Recommendation.number), col(Requirement.id)
    )
    return [
        _Asked(
            part,
            [
                *([Voice.FORCE] if part.for_force else []),
                *([Voice.CPS] if part.for_cps else []),
                Voice.OPCC,
            ],
        )
        for part in session.scalars(in_order)
    ]


def _refuse_if_lacking(
    session: Session, new: schemas.DraftPublished, asked: Sequence[_Asked], statements: Statements
) -> None:
    """Refuses a draft without what the law asks for, or what the office asks without a reason."""
    if not asked:
        raise Refused(NOTHING_ASKED)
    invited = select(DraftInvitation).where(col(DraftInvitation.inspection) == new.inspection)
    if session.scalars(invited).first() is None:
        raise Refused(
            "The law asks that the chief officer be invited to comment by a day: record it first."
        )
    unexplained = [
        each.part.label
        for each in asked
        if not _is_explained(statements.get((each.part.ref, Voice.OPCC)))
    ]
    if unexplained:
        raise Refused(
            "The answer cannot be published yet. The law asks that the Commissioner say of each "
            "recommendation what action is taken or proposed, or why there is none. Complete "
            f"{_first_of(unexplained)}."
        )
    lacking = [
        f"{each.part.label}, {SPEAKER_NAMES[voice]}"
        for each in asked
        for voice in each.voices
        if voice != Voice.CPS and not _is_said(statements.get((each.part.ref, voice)), new)
    ]
    lacking += [f"approval of the {name}" for name in _not_approved(session, statements)]
    if lacking and not new.waived_because:
        raise Refused(
            f"House rules are not met: {_first_of(lacking)}. Complete these, or say why they are "
            "waived."
        )


def _not_approved(session: Session, statements: Statements) -> list[str]:
    """Who has not approved the newest version of what they say."""
    approved = set(session.scalars(select(col(DraftApproval.statement))))
    newest: dict[str, int] = {}
    for (_, voice), row in statements.items():
        newest[voice] = max(int(row.id or 0), newest.get(voice, 0))
    return [
        name for voice, name in SPEAKER_NAMES.items() if newest.get(voice, 0) not in {0, *approved}
    ]


def _first_of(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{'; '.join(names[:NAMED])}{more}"


def _is_explained(statement: DraftStatement | None) -> bool:
    return statement is not None and bool(statement.reason or statement.action)


def _is_said(statement: DraftStatement | None, new: schemas.DraftPublished) -> bool:
    if statement is None or not statement.stance:
        return False
    return bool(statement.reason) or _is_for_the_plan(statement, new.responded_on)


def _is_for_the_plan(statement: DraftStatement, day: date) -> bool:
    """Whether an action can stand on the plan: others stand in the answer as they are written."""
    of_action = (statement.action, statement.comment, statement.stated_as)
    is_to_come = statement.due_on is None or statement.due_on >= day
    return all(of_action) and bool(statement.lead_organisation) and is_to_come


def _state(
    session: Session,
    new: schemas.DraftPublished,
    asked: Sequence[_Asked],
    statements: Statements,
    stamp: Stamp,
) -> None:
    """Adds the comments, first positions, actions and evidence that the answer states."""
    names = {row.ref: row.name for row in session.scalars(select(Organisation))}
    parts = [AskedPart(part.ref, part.recommendation, part.label) for part, _ in asked]
    said = {key: said_in(row) for key, row in statements.items()}
    dated = {"effective_on": new.responded_on, "date_basis": DateBasis.STATED.value}
    for paragraph in stated_paragraphs(parts, said, names):
        if paragraph.part is None:
            continue
        _add_stated(session, "comment", _comment_values(paragraph) | dated)
        if paragraph.is_quote:
            part = next(each.part for each in asked if each.part.ref == paragraph.part.requirement)
            statement = statements[part.ref, paragraph.voice]
            if quote_of(said_in(statement)) and (statement.stated_as or statement.reason):
                position = _position_values(paragraph, part, statement)
                _add_stated(session, "stated_position", position | dated)
            for entry in _entries(session, new, paragraph, statement, stamp):
                session.add(event_of(entry, stamp))


def _comment_values(paragraph: StatedParagraph) -> dict[str, Any]:
    return {
        "recommendation": paragraph.part and paragraph.part.recommendation,
        "voice": paragraph.voice.value,
        "text": paragraph.text,
        "section": paragraph.section,
        "paragraph": paragraph.paragraph,
    }


def _position_values(
    paragraph: StatedParagraph, part: Requirement, statement: DraftStatement
) -> dict[str, Any]:
    is_local = part.for_force or part.for_cps
    without_action = FirstPosition.NOT_TAKEN_FORWARD if is_local else FirstPosition.ANOTHER_BODY
    return {
        "requirement": part.ref,
        "voice": paragraph.voice.value,
        "stated_as": str(statement.stated_as or without_action),
        "quote": quote_of(said_in(statement)),
        "quote_section": paragraph.section,
        "quote_paragraph": paragraph.paragraph,
    }


def _entries(
    session: Session,
    new: schemas.DraftPublished,
    paragraph: StatedParagraph,
    statement: DraftStatement,
    stamp: Stamp,
) -> Iterator[Entry]:
    """Records the action of a statement, and what shows it; yields the entry of each."""
    if not _is_for_the_plan(statement, new.responded_on):
        return
    quoted = {
        "requirement": statement.requirement,
        "stated_as": statement.stated_as,
        "quote": quote_of(said_in(statement)),
        "quote_section": paragraph.section,
        "quote_paragraph": paragraph.paragraph,
    }
    action = validate(
        schemas.NewAction,
        title=statement.action,
        lead_organisation=statement.lead_organisation,
        owner_role=statement.owner_role,
        origin=Origin.RESPONSE,
        opened_on=new.responded_on,
        first_due_on=statement.due_on,
        deadline_kind=DeadlineKind.AGREED if statement.due_on else DeadlineKind.NONE,
        said_by=statement.voice,
        **quoted,
    )
    row = add(session, action, stamp)
    session.flush()
    yield action
    if statement.evidence and isinstance(row, Referenced):
        # Somebody's word, as every statement of an answer: the office has not seen it yet.
        evidence = validate(
            schemas.NewEvidence,
            title=statement.evidence,
            action=row.ref,
            voice=statement.voice,
            kind=EvidenceKind.STATEMENT,
            strength=Strength.WEAK,
            link=statement.link,
            figure_owed=statement.figure_owed,
            effective_on=new.responded_on,
            **quoted,
        )
        add(session, evidence, stamp)
        session.flush()
        yield evidence


def _record(session: Session, new: Entry, stamp: Stamp) -> Numbered:
    """Records an entry with its audit event, as if it were recorded by itself."""
    row = add(session, new, stamp)
    session.add(event_of(new, stamp))
    session.flush()
    return row


def _add_stated(session: Session, table: str, values: dict[str, Any]) -> None:
    try:
        stated_row(session, table, values)
        session.flush()
    except InvalidRow as invalid:
        first = invalid.errors[0]
        raise Refused(f"{first.column}: {first.rule}. {first.todo}") from invalid
