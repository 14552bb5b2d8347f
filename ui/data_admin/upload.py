"""Uploading files: chosen, asked about where something is unknown, previewed, then loaded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.intake.casting.characteristics import NONE
from data_access.intake.casting.parsers import choices_of
from data_access.intake.import_checks import record_refusal, refuse_too_many
from data_access.intake.models import Options, Report, SheetReport, UnknownValue
from data_access.intake.table_specs import Column, folded_heading, table_specs
from data_access.store import StoreProblem
from data_access.vocabulary import AskedAs
from data_access.writes import Refused
from metrics.text_format import counted
from ui import reads
from ui.data_admin import upload_preview
from ui.data_admin.data_admin import table_box
from ui.elements.day_box import day_box
from ui.elements.markdown import plain
from ui.forms.form import say_that_later_is_not_shown
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import start_anew
from ui.page.page_view import PageView
from ui.sign_in import current_person

LOAD = "load"
DEMONSTRATION = (
    "This is the demonstration. A file can be checked here to the end; one about cases is not "
    "loaded, since real cases must never mix with invented ones."
)
NOBODY_SIGNS_IN = (
    "Files about an inspection can be loaded. One about cases can only be checked, not loaded: "
    "nobody signs in to this app yet, so whoever can open it would see figures of real cases. Once "
    "your data protection officer accepts that, set ACCEPT_NO_SIGN_IN=yes and start the app again."
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


def load_files(view: PageView) -> None:
    """The upload box, the preview of its files, and the button that loads them."""
    st.warning(
        "A file must hold no name, date of birth, address, telephone number, e-mail or free text "
        "about anybody. References become keys as they are read; the file is not kept. "
        f"{NOTHING_ABOUT_A_CASE}"
    )
    say_that_later_is_not_shown(view)
    cases_refused = _why_no_cases(view)
    if cases_refused:
        st.info(cases_refused)
    # A new key after each load gives an empty form.
    key = f"load-{st.session_state.get('saves', 0)}"
    options = _options(view, key)
    files = st.file_uploader(
        "Spreadsheets: XLSX, ODS or CSV", accept_multiple_files=True, key=f"{key} files"
    )
    if not files or options is None:
        return
    try:
        report, options = _preview(files, options, key)
        upload_preview.show_report(report)
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
        dry_run=True,
        of_file_alone=True,
    )


def _preview(files: Sequence[UploadedFile], options: Options, key: str) -> tuple[Report, Options]:
    """The preview of the files, with the reader's meanings of unknown headings and words."""
    report = upload_preview.preview(files, options)
    meanings = heading_meanings(report, options.source, key)
    if meanings:
        options = replace(options, meanings=meanings)
        report = upload_preview.preview(files, options)
    words = value_meanings(report, options.source, key)
    if words:
        options = replace(options, value_meanings=words)
        report = upload_preview.preview(files, options)
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
    loads = replace(options, dry_run=False, of_file_alone=False)
    report = upload_preview.run_import(files, loads, by)
    if report.loaded:
        start_anew(_loaded_text(report), LOAD)
    if _is_of_cases(report):
        record_refusal(reads.store(), report, by=by, at=datetime.now(UTC))
        upload_preview.show_what_is_held(report)
        return
    # Another write may have made the files invalid since the preview: the next run shows why.
    upload_preview.forget()
    st.rerun()


def _loaded_text(report: Report) -> str:
    new, changed, same = (
        sum(getattr(sheet, name) for sheet in report.sheets)
        for name in ("new", "changed", "unchanged")
    )
    following = NEXT_OF_CASES if _is_of_cases(report) else NEXT_OF_CONTENT
    rows = f"{counted(new, 'new row')}, {changed:,} changed, {same:,} as they were"
    notices = "".join(f"\n- {plain(notice)}" for notice in report.notices(to_sender=True))
    return f"Loaded: {rows}. {following}" + (f"\n{notices}" if notices else "")


def _is_of_cases(report: Report) -> bool:
    return any(table_specs()[sheet.table].is_of_cases for sheet in report.sheets if sheet.table)


NOT_STATED = "not stated"
MOST_ASKED = 20
NOTHING_RECORDED = ""
NONE_MEANS = {
    AskedAs.OWN_ACCOUNT.value: "that the victim said “none”",
    AskedAs.NOT_RECORDED.value: "that nothing was recorded",
}


