"""An office at work in tests: fills in templates, loads files, and reads the store."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from sqlalchemy import text

from data_access.intake import templates
from data_access.intake.import_files import import_files
from data_access.intake.models import Asked, Options, Report, Upload
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.table_specs import table_specs
from data_access.store import Store
from data_access.tables import METADATA
from tests.data_access.intake.phase_two import PHASE_TWO
from tests.data_access.intake.templates.filling import filled

Row = dict[str, Any]
AT = datetime(2022, 6, 10, 9, 30, tzinfo=UTC)
BY = "Policy officer"
KEY = CaseKey(bytes(range(32)))
RECEIVED = date(2022, 6, 9)
AREAS, FORCES = ["Plymouth"], ["Devon and Cornwall Police"]
REFERENCE, OTHER = "50/1234/21", "50/1235/21"
CASE_KEYS = dict(
    zip((REFERENCE, OTHER), KEY.case_keys("force", pl.Series([REFERENCE, OTHER])), strict=True)
)
CASE: Row = {"force": "Devon and Cornwall Police", "case_reference": REFERENCE, "number": 1}
# At least one row of every table of cases; every column of a template is filled in some row.
CASES: dict[str, list[Row]] = {
    "investigation": [
        {
            "force": "Devon and Cornwall Police",
            "case_reference": REFERENCE,
            "area": "Plymouth",
            "reported_on": date(2021, 7, 16),
            "domestic_abuse": False,
            "outcome_code": "16",
            "outcome_on": date(2021, 11, 3),
            "age_asked": "own account",
            "disability_asked": "not asked",
            "gender_reassignment_asked": "prefers not to say",
            "marriage_civil_partnership_asked": "not recorded",
            "pregnancy_maternity_asked": "not asked",
            "race_asked": "own account",
            "religion_belief_asked": "prefers not to say",
            "sex_asked": "own account",
            "sexual_orientation_asked": "not asked",
            "suspect_interviewed": True,
        },
        {"case_reference": OTHER, "reported_on": date(2021, 8, 2)},
    ],
    "referral": [
        {
            **CASE,
            "referred_on": date(2021, 10, 1),
            "decided_on": date(2021, 10, 25),
            "decision": "no further action",
            "days_with_police": 30,
            "days_with_cps": 24,
            "meeting_on": date(2021, 10, 20),
            "both_roles_met": True,
            "file_accepted": False,
            "return_reason": "disclosure",
        }
    ],
    "early_advice": [
        {
            **CASE,
            "sought": False,
            "not_sought_reason": "evidence clear",
            "reason_on": date(2021, 9, 12),
        },
        {
            **CASE,
            "number": 2,
            "sought": True,
            "requested_on": date(2021, 9, 13),
            "given_on": date(2021, 9, 20),
        },
    ],
    "case_plan": [
        {
            **CASE,
            "issued_on": date(2021, 10, 4),
            "first_target_on": date(2021, 10, 25),
            "target_on": date(2021, 11, 8),
            "review_on": date(2021, 11, 15),
            "must_act": "police",
            "answered_on": date(2021, 11, 5),
            "closed_on": date(2021, 11, 5),
            "closed_reason": "answered",
            "victim_updated_on": date(2021, 11, 8),
        }
    ],
    "case_escalation": [
        {
            **CASE,
            "about": "case action plan",
            "about_number": 1,
            "route": "informal",
            "rung": 2,
            "side": "police",
            "raised_on": date(2021, 12, 2),
            "respond_by_on": date(2021, 12, 9),
            "resolved_on": date(2021, 12, 16),
            "outcome": "changed",
        }
    ],
    "notice": [
        {
            **CASE,
            "decided_by": "police",
            "decided_on": date(2021, 11, 3),
            "told_on": date(2021, 11, 5),
            "method": "letter by hand",
            "asked_method": "face to face",
            "asked_recorded_on": date(2021, 8, 20),
            "told_by": "SOLO",
            "isva_offered": True,
            "isva_present": False,
            "right_explained": True,
            "enhanced": True,
        },
        {
            **CASE,
            "number": 2,
            "decided_by": "police",
            "decided_on": date(2021, 11, 3),
            "sent_on": date(2021, 11, 6),
            "method": "letter by post",
            "exempt_reason": "risk to safety",
        },
    ],
    "support_referral": [
        {
            **CASE,
            "service": "ISVA",
            "offered_on": date(2021, 7, 18),
            "accepted_on": date(2021, 7, 19),
        }
    ],
    "support_end": [
        {
            **CASE,
            "ended_on": date(2021, 9, 2),
            "stage": "investigation",
            "reason": "not recorded",
            "evidenced": True,
            "resumed_on": date(2021, 9, 20),
            "mg6dar": False,
        }
    ],
    "review_request": [
        {
            **CASE,
            "scheme": "cps",
            "stage": "local resolution",
            "requested_on": date(2021, 12, 1),
            "acknowledged_on": date(2021, 12, 6),
            "decided_on": date(2022, 1, 10),
            "result": "original decision stands",
        }
    ],
    "dip_sample": [
        {
            "force": "force",
            "area": "Plymouth",
            "kind": "contact details in letters",
            "sampled_on": date(2021, 11, 30),
            "sampled": 20,
            "passed": 14,
        }
    ],
    "training_year": [
        {
            "force": "force",
            "area": "Plymouth",
            "year": 2021,
            "ssaidp_completed": 12,
            "qualified": 40,
            "accredited": 35,
            "posts": 96,
        }
    ],
}
EVERYTHING: dict[str, list[Row]] = {**PHASE_TWO, **CASES}


def template(table: str, *rows: Row) -> Upload:
    """The table's own workbook, filled in with ``rows`` by the name of the column."""
    headings = {column.name: column.heading for column in table_specs()[table].template}
    typed = [
        {headings[name]: as_typed(value) for name, value in row.items() if value is not None}
        for row in rows
    ]
    return Upload(
        f"{table}.xlsx",
        filled(templates.template_workbook(table_specs()[table], AREAS, FORCES), typed),
    )


