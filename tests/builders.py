"""Builds valid rows and frames for tests, which give only the details that matter to them.

A day may be written as text. Other details get the plainest valid value; ``id`` and ``ref`` follow
the position of the row in its frame.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import polars as pl

from data_access.reads import schema_of
from data_access.tables import METADATA
from metrics.day_state import DayState, day_state_on
from metrics.plan.recurrences import with_frequencies

Row = dict[str, Any]
AS_AT = date(2022, 2, 28)
PUBLISHED_ON = date(2021, 7, 16)
ANSWERED_ON = date(2021, 9, 10)
NOON = time(12, tzinfo=UTC)
SCHEMAS = {name: schema_of(table) for name, table in METADATA.tables.items()}
REF_LETTERS = {
    "action": "A",
    "evidence": "E",
    "requirement": "P",
    "recommendation": "R",
    "escalation": "X",
    "meeting": "M",
    "meeting_kind": "K",
    "inspection": "I",
    "organisation": "O",
    "published_fact": "F",
    "recurrence": "T",
}
PLACE = {"section": "2", "paragraph": 1}
VALID: dict[str, Row] = {
    "setting": {"key": "demonstration", "value": "yes"},
    "organisation": {"name": "Devon and Cornwall Police", "kind": "police force"},
    "time_limit": {
        "code": "due_soon",
        "title": "Due soon",
        "days": 14,
        "day_type": "calendar",
        "effective_from": date(2018, 1, 1),
        "source": "Proposed",
        "verified": True,
    },
    "inspection": {
        "title": "An inspection of the response to rape",
        "short_title": "Rape inspection",
        "bodies": "HMICFRS and HMCPSI",
        "published_on": PUBLISHED_ON,
        "response_due_stated_on": ANSWERED_ON,
        "response_due_computed_on": date(2021, 9, 9),
        "responded_on": ANSWERED_ON,
        "date_basis": "stated",
        "source": "The report",
        "verified": True,
    },
    "finding": {"inspection": "I1", "number": 1, "text": "A finding", **PLACE},
    "recommendation": {
        "inspection": "I1",
        "number": 1,
        "short_title": "Record characteristics",
        "text": "Record them.",
        "wording": "verbatim",
        **PLACE,
    },
    "requirement": {
        "recommendation": "R1",
        "part": "main",
        "label": "1",
        "short_title": "Record characteristics",
        "text": "Record them.",
        "addressee": "Devon and Cornwall Police",
        "for_force": True,
        "for_cps": False,
        "deadline_kind": "none",
        "answered": "answered",
        **PLACE,
    },
    "comment": {
        "recommendation": "R1",
        "voice": "force",
        "text": "A comment",
        "effective_on": ANSWERED_ON,
        "date_basis": "stated",
        **PLACE,
    },
    "stated_position": {
        "requirement": "P1",
        "voice": "force",
        "stated_as": "in place",
        "quote": "It is in place",
        "quote_section": "3",
        "quote_paragraph": 1,
        "effective_on": ANSWERED_ON,
        "date_basis": "stated",
    },
    "position": {
        "requirement": "P1",
        "voice": "force",
        "state": "under way",
        "effective_on": date(2021, 10, 1),
    },
    "judgement": {
        "requirement": "P1",
        "performance": "part-assured",
        "plan": "assured",
        "reasons": "What was seen",
        "given_by": "The Commissioner",
        "effective_on": date(2021, 11, 24),
    },
    "evidence": {
        "requirement": "P1",
        "title": "Minutes of a meeting",
        "voice": "force",
        "kind": "document",
        "figure_owed": False,
        "effective_on": date(2021, 10, 27),
        "date_basis": "stated",
    },
    "action": {
        "requirement": "P1",
        "title": "Review the policy",
        "lead_organisation": "O1",
        "owner_role": "Detective inspector",
        "origin": "joint plan",
        "opened_on": date(2021, 10, 1),
        "deadline_kind": "agreed",
        "kind": "action",
    },
    "recurrence": {
        "requirement": "P1",
        "action": "A1",
        "title": "Meetings with services",
        "said_by": "force",
        "time_stated": "twice a year",
        "times_a_year": 2,
        "quote": "twice a year",
        "quote_section": "3",
        "quote_paragraph": 1,
        "effective_on": ANSWERED_ON,
    },
    "frequency": {
        "recurrence": "T1",
        "every": 6,
        "unit": "months",
        "agreed_by": "The board",
        "effective_on": date(2021, 11, 1),
    },
    "occurrence": {
        "recurrence": "T1",
        "done_on": date(2021, 11, 1),
        "recorded_at": datetime(2021, 11, 1, 12, tzinfo=UTC),
        "recorded_by": "OPCC policy officer",
    },
    "action_update": {"action": "A1", "effective_on": date(2021, 11, 1), "agreed_by": "The board"},
    "escalation": {
        "subject": "A1",
        "route": "informal",
        "rung": 1,
        "side": "police",
        "reason": "No answer",
        "raised_on": date(2021, 12, 1),
        "outcome": "open",
    },
    "meeting_kind": {"title": "accountability board", "is_board": True},
    "meeting": {"kind": "accountability board", "held_on": date(2022, 1, 26)},
    "agenda_entry": {"meeting": "M1"},
    "frozen_agenda": {"meeting": "M1"},
    "frozen_item": {"agenda": 1},
    "decision": {"meeting": "M1", "text": "Ask for the figures", "owner": "OPCC policy officer"},
    "ask": {"of_whom": "O1", "what": "How many?", "asked_on": date(2022, 1, 26)},
    "meeting_outcome": {"meeting": "M1", "item": "action A1", "place": 1, "kind": "no change"},
    "meeting_closing": {"meeting": "M1"},
    "minutes_version": {"meeting": "M1", "text": "As it was."},
    "minutes_approval": {"meeting": "M1", "approved_by_meeting": "M2", "text": "As it was."},
    "import_batch": {
        "file_name": "a file",
        "sha256": "0" * 64,
        "table": "investigation",
        "rows": 1,
        "source": "Niche",
        "received_on": date(2022, 1, 26),
        "imported_at": datetime(2022, 1, 27, 12, tzinfo=UTC),
        "imported_by": "OPCC policy officer",
        "rows_new": 1,
        "rows_changed": 0,
    },
    "draft_statement": {
        "inspection": "I1",
        "requirement": "P1",
        "voice": "force",
        "figure_owed": False,
        "effective_on": PUBLISHED_ON,
    },
    "draft_remark": {
        "requirement": "P1",
        "text": "Ask the unit",
        "effective_on": PUBLISHED_ON,
    },
    "draft_approval": {
        "inspection": "I1",
        "voice": "force",
        "statement": 1,
        "approved_by": "The Commissioner",
        "effective_on": PUBLISHED_ON,
    },
    "draft_invitation": {
        "inspection": "I1",
        "comment_by": date(2021, 8, 13),
        "source": "a letter",
        "effective_on": PUBLISHED_ON,
    },
    "draft_publication": {"inspection": "I1", "statement": 1, "effective_on": ANSWERED_ON},
    "published_fact": {
        "text": "A booklet was revised",
        "dated": "May 2022",
        "effective_on": date(2022, 5, 31),
        "source": "A press notice",
        "verified": False,
    },
    "saved_view": {
        "page": "explore",
        "name": "Told in time",
        "parameters": "measure=told_in_time",
        "effective_on": date(2022, 1, 26),
    },
    "release": {
        "row_set": "decisions",
        "first": date(2021, 7, 1),
        "months": 3,
        "counted_at": date(2021, 10, 31),
    },
    "release_withdrawal": {
        "first": date(2021, 7, 1),
        "months": 3,
        "reason": "The file was of another year",
    },
    "content_change": {"table": "inspection", "row": 1},
    "audit_event": {"who": "The office", "what": "init", "subject": "store"},
    "closed_month": {
        "closed_at": datetime(2022, 2, 15, 12, tzinfo=UTC),
        "closed_by": "OPCC policy officer",
    },
}
# The kinds of meetings that every store begins with.
KINDS: list[Row] = [
    {"ref": "accountability board"},
    {
        "ref": "RaSSO performance meeting",
        "title": "RaSSO performance meeting",
        "is_board": False,
    },
]
NO_ROWS = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
# The column with the day after which a row is recorded, unless a test gives the moment.
RECORDED_ON = ("effective_on", "opened_on", "raised_on", "held_on", "asked_on")


def frame(table: str, *rows: Row) -> pl.DataFrame:
    """Valid rows of ``table`` with the details given, as ``data_access`` would read them."""
    return pl.DataFrame(_numbered(table, rows), SCHEMAS[table], orient="row")


def recurring(*recurrences: Row, frequencies: Iterable[Row] = ()) -> pl.DataFrame:
    """What recurs, with how often it is done, as ``with_frequencies`` gives it."""
    return with_frequencies(
        frame("recurrence", *recurrences), frame("frequency", *frequencies), frame("action")
    )


def tables(**rows: Any) -> dict[str, pl.DataFrame]:
    """Every table, with the rows given and no others but the first kinds of meetings."""
    rows = {"meeting_kind": KINDS} | rows
    return {name: frame(name, *rows[name]) if rows.get(name) else NO_ROWS[name] for name in SCHEMAS}


def usual_tables(**rows: Any) -> dict[str, pl.DataFrame]:
    """Every table with the rows given; by default one answered inspection of one part.

    The limits are 14 days for due soon and 30 for stale; the only organisation is the force.
    """
    usual: dict[str, Any] = {
        "organisation": [{}],
        "time_limit": [
            {},
            {"code": "due_ahead", "title": "Due ahead", "days": 30},
            {"code": "stale", "title": "Stale", "days": 30},
        ],
        "inspection": [{}],
        "recommendation": [{}],
        "requirement": [{}],
    }
    return tables(**usual | rows)


def day_state(day: date = AS_AT, /, **rows: Any) -> DayState:
    """The state of a store with the rows given, as ``usual_tables`` has it."""
    return day_state_on(day, usual_tables(**rows))


def as_rows(store: Mapping[str, pl.DataFrame]) -> dict[str, list[Row]]:
    """Every table as plain rows."""
    return {name: frame.to_dicts() for name, frame in store.items()}


def day_of(text: str) -> date:
    """A day written as 2022-02-28."""
    return date.fromisoformat(text)


def _whole(table: str, details: Row) -> Row:
    unknown = details.keys() - SCHEMAS[table].keys()
    assert not unknown, f"{table} has no {unknown}"
    given = VALID[table] | {
        column: _typed(SCHEMAS[table][column], value) for column, value in details.items()
    }
    if "recorded_at" in SCHEMAS[table] and "recorded_at" not in given:
        on = next((given[day] for day in RECORDED_ON if day in given), date(2022, 1, 26))
        given["recorded_at"] = datetime.combine(on, NOON)
        given["recorded_by"] = "OPCC policy officer"
    return {column: given.get(column) for column in SCHEMAS[table]}


def _numbered(table: str, rows: Iterable[Row]) -> list[Row]:
    numbered = []
    for place, details in enumerate(rows, start=1):
        whole = _whole(table, details)
        whole["id"] = details.get("id") or place
        if "ref" in whole:
            whole["ref"] = details.get("ref") or f"{REF_LETTERS[table]}{whole['id']}"
        numbered.append(whole)
    return numbered


def _typed(dtype: pl.DataType, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if dtype == pl.Date:
        return date.fromisoformat(value)
    if isinstance(dtype, pl.Datetime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return str(value)
