"""Promises and progress: rows are added by the rules of the forms and never changed."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from data_access import schemas, writes
from data_access.intake.content import change_log, natural_keys
from data_access.intake.content.content_rows import (
    WHOLE_ROW,
    Fault,
    Faulty,
    Line,
    heading_of,
    missing,
    refuse,
    wrong_ref,
)
from data_access.intake.content.outcome import Came
from data_access.intake.table_specs import Layout
from data_access.pii_detection import REDACTED
from data_access.tables import Action, Evidence
from data_access.tables.base import Numbered
from data_access.writes import Invalid, Refused, Stamp

Row = TypeVar("Row", bound=Numbered)


class Kind(NamedTuple):
    """The schema of the rows of one table, and what to do where one is to be changed."""

    entry: type[schemas.Entry]
    instead: str = ""


KINDS = {
    "meeting": Kind(schemas.NewMeeting),
    "action": Kind(schemas.NewAction, "record an update instead"),
    "action_update": Kind(schemas.NewActionUpdate),
    "evidence": Kind(
        schemas.NewEvidence,
        "record it anew under a reference of its own instead",
    ),
}
# An action, a piece of evidence or an escalation, in the order of recording.
GIVEN_BY_THE_SERVICE = re.compile(r"[AEX]\d+", re.IGNORECASE)


def put(session: Session, layout: Layout, line: Line, batch: int, stamp: Stamp) -> Came:
    """Adds what a row says, unless that is recorded. Errors: Faulty; nothing is written then."""
    refuse(missing(layout, line, [column.name for column in layout.columns if column.required]))
    there = natural_keys.found(session, layout, line.given)
    if there is not None:
        refuse(_said_otherwise(layout, line, there))
        return Came.UNCHANGED
    refuse((*_faults_of_ref(session, layout, line), *_faults_of_claim(session, layout, line)))
    change_log.keep(session, batch, [added(partial(writes.add, session), layout, line, stamp)])
    return Came.NEW


def in_order(table: str, lines: list[Line]) -> list[Line]:
    """The rows in the order in which they can be added, whatever their order in the file."""
    if table == "action_update":
        return sorted(lines, key=lambda line: line.given.get("effective_on") or date.min)
    if table == "evidence":
        supplies = {line.given.get("ref"): line.given.get("supplies") for line in lines}
        return sorted(lines, key=lambda line: _depth(supplies, line.given.get("ref")))
    return lines


def _depth(supplies: dict[str | None, str | None], ref: str | None) -> int:
    """How many pieces of evidence of the file must be there before the one named ``ref``."""
    seen = {ref}
    while (ref := supplies.get(ref)) in supplies and ref not in seen:
        seen.add(ref)
    return len(seen)


def added(add: Callable[..., Row], layout: Layout, line: Line, stamp: Stamp) -> Row:
    """What ``add`` makes of a row as an entry. Errors: Faulty, where that breaks a rule."""
    said = {name: value for name, value in line.given.items() if value is not None}
    ref = {"ref": said.pop("ref")} if "ref" in said else {}
    try:
        return add(writes.validate(KINDS[layout.table].entry, **said), stamp, **ref)
    except Invalid as invalid:
        raise Faulty(
            [
                Fault(line.row, heading_of(layout, error.field), "cannot be recorded", error.todo)
                for error in invalid.errors
            ]
        ) from invalid
    except Refused as refused:
        fault = Fault(line.row, WHOLE_ROW, "cannot be recorded", str(refused))
        raise Faulty([fault]) from refused


def _said_otherwise(layout: Layout, line: Line, there: Numbered) -> Iterator[Fault]:
    kind = KINDS[layout.table]
    usual = {name: field.default for name, field in kind.entry.model_fields.items()}
    differing = [
        heading_of(layout, name)
        for name, value in line.given.items()
        if getattr(there, name) not in (usual.get(name) if value is None else value, REDACTED)
    ]
    if differing:
        named = " and ".join(filter(None, [", ".join(differing[:-1]), differing[-1]]))
        todo = f"It is recorded already with another {named}: {kind.instead}."
        yield Fault(line.row, WHOLE_ROW, "recorded already, and otherwise", todo)


def _faults_of_ref(session: Session, layout: Layout, line: Line) -> Iterator[Fault]:
    ref = line.given.get("ref")
    if ref is None:
        return
    column = heading_of(layout, "ref")
    if GIVEN_BY_THE_SERVICE.fullmatch(ref):
        todo = "A letter and a number is given by the service: write a reference of your own."
        yield Fault(line.row, column, "not the office’s to give", todo)
    elif wrong := wrong_ref(ref):
        yield Fault(line.row, column, *wrong)
    elif _names_a_claim(session, ref):
        todo = "An action or a piece of evidence has it: write another."
        yield Fault(line.row, column, "in use for another row", todo)


def _faults_of_claim(session: Session, layout: Layout, line: Line) -> Iterator[Fault]:
    supplies = line.given.get("supplies")
    if supplies is not None and not _names_a_claim(session, supplies):
        todo = "Load the action or evidence that claims the figure first, or mend the reference."
        yield Fault(line.row, heading_of(layout, "supplies"), "points at nothing", todo)


def _names_a_claim(session: Session, ref: str) -> bool:
    models: tuple[Any, ...] = (Action, Evidence)
    return any(
        session.scalar(select(col(model.id)).where(col(model.ref) == ref)) for model in models
    )
