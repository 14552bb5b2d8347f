"""Puts the rows of one table into the store, and counts what became of them."""

from collections import Counter
from datetime import datetime

import polars as pl
from sqlmodel import Session

from data_access.intake.content import action_updates, append_rows, natural_keys, upsert_published
from data_access.intake.content.content_rows import Fault, Faulty, Line, faults_of_cells, lines_of
from data_access.intake.content.outcome import Came, Result
from data_access.intake.table_specs import Layout, layouts
from data_access.writes import Stamp


def put_in(
    session: Session, table: str, rows: pl.DataFrame, *, batch: int, by: str, at: datetime
) -> Result:
    """What became of ``rows`` of ``table``; where there are faults, roll the transaction back.

    ``rows``: the columns of the layout that the file has, as typed values, and ``row``, the
    number of the row in the file. ``batch``: the id of an import_batch that is there.
    Nulls: in a file a blank says that there is nothing; a column left out says nothing.
    """
    layout = layouts()[table]
    given = lines_of(layout, rows)
    lines = [natural_keys.completed(session, table, line) for line in given]
    faults = [*faults_of_cells(session, layout, given), *natural_keys.twice(layout, lines)]
    faulty = {fault.row for fault in faults}
    sound = [line for line in lines if line.row not in faulty]
    put = _each if table != "action_update" else action_updates.put
    came, refused = put(session, layout, append_rows.in_order(table, sound), batch, Stamp(by, at))
    faults += refused
    return Result(came[Came.NEW], came[Came.CHANGED], came[Came.UNCHANGED], _in_order(faults))


def _each(
    session: Session, layout: Layout, lines: list[Line], batch: int, stamp: Stamp
) -> tuple[Counter[Came], list[Fault]]:
    came: Counter[Came] = Counter()
    faults: list[Fault] = []
    for line in lines:
        try:
            came[_put(session, layout, line, batch, stamp)] += 1
        except Faulty as refused:
            faults += refused.faults
    return came, faults


def _put(session: Session, layout: Layout, line: Line, batch: int, stamp: Stamp) -> Came:
    if layout.table in append_rows.KINDS:
        return append_rows.put(session, layout, line, batch, stamp)
    return upsert_published.put(session, layout, line, batch)


def _in_order(faults: list[Fault]) -> list[Fault]:
    """Each fault once, those of whole columns first."""
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.row or 0)
