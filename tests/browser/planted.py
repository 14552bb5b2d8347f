"""A small cell put into a demonstration store: victims by threes, of an area that is theirs alone.

All three met the same, so every count of the area is none or three, every share none or all, and
every median is theirs. Another three met that 52 weeks before, in a year that areas are counted by.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from data_access.store import open_store
from data_access.tables import Area, ImportBatch, Release, ReleasedCount, ReleaseProof
from data_access.vocabulary import AskedAs, Characteristic
from tests.builders import Row
from tests.tally_builders import FORCE, insert_as

HOW_MANY = 3
AREA = "Quillmere"
KEYS = [f"{number}c0ffee{number}" * 4 for number in range(1, 1 + 2 * HOW_MANY)]
FILE = f"{AREA}.csv"
WORKING_DAYS_TO_TELL, DAYS_TO_OFFER = 71, 97
LATE = datetime(2022, 2, 28, 20, tzinfo=UTC)
Rows = Mapping[str, dict[str, Any]]
NEWEST: Rows = {
    "investigation": {
        "area": AREA,
        "reported_on": date(2021, 10, 4),
        "domestic_abuse": True,
        **{each.column: AskedAs.PREFERS_NOT_TO_SAY for each in Characteristic},
    },
    "notice": {
        "decided_by": "police",
        "decided_on": date(2021, 10, 4),
        "told_on": date(2022, 1, 14),
        "method": "video",
        "asked_method": "letter by post",
        "asked_recorded_on": date(2021, 10, 4),
        "told_by": "SOLO",
        "isva_offered": True,
        "isva_present": True,
        "right_explained": True,
        "enhanced": True,
    },
    "support_referral": {
        "service": "ISVA",
        "offered_on": date(2022, 1, 9),
        "accepted_on": date(2022, 1, 9),
    },
    "support_end": {
        "ended_on": date(2021, 12, 15),
        "stage": "with the CPS",
        "reason": "other",
        "evidenced": True,
        "resumed_on": date(2022, 1, 20),
        "mg6dar": True,
    },
}
YEAR_BEFORE: Rows = {
    table: {
        name: value - timedelta(weeks=52) if isinstance(value, date) else value
        for name, value in row.items()
    }
    for table, row in NEWEST.items()
}
# The first quarter that a cell is in.
FIRST = date(2020, 10, 1)
BEFORE_ALL = date(2000, 1, 1)


def plant(url: str) -> None:
    """Loads the cells into the demonstration store at ``url``, one file per table."""
    # What was released already would stand: the cells would be in no count.
    forget_releases(url, FIRST)
    with open_store(url).writing("A. Writer", "import", AREA, at=LATE) as session:
        session.add(Area(name=AREA, force=FORCE))
        for place, cell in enumerate((NEWEST, YEAR_BEFORE)):
            keys = KEYS[place * HOW_MANY :][:HOW_MANY]
            for table, row in cell.items():
                rows: list[Row] = [{"case_key": key, **row} for key in keys]
                insert_as(session.connection(), table, _batch(session, table), *rows)


def forget_releases(url: str, first: date) -> None:
    """Lets the periods of the store at ``url`` that end after ``first`` be released anew."""
    with open_store(url).writing("A. Writer", "delete", "release", at=LATE) as session:
        of_quarters = (col(Release.months) == 3) & (col(Release.first) >= first)
        of_years = (col(Release.months) == 12) & (col(Release.first) > first - timedelta(days=365))
        forgotten = select(Release.id).where(of_quarters | of_years)
        for table in (ReleasedCount, ReleaseProof):
            session.execute(delete(table).where(col(table.release).in_(forgotten)))
        session.execute(delete(Release).where(of_quarters | of_years))


def _batch(session: Session, table: str) -> int:
    batch = ImportBatch(
        file_name=FILE,
        sha256="0" * 64,
        table=table,
        rows=HOW_MANY,
        rows_new=HOW_MANY,
        source="force",
        received_on=LATE.date(),
        imported_at=LATE,
        imported_by="A. Writer",
    )
    session.add(batch)
    session.flush()
    assert batch.id
    return batch.id
