"""Questions about uploaded files: unknown headings, unknown words, and "None"."""

import streamlit as st

from data_access.intake.casting.characteristics import NONE
from data_access.intake.casting.parsers import choices_of
from data_access.intake.models import Report, SheetReport, UnknownValue
from data_access.intake.table_specs import Column, folded_heading, table_specs
from data_access.vocabulary import AskedAs
from metrics.text_format import counted
from ui.elements.markdown import plain

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
