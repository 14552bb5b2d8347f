"""Withdraws batches that should not have been loaded, with all their rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Connection, delete, select
from sqlmodel import Session, col

from data_access import writes
from data_access.intake.upsert.rollback import withdraw_content
from data_access.intake.validation.case_rules import count_before_report
from data_access.intake.validation.content_rules import unfinished_content
from data_access.maintenance.redaction import wipe
from data_access.reads import newest, read_table
from data_access.store import Store, StoreProblem
from data_access.tables import CASE, METADATA, TALLY_NAMES, ImportBatch


def withdraw(store: Store, batches: Sequence[int], *, by: str, at: datetime) -> list[str]:
    """Removes the rows of batches, the newest first, so that earlier versions are current again.

    It removes all of them or none, wipes the rows from the file too, and returns a sentence per
    batch. Errors: StoreProblem if there is no such batch, it was withdrawn before, or later rows
    depend on it.
    """
    chosen = sorted(set(batches), reverse=True)
    subject = ", ".join(f"batch {batch}" for batch in sorted(set(batches)))
    with store.writing(writes.writer(by), "withdraw", subject, at=at) as session:
        for batch in chosen:
            _refuse_what_stands_on(session, batch, chosen)
        sentences = [_withdraw(session, batch, by, at) for batch in chosen]
        tables = _newest_of_each(session.connection())
        _refuse_lost_rows(tables)
        _refuse_events_before_report(tables)
        unfinished = unfinished_content(session)
        if unfinished:
            raise StoreProblem(f"Nothing was changed: {unfinished[0].rule}. {unfinished[0].todo}")
    wipe(store)
    return sentences


def _withdraw(session: Session, batch: int, by: str, at: datetime) -> str:
    row = session.get(ImportBatch, batch)
    if row is None:
        raise StoreProblem(f"There is no batch {batch}. See the import history.")
    if row.withdrawn_at:
        raise StoreProblem(f"Batch {batch} was withdrawn before. Nothing was changed.")
    if row.table in TALLY_NAMES:
        versions = METADATA.tables[row.table]
        session.execute(delete(versions).where(versions.c.batch == batch))
    else:
        reasons = withdraw_content(session, batch)
        if reasons:
            raise StoreProblem(f"Nothing was changed. {' '.join(reasons)}")
    row.withdrawn_at, row.withdrawn_by = at.astimezone(UTC), by
    return (
        f"Batch {batch} is withdrawn: {row.table}, {row.rows_new:,} rows taken out, "
        f"{row.rows_changed:,} put back as they were."
    )


def _newest_of_each(connection: Connection) -> dict[str, pl.DataFrame]:
    return {name: newest(read_table(connection, name), name) for name in TALLY_NAMES}


def _refuse_what_stands_on(session: Session, batch: int, chosen: Sequence[int]) -> None:
    """Refuses to withdraw a batch if a later one of its table repeated or changed its rows.

    An import stores only rows that differ, so the rows that the later file repeated would be lost.
    """
    row = session.get(ImportBatch, batch)
    if row is None or row.table not in TALLY_NAMES:
        return
    later = session.scalars(
        select(ImportBatch).where(
            col(ImportBatch.table) == row.table,
            col(ImportBatch.id) > batch,
            col(ImportBatch.withdrawn_at).is_(None),
            col(ImportBatch.id).not_in(chosen),
            col(ImportBatch.rows) > col(ImportBatch.rows_new),
        )
    ).all()
    if later:
        numbers = _numbers(each.id for each in later)
        raise StoreProblem(
            f"Nothing was changed: batches {numbers} of the same table came later and speak of "
            f"rows that were there. Withdraw them together with batch {batch}, then load their "
            "files again."
        )


def _refuse_events_before_report(tables: Mapping[str, pl.DataFrame]) -> None:
    early = count_before_report(tables)
    if early:
        raise StoreProblem(
            f"Nothing was changed: rows of {', '.join(early)} would then be from before their "
            "case was reported. Withdraw the files that brought them too."
        )


def _refuse_lost_rows(tables: Mapping[str, pl.DataFrame]) -> None:
    batches = pl.concat(
        rows.join(tables["investigation"], on=CASE, how="anti").select("batch")
        for name, rows in tables.items()
        if "case_key" in rows.columns and name != "investigation"
    )["batch"]
    if len(batches):
        raise StoreProblem(
            f"Nothing was changed: rows of batches {_numbers(batches.unique())} are of cases that "
            "no other batch brought. Withdraw those first, or together with it."
        )


def _numbers(batches: Iterable[int | None]) -> str:
    return ", ".join(str(batch) for batch in sorted(filter(None, batches)))
