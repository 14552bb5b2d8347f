"""Bodies and published papers: added where they are not there yet, else corrected in place."""

from typing import Any

from sqlmodel import Session

from data_access.intake.content import change_log, natural_keys, row_rules
from data_access.intake.content.content_rows import Fault, Line, missing, refuse, wrong_ref
from data_access.intake.content.outcome import Came
from data_access.intake.table_specs import Layout
from data_access.tables.base import Numbered

Values = dict[str, Any]


def put(session: Session, layout: Layout, line: Line, batch: int) -> Came:
    """Adds or corrects what a row speaks of. Errors: Faulty; nothing is written of it then."""
    refuse(missing(layout, line, natural_keys.known_by(layout)))
    there = natural_keys.found(session, layout, line.given)
    if there is None:
        _add(session, layout, line, batch)
        return Came.NEW
    return _correct(session, layout, there, line, batch)


def _add(session: Session, layout: Layout, line: Line, batch: int) -> None:
    refuse(missing(layout, line, [column.name for column in layout.columns if column.required]))
    given = dict(line.given)
    if layout.table == "requirement":
        given["label"] = given.get("label") or natural_keys.label(session, given)
    refuse(_faults_of_ref(session, layout, line))
    values = {name: given.get(name) for name in layout.kept}
    refuse(row_rules.broken(session, layout, values, line.row))
    row = natural_keys.MODELS[layout.table](**values)
    session.add(row)
    change_log.keep(session, batch, [row])


def _correct(session: Session, layout: Layout, there: Numbered, line: Line, batch: int) -> Came:
    before = {name: getattr(there, name) for name in layout.kept}
    was = {name: before[name] for name, value in line.given.items() if before[name] != value}
    if not was:
        return Came.UNCHANGED
    refuse(row_rules.broken(session, layout, before | line.given, line.row, own=there.id))
    change(there, {name: line.given[name] for name in was})
    change_log.keep(session, batch, [there], was)
    return Came.CHANGED


def change(row: Numbered, values: Values) -> None:
    """Writes ``values`` into ``row``."""
    for name, value in values.items():
        setattr(row, name, value)


def _faults_of_ref(session: Session, layout: Layout, line: Line) -> list[Fault]:
    if "ref" not in line.given or line.given["ref"] == _derived_ref(session, layout, line):
        return []
    wrong = wrong_ref(line.given["ref"])
    return [Fault(line.row, "Reference", *wrong)] if wrong else []


def _derived_ref(session: Session, layout: Layout, line: Line) -> object:
    blank = Line(line.row, {**line.given, "ref": None})
    return natural_keys.completed(session, layout.table, blank).given["ref"]