def heading_meanings(report: Report, source: str, key: str) -> dict[str, str]:
    """Ask the reader what unknown headings mean, and return the answers by heading."""
    unknown = _unknown(report)
    if not unknown:
        return {}
    st.subheader("Headings that are not known")
    st.markdown(
        "Say what each heading means, or leave it: then its column is not read. "
        f"{_remembered(source)}"
    )
    if len(unknown) > MOST_ASKED:
        st.caption(
            f"The first {MOST_ASKED} of {len(unknown):,} are asked for. Take out the columns that "
            "are not needed, or write the headings of a template above those that are."
        )
    answers = {}
    for sheet, letter, heading in unknown[:MOST_ASKED]:
        free = _free_columns(sheet)
        meant = st.selectbox(
            f"Column {letter}, “{plain(heading)}”, means",
            list(free),
            format_func=free.__getitem__,
            index=None,
            placeholder="Nothing: it is not read",
            key=f"{key} {sheet.table} {heading}",
        )
        if meant:
            answers[heading] = meant
    return answers


def value_meanings(report: Report, source: str, key: str) -> dict[tuple[str, str], str]:
    """Ask the reader what unknown words and a bare "None" mean; the answers by column and word."""
    sheets = {each.table for each in report.sheets if each.table}
    columns = {each.name: each for name in sheets for each in table_specs()[name].template}
    unknown = {
        (each.column, folded_heading(each.value)): each
        for sheet in report.sheets
        for each in sheet.unknown_values
    }
    nones = {
        each.column: each
        for sheet in report.sheets
        for each in sheet.none_answers
        if not each.is_confirmed
    }
    if not unknown and not nones:
        return {}
    st.subheader("Words that are not known")
    st.markdown(
        "Choose the listed word that each one stands for, or leave it: then it stays a "
        f"fault. {_remembered(source)}"
    )
    if len(unknown) > MOST_ASKED:
        st.caption(f"The first {MOST_ASKED} of {len(unknown):,} are asked for.")
    answers = {}
    for place, each in list(unknown.items())[:MOST_ASKED]:
        meant = _ask_for_word(each, columns[each.column], f"{key} {place}")
        if meant is not None:
            answers[place] = meant
    for column, none in nones.items():
        answers[column, NONE[0]] = st.radio(
            f"“None” in column {none.letter}, {none.heading}, means",
            list(NONE_MEANS),
            format_func=NONE_MEANS.__getitem__,
            horizontal=True,
            key=f"{key} none {column}",
        )
    return answers


def _ask_for_word(unknown: UnknownValue, column: Column, key: str) -> str | None:
    nothing = [] if column.required else [NOTHING_RECORDED]
    cells = counted(unknown.cells, "cell")
    return st.selectbox(
        f"“{plain(unknown.value)}” in column {unknown.letter}, {unknown.heading} ({cells}), means",
        [*choices_of(column), *nothing],
        format_func=lambda word: word or "nothing is recorded",
        index=None,
        placeholder="Nothing chosen: it stays a fault",
        key=key,
    )


def _remembered(source: str) -> str:
    if source == NOT_STATED:
        return "Say above from whom the file is, and the answers are remembered for the next one."
    return f"The answers are remembered for the next file from “{plain(source)}”."


def _unknown(report: Report) -> list[tuple[SheetReport, str, str]]:
    """Unknown headings, each with the first sheet and column letter that have it.

    Columns that must be removed from the file are not among them.
    """
    refused = set(report.errors.select("file", "sheet", "column").iter_rows())
    unknown: dict[tuple[str, str], tuple[SheetReport, str, str]] = {}
    for sheet in report.sheets:
        for letter, heading in sheet.unused.items() if sheet.table else ():
            if (sheet.file, sheet.sheet, f"column {letter}") not in refused:
                unknown.setdefault((sheet.table, heading), (sheet, letter, heading))
    return list(unknown.values())


def _free_columns(sheet: SheetReport) -> dict[str, str]:
    """The columns that the sheet lacks, with their headings."""
    used = set(sheet.columns.values())
    columns = table_specs()[sheet.table].template
    return {each.name: each.heading for each in columns if each.heading not in used}
