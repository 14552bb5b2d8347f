"""A small cell put into a demonstration store: three victims of an area that is theirs alone.

All three met the same, so every count of the area is none or three, every share none or all, and
every median is theirs. What they asked for and what they got, and when and why their support
ended, are pairs that nobody else has in their quarter.
"""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from data_access.store import open_store
from data_access.tables import Area, ImportBatch
from data_access.vocabulary import AskedAs, Characteristic
from tests.builders import Row
from tests.tally_builders import FORCE, insert_as

HOW_MANY = 3
AREA = "Quillmere"
KEYS = [f"{number}c0ffee{number}" * 4 for number in range(1, 1 + HOW_MANY)]
FILE = f"{AREA}.csv"
# Of each table where the pair stands: the heading of its rows, the row, the column.
PAIRS = (
    ("Asked for", "Letter by post", "Video"),
    ("Reason", "Other", "With the CPS"),
)
WORKING_DAYS_TO_TELL, DAYS_TO_OFFER = 71, 97
LATE = datetime(2022, 2, 28, 20, tzinfo=UTC)
ROWS: dict[str, dict[str, Any]] = {
    "investigation": {
        "area": AREA,
        "reported_on": "2021-10-04",
        "domestic_abuse": True,
        **{each.column: AskedAs.PREFERS_NOT_TO_SAY for each in Characteristic},
    },
    "notice": {
        "decided_by": "police",
        "decided_on": "2021-10-04",
        "told_on": "2022-01-14",
        "method": "video",
        "asked_method": "letter by post",
        "asked_recorded_on": "2021-10-04",
        "told_by": "SOLO",
        "isva_offered": True,
        "isva_present": True,
        "right_explained": True,
        "enhanced": True,
    },
    "support_referral": {
        "service": "ISVA",
        "offered_on": "2022-01-09",
        "accepted_on": "2022-01-09",
    },
    "support_end": {
        "ended_on": "2021-12-15",
        "stage": "with the CPS",
        "reason": "other",
        "evidenced": True,
        "resumed_on": "2022-01-20",
        "mg6dar": True,
    },
    "review_request": {
        "scheme": "police",
        "requested_on": "2021-12-01",
        "acknowledged_on": "2021-12-02",
        "decided_on": "2021-12-20",
        "result": "overturned",
    },
}


def plant(url: str) -> None:
    """Puts the cell into the demonstration store at ``url``, a file for each of its tables."""
    with open_store(url).writing("A. Writer", "import", AREA, at=LATE) as session:
        session.add(Area(name=AREA, force=FORCE))
        for table, row in ROWS.items():
            rows: list[Row] = [{"case_key": key, **row} for key in KEYS]
            insert_as(session.connection(), table, _batch(session, table), *rows)


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
