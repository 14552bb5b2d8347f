"""Rules that entries of several subjects share, checked against the store.

Errors: Refused, in a sentence for the writer.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_access.pii_detection import identifying_signs
from data_access.tables import (
    METADATA,
    ActionUpdate,
    Ask,
    Decision,
    Evidence,
    Inspection,
    Meeting,
    MeetingOutcome,
    Occurrence,
    Position,
    Recommendation,
    Referenced,
    Requirement,
)
from data_access.tables.base import Numbered
from data_access.vocabulary import SAID_OF_THE_ITEM
from data_access.writes.errors import Overtaken, Refused

ReferencedRow = TypeVar("ReferencedRow", bound=Referenced)
LONGEST_NAME = 80
NOT_HELD_YET = "That meeting is planned: record first on which day it was held."


def not_taken_back(table: type[Numbered]) -> ColumnElement[bool]:
    """True for a row of ``table`` unless it was recorded at a meeting and taken back there."""
    return still_counts(str(table.__tablename__))


def still_counts(table: str) -> ColumnElement[bool]:
    """Like ``not_taken_back``, for a table given by its name."""
    later = aliased(MeetingOutcome)
    undone = (
        select(col(MeetingOutcome.row))
        .join(later, col(later.takes_back) == col(MeetingOutcome.id))
        .where(
            col(MeetingOutcome.table) == table,
            col(MeetingOutcome.kind).not_in(SAID_OF_THE_ITEM),
        )
    )
    condition: ColumnElement[bool] = METADATA.tables[table].c.id.not_in(undone)
    return condition


def find(session: Session, table: type[ReferencedRow], ref: str, called: str) -> ReferencedRow:
    """The row with this ``ref``. ``called``: the reader's word for a row of the table."""
    row = session.scalar(select(table).where(col(table.ref) == ref, not_taken_back(table)))
    if row is None:
        raise Refused(f"There is no {called} {ref}. Choose one from the list.")
    return row


def held_meeting_day(session: Session, ref: str) -> date:
    """The day on which a meeting was held. Errors: Refused if it is still to come."""
    held_on = find(session, Meeting, ref, "meeting").held_on
    if held_on is None:
        raise Refused(NOT_HELD_YET)
    return held_on


def next_ref(session: Session, table: type[Referenced], letter: str) -> str:
    """The next free ref: a letter and a number above all that have been used with it."""
    used = session.scalars(select(col(table.ref)).where(col(table.ref).startswith(letter)))
    numbers = [int(ref[1:]) for ref in used if ref[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


def writer(by: str) -> str:
    """The writer's name as stored with the entry."""
    name = by.strip()
    if not name or len(name) > LONGEST_NAME or "\0" in name:
        raise Refused("Type your name: each entry says who recorded it.", field="by")
    if signs := identifying_signs(name):
        raise Refused(f"Type your name alone: there is {' and '.join(signs)} in it.", field="by")
    return name


def not_in_the_future(at: datetime, field: str = "", **days: date) -> None:
    """Refuses a day after the moment of recording. ``field``: if not that of what was done."""
    for done, day in days.items():
        if day > at.date():
            what = "from which it counts" if done == "effective" else f"it was {done}"
            raise Refused(f"The day {what} is in the future.", field=field or f"{done}_on")


def after_first_publication(session: Session, field: str, day: date) -> None:
    """Refuses a day before any inspection was published: there was nothing to record yet."""
    first = session.scalar(select(func.min(col(Inspection.published_on))))
    if first and day < first:
        raise Refused(
            f"The first inspection was published on {first:%d/%m/%Y}: give that day or a later "
            "one.",
            field=field,
        )


def after_publication(
    session: Session, requirement: str, day: date, field: str = "effective_on"
) -> None:
    """Refuses an entry on a part from before its inspection was published."""
    part = find(session, Requirement, requirement, "part")
    recommendation = find(session, Recommendation, part.recommendation, "recommendation")
    not_before_publication(
        find(session, Inspection, recommendation.inspection, "inspection"), day, field
    )


def not_before_publication(inspection: Inspection, day: date, field: str = "effective_on") -> None:
    """Refuses a day before the inspection was published."""
    if day < inspection.published_on:
        raise Refused(
            f"The inspection was published on {inspection.published_on:%d/%m/%Y}: give that day "
            "or a later one.",
            field=field,
        )


def owes_an_answer(inspection: Inspection) -> None:
    """Refuses an inspection that asks for no answer by law."""
    if inspection.answer_owed is False:
        raise Refused("The law asks for no answer to this inspection.")


def owes_a_figure(claim: Evidence) -> None:
    """Refuses a claim that owes no figure."""
    if not claim.figure_owed:
        raise Refused(f"{claim.ref} claims no figure: choose another claim.")


def not_overtaken(seen: int | None, newest: Position | ActionUpdate | None) -> None:
    """Refuses a writer who missed the newest entry. ``seen``: null if unknown, 0 for none."""
    if newest is not None and seen is not None and seen != newest.id:
        raise Overtaken(
            f"{newest.recorded_by} recorded something on it since you opened this page "
            f"(from {newest.effective_on:%d/%m/%Y}: {newest.state or 'no new state'}). "
            "What you typed is still here: look at the newest entry, then save again."
        )


def can_be_corrected(
    corrects: int | None,
    earlier: Sequence[Position | ActionUpdate | Occurrence | Decision | Ask],
) -> None:
    """Refuses to correct an entry that is not in ``earlier``, or is corrected already."""
    if corrects is None:
        return
    if corrects not in {entry.id for entry in earlier}:
        raise Refused("There is no such entry to correct. Choose one from the list.")
    if corrects in {entry.corrects for entry in earlier}:
        raise Overtaken("That entry was corrected already. Correct the newest one.")