def as_typed(value: Any) -> str | int | date:
    """The value as a person types it into a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    assert isinstance(value, str | int | date)
    return value


def lines(*rows: str, name: str = "investigation.csv") -> Upload:
    """A file of lines."""
    return Upload(name, "\n".join(rows).encode())


def cases(*days: str) -> Upload:
    """A file of investigations, the first of which is ``REFERENCE``."""
    references = (f"50/{number}/21" for number in range(1234, 1234 + len(days)))
    rows = (f"{reference},{day}" for reference, day in zip(references, days, strict=True))
    return lines("Crime Ref,Date Reported", *rows)


def meaning(headings: dict[str, str]) -> dict[Asked, str]:
    """What a command says of headings: the column that each one means."""
    return {Asked("", heading): column for heading, column in headings.items()}


def wording(words: dict[tuple[str, str], str]) -> dict[Asked, str]:
    """What a command says of words: the meaning of each, by its column and itself."""
    return {Asked("", column, word): means for (column, word), means in words.items()}


def bring(
    store: Store,
    *uploads: Upload,
    key: CaseKey | None = KEY,
    accepts_no_sign_in: bool = True,
    by: str = BY,
    source: str = "Unifi",
    **options: Any,
) -> Report:
    """Loads files into ``store`` as one command does."""
    return import_files(
        store,
        uploads,
        Options(source=source, **{"received_on": RECEIVED, **options}),
        key=key,
        accepts_no_sign_in=accepts_no_sign_in,
        by=by,
        at=AT,
    )


def counts(report: Report) -> dict[str, tuple[int, int, int]]:
    """The numbers of new, changed and unchanged rows by table, for a report without errors."""
    assert report.errors.is_empty(), report.errors.to_dicts()
    return {each.table: (each.new, each.changed, each.unchanged) for each in report.sheets}


def errors_in(report: Report) -> list[tuple[object, ...]]:
    """The row and column of each error; its words belong to the module that found it."""
    return report.errors.select("row", "column").rows()


def everything(store: Store) -> dict[str, Sequence[tuple[object, ...]]]:
    """Every row of every table, with the revision."""
    whole = "SELECT * FROM"
    with store.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(f'{whole} "{name}" ORDER BY id'))]
            for name in METADATA.tables
        }


def all_templates() -> list[Upload]:
    """A filled template of each kind, the children before what they point at."""
    return [template(table, *rows) for table, rows in reversed(EVERYTHING.items())]


def nothing_changes(store: Store, *uploads: Upload, **options: Any) -> Report:
    """The report on refused files; asserts that the store is unchanged."""
    before = everything(store)
    report = bring(store, *uploads, **options)
    assert not report.loaded
    assert everything(store) == before
    return report
