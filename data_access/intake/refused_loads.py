"""Records loads of cases that were refused on a page, and limits how many there are in a day.

What is refused says something of the rows that are held; a few refusals a day are mistakes.
"""

from datetime import UTC, datetime

import polars as pl

from data_access import writes
from data_access.intake.models import Report
from data_access.reads import Snapshot
from data_access.store import Store
from data_access.writes import Refused

# It changes no row of a case: see ``LEAVES_CASES`` in ``data_access.reads``.
REFUSED = "refuse import"
MOST_A_DAY = 20


def refuse_too_many(snapshot: Snapshot, at: datetime) -> None:
    """Errors: Refused once as many loads were refused on the day of ``at`` as may be."""
    events = snapshot.tables["audit_event"].filter(
        pl.col("what") == REFUSED, pl.col("at").dt.date() == at.astimezone(UTC).date()
    )
    if events.height >= MOST_A_DAY:
        raise Refused(
            f"{MOST_A_DAY} loads of cases were refused today, which is as many as may be in a day. "
            "Mend the files where they are made, and load them tomorrow."
        )


def record_refusal(store: Store, report: Report, *, by: str, at: datetime) -> None:
    """Adds an audit event: who was refused, for which tables, with how many rows."""
    tables = ", ".join(dict.fromkeys(sheet.table for sheet in report.sheets if sheet.table))
    rows = sum(sheet.rows for sheet in report.sheets)
    with store.writing(writes.writer(by), REFUSED, tables, at=at, detail=f"{rows} rows"):
        pass
