"""One import in the making: sheet after sheet inside its transaction, and what came of each."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from data_access.intake import case_upsert, content, validation_errors
from data_access.intake.casting import typed
from data_access.intake.force_area_lookup import Places, places_in
from data_access.intake.models import Report, SheetReport
from data_access.intake.privacy.pseudonyms import same_key
from data_access.intake.sheet_mapping import Around, Found
from data_access.intake.table_specs import Layout, folded
from data_access.reads import read_table
from data_access.tables import CASE, HeadingChoice, ImportBatch

# Whoever loads these changes what the rows after them may name.
PLACES = ("organisation", "area")


@dataclass(frozen=True)
class Counts:
    """Rows of a sheet beside what is stored."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class Bringing:
    """The sheets of one import, brought one after the other into the open transaction."""

    def __init__(self, session: Session, around: Around, by: str, at: datetime) -> None:
        self._session = session
        self._connection = session.connection()
        self._around = around
        self._by = by
        self._at = at
        self._places = self._read_places()
        self._cases = case_upsert.known_cases(self._connection)
        self._lacks_cases = False
        self._sheets: list[SheetReport] = []
        self._faults: list[pl.DataFrame] = []

    def bring(self, found: Found) -> None:
        """Reads one sheet's cells and puts its rows in, where nothing is wrong with them.

        A sheet with a column that is refused is looked through for every other fault of it.
        """
        self._faults.append(found.faults)
        if found.table is None or found.matching is None or not found.matching.is_clear:
            self._sheets.append(_report(found, 0, Counts()))
            self._lacks_cases |= found.table_name in ("", "investigation")
            return
        layout, key = found.matching.layout, self._around.key
        rows, wrong = typed(found.table, found.matching, self._places, key)
        bring = self._bring_cases if layout.is_of_cases else self._bring_content
        counts, more = bring(found, layout, rows, wrong["row"])
        self._faults.append(
            validation_errors.standing_in(
                validation_errors.together([wrong, more]), found.file, found.sheet
            )
        )
        self._sheets.append(_report(found, rows.height, counts))

    def report(self) -> Report:
        """What came of everything brought; it may be kept where ``loaded``."""
        unfinished = validation_errors.together(
            validation_errors.of_whole(rule, todo, column)
            for _, column, rule, todo in content.unfinished_content(self._session)
        )
        wrong = validation_errors.together([*self._faults, unfinished])
        is_whole = wrong.is_empty() and bool(self._sheets)
        return Report(
            tuple(self._sheets), wrong, loaded=is_whole and not self._around.options.dry_run
        )

    def _bring_cases(
        self, found: Found, layout: Layout, rows: pl.DataFrame, unread: pl.Series
    ) -> tuple[Counts, pl.DataFrame]:
        options = self._around.options
        overtaken = self._overtaken(layout)
        key_columns = [name for name in CASE if name in rows.columns]
        examined = case_upsert.examine(
            self._connection,
            layout,
            rows.drop_nulls(key_columns),
            self._cases,
            unread=unread,
            received_on=options.received_on,
            adds_days=options.adds_days,
        )
        counts = Counts(examined.new, examined.changed, examined.unchanged)
        if layout.table == "investigation":
            self._cases = pl.concat(
                [self._cases, rows.select(*CASE, "reported_on")], how="vertical"
            ).unique(CASE, keep="last")
        wrong = validation_errors.together([found.faults, overtaken, examined.faults])
        if unread.is_empty() and wrong.is_empty():
            # Case keys made elsewhere say nothing of the office's own key.
            if self._around.key and found.has_references:
                same_key(self._session, self._around.key)
            batch = self._batch(found, layout, rows.height, counts)
            case_upsert.put_in(self._connection, layout.table, examined, batch)
        # That a case is missing says nothing while the file that may hold it could not be read.
        is_said = pl.lit(not self._lacks_cases) | (pl.col("rule") != case_upsert.NO_SUCH_CASE)
        return counts, validation_errors.together([overtaken, examined.faults.filter(is_said)])

    def _bring_content(
        self, found: Found, layout: Layout, rows: pl.DataFrame, unread: pl.Series
    ) -> tuple[Counts, pl.DataFrame]:
        # Not even for a moment: what is undone may stay in the log beside the file.
        if not unread.is_empty() or not found.faults.is_empty():
            return Counts(), validation_errors.none()
        batch = self._batch(found, layout, rows.height, Counts())
        result = content.put_in(
            self._session, layout.table, rows, batch=batch, by=self._by, at=self._at
        )
        record = self._session.get_one(ImportBatch, batch)
        record.rows_new, record.rows_changed = result.new, result.changed
        self._session.flush()
        if layout.table in PLACES:
            self._places = self._read_places()
        return Counts(result.new, result.changed, result.unchanged), validation_errors.together(
            validation_errors.of_rows(pl.Series([row], dtype=pl.UInt32), column, rule, todo)
            for row, column, rule, todo in result.faults
        )

    def _batch(self, found: Found, layout: Layout, rows: int, counts: Counts) -> int:
        options = self._around.options
        batch = ImportBatch(
            file_name=found.file,
            sha256=found.digest,
            table=layout.table,
            rows=rows,
            source=options.source,
            received_on=options.received_on,
            imported_at=self._at,
            imported_by=self._by,
            rows_new=counts.new,
            rows_changed=counts.changed,
        )
        self._session.add(batch)
        self._remember(found, layout)
        self._session.flush()
        return int(batch.id or 0)

    def _remember(self, found: Found, layout: Layout) -> None:
        """Keeps what the sender said of headings that are on this sheet, for the next time."""
        source = self._around.options.source
        said = {
            folded(heading): column
            for heading, column in self._around.options.meanings.items()
            if folded(heading) in found.headings
        }
        for heading, column in said.items():
            is_it = (
                col(HeadingChoice.source) == source,
                col(HeadingChoice.table) == layout.table,
                col(HeadingChoice.heading) == heading,
            )
            self._session.execute(delete(HeadingChoice).where(*is_it))
            self._session.add(
                HeadingChoice(
                    source=source,
                    table=layout.table,
                    heading=heading,
                    column=column,
                    confirmed_at=self._at,
                    confirmed_by=self._by,
                )
            )

    def _overtaken(self, layout: Layout) -> pl.DataFrame:
        """A fault where a newer file of the table is loaded, which this one would overwrite."""
        kept = select(func.max(col(ImportBatch.received_on))).where(
            col(ImportBatch.table) == layout.table, col(ImportBatch.withdrawn_at).is_(None)
        )
        newest = self._session.scalar(kept)
        if newest is None or self._around.options.received_on >= newest:
            return validation_errors.none()
        return validation_errors.of_whole(
            "older than what is loaded",
            f"A file of this table received on {newest:%d/%m/%Y} is loaded, and this one would "
            "count after it. If it is right all the same, give a day on or after that one.",
        )

    def _read_places(self) -> Places:
        return places_in(
            read_table(self._connection, "organisation"), read_table(self._connection, "area")
        )


def _report(found: Found, rows: int, counts: Counts) -> SheetReport:
    return SheetReport(
        file=found.file,
        sheet=found.sheet,
        table=found.table_name,
        rows=rows,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        columns=found.columns,
        unused=found.unused,
        notices=found.notices,
    )
