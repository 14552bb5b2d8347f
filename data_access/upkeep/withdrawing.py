"""Files that should never have been loaded, taken out again with every row they brought."""

from collections.abc import Sequence
from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Connection, delete
from sqlmodel import Session

from data_access import rules
from data_access.intake import content
from data_access.reads import newest, read_table
from data_access.store import Store, StoreProblem
from data_access.tables import CASE, METADATA, TALLY_NAMES, ImportBatch
from data_access.upkeep.scrubbing import scrub


def withdraw(store: Store, batches: Sequence[int], *, by: str, at: datetime) -> list[str]:
    """Takes out what batches brought, the newest first; earlier versions of rows count again.

    All of them or none. Returns what was done, a sentence a batch. What was removed is wiped from
    the file too.
    Errors: StoreProblem where there is no such batch, it was withdrawn before, or rows that came
    later stand on it.
    """
    subject = ", ".join(f"batch {batch}" for batch in sorted(set(batches)))
    with store.writing(rules.writer(by), "withdraw", subject, at=at) as session:
        said = [_withdraw(session, batch, by, at) for batch in sorted(set(batches), reverse=True)]
        _refuse_lost_rows(session.connection())
        unfinished = content.unfinished_content(session)
        if unfinished:
            raise StoreProblem(f"Nothing was changed: {unfinished[0].rule}. {unfinished[0].todo}")
    scrub(store)
    return said


def _withdraw(session: Session, batch: int, by: str, at: datetime) -> str:
    found = session.get(ImportBatch, batch)
    if found is None:
        raise StoreProblem(f"There is no batch {batch}. See the import history.")
    if found.withdrawn_at:
        raise StoreProblem(f"Batch {batch} was withdrawn before. Nothing was changed.")
    if found.table in TALLY_NAMES:
        versions = METADATA.tables[found.table]
        session.execute(delete(versions).where(versions.c.batch == batch))
    else:
        reasons = content.withdraw_content(session, batch)
        if reasons:
            raise StoreProblem(f"Nothing was changed. {' '.join(reasons)}")
    found.withdrawn_at, found.withdrawn_by = at.astimezone(UTC), by
    return (
        f"Batch {batch} is withdrawn: {found.table}, {found.rows_new:,} rows taken out, "
        f"{found.rows_changed:,} put back as they were."
    )


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
            f"Nothing was changed: rows of batches {numbers} are of cases that no other batch "
            "brought. Withdraw those first, or together with it."
        )
