"""A second inspection as an office would fill it in: invented words, every kind of row once."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from sqlmodel import Session

from data_access.intake.table_specs import CONTENT_FIRST, ColumnKind, table_specs
from data_access.intake.upsert.content import ContentResult, upsert_content
from data_access.intake.validation.errors import ValidationError
from data_access.store import Store
from data_access.tables import ImportBatch

Row = dict[str, Any]
AT = datetime(2022, 6, 1, 9, 30, tzinfo=UTC)
BY = "OPCC policy officer"
DTYPES = {ColumnKind.DATE: pl.Date, ColumnKind.WHOLE: pl.Int64, ColumnKind.YES_NO: pl.Boolean}
TEXTS = (ColumnKind.TEXT, ColumnKind.LONG)
PUBLISHED_ON = date(2022, 2, 25)
ANSWERED_ON = date(2022, 4, 14)
PLACE = {"section": "2", "paragraph": 3}


def in_words(table: str) -> Row:
    """A row with a text in each column of the template that takes one, and nothing in others."""
    return {
        column.name: "The listing office" if column.kind in TEXTS else None
        for column in table_specs()[table].template
    }


INSPECTION: Row = {
    "ref": "rape-2",
    "title": "An inspection of what follows a charge of rape",
    "short_title": "Rape inspection, phase two",
    "bodies": "HMICFRS and HMCPSI",
    "published_on": PUBLISHED_ON,
    "response_due_stated_on": date(2022, 4, 22),
    "response_due_computed_on": date(2022, 4, 21),
    "responded_on": ANSWERED_ON,
    "date_basis": "stated",
    "source": "The report",
    "verified": True,
    "answer_owed": True,
}
RECOMMENDATION: Row = {
    "ref": None,
    "inspection": "rape-2",
    "number": 1,
    "short_title": "Support until the trial",
    "text": "Keep the victim supported until the trial.",
    "wording": "paraphrase",
    **PLACE,
}
REQUIREMENT: Row = {
    "ref": None,
    "recommendation": "rape-2/1",
    "part": "main",
    "label": None,
    "short_title": "Support until the trial",
    "text": "Keep the victim supported until the trial.",
    "addressee": "Devon and Cornwall Police",
    "for_force": True,
    "for_cps": False,
    "deadline_kind": "agreed",
    "due_on": date(2022, 9, 30),
    "answered": "partly",
    "silent_on": "who leads",
    **PLACE,
}
COMMENT: Row = {
    "recommendation": "rape-2/1",
    "voice": "force",
    "text": "We have begun.",
    "section": "3",
    "paragraph": 1,
    "effective_on": ANSWERED_ON,
    "date_basis": "stated",
}
STATED: Row = {
    "requirement": "rape-2/1",
    "voice": "force",
    "stated_as": "under way",
    "quote": "We have begun.",
    "quote_section": "3",
    "quote_paragraph": 1,
    "effective_on": ANSWERED_ON,
    "date_basis": "stated",
}
ACTION: Row = {
    "ref": "p2-1",
    "requirement": "rape-2/1",
    "title": "Agree who tells the victim of a new trial date",
    "lead_organisation": "force",
    "owner_role": "Detective superintendent",
    "origin": "joint plan",
    "opened_on": date(2022, 4, 20),
    "first_due_on": date(2022, 6, 30),
    "deadline_kind": None,
    "review_on": date(2022, 6, 15),
}
UPDATE: Row = in_words("action_update") | {
    "action": "p2-1",
    "effective_on": date(2022, 5, 3),
    "state": "under way",
    "agreed_by": None,
    "waiting_on": None,
    "note": "A first draft was read.",
    "new_owner": None,
    "handed_over_by": None,
    "source": "Minutes of the court user group",
}
EVIDENCE: Row = {
    "ref": "p2-e1",
    "title": "Most victims were told of the new date",
    "requirement": "rape-2/1",
    "action": "p2-1",
    "voice": "force",
    "kind": "statement",
    "strength": "weak",
    "dated_on": date(2022, 5, 4),
    "expires_on": date(2023, 5, 4),
    "link": "https://example.org/minutes",
    "figure_owed": True,
    "supplies": None,
    "effective_on": date(2022, 5, 10),
}
VALID: dict[str, Row] = {
    "organisation": {"ref": "court-service", "name": "The court service", "kind": "government"},
    "area": {"name": "Plymouth", "force": "force"},
    "inspection": INSPECTION,
    "finding": {"inspection": "rape-2", "number": 1, "text": "Trials are late.", **PLACE},
    "recommendation": RECOMMENDATION,
    "requirement": REQUIREMENT,
    "comment": COMMENT,
    "stated_position": STATED,
    "meeting": {"kind": "RaSSO performance meeting", "held_on": date(2022, 5, 11)},
    "action": ACTION,
    "action_update": UPDATE,
    "evidence": EVIDENCE,
}
PHASE_TWO: dict[str, list[Row]] = {
    **{table: [row] for table, row in VALID.items()},
    "recommendation": [
        RECOMMENDATION,
        RECOMMENDATION | {"number": 2, "short_title": "Listings", "wording": "theme"},
        RECOMMENDATION | {"number": 3, "short_title": "Digital files"},
    ],
    "requirement": [
        REQUIREMENT,
        REQUIREMENT | {"recommendation": "rape-2/2", "part": "a", "for_cps": True},
        REQUIREMENT | {"recommendation": "rape-2/2", "part": "b", "label": "2, listings"},
        REQUIREMENT
        | {
            "recommendation": "rape-2/3",
            "ref": "rape-2/three",
            "silent_on": None,
            "answered": None,
        },
    ],
    "comment": [
        COMMENT,
        COMMENT | {"voice": "cps", "text": "So have we.", "paragraph": 2},
        COMMENT | {"recommendation": "rape-2/3", "text": "Not before the new system."},
    ],
    "stated_position": [
        STATED,
        STATED
        | {"voice": "opcc", "stated_as": "not mentioned", "quote": None}
        | {"quote_section": None, "quote_paragraph": None},
    ],
    # The later change stands first: files are seldom in the order of the days.
    "action_update": [
        UPDATE
        | {
            "effective_on": date(2022, 5, 20),
            "state": None,
            "new_due_on": date(2022, 9, 30),
            "change_reason": "partner",
            "agreed_by": "RaSSO performance meeting",
            "waiting_on": "The listing office",
            "new_lead": "cps",
            "new_owner": "The listing office",
            "handed_over_by": "RaSSO performance meeting",
        },
        UPDATE,
    ],
    "evidence": [
        EVIDENCE
        | {"ref": "p2-e2", "kind": "data", "figure_owed": None, "supplies": "p2-e1", "link": None},
        EVIDENCE,
    ],
}


def frame(table: str, *rows: Row, first: int = 2) -> pl.DataFrame:
    """Rows as the reader of cells hands them on; the columns are those of the first row."""
    kinds = {column.name: column.kind for column in table_specs()[table].columns}
    schema = {name: DTYPES.get(kinds[name], pl.String) for name in rows[0]}
    return pl.DataFrame(list(rows), schema, orient="row").with_columns(
        pl.int_range(first, pl.len() + first, dtype=pl.UInt32).alias("row")
    )


def begin(session: Session, table: str, at: datetime = AT) -> int:
    """The number of a new batch of one table."""
    batch = ImportBatch(
        file_name="file.xlsx",
        sha256="0" * 64,
        table=table,
        rows=1,
        source="office",
        imported_at=at,
        imported_by=BY,
    )
    session.add(batch)
    session.flush()
    assert batch.id
    return batch.id


def load(store: Store, at: datetime = AT, /, **files: list[Row]) -> dict[str, ContentResult]:
    """Puts rows of several tables in as one import, each table a batch; faults are an error."""
    results = {}
    with store.writing(BY, "import", "files", at=at) as session:
        for table in sorted(files, key=CONTENT_FIRST.index):
            batch = begin(session, table, at)
            rows = frame(table, *files[table])
            results[table] = upsert_content(session, table, rows, batch=batch, by=BY, at=at)
    assert [fault for result in results.values() for fault in result.errors] == []
    return results


@contextmanager
def undone(store: Store, at: datetime = AT) -> Iterator[Session]:
    """A session of an import of which nothing is kept."""
    with suppress(_RolledBack), store.writing(BY, "import", "file", at=at) as session:
        yield session
        raise _RolledBack


def refused(store: Store, table: str, *rows: Row) -> list[ValidationError]:
    """The faults of rows that are not put in."""
    with undone(store) as session:
        batch = begin(session, table)
        result = upsert_content(session, table, frame(table, *rows), batch=batch, by=BY, at=AT)
    return result.errors


class _RolledBack(Exception):
    """Ends a transaction whose rows are not to be kept."""
