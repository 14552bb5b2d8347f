"""Imports files in one transaction, in five steps: read, map, cast, validate, upsert.

It stores every row of every file, or none, and then the report has every validation error.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import polars as pl
from sqlalchemy import Connection, delete, func, select
from sqlmodel import Session, col

from data_access.intake import import_checks
from data_access.intake.casting.cast_rows import Places, cast_rows, places_in
from data_access.intake.mapping.headings import ColumnMapping, answers_about, word_meanings
from data_access.intake.mapping.sheets import (
    ImportContext,
    MappedSheet,
    map_sheets,
    unreadable_sheet,
)
from data_access.intake.models import (
    Answers,
    Asked,
    Options,
    Report,
    RowCounts,
    SheetReport,
    Upload,
    ValueMeanings,
)
from data_access.intake.privacy.case_key import CaseKey, check_same_key
from data_access.intake.privacy.safe_file_name import labels_of, safe_file_name
from data_access.intake.questions import guesses_of, none_texts, questions_of
from data_access.intake.reading.reader import NotReadable, read_sheets
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.upsert.cases import (
    CaseChanges,
    assign_numbers,
    complete_rows,
    find_changes,
    insert_versions,
    read_cases,
    read_newest,
)
from data_access.intake.upsert.content import upsert_content
from data_access.intake.validation.case_rules import validate_cases
from data_access.intake.validation.content_rules import unfinished_content
from data_access.intake.validation.errors import (
    NO_SUCH_CASE,
    ImportStage,
    ValidationError,
    concat_errors,
    errors_frame,
    in_sheet,
    in_stage,
    missing_last,
)
from data_access.reads import Snapshot, read_snapshot, read_table
from data_access.store import Store
from data_access.tables import CASE, HeadingChoice, ImportBatch, ValueChoice

# Rows of these tables add forces and areas that later rows may name.
PLACE_TABLES = ("organisation", "area")


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
) -> Report:
    """Imports all files, or none if one has a validation error.

    A dry run returns an equal report and stores nothing. ``key``: null if there is none; then only
    files without references are accepted. Errors: StoreProblem if the store cannot be written, or
    may not hold case files; Refused if a text about the sender could identify somebody.
    """
    import_checks.refuse_identifying(options, by)
    import_checks.refuse_future_receipt(options.received_on, at)
    snapshot = read_snapshot(store)
    context = ImportContext(_remembered_answers(snapshot, options.source), key, options)
    labels = labels_of([each.name for each in uploads], as_received=options.to_sender)
    files = dict(zip(labels, uploads, strict=True))
    sheets = _read_and_map(files, context)
    import_checks.refuse_case_files(
        snapshot, sheets, options, accepts_no_sign_in=accepts_no_sign_in
    )
    tables = ", ".join(dict.fromkeys(sheet.table_name for sheet in sheets if sheet.mapping))
    try:
        with store.writing(by, "import", tables or "nothing", at=at) as session:
            transaction = _ImportTransaction(session, files, context, by, at)
            for sheet in sheets:
                transaction.import_sheet(sheet)
            report = transaction.report()
            if not report.loaded:
                raise _Undo
    except _Undo:
        return report
    return report


def _read_and_map(files: Mapping[str, Upload], context: ImportContext) -> list[MappedSheet]:
    """Every sheet of every file, in an order in which sheets refer to earlier ones."""
    order = list(table_specs())
    return sorted(
        (
            sheet
            for label, upload in files.items()
            for sheet in _read_and_map_file(label, upload, context)
        ),
        key=lambda each: order.index(each.table_name) if each.mapping else -1,
    )


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


class _ImportTransaction:
    """Casts, validates and upserts the sheets of one import in an open transaction."""

    def __init__(
        self,
        session: Session,
        files: Mapping[str, Upload],
        context: ImportContext,
        by: str,
        at: datetime,
    ) -> None:
        self._session = session
        self._files = files
        self._connection = session.connection()
        self._context = context
        self._by = by
        self._at = at
        self._places = self._read_places()
        cases = read_cases(self._connection)
        self._cases = cases.clear() if context.options.of_file_alone else cases
        self._lacks_cases = False
        self._lacks_parts = False
        self._sheets: list[SheetReport] = []
        self._errors: list[pl.DataFrame] = []

    def import_sheet(self, sheet: MappedSheet) -> None:
        """Upserts the rows of one sheet if they have no error.

        A sheet with a refused column is validated nevertheless, to find all its errors.
        """
        self._errors.append(sheet.errors)
        meanings = word_meanings(self._context.answers, sheet.mapping) if sheet.mapping else {}
        questions = tuple(questions_of(sheet, meanings))
        if self._context.options.takes_guesses:
            meanings = {**meanings, **guesses_of(questions)}
        rows, counts, notices = 0, RowCounts(), sheet.notices
        is_faulty = not sheet.errors.is_empty()
        if sheet.table is None or sheet.mapping is None or not sheet.mapping.is_clear:
            self._lacks_cases |= sheet.table_name in ("", "investigation")
        else:
            rows = sheet.table.rows.height
            counts, errors = self._import_rows(sheet, sheet.table, sheet.mapping, meanings)
            self._errors.append(in_sheet(errors, sheet.file, sheet.sheet))
            is_faulty |= not errors.is_empty()
            notices = (*notices, *none_texts(sheet.table, sheet.mapping, meanings))
        self._lacks_parts |= is_faulty and sheet.table_name == "requirement"
        self._sheets.append(
            SheetReport(
                file=sheet.file,
                sheet=sheet.sheet,
                table=sheet.table_name,
                rows=rows,
                **counts._asdict(),
                columns=sheet.columns,
                unused=sheet.unused,
                notices=notices,
                questions=questions,
            )
        )

    def _import_rows(
        self,
        sheet: MappedSheet,
        table: SheetTable,
        mapping: ColumnMapping,
        meanings: ValueMeanings,
    ) -> tuple[RowCounts, pl.DataFrame]:
        rows, cell_errors = cast_rows(table, mapping, self._places, self._context.key, meanings)
        of_cases = mapping.spec.is_of_cases
        validate_and_upsert = self._import_cases if of_cases else self._import_content
        counts, row_errors = validate_and_upsert(sheet, mapping.spec, rows, cell_errors["row"])
        return counts, missing_last(concat_errors([cell_errors, row_errors]))

    def report(self) -> Report:
        """The result of every sheet; the transaction may be committed if it is ``loaded``."""
        # Parts that could not be read are not missing: what is wrong with them is said already.
        lacking = [] if self._lacks_parts else unfinished_content(self._session)
        unfinished = in_stage(errors_frame(lacking), ImportStage.OTHER_ROW)
        errors = concat_errors([*self._errors, unfinished])
        is_valid = errors.is_empty() and bool(self._sheets)
        loaded = is_valid and not self._context.options.dry_run
        return Report(tuple(self._sheets), errors, loaded, self._context.options.to_sender)

    def _import_cases(
        self, sheet: MappedSheet, spec: TableSpec, rows: pl.DataFrame, unparsed: pl.Series
    ) -> tuple[RowCounts, pl.DataFrame]:
        options = self._context.options
        newer_file = _newer_file_errors(self._session, spec.table, options.received_on)
        changes, invalid = validate_case_rows(
            self._connection, spec, rows, self._cases, options, unparsed=unparsed
        )
        errors = concat_errors([newer_file, invalid])
        if spec.table == "investigation":
            reported = rows.select(*CASE, "reported_on")
            self._cases = pl.concat([self._cases, reported]).unique(CASE, keep="last")
        if unparsed.is_empty() and sheet.errors.is_empty() and errors.is_empty():
            # A file with case keys made elsewhere is no evidence of the office's own key.
            if self._context.key and sheet.has_references:
                check_same_key(self._session, self._context.key)
            batch = self._add_batch(sheet, spec, rows.height, changes.counts)
            insert_versions(self._connection, spec.table, changes.versions, batch)
        if self._lacks_cases or options.of_file_alone:
            # The unreadable file, or the store, may contain the missing cases.
            errors = errors.filter(pl.col("rule") != NO_SUCH_CASE)
        return changes.counts, errors

    def _import_content(
        self, sheet: MappedSheet, spec: TableSpec, rows: pl.DataFrame, unparsed: pl.Series
    ) -> tuple[RowCounts, pl.DataFrame]:
        # Nothing is inserted to be rolled back, because it could remain in the log beside the file.
        if not unparsed.is_empty() or not sheet.errors.is_empty():
            return RowCounts(), errors_frame()
        batch = self._add_batch(sheet, spec, rows.height, RowCounts())
        result = upsert_content(
            self._session, spec.table, rows, batch=batch, by=self._by, at=self._at
        )
        record = self._session.get_one(ImportBatch, batch)
        record.rows_new, record.rows_changed = result.counts.new, result.counts.changed
        self._session.flush()
        if spec.table in PLACE_TABLES:
            self._places = self._read_places()
        return result.counts, errors_frame(result.errors)

    def _add_batch(self, sheet: MappedSheet, spec: TableSpec, rows: int, counts: RowCounts) -> int:
        given = self._context.options.answers
        answers = answers_about(given, sheet.mapping) if sheet.mapping else {}
        batch = ImportBatch(
            file_name=safe_file_name(self._files[sheet.file].name),
            sha256=sheet.digest,
            table=spec.table,
            rows=rows,
            source=self._context.options.source,
            received_on=self._context.options.received_on,
            imported_at=self._at,
            imported_by=self._by,
            rows_new=counts.new,
            rows_changed=counts.changed,
            columns=",".join(sheet.column_names),
        )
        return _record_batch(self._session, batch, answers)

    def _read_places(self) -> Places:
        return places_in(
            read_table(self._connection, "organisation"), read_table(self._connection, "area")
        )


def validate_case_rows(
    connection: Connection,
    spec: TableSpec,
    rows: pl.DataFrame,
    cases: pl.DataFrame,
    options: Options,
    *,
    unparsed: pl.Series,
) -> tuple[CaseChanges, pl.DataFrame]:
    """The changes that typed ``rows`` of cases would make to the store, and their errors.

    ``cases``, ``unparsed``: see ``validate_cases``.
    """
    stored = read_newest(connection, spec.table)
    if options.of_file_alone:
        stored = stored.clear()
    identified = rows.drop_nulls([name for name in CASE if name in rows.columns])
    numbered, number_errors = assign_numbers(
        identified, stored, spec.table, adds_days=options.adds_days
    )
    complete = complete_rows(numbered, stored, spec.table)
    errors = validate_cases(
        connection,
        spec,
        complete,
        stored,
        cases,
        unparsed=unparsed,
        received_on=options.received_on,
        columns=numbered.columns if options.of_file_alone else None,
    )
    changes = find_changes(complete, stored, spec.table)
    return changes, concat_errors([number_errors, errors])


def _record_batch(session: Session, batch: ImportBatch, answers: Answers) -> int:
    """Adds ``batch`` and the ``answers`` to remember for its source and table; returns its id."""
    session.add(batch)
    of_batch: dict[str, Any] = {
        "source": batch.source,
        "table": batch.table,
        "confirmed_at": batch.imported_at,
        "confirmed_by": batch.imported_by,
    }
    for (_, heading, word), means in answers.items():
        if word:
            of_word = ValueChoice(**of_batch, column=heading, value=word, means=means)
            _replace(session, of_word, "column", "value")
        else:
            of_heading = HeadingChoice(**of_batch, heading=heading, column=means)
            _replace(session, of_heading, "heading")
    session.flush()
    return int(batch.id or 0)


def _remembered_answers(snapshot: Snapshot, source: str) -> Answers:
    """What was said before of the headings and words of ``source``."""
    of_headings = snapshot.tables["heading_choice"].select(
        "source", "table", "heading", word=pl.lit(""), means="column"
    )
    of_words = snapshot.tables["value_choice"].select(
        "source", "table", heading="column", word="value", means="means"
    )
    of_source = pl.concat([of_headings, of_words]).filter(pl.col("source") == source)
    return {
        Asked(table, heading, word): means for _, table, heading, word, means in of_source.rows()
    }


def _newer_file_errors(session: Session, table: str, received_on: date) -> pl.DataFrame:
    """An error if a file of ``table`` with a later day of receipt is loaded already."""
    newest = session.scalar(
        select(func.max(col(ImportBatch.received_on))).where(
            col(ImportBatch.table) == table, col(ImportBatch.withdrawn_at).is_(None)
        )
    )
    if newest is None or received_on >= newest:
        return errors_frame()
    rule = "older than what is loaded"
    todo = (
        f"A file of this table received on {newest:%d/%m/%Y} is loaded, and this one would "
        "count after it. If it is right all the same, give a day on or after that one."
    )
    return errors_frame([ValidationError(None, "", rule, todo)])


def _replace(session: Session, choice: HeadingChoice | ValueChoice, *identity: str) -> None:
    """Adds ``choice`` in place of the one of the same source, table and ``identity``."""
    table = type(choice)
    same = (
        col(getattr(table, name)) == getattr(choice, name)
        for name in ("source", "table", *identity)
    )
    session.execute(delete(table).where(*same))
    session.add(choice)
