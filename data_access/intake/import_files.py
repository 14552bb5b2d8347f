"""Imports files in one transaction, in five steps: read, map, cast, validate, upsert.

It stores every row of every file, or none, and then the report has every validation error.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from data_access.intake import import_checks
from data_access.intake.import_records import remembered_answers
from data_access.intake.import_transaction import ImportTransaction
from data_access.intake.mapping.sheets import (
    ImportContext,
    MappedSheet,
    map_sheets,
    unreadable_sheet,
)
from data_access.intake.models import Options, Progress, Report, Upload, no_progress
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.privacy.safe_file_name import labels_of
from data_access.intake.reading.reader import NotReadable, read_sheets
from data_access.intake.table_specs import table_specs
from data_access.reads import read_snapshot
from data_access.store import Store

# The share of an import's time for reading and mapping all files.
READING = 0.4


class _Undo(Exception):
    """Raised to roll back a transaction."""


def import_files(
    store: Store,
    uploads: Sequence[Upload],
    options: Options,
    *,
    key: CaseKey | None,
    accepts_no_sign_in: bool,
    by: str,
    at: datetime,
    progress: Progress = no_progress,
) -> Report:
    """Imports all files, or none if one has a validation error.

    A dry run returns an equal report and stores nothing. ``key``: null if there is none; then only
    files without references are accepted. Errors: StoreProblem if the store cannot be written, or
    may not hold case files; Refused if a text about the sender could identify somebody.
    """
    import_checks.refuse_identifying(options, by)
    import_checks.refuse_future_receipt(options.received_on, at)
    snapshot = read_snapshot(store)
    context = ImportContext(remembered_answers(snapshot, options.source), key, options)
    files = dict(zip(labels_of([each.name for each in uploads]), uploads, strict=True))
    sheets = _read_and_map(files, context, progress)
    import_checks.refuse_case_files(
        snapshot, sheets, options, accepts_no_sign_in=accepts_no_sign_in
    )
    import_checks.refuse_needless_answers(options.answers, sheets)
    tables = ", ".join(dict.fromkeys(sheet.table_name for sheet in sheets if sheet.mapping))
    try:
        with store.writing(by, "import", tables or "nothing", at=at) as session:
            transaction = ImportTransaction(session, files, context, by, at)
            for number, sheet in enumerate(sheets):
                progress(READING + (1 - READING) * number / len(sheets), sheet.table_name)
                transaction.import_sheet(sheet)
            report = transaction.report()
            if not report.loaded:
                raise _Undo
    except _Undo:
        return report
    progress(1, "done")
    return report


def _read_and_map(
    files: Mapping[str, Upload], context: ImportContext, progress: Progress
) -> list[MappedSheet]:
    """Every sheet of every file, in an order in which sheets refer to earlier ones."""
    sheets: list[MappedSheet] = []
    for number, (label, upload) in enumerate(files.items()):
        progress(READING * number / len(files), "reading")
        sheets.extend(_read_and_map_file(label, upload, context))
    order = list(table_specs())
    return sorted(sheets, key=lambda each: order.index(each.table_name) if each.mapping else -1)


def _read_and_map_file(label: str, upload: Upload, context: ImportContext) -> Iterator[MappedSheet]:
    # A plain hash of a short file could be reversed by trying references, so the hash is keyed.
    key = context.key
    digest = key.keyed_digest(upload.content) if key else sha256(upload.content).hexdigest()
    try:
        sheets = read_sheets(upload.content)
    except NotReadable as problem:
        yield unreadable_sheet(label, "", digest, str(problem))
        return
    yield from map_sheets(sheets, label, digest, context)
