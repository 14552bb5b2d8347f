"""Invented tallies into a store: bodies and areas, a batch a table and force, closed months."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
from sqlmodel import Session

from data_access import bulk_insert
from data_access.demo.cases.config import Size
from data_access.demo.cases.forces_and_areas import (
    areas_of_force,
    areas_of_forces,
    cases_of_forces,
    other_forces,
    ref_of_force,
)
from data_access.demo.cases.generate import case_tables, counted_tables
from data_access.demo.cases.random_columns import Dice
from data_access.demo.constants import AS_AT, RECORDED_BY
from data_access.tables import METADATA, TALLY_NAMES, ClosedMonth, ImportBatch

TALLIED_AT = datetime.combine(AS_AT, time(18), UTC)
FIRST_MONTH_END, LAST_CLOSED = date(2019, 4, 30), date(2022, 1, 31)
CLOSED_AFTER, CLOSED_AT = timedelta(days=17), time(10)
# However many cases there are, no more than this are in memory.
CASES_AT_ONCE = 50_000


def fill_tallies(session: Session, size: Size) -> None:
    """Adds forces, areas, case tallies and closed months to a store that has none of them."""
    session.add_all(other_forces(size.forces))
    session.flush()
    session.add_all([*areas_of_forces(size.forces), *_closed_months()])
    forces = [ref_of_force(number) for number in range(1, size.forces + 1)]
    batches = {(force, name): _batch(name, size) for force in forces for name in TALLY_NAMES}
    session.add_all(batches.values())
    session.flush()
    for force, name, rows in _tables(size):
        batch = batches[force, name]
        batch.rows += rows.height
        known = rows.with_columns(batch=pl.lit(batch.id), force=pl.lit(force))
        bulk_insert.insert_rows(session.connection(), name, known.select(_columns(name)))
    for batch in batches.values():
        batch.rows_new = batch.rows
    session.flush()


def _tables(size: Size) -> Iterator[tuple[str, str, pl.DataFrame]]:
    several = size.forces > 1
    for number, cases in enumerate(cases_of_forces(size), start=1):
        areas, force = areas_of_force(number), ref_of_force(number)
        for part, done in enumerate(range(0, cases, CASES_AT_ONCE)):
            dice = Dice(size.seed, number, part, several_forces=several)
            some = min(CASES_AT_ONCE, cases - done)
            for name, rows in case_tables(dice, areas, some).items():
                yield force, name, rows
        for name, rows in counted_tables(Dice(size.seed, number), areas).items():
            yield force, name, rows


def _columns(name: str) -> list[str]:
    return [column.name for column in METADATA.tables[name].columns if column.name != "id"]


def _batch(name: str, size: Size) -> ImportBatch:
    arguments = f"--cases {size.cases} --forces {size.forces} --seed {size.seed}"
    return ImportBatch(
        file_name=RECORDED_BY,
        sha256=hashlib.sha256(arguments.encode()).hexdigest(),
        table=name,
        rows=0,
        source=RECORDED_BY,
        received_on=AS_AT,
        imported_at=TALLIED_AT,
        imported_by=RECORDED_BY,
    )


def _closed_months() -> list[ClosedMonth]:
    ends = pl.date_range(FIRST_MONTH_END, LAST_CLOSED, "1mo", eager=True).dt.month_end()
    return [
        ClosedMonth(
            month_end=end,
            closed_at=datetime.combine(end + CLOSED_AFTER, CLOSED_AT, UTC),
            closed_by=RECORDED_BY,
        )
        for end in ends
    ]
