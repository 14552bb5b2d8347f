"""Imports mapped sheets in one transaction: casts, validates and upserts their rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import polars as pl
from sqlalchemy import Connection
from sqlmodel import Session

from data_access.intake.casting.cast_rows import Places, cast_rows, places_in
from data_access.intake.import_records import add_batch, newer_file_errors
from data_access.intake.mapping.headings import answers_about, word_meanings
from data_access.intake.mapping.sheets import ImportContext, MappedSheet
from data_access.intake.models import Options, Report, RowCounts, SheetPlace, SheetReport, Upload
from data_access.intake.privacy.case_key import check_same_key
from data_access.intake.privacy.safe_file_name import safe_file_name, without_folders
from data_access.intake.questions import guesses_of, none_texts, questions_of
from data_access.intake.table_specs import TableSpec
from data_access.intake.upsert.cases import (
    CaseChanges,
    complete_rows,
    find_changes,
    insert_versions,
    read_cases,
    read_newest,
)
from data_access.intake.upsert.content import upsert_content
from data_access.intake.upsert.row_numbers import assign_numbers
from data_access.intake.validation.cases import validate_cases
from data_access.intake.validation.content_rules import unfinished_content
from data_access.intake.validation.errors import (
    NO_SUCH_CASE,
    ImportStage,
    after_causes,
    concat_errors,
    errors_frame,
    in_sheet,
    in_stage,
)
from data_access.reads import read_table
from data_access.tables import CASE, ImportBatch

# Rows of these tables add forces and areas that later rows may name.
PLACE_TABLES = ("organisation", "area")


class ImportTransaction:
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
        self._faulty: set[str] = set()
        self._sheets: list[SheetReport] = []
        self._own_names: dict[SheetPlace, SheetPlace] = {}
        self._errors: list[pl.DataFrame] = []

    def import_sheet(self, sheet: MappedSheet) -> None:
        """Upserts the rows of one sheet if they have no error.

        A sheet with a refused column is validated nevertheless, to find all its errors.
        """
        self._errors.append(sheet.errors)
        own_file = without_folders(self._files[sheet.file].name)
        self._own_names[sheet.file, sheet.sheet] = (own_file, sheet.own_name)
        meanings = word_meanings(self._context.answers, sheet.mapping) if sheet.mapping else {}
        questions = tuple(questions_of(sheet, meanings))
        if sheet.table is None or sheet.mapping is None or not sheet.mapping.is_clear:
            report = _sheet_report(sheet, 0, RowCounts())
            self._sheets.append(replace(report, questions=questions))
            self._lacks_cases |= sheet.table_name in ("", "investigation")
            self._faulty.add(sheet.table_name)
            return
        spec = sheet.mapping.spec
        if self._context.options.takes_guesses:
            meanings = {**meanings, **guesses_of(questions)}
        rows, cell_errors = cast_rows(
            sheet.table, sheet.mapping, self._places, self._context.key, meanings
        )
        validate_and_upsert = self._import_cases if spec.is_of_cases else self._import_content
        counts, row_errors = validate_and_upsert(sheet, spec, rows, cell_errors["row"])
        errors = after_causes(concat_errors([cell_errors, row_errors]), spec, self._faulty)
        if not (errors.is_empty() and sheet.errors.is_empty()):
            self._faulty.add(spec.table)
        self._errors.append(in_sheet(errors, sheet.file, sheet.sheet))
        notices = (*sheet.notices, *none_texts(sheet.table, sheet.mapping, meanings))
        report = _sheet_report(sheet, rows.height, counts)
        self._sheets.append(replace(report, questions=questions, notices=notices))

    def report(self) -> Report:
        """The result of every sheet; the transaction may be committed if it is ``loaded``."""
        # Parts that could not be read are not missing: what is wrong with them is said already.
        lacking = [] if "requirement" in self._faulty else unfinished_content(self._session)
        unfinished = in_stage(errors_frame(lacking), ImportStage.OTHER_ROW)
        errors = concat_errors([*self._errors, unfinished])
        is_valid = errors.is_empty() and bool(self._sheets)
        loaded = is_valid and not self._context.options.dry_run
        return Report(tuple(self._sheets), errors, loaded, self._own_names)

    def _import_cases(
        self, sheet: MappedSheet, spec: TableSpec, rows: pl.DataFrame, unparsed: pl.Series
    ) -> tuple[RowCounts, pl.DataFrame]:
        options = self._context.options
        newer_file = newer_file_errors(self._session, spec.table, options.received_on)
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
        return add_batch(self._session, batch, answers)

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


def _sheet_report(sheet: MappedSheet, rows: int, counts: RowCounts) -> SheetReport:
    return SheetReport(
        file=sheet.file,
        sheet=sheet.sheet,
        table=sheet.table_name,
        rows=rows,
        **counts._asdict(),
        columns=sheet.columns,
        unused=sheet.unused,
        notices=sheet.notices,
    )
