"""A preview of uploaded files: their rows, the mapping of their columns, and their errors."""

from collections.abc import Sequence
from datetime import UTC, datetime

import polars as pl
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.intake.import_files import import_files
from data_access.intake.models import (
    Options,
    Report,
    SheetReport,
    Upload,
)
from data_access.intake.privacy.key_files import case_key_if_any
from data_access.intake.table_specs import table_specs
from data_access.intake.validation.errors import HEADINGS, count_by_rule, errors_as_csv
from data_access.vocabulary import Access
from metrics.cases.case_tables import about_text
from metrics.frames import Row
from metrics.text_format import capitalised, counted
from ui import reads
from ui.elements.download_button import download_button
from ui.elements.markdown import NOTHING, plain
from ui.elements.tables import table
from ui.rows.cell_format import TextRow, per_row, per_row_of
from ui.rows.data_coverage import table_title
from ui.sign_in import access_notes, current_person

PREVIEWS = "looked at"
# As the reader finds the files, as they answered, and as they answered before.
MOST_PREVIEWS = 3
COUNTS = ("Rows", "New", "Changed", "The same", "Columns read")


def preview(files: Sequence[UploadedFile], options: Options) -> Report:
    """The report of a dry run, cached so that each set of files and answers is read once."""
    asked = ([file.file_id for file in files], options, reads.store_state().revision)
    previews: list[tuple[object, Report]] = st.session_state.setdefault(PREVIEWS, [])
    report = next((report for looked_at, report in previews if looked_at == asked), None)
    if report is None:
        report = run_import(files, options, current_person.name_for_trial())
        tables = sorted({sheet.table for sheet in report.sheets if sheet.table})
        access_notes.note(Access.FILE_LOOKED_AT, ", ".join(tables) or "no table known here")
    others = [each for each in previews if each[0] != asked]
    st.session_state[PREVIEWS] = [*others, (asked, report)][-MOST_PREVIEWS:]
    return report


def run_import(files: Sequence[UploadedFile], options: Options, by: str) -> Report:
    """Import the files under a spinner."""
    store = reads.store()
    with st.spinner("Reading and checking", show_time=True):
        return import_files(
            store,
            [Upload(file.name, file.getvalue()) for file in files],
            options,
            key=case_key_if_any(store.path),
            accepts_no_sign_in=current_person.cases_may_be_loaded(),
            by=by,
            at=datetime.now(UTC),
        )


def forget() -> None:
    """Clear the cached reports, so that the next run reads the files again."""
    st.session_state.pop(PREVIEWS, None)


def show_report(report: Report) -> None:
    """Show the rows of each sheet, the mapping of its columns, and the errors."""
    st.subheader("What it would bring")
    table(sheet_rows(report), key="sheets", alt="What each sheet would bring", numbers=COUNTS)
    with st.expander("How each column is read"):
        table(column_rows(report), key="columns", alt="Each column and what it is read as")
    if notices := list(map(plain, report.notices(to_sender=True))):
        st.info(notices[0] if len(notices) == 1 else "\n".join(f"- {each}" for each in notices))
    if not report.errors.is_empty():
        _show_faults(report)
    if left_out := report.left_out(to_sender=True):
        st.markdown(plain(left_out))


def _show_faults(report: Report) -> None:
    errors = report.errors_with_places(to_sender=True)
    st.error(
        f"{capitalised(counted(errors.height, 'fault'))}: nothing can be loaded yet, and nothing "
        "was kept. Mend the file where it was made, then upload it again."
    )
    st.markdown("**By what is wrong**")
    table(
        rule_rows(errors),
        key="fault-rules",
        alt="Faults by what is wrong",
        wide="What is wrong",
        numbers=("How often", "First in row"),
    )
    st.markdown("**Row by row**")
    table(
        fault_rows(errors, report.sheets),
        key="faults",
        alt="The first faults, row by row",
        wide="What to do",
    )
    if errors.height > LISTED:
        st.caption(
            f"The first {LISTED} of {errors.height:,} faults. The file below has all of them."
        )
    download_button(
        "Download every fault as CSV",
        "faults.csv",
        lambda: errors_as_csv(errors),
        look="secondary",
    )


