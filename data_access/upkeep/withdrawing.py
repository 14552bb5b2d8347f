"""A file that should never have been loaded, taken out again with every row it brought."""

from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Connection, delete

from data_access.intake.content import withdraw_content
from data_access.reads import newest, read_table
from data_access.store import Store, StoreProblem
from data_access.tables import CASE, METADATA, TALLY_NAMES, ImportBatch
from data_access.upkeep.scrubbing import scrub


def withdraw(store: Store, batch: int, *, by: str, at: datetime) -> str:
    """Takes out what one batch brought; where it changed a row, the earlier version counts again.

    Returns what was done, in a sentence. What was blanked or removed is wiped from the file too.
    Errors: StoreProblem where there is no such batch, it was withdrawn before, or rows that came
    later stand on it.
    """
    with store.writing(by, "withdraw", f"batch {batch}", at=at) as session:
        found = session.get(ImportBatch, batch)
        if found is None:
            raise StoreProblem(f"There is no batch {batch}. See the import history.")
        if found.withdrawn_at:
            raise StoreProblem(f"Batch {batch} was withdrawn before. Nothing was changed.")
        if found.table in TALLY_NAMES:
            _remove_versions(session.connection(), found.table, batch)
        else:
            refusals = withdraw_content(session, batch)
            if refusals:
                raise StoreProblem(f"Nothing was changed. {' '.join(refusals)}")
        found.withdrawn_at, found.withdrawn_by = at.astimezone(UTC), by
        said = f"Batch {batch} is withdrawn: {found.table}, {found.rows_new:,} rows taken out, "
        said += f"{found.rows_changed:,} put back as they were."
    scrub(store)
    return said


def _remove_versions(connection: Connection, table: str, batch: int) -> None:
    rows = METADATA.tables[table]
    connection.execute(delete(rows).where(rows.c.batch == batch))
    if table == "investigation":
        _refuse_lost_rows(connection)


def _refuse_lost_rows(connection: Connection) -> None:
    cases = newest(read_table(connection, "investigation"), "investigation")
    batches = pl.concat(
        newest(read_table(connection, name), name).join(cases, on=CASE, how="anti").select("batch")
        for name in TALLY_NAMES
        if "case_key" in METADATA.tables[name].c and name != "investigation"
    )["batch"]
    if len(batches):
        numbers = ", ".join(str(number) for number in sorted(batches.unique()))
        raise StoreProblem(
            f"Nothing was changed: rows of batches {numbers} are of cases that only this batch "
            "brought. Withdraw those first."
        )
