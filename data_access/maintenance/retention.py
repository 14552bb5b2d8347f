"""Retention: removes cases that ended long ago, with all their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl
from sqlalchemy import Connection, bindparam, delete, func, select

from data_access import writes
from data_access.maintenance.redaction import wipe
from data_access.reads import newest, read_table
from data_access.store import Store, StoreProblem
from data_access.tables import CASE, METADATA, TALLY_NAMES, AuditEvent

OF_CASES = tuple(name for name in TALLY_NAMES if "case_key" in METADATA.tables[name].c)
# The first month after a financial year that begins in April.
APRIL = 4


@dataclass(frozen=True)
class Purged:
    """The numbers of removed rows, by table and including all versions, and of cases.

    ``still_open``: cases without later events that are kept because they have no outcome.
    """

    rows: Mapping[str, int]
    cases: int
    still_open: int


def purge(store: Store, before: date, *, by: str, at: datetime) -> Purged:
    """Removes every case with an outcome and no event on or after ``before``, and older samples.

    The audit records the day and the counts; the batches stay in the history.
    Errors: StoreProblem as for every write, and nothing is removed; also after the removal, if the
    file could not be wiped.
    """
    if before > at.date():
        raise StoreProblem("Give a day that has come: nothing was removed.")
    with store.writing(
        writes.writer(by), "purge", f"before {before.isoformat()}", at=at
    ) as session:
        connection = session.connection()
        past = _past_cases(connection, before)
        is_open = past["outcome_code"].is_null()
        rows = _remove_cases(connection, past.filter(~is_open)) | _remove_counts(connection, before)
        session.add(_counted(rows, by, at))
    purged = Purged(rows, int((~is_open).sum()), int(is_open.sum()))
    wipe(store)
    return purged


def _past_cases(connection: Connection, before: date) -> pl.DataFrame:
    """Cases without a day on or after ``before`` in any version: force, case_key, outcome_code."""
    last_days = pl.concat(_last_days(read_table(connection, name)) for name in OF_CASES)
    past = last_days.group_by(CASE).agg(pl.col("last_on").max()).filter(pl.col("last_on") < before)
    cases = newest(read_table(connection, "investigation"), "investigation")
    return cases.join(past, on=CASE).select(*CASE, "outcome_code")


def _last_days(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(*CASE, last_on=pl.max_horizontal(pl.col(pl.Date)))


def _remove_cases(connection: Connection, cases: pl.DataFrame) -> dict[str, int]:
    keys = cases.select(of="force", key="case_key").to_dicts()
    removed = {}
    for name in OF_CASES:
        rows = METADATA.tables[name]
        before = _count(connection, name)
        if keys:
            is_it = (rows.c.case_key == bindparam("key"), rows.c.force == bindparam("of"))
            connection.execute(delete(rows).where(*is_it), keys)
        removed[name] = before - _count(connection, name)
    return removed


def _remove_counts(connection: Connection, before: date) -> dict[str, int]:
    """Removes samples taken, and financial years ended, before the day; returns their numbers."""
    samples, years = (METADATA.tables[name] for name in ("dip_sample", "training_year"))
    last_year_ended = before.year - (1 if before >= date(before.year, APRIL, 1) else 2)
    return {
        "dip_sample": connection.execute(
            delete(samples).where(samples.c.sampled_on < before)
        ).rowcount,
        "training_year": connection.execute(
            delete(years).where(years.c.year <= last_year_ended)
        ).rowcount,
    }


def _counted(rows: Mapping[str, int], by: str, at: datetime) -> AuditEvent:
    counts = ", ".join(f"{name} {removed:,}" for name, removed in rows.items() if removed)
    return AuditEvent(
        at=at.astimezone(UTC), who=by, what="remove", subject="purged rows", detail=counts or "none"
    )


def _count(connection: Connection, name: str) -> int:
    return connection.scalar(select(func.count()).select_from(METADATA.tables[name])) or 0
