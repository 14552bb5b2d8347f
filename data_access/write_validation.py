"""What the store itself must bear out before something is recorded.

Errors: Refused, in a sentence for the writer.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import NamedTuple, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_access import schemas
from data_access.pii_detection import identifying_signs
from data_access.tables import (
    METADATA,
    Action,
    ActionUpdate,
    Escalation,
    Evidence,
    Inspection,
    Position,
    Recommendation,
    Referenced,
    Requirement,
    SavedView,
)
from data_access.vocabulary import EscalationOutcome, EvidenceKind, State

Row = TypeVar("Row", bound=Referenced)
LONGEST_NAME = 80


class Refused(Exception):
    """Why nothing was recorded, in a sentence for the writer."""


class SaidBefore(NamedTuple):
    """What the rules ask of an earlier update of an action; of thousands, read as plain columns."""

    id: int
    effective_on: date
    state: State | None
    new_due_on: date | None
    corrects: int | None


class BrokenRule(NamedTuple):
    """What is to be done about one field of an entry; ``field`` is empty for the whole entry."""

    field: str
    said: str

    @property
    def sentence(self) -> str:
        """The field as a reader knows it, and what to do."""
        field = self.field.replace("_", " ")
        return _as_sentence(f"{field}: {self.said}" if field else self.said)

    @property
    def todo(self) -> str:
        """What to do, where the field is named beside it."""
        return _as_sentence(self.said)


class Invalid(Refused):
    """An entry breaks rules of its own. ``broken``: every one of them."""

    def __init__(self, broken: list[BrokenRule]) -> None:
        super().__init__(" ".join(rule.sentence for rule in broken))
        self.broken = broken


class Overtaken(Refused):
    """Somebody else recorded on the same thing since the writer looked at it."""


def find(session: Session, table: type[Row], ref: str, what: str) -> Row:
    """The row that ``ref`` names, and ``what`` a reader calls such a row."""
    found = session.scalar(select(table).where(col(table.ref) == ref))
    if found is None:
        raise Refused(f"There is no {what} {ref}. Choose one from the list.")
    return found


def next_ref(session: Session, table: type[Referenced], letter: str) -> str:
    """The next free ref: a letter and a number that is never used twice."""
    newest = session.scalar(select(func.max(col(table.id))))
    taken = set(session.scalars(select(col(table.ref)).where(col(table.ref).startswith(letter))))
    refs = (f"{letter}{number}" for number in count((newest or 0) + 1))
    return next(ref for ref in refs if ref not in taken)


def writer(by: str) -> str:
    """The name of who records, as it is kept beside the entry."""
    name = by.strip()
    if not name or len(name) > LONGEST_NAME or "\0" in name:
        raise Refused("Type your name: each entry says who recorded it.")
    if signs := identifying_signs(name):
        raise Refused(f"Type your name alone: there is {' and '.join(signs)} in it.")
    return name


def not_in_the_future(at: datetime, **days: date) -> None:
    """No day may lie after the moment of recording."""
    for what, day in days.items():
        if day > at.date():
            raise Refused(f"The day it was {what} is in the future.")


def after_publication(session: Session, requirement: str, day: date) -> None:
    """Nothing can be said of a part before its inspection was published."""
    part = find(session, Requirement, requirement, "part")
    recommendation = find(session, Recommendation, part.recommendation, "recommendation")
    published_on = find(session, Inspection, recommendation.inspection, "inspection").published_on
    if day < published_on:
        raise Refused(
            f"The inspection was published on {published_on:%d/%m/%Y}; this is before it."
        )


def evidence_was_seen(session: Session, requirement: str, day: date) -> None:
    """The office has something other than a statement about the part by ``day``."""
    of_the_part = select(col(Action.ref)).where(col(Action.requirement) == requirement)
    seen = select(Evidence).where(
        (col(Evidence.requirement) == requirement) | col(Evidence.action).in_(of_the_part),
        col(Evidence.kind) != EvidenceKind.STATEMENT,
        col(Evidence.effective_on) <= day,
    )
    if session.scalars(seen).first() is None:
        raise Refused(
            "Record the evidence first: for this part the office has seen nothing but statements."
        )


def find_claim(session: Session, ref: str) -> Evidence | Action:
    """The piece of evidence or the action that ``ref`` names; the two never share a ref."""
    evidence = session.scalar(select(Evidence).where(col(Evidence.ref) == ref))
    return evidence or find(session, Action, ref, "claim")


def owes_a_figure(claim: Evidence | Action) -> None:
    """A statement or an action that claims a quantity without a number."""
    if not claim.figure_owed:
        raise Refused(f"{claim.ref} claims no figure.")


def said_of(session: Session, action: str) -> list[SaidBefore]:
    """Every update of the action so far, those corrected since included."""
    columns = METADATA.tables["action_update"].columns
    asked = (columns[name] for name in SaidBefore._fields)
    updates = select(*asked).where(col(ActionUpdate.action) == action)
    return [SaidBefore(*row) for row in session.execute(updates)]


def name_is_free(session: Session, new: schemas.NewSavedView) -> None:
    """No view on the list of the page has the name, in whatever letters."""
    of_page = session.scalars(select(SavedView).where(col(SavedView.page) == new.page)).all()
    taken_off = {each.takes_off for each in of_page}
    names = {each.name.casefold() for each in of_page if each.name and each.id not in taken_off}
    if new.name.casefold() in names:
        raise Refused("There is a view of that name. Give another, or take that one off the list.")


def not_overtaken(seen: int | None, newest: Position | ActionUpdate | None) -> None:
    """The writer saw the newest entry. ``seen``: null where none was looked at, 0 for no entry."""
    newest_id = newest.id if newest else 0
    if newest is not None and seen is not None and seen != newest_id:
        raise Overtaken(
            f"{newest.recorded_by} recorded something on it since you opened this page "
            f"(from {newest.effective_on:%d/%m/%Y}: {newest.state or 'no new state'}). "
            "What you typed is still here: look at the newest entry, then save again."
        )


def is_there_to_correct(
    corrects: int | None, said: Sequence[Position] | Sequence[SaidBefore]
) -> None:
    """The entry to be corrected is one of ``said``, and no other stands for it yet."""
    if corrects is None:
        return
    if corrects not in {entry.id for entry in said}:
        raise Refused("There is no such entry to correct.")
    if corrects in {entry.corrects for entry in said}:
        raise Overtaken("That entry was corrected already. Correct the newest one.")


def next_rung(raised: Sequence[Escalation], new: schemas.NewEscalation) -> None:
    """The escalation is not recorded yet, and the rung below was tried or left out on purpose."""
    same = (each for each in raised if (each.rung, each.side) == (new.rung, new.side))
    for each in same:
        was_open = each.raised_on <= new.raised_on < (each.resolved_on or date.max)
        if was_open or each.raised_on == new.raised_on or each.outcome == EscalationOutcome.OPEN:
            raise Refused(f"That escalation is recorded already, as {each.ref}.")
    highest = max((each.rung for each in raised if each.raised_on <= new.raised_on), default=0)
    if new.rung > highest + 1 and not new.straight_up:
        raise Refused(
            f"Level {highest + 1} has not been used for {new.subject}. Raise it there first, or "
            "say that it went straight up."
        )


def still_to_review(updates: Sequence[SaidBefore], new: schemas.NewActionUpdate) -> None:
    """An action that is closed has no next review."""
    state = new.state or next(
        (each.state for each in _newest_first(updates, new) if each.state), None
    )
    if new.new_review_on and state in {State.COMPLETE, State.NOT_TAKEN_FORWARD}:
        raise Refused("It is closed: there is nothing left to review.")


def date_really_changes(
    action: Action, updates: Sequence[SaidBefore], new: schemas.NewActionUpdate
) -> None:
    """The new date differs, is explained where it replaces one, and follows the opening."""
    given = (each.new_due_on for each in _newest_first(updates, new) if each.new_due_on)
    current = next(given, action.first_due_on)
    if new.new_due_on == current:
        raise Refused("That is already the date.")
    if current and not new.change_reason:
        raise Refused("Say why the date changes.")
    if new.new_due_on and new.new_due_on < action.opened_on:
        raise Refused("An action cannot be due before the day it was opened.")


def _newest_first(updates: Sequence[SaidBefore], new: schemas.NewActionUpdate) -> list[SaidBefore]:
    """What counts by the day of ``new`` without the entry that it stands for."""
    corrected = {update.corrects for update in updates} | {new.corrects}
    until_then = [
        update
        for update in updates
        if update.effective_on <= new.effective_on and update.id not in corrected
    ]
    return sorted(until_then, key=lambda update: (update.effective_on, update.id), reverse=True)


def _as_sentence(words: str) -> str:
    return (words[0].upper() + words[1:]).rstrip(".") + "."
