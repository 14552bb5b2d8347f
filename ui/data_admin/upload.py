"""Uploading files: chosen, asked about where something is unknown, previewed, then loaded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

import polars as pl
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.intake.import_checks import record_refusal, refuse_too_many
from data_access.intake.import_files import import_files
from data_access.intake.models import Asked, Options, Question, Report, SheetReport, Upload
from data_access.intake.privacy.case_key import case_key_if_any
from data_access.intake.validation.errors import HEADINGS, errors_as_csv, faults_by_kind
from data_access.store import StoreProblem
from data_access.tables import TALLY_NAMES
from data_access.vocabulary import Access
from data_access.writes import Refused
from metrics.cases.case_tables import about_text
from metrics.frames import Row
from metrics.text_format import capitalised, counted
from ui import reads
from ui.data_admin.data_admin import table_box
from ui.elements.day_box import day_box
from ui.elements.download_button import download_button
from ui.elements.markdown import NOTHING, plain
from ui.elements.tables import ROWS_A_PAGE, table
from ui.forms.form import say_that_later_is_not_shown
from ui.forms.save_confirmation import start_anew
from ui.page.page_view import PageView
from ui.rows.cell_format import TextRow, per_row
from ui.rows.data_coverage import table_title
from ui.sign_in import access_notes, current_person

LOAD = "load"
DEMONSTRATION = (
    "This is the demonstration. A file can be checked here to the end; one about cases is not "
    "loaded, since real cases must never mix with invented ones."
)
NOBODY_SIGNS_IN = (
    "Files about an inspection can be loaded. One about cases can only be checked, not loaded: "
    "nobody signs in to this app yet, so whoever can open it would see figures of real cases. If "
    "your data protection officer accepts that, whoever runs the app allows it in its settings."
)
ALONE = (
    "No fault was found. Nothing is kept until you load it. Only then are its rows compared "
    "with those that are held."
)
NO_DAY = "Give the day that the file came, like 16/07/2021."
LOADED = "what-is-loaded"
NEXT_OF_CASES = (
    f"Look next at [what is loaded](#{LOADED}), then at the "
    "[month-ends](#closed-month-ends) to close."
)
NEXT_OF_CONTENT = (
    "The pages show it from its own day on: look next at [Recommendations](recommendations) or "
    "the [joint action plan](joint-action-plan)."
)
NOT_STATED = "not stated"
LIKELIEST_IS_CHOSEN = (
    "Say what each heading and word means: the likeliest answer is chosen already. A word without "
    "an answer stays a fault."
)
PREVIEWS = "looked at"
# As the reader finds the files, as they answered, and as they answered before.
MOST_PREVIEWS = 3
COUNTS = ("Rows", "New", "Changed", "The same", "Columns read")


def load_files(view: PageView) -> None:
    """The upload box, the preview of its files, and the button that loads them."""
    st.warning(
        "A file must hold no name, date of birth, address, telephone number, e-mail or free text "
        "about anybody. References become keys as they are read; the file is not kept."
    )
    say_that_later_is_not_shown(view)
    cases_refused = _why_no_cases(view)
    if cases_refused:
        st.info(cases_refused)
    # A new key after each load gives an empty form.
    key = f"load-{st.session_state.get('saves', 0)}"
    options = _options(view, key)
    files = st.file_uploader(
        "Spreadsheets: XLSX or CSV", accept_multiple_files=True, key=f"{key} files"
    )
    if not files or options is None:
        return
    try:
        report, options = _preview(files, options, key)
        _show_report(report)
        if report.errors.is_empty():
            _offer_to_load(files, options, report, cases_refused, key)
    except (StoreProblem, Refused) as problem:
        st.error(plain(str(problem)))


def _why_no_cases(view: PageView) -> str | None:
    if view.state.snapshot.demonstration_as_at:
        return DEMONSTRATION
    return None if current_person.cases_may_be_loaded() else NOBODY_SIGNS_IN


def _options(view: PageView, key: str) -> Options | None:
    """The answers about the files; null, with the reason beside it, without the day they came."""
    who, which, when = st.columns(3)
    with who:
        source = st.text_input(
            "From whom", placeholder="Unifi, Niche, CPS South West", key=f"{key} source"
        )
    with which:
        table_name = table_box("Table", "Recognise it by its headings", f"{key} table")
    with when:
        received_on, fault = day_box("Received", view.state.today, f"{key} received")
        if received_on is None:
            st.markdown(f":red[{plain(fault or NO_DAY)}]")
    adds_days = st.checkbox(
        "Add unnumbered rows as new records",
        help="Where this is not ticked, a row without a number is a fault, since it may "
        "correct a row that is held.",
        key=f"{key} adds days",
    )
    if received_on is None:
        return None
    return Options(
        source=source.strip() or NOT_STATED,
        received_on=received_on,
        table=table_name,
        adds_days=adds_days,
        takes_guesses=True,
        dry_run=True,
        of_file_alone=True,
        to_sender=True,
    )


def _preview(files: Sequence[UploadedFile], options: Options, key: str) -> tuple[Report, Options]:
    """The preview of the files, with the reader's answer to every question about them.

    Another answer about a heading may bring the words of its column, which are asked about below.
    """
    report = _look_at(files, options)
    answers: dict[Asked, str | None] = {}
    while questions := [each for each in report.questions if each.asked not in answers]:
        if not answers:
            st.subheader("What is not known in the files")
            st.markdown(f"{LIKELIEST_IS_CHOSEN} {_remembered(options.source)}")
        given: dict[Asked, str | None] = {}
        for name, of_table in groupby(questions, lambda question: question.asked.table):
            st.markdown(f"**{table_title(name)}**")
            given |= {question.asked: _ask(question, key) for question in of_table}
        answers |= given
        said = {asked: answer for asked, answer in answers.items() if answer is not None}
        options = replace(options, answers=said)
        if all(given[each.asked] == each.guess for each in questions):
            break
        report = _look_at(files, options)
    return report, options


def _offer_to_load(
    files: Sequence[UploadedFile],
    options: Options,
    report: Report,
    cases_refused: str | None,
    key: str,
) -> None:
    if cases_refused and _is_of_cases(report):
        st.error(
            "No fault was found. The file is about cases, so it cannot be loaded: the "
            "reason stands above."
        )
        return
    with st.form(f"{key} load", enter_to_submit=False):
        st.markdown(
            ALONE
            if _is_of_cases(report)
            else "No fault was found. Nothing is kept until you load it."
            if report.rows_changed
            else "All of its rows are held already: loading it again changes nothing."
        )
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with the import", f"{key} by"
        )
        if st.form_submit_button("Load", type="primary"):
            _load(files, options, by)


def _load(files: Sequence[UploadedFile], options: Options, by: str) -> None:
    refuse_too_many(reads.store_state().snapshot, datetime.now(UTC))
    loads = replace(options, takes_guesses=False, dry_run=False, of_file_alone=False)
    report = _run_import(files, loads, by)
    if report.loaded:
        start_anew(_loaded_text(report), LOAD)
    if _is_of_cases(report):
        record_refusal(reads.store(), report, by=by, at=datetime.now(UTC))
        _show_what_is_held(report)
        return
    # Another write may have made the files invalid since the preview: the next run shows why.
    st.session_state.pop(PREVIEWS, None)
    st.rerun()


def _loaded_text(report: Report) -> str:
    new, changed, same = (
        sum(getattr(sheet, name) for sheet in report.sheets)
        for name in ("new", "changed", "unchanged")
    )
    following = NEXT_OF_CASES if _is_of_cases(report) else NEXT_OF_CONTENT
    rows = f"{counted(new, 'new row')}, {changed:,} changed, {same:,} as they were"
    last = [*report.notices, report.left_out]
    notices = "".join(f"\n- {plain(notice)}" for notice in last if notice)
    return f"Loaded: {rows}. {following}" + (f"\n{notices}" if notices else "")


def _is_of_cases(report: Report) -> bool:
    return any(sheet.table in TALLY_NAMES for sheet in report.sheets)


def _ask(question: Question, key: str) -> str | None:
    choices = list(question.choices)
    cells = counted(question.cells, "cell")
    return st.selectbox(
        f"“{plain(question.word)}” in column {question.letter}, {question.column} ({cells}), means"
        if question.word
        else f"Column {question.letter}, “{plain(question.heading)}”, means",
        choices,
        format_func=question.choices.__getitem__,
        index=None if question.guess is None else choices.index(question.guess),
        placeholder="Nothing chosen: it stays a fault",
        key=f"{key} {question.asked}",
    )


def _remembered(source: str) -> str:
    if source == NOT_STATED:
        return "Say above from whom the file is, and the answers are remembered for the next one."
    return f"The answers are remembered for the next file from “{plain(source)}”."


def _look_at(files: Sequence[UploadedFile], options: Options) -> Report:
    """The report of a dry run, cached so that each set of files and answers is read once."""
    asked = ([file.file_id for file in files], options, reads.store_state().revision)
    previews: list[tuple[object, Report]] = st.session_state.setdefault(PREVIEWS, [])
    report = next((report for looked_at, report in previews if looked_at == asked), None)
    if report is None:
        report = _run_import(files, options, current_person.name_for_trial())
        tables = sorted({sheet.table for sheet in report.sheets if sheet.table})
        access_notes.note(Access.FILE_LOOKED_AT, ", ".join(tables) or "no table known here")
    others = [each for each in previews if each[0] != asked]
    st.session_state[PREVIEWS] = [*others, (asked, report)][-MOST_PREVIEWS:]
    return report


def _run_import(files: Sequence[UploadedFile], options: Options, by: str) -> Report:
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


def _show_report(report: Report) -> None:
    """Show the rows of each sheet, the mapping of its columns, and the errors."""
    st.subheader("What it would bring")
    table(_sheet_rows(report), key="sheets", alt="What each sheet would bring", numbers=COUNTS)
    with st.expander("How each column is read"):
        table(_column_rows(report), key="columns", alt="Each column and what it is read as")
    if notices := list(map(plain, report.notices)):
        st.info(notices[0] if len(notices) == 1 else "\n".join(f"- {each}" for each in notices))
    if not report.errors.is_empty():
        _show_faults(report)
    if left_out := report.left_out:
        st.markdown(plain(left_out))


def _show_faults(report: Report) -> None:
    errors = report.errors_with_letters
    st.error(
        f"{capitalised(counted(errors.height, 'fault'))}: nothing can be loaded yet, and nothing "
        "was kept. Mend the file where it was made, then upload it again."
    )
    table(
        _fault_rows(faults_by_kind(errors), has_several=len(report.sheets) > 1),
        key="faults",
        alt="Faults by what is wrong",
        wide="What to do",
        numbers=("How often",),
        a_page=ROWS_A_PAGE,
    )
    download_button(
        "Download every fault as CSV",
        "faults.csv",
        lambda: errors_as_csv(errors),
        look="secondary",
    )


def _show_what_is_held(report: Report) -> None:
    """Show why rows of cases do not fit those that are held, without naming one."""
    st.error(
        "Nothing was loaded: some rows do not fit rows that are held. This page does not name "
        "them, since that would show which cases are held. The refusal is recorded."
    )
    counts = report.errors.group_by("rule", "column", "todo", maintain_order=True).len()
    table(
        _held_rows(counts),
        key="held-rules",
        alt="Rows that do not fit those held, by what is wrong",
        numbers=("How often",),
    )


def _sheet_rows(report: Report) -> pl.DataFrame:
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


def _column_rows(report: Report) -> pl.DataFrame:
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
                {**sheet.columns, **sheet.unused}, key=lambda each: (len(each), each)
            )
        ]
    )


@per_row
def _held_rows(row: Row) -> TextRow:
    """One row per rule, column and remedy, with about how many rows of cases it concerns."""
    return {
        "What is wrong": row["rule"],
        "Column": plain(row["column"]) or NOTHING,
        "How often": about_text(row["len"]),
        "What to do": row["todo"],
    }


@per_row
def _fault_rows(row: Row, *, has_several: bool) -> TextRow:
    """One row per kind of fault, causes first, with its sheet if there are several."""
    place = f"{row['file']} {row['sheet']}".strip()
    return {
        **({"File": plain(place)} if has_several else {}),
        "Rows": row["rows"] or "all",
        HEADINGS["column"]: plain(row["column"]) or NOTHING,
        HEADINGS["rule"]: row["rule"],
        HEADINGS["found"]: plain(row["found"]) or NOTHING,
        HEADINGS["todo"]: row["todo"],
        "How often": f"{row['errors']:,}",
    }


def _where(sheet: SheetReport, report: Report) -> dict[str, str]:
    """The file and sheet, if there are several."""
    return {"File": plain(sheet.place)} if len(report.sheets) > 1 else {}


def _counts(sheet: SheetReport) -> dict[str, str]:
    """The numbers of rows, or dashes where no rows were read."""
    # Which rows of cases are held is not told before they are loaded.
    is_told = sheet.rows and sheet.table not in TALLY_NAMES
    changes = {"New": sheet.new, "Changed": sheet.changed, "The same": sheet.unchanged}
    return {
        "Rows": f"{sheet.rows:,}" if sheet.rows else NOTHING,
        **{name: f"{count:,}" if is_told else NOTHING for name, count in changes.items()},
    }
