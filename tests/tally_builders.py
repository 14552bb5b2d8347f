"""Builds valid rows of cases for tests, which give only the details that matter to them.

A day may be written as text. Other details get the plainest valid value, or null where that is
allowed; every row belongs to case 1 unless another is given.
"""

from typing import Any

import polars as pl
from sqlalchemy import Connection
from sqlmodel import Session

from data_access.bulk_insert import insert_rows
from data_access.intake.upsert.cases import DEFAULTS
from data_access.reads import schema_of
from data_access.store import Store
from data_access.tables import METADATA, TALLY_NAMES, ImportBatch
from tests.builders import Row, day_of
from tests.data_access.stores import AT, DAY

FORCE = "force"
SCHEMAS = {
    name: {
        column: dtype
        for column, dtype in schema_of(METADATA.tables[name]).items()
        if column not in ("id", "batch")
    }
    for name in TALLY_NAMES
}
VALID: dict[str, Row] = {
    "investigation": {"reported_on": "2021-07-16"},
    "referral": {"referred_on": "2021-10-01"},
    "early_advice": {"sought": True, "requested_on": "2021-08-02"},
    "case_plan": {"issued_on": "2021-10-04"},
    "case_escalation": {
        "about": "case action plan",
        "route": "informal",
        "rung": 2,
        "side": "police",
        "raised_on": "2021-12-02",
    },
    "notice": {"decided_by": "police", "decided_on": "2021-11-03"},
    "support_referral": {"service": "ISVA", "offered_on": "2021-07-18"},
    "support_end": {"ended_on": "2021-09-02"},
    "review_request": {"scheme": "police", "requested_on": "2021-12-01"},
    "dip_sample": {
        "kind": "contact details in letters",
        "sampled_on": "2021-11-30",
        "sampled": 20,
        "passed": 14,
    },
    "training_year": {"year": 2021, "posts": 96},
}


def case_key(number: int) -> str:
    """The key of a made-up case."""
    return f"{number:032x}"


def whole_row(table: str, /, case: int = 1, **details: Any) -> Row:
    """One valid row with every column and the details given."""
    schema = SCHEMAS[table]
    unknown = details.keys() - schema.keys()
    assert not unknown, f"{table} has no {unknown}"
    usual = {"force": FORCE, "case_key": case_key(case), "number": 1}
    given: Row = usual | DEFAULTS.get(table, {}) | VALID[table] | details
    return {
        name: day_of(given[name])
        if dtype == pl.Date and isinstance(given.get(name), str)
        else given.get(name)
        for name, dtype in schema.items()
    }


def tally_frame(table: str, *rows: Row) -> pl.DataFrame:
    """Valid rows with the details given, typed, with ``row`` numbered as in a spreadsheet."""
    whole = [whole_row(table, **details) for details in rows]
    frame = pl.DataFrame(whole, SCHEMAS[table], orient="row")
    return frame.with_row_index("row", offset=2)


def of_file(table: str, *rows: Row, without: tuple[str, ...] = ()) -> pl.DataFrame:
    """``tally_frame`` as read from a file that lacks the columns ``without``."""
    return tally_frame(table, *rows).drop(without)


def new_batch(session: Session, table: str) -> int:
    """Adds an import batch for rows to belong to."""
    batch = ImportBatch(
        file_name="a file",
        sha256="0" * 64,
        table=table,
        rows=1,
        source="force",
        received_on=DAY,
        imported_at=AT,
        imported_by="A. Writer",
    )
    session.add(batch)
    session.flush()
    assert batch.id
    return batch.id


def tally_tables(**rows: Any) -> dict[str, pl.DataFrame]:
    """Every table of cases in the form that metrics take, with the rows given and no others."""
    return {name: tally_frame(name, *rows.get(name, ())).drop("row") for name in TALLY_NAMES}


def load(store: Store, table: str, *rows: Row) -> int:
    """Inserts rows unchecked, and returns their batch."""
    with store.writing("A. Writer", "import", table, at=AT) as session:
        batch = new_batch(session, table)
        insert_as(session.connection(), table, batch, *rows)
    return batch


def insert_as(connection: Connection, table: str, batch: int, *rows: Row) -> None:
    frame = tally_frame(table, *rows).drop("row").with_columns(batch=pl.lit(batch))
    insert_rows(connection, table, frame)