def show_what_is_held(report: Report) -> None:
    """Show why rows of cases do not fit those that are held, without naming one."""
    st.error(
        "Nothing was loaded: some rows do not fit rows that are held. This page does not name "
        "them, since that would show which cases are held. The refusal is recorded."
    )
    counts = report.errors.group_by("rule", "column", "todo", maintain_order=True).len()
    table(
        held_rows(counts),
        key="held-rules",
        alt="Rows that do not fit those held, by what is wrong",
        numbers=("How often",),
    )


LISTED = 10


def sheet_rows(report: Report) -> pl.DataFrame:
    """One row per sheet: its table, and the rows it would add or change."""
    return pl.DataFrame(
        [
            {
                **_where(sheet, report),
                "Table": table_title(sheet.table) if sheet.table else "**not known**",
                **_counts(sheet),
                "Columns read": f"{len(sheet.columns)}",
                "Not read": ", ".join(sheet.unused) or NOTHING,
            }
            for sheet in report.sheets
        ]
    )


def column_rows(report: Report) -> pl.DataFrame:
    """One row per column of each sheet: its letter, and the column it is mapped to."""
    return pl.DataFrame(
        [
            {
                **_where(sheet, report),
                "Column": letter,
                "Read as": sheet.columns.get(letter)
                or f"**not read**: {plain(sheet.unused[letter])}",
            }
            for sheet in report.sheets
            for letter in sorted(
                [*sheet.columns, *sheet.unused], key=lambda letter: (len(letter), letter)
            )
        ]
    )


@per_row
def held_rows(row: Row) -> TextRow:
    """One row per rule, column and remedy, with about how many rows of cases it concerns."""
    return {
        "What is wrong": row["rule"],
        "Column": plain(row["column"]) or NOTHING,
        "How often": about_text(row["len"]),
        "What to do": row["todo"],
    }


def _most_frequent(found: pl.DataFrame) -> pl.DataFrame:
    return count_by_rule(found).head(LISTED)


@per_row_of(_most_frequent)
def rule_rows(row: Row) -> TextRow:
    """One row per broken rule and column, the most frequent first."""
    return {
        "What is wrong": row["rule"],
        "Column": plain(row["column"]) or NOTHING,
        "How often": f"{row['errors']:,}",
        "First in row": NOTHING if row["first_row"] is None else f"{row['first_row']:,}",
    }


def fault_rows(found: pl.DataFrame, sheets: Sequence[SheetReport]) -> pl.DataFrame:
    """The first errors, one per row; file and sheet are named if there are several."""
    several = [
        name for name in ("file", "sheet") if len({getattr(sheet, name) for sheet in sheets}) > 1
    ]
    return _fault_rows(found.head(LISTED), several)


@per_row
def _fault_rows(row: Row, places: Sequence[str]) -> TextRow:
    return {
        **{HEADINGS[name]: plain(row[name]) for name in places},
        HEADINGS["row"]: "all" if row["row"] is None else f"{row['row']:,}",
        HEADINGS["column"]: plain(row["column"]) or NOTHING,
        HEADINGS["rule"]: row["rule"],
        HEADINGS["found"]: plain(row["found"]) or NOTHING,
        HEADINGS["todo"]: row["todo"],
    }


def _where(sheet: SheetReport, report: Report) -> dict[str, str]:
    """The file and sheet, if there are several."""
    if len(report.sheets) == 1:
        return {}
    return {"File": plain(report.place_of(sheet.file, sheet.sheet, to_sender=True))}


def _counts(sheet: SheetReport) -> dict[str, str]:
    """The numbers of rows, or dashes where no rows were read."""
    counts = {
        "Rows": sheet.rows,
        "New": sheet.new,
        "Changed": sheet.changed,
        "The same": sheet.unchanged,
    }
    # Which rows of cases are held is not told before they are loaded.
    is_of_cases = sheet.table in table_specs() and table_specs()[sheet.table].is_of_cases
    known = {"Rows"} if is_of_cases else set(counts)
    return {
        name: f"{count:,}" if sheet.rows and name in known else NOTHING
        for name, count in counts.items()
    }
