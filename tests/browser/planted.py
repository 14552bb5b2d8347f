"""A small cell put into a demonstration store: victims by threes, of an area that is theirs alone.

All three met the same, so every count of the area is none or three, every share none or all, and
every median is theirs. What they asked for and what they got, and when and why their support
ended, are pairs that nobody else has in their quarter. Another three met that 52 weeks before, in a
year that areas are counted by. Three more are all who asked the CPS for a review, of those whose
time to ask ended in the newest quarter, and all whose request was due in it.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from data_access.store import open_store
from data_access.tables import Area, CountedQuarter, ImportBatch, QuarterText
from data_access.vocabulary import AskedAs, Characteristic
from metrics.victims.right_to_review_text import SCHEMES_OF_STEPS
from tests.builders import Row
from tests.tally_builders import FORCE, insert_as

HOW_MANY = 3
AREA = "Quillmere"
KEYS = [f"{number}c0ffee{number}" * 4 for number in range(1, 1 + 3 * HOW_MANY)]
FILE = f"{AREA}.csv"
# The places of each pair: the heading of the rows of its table, the row, the column.
PAIRS = (
    ("Asked for", "Letter by post", "Video"),
    ("Reason", "Other", "With the CPS"),
)
# The places of a few among many: the heading of the rows, the row, the columns.
AMONG_MANY = (
    ("Step", "Asked for a review", tuple(SCHEMES_OF_STEPS.values())),
    ("Quarter", "October to December 2021", ("Asked", "Acknowledged in time", "Decided in time")),
    ("Measure", "Asked", ("These quarters",)),
    ("Measure", "Acknowledged in time", ("These quarters",)),
)
# The start of a sentence about them.
TOLD_OF = "CPS scheme: "
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
REVIEWED: Rows = {
    "investigation": {"area": AREA, "reported_on": date(2021, 5, 4)},
    "notice": {
        "decided_by": "cps",
        "decided_on": date(2021, 7, 19),
        "told_on": date(2021, 7, 20),
        "method": "telephone",
        "right_explained": True,
    },
    "review_request": {
        "scheme": "cps",
        "requested_on": date(2021, 9, 1),
        "acknowledged_on": date(2021, 9, 2),
        "decided_on": date(2021, 9, 20),
        "result": "overturned",
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


def plant(url: str) -> None:
    """Loads the cells into the demonstration store at ``url``, one file per table."""
    # What was counted already would stand: the cells would be in no count.
    forget_counts(url, FIRST)
    with open_store(url).writing("A. Writer", "import", AREA, at=LATE) as session:
        session.add(Area(name=AREA, force=FORCE))
        for place, cell in enumerate((NEWEST, REVIEWED, YEAR_BEFORE)):
            keys = KEYS[place * HOW_MANY :][:HOW_MANY]
            for table, row in cell.items():
                rows: list[Row] = [{"case_key": key, **row} for key in keys]
                insert_as(session.connection(), table, _batch(session, table), *rows)


def forget_counts(url: str, first: date) -> None:
    """Lets the quarters of the store at ``url`` from the one of ``first`` on be counted anew."""
    with open_store(url).writing("A. Writer", "delete", "counted_quarter", at=LATE) as session:
        forgotten = select(CountedQuarter.id).where(col(CountedQuarter.quarter) >= first)
        session.execute(delete(QuarterText).where(col(QuarterText.counted_quarter).in_(forgotten)))
        session.execute(delete(CountedQuarter).where(col(CountedQuarter.quarter) >= first))


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
