"""Refuses an import before anything is written, and limits how many are refused in a day.

What is refused says something of the rows that are held; a few refusals a day are mistakes.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import polars as pl

from data_access import writes
from data_access.intake.mapping.sheets import MappedSheet
from data_access.intake.models import Options, Report
from data_access.intake.validation.pii_columns import names_nobody
from data_access.pii_detection import identifying_signs
from data_access.reads import Snapshot
from data_access.schemas.entry import FIRST_DAY
from data_access.store import Store, StoreProblem
from data_access.writes import LONGEST_NAME, Refused

# It changes no row of a case: see ``LEAVES_CASES`` in ``data_access.reads``.
REFUSED = "refuse import"
MOST_A_DAY = 20
LIKE_A_NAME = "what looks like somebody’s name"


def refuse_identifying(options: Options, by: str) -> None:
    """Errors: Refused if a text about the sender or writer is too long or may identify a person."""
    writes.writer(by)
    if not options.source.strip() or len(options.source) > LONGEST_NAME:
        raise Refused(f"Who sent it: write 1 to {LONGEST_NAME} characters. Nothing was loaded.")
    signs = {"Who sent it": identifying_signs(options.source)}
    for _, heading, word in options.answers:
        if not names_nobody(word or heading):
            subject = f"A {'word' if word else 'heading'} that is given a meaning"
            signs[subject] = identifying_signs(word or heading) or [LIKE_A_NAME]
    for subject, found in signs.items():
        if found:
            raise Refused(
                f"{subject}: this would be kept, and there is {' and '.join(found)} in it. Write "
                "it without. Nothing was loaded."
            )


def refuse_future_receipt(received_on: date, at: datetime) -> None:
    """Errors: Refused if the day of receipt is after tomorrow, or before this century."""
    # The sender's day may have begun earlier than the day in the time zone of ``at``.
    if not FIRST_DAY <= received_on <= at.date() + timedelta(days=1):
        raise Refused(
            f"A file cannot have come on {received_on:%d/%m/%Y}, before this century or after "
            "today. Give the day that it came. Nothing was loaded."
        )


def refuse_case_files(
    snapshot: Snapshot, sheets: Sequence[MappedSheet], options: Options, *, accepts_no_sign_in: bool
) -> None:
    """Errors: StoreProblem if a sheet has cases and the store may not hold real ones.

    A dry run is refused too, because a comparison with real cases would reveal which are known.
    """
    if not any(sheet.mapping and sheet.mapping.spec.is_of_cases for sheet in sheets):
        return
    if snapshot.demonstration_as_at and options.dry_run:
        return
    if snapshot.demonstration_as_at:
        raise StoreProblem(
            "This is the demonstration: real cases must never mix with invented ones. Make the "
            "office’s store with: python -m data_access init"
        )
    if not accepts_no_sign_in:
        raise StoreProblem(
            "Nobody signs in to this app yet, so whoever can open it would see figures of real "
            "cases. Case files are refused until your data protection officer accepts that: then "
            "set ACCEPT_NO_SIGN_IN=yes. Nothing was loaded."
        )


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
