"""Files into the store: all of them in one transaction, or nothing and every fault of theirs."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import polars as pl

from data_access import writes
from data_access.intake.header_matching import Remembered
from data_access.intake.import_session import Bringing
from data_access.intake.models import Options, Progress, Report, Upload, in_silence
from data_access.intake.privacy import pii_heuristics
from data_access.intake.privacy.pseudonyms import CaseKey
from data_access.intake.sheet_mapping import Around, Found, tables_in
from data_access.intake.table_specs import layouts
from data_access.pii_detection import identifying_signs
from data_access.reads import Snapshot, read_snapshot
from data_access.store import Store, StoreProblem
from data_access.writes import LONGEST_NAME, Refused

# Of all the time that an import takes, about the part until every file is text.
READING = 0.4


class _Undone(Exception):
    """Ends a transaction of which nothing is to be kept."""


def import_files(
    store: Store,
    uploads: Sequence[Upload],
    options: Options,
    *,
    key: CaseKey | None,
    accepts_no_sign_in: bool,
    by: str,
    at: datetime,
    progress: Progress = in_silence,
) -> Report:
    """Reads the files and, where nothing is wrong with any of them, puts all of them in.

    A dry run comes to the same report and keeps nothing. ``key``: null where none is held; then
    files with references are refused, others are not.
    Errors: StoreProblem where the store cannot be written, or case files may not go into it;
    Refused where what would be kept of the sender could identify somebody.
    """
    _refuse_identifying(options, by)
    _refuse_tomorrow(options.received_on, at)
    held = read_snapshot(store)
    around = Around(_remembered(held, options.source), key, options)
    found = _read(uploads, around, progress)
    _refuse_case_files(held, found, options, accepts_no_sign_in=accepts_no_sign_in)
    tables = ", ".join(dict.fromkeys(each.table_name for each in found if each.matching))
    try:
        with store.writing(by, "import", tables or "nothing", at=at) as session:
            bringing = Bringing(session, around, by, at)
            for place, each in enumerate(found):
                progress(READING + (1 - READING) * place / len(found), each.table_name)
                bringing.bring(each)
            report = bringing.report()
            if not report.loaded:
                raise _Undone
    except _Undone:
        return report
    progress(1, "done")
    return report


def _refuse_identifying(options: Options, by: str) -> None:
    """Nothing, where all that is kept of who sent and who loads is short and leads to nobody."""
    writes.writer(by)
    if not options.source.strip() or len(options.source) > LONGEST_NAME:
        raise Refused(f"Who sent it: write 1 to {LONGEST_NAME} characters. Nothing was loaded.")
    named = pii_heuristics.with_forename(
        pii_heuristics.seen_in(pl.Series(list(options.meanings), dtype=pl.String))
    )
    if not named.is_empty():
        raise Refused(
            "A heading that is given a meaning would be kept, and one looks like somebody’s name. "
            "Mend the headings in the spreadsheet. Nothing was loaded."
        )
    headings = [("A heading that is given a meaning", heading) for heading in options.meanings]
    for what, text in [("Who sent it", options.source), *headings]:
        if signs := identifying_signs(text):
            raise Refused(
                f"{what}: this would be kept, and there is {' and '.join(signs)} in it. Write it "
                "without. Nothing was loaded."
            )


def _refuse_tomorrow(received_on: date, at: datetime) -> None:
    # Where the sender is, the day may have begun that has not in the moment's own zone.
    if received_on > at.date() + timedelta(days=1):
        raise Refused(
            f"A file cannot have come on {received_on:%d/%m/%Y}, which is still to be. Give the "
            "day that it came. Nothing was loaded."
        )


def _remembered(held: Snapshot, source: str) -> dict[str, Remembered]:
    """By table, what somebody confirmed that the headings of ``source`` mean."""
    choices = held.tables["heading_choice"].filter(pl.col("source") == source)
    by_table: dict[str, dict[str, str]] = {}
    for table, heading, column in choices.select("table", "heading", "column").iter_rows():
        by_table.setdefault(table, {})[heading] = column
    return dict(by_table)


def _read(uploads: Sequence[Upload], around: Around, progress: Progress) -> list[Found]:
    """Every sheet of every file, those first that others may point at."""
    found: list[Found] = []
    for place, upload in enumerate(uploads):
        progress(READING * place / len(uploads), "reading")
        found.extend(tables_in(upload, around))
    order = list(layouts())
    return sorted(found, key=lambda each: order.index(each.table_name) if each.matching else -1)


def _refuse_case_files(
    held: Snapshot, found: Sequence[Found], options: Options, *, accepts_no_sign_in: bool
) -> None:
    """A dry run is refused too: held against real cases, it would say whether one is known."""
    if not any(each.matching and each.matching.layout.is_of_cases for each in found):
        return
    if held.demonstration_as_at and options.dry_run:
        return
    if held.demonstration_as_at:
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
