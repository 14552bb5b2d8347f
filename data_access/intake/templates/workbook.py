"""Writes the sheets of a template: the empty table, its notes, and lists to choose from."""

from textwrap import shorten
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from data_access.intake.table_specs import Column, ColumnKind, TableSpec
from data_access.intake.templates.notes_text import (
    column_note,
    paragraphs,
    prompt,
    table_descriptions,
)
from data_access.schemas.entry import FIRST_DAY, LAST_DAY

NOTES = "Notes"
LISTS = "Lists"
LAST_ROW = 1_048_575
A4 = 9
IN_DIGITS = {"num_format": "0"}
DAY_FIRST = {"num_format": "dd/mm/yyyy"}
# In a cell that is not text, Excel reads a reference like 5/3/21 as a date, and 0123 as 123.
AS_TEXT = {"num_format": "@"}
# A text cell of more than 255 characters is shown as a row of hashes.
CELLS = {
    ColumnKind.DATE: DAY_FIRST,
    ColumnKind.YEAR: IN_DIGITS,
    ColumnKind.WHOLE: IN_DIGITS,
    ColumnKind.LONG: {"text_wrap": True},
}
WIDTHS = {
    ColumnKind.DATE: 12,
    ColumnKind.YEAR: 10,
    ColumnKind.WHOLE: 10,
    ColumnKind.YES_NO: 10,
    ColumnKind.LONG: 60,
    ColumnKind.KEY: 36,
}
USUAL_WIDTH = 20
# The headings of the notes from ``note``, with their widths.
NOTES_HEADINGS = {
    "Column": 30,
    "Required": 10,
    "Meaning": 60,
    "Allowed values": 50,
    "Example": 34,
}
LETTERS_A_LINE = 165
POINTS_A_LINE = 15
# Excel's own limits.
LONGEST_TITLE = 32
LONGEST_LIST = 255
# These only warn, because the store may get further areas or forces later.
MAY_GROW = (ColumnKind.AREA, ColumnKind.FORCE)
LIMITS: dict[ColumnKind, dict[str, Any]] = {
    ColumnKind.DATE: {
        "validate": "date",
        "criteria": "between",
        "minimum": FIRST_DAY,
        "maximum": LAST_DAY,
        "error_message": "This is not a date from 2000 to 2099. Write it like 16/07/2021.",
    },
    ColumnKind.YEAR: {
        "validate": "integer",
        "criteria": "between",
        "minimum": FIRST_DAY.year,
        "maximum": LAST_DAY.year,
        "error_message": "This is not a year from 2000 to 2099. Write it like 2021.",
    },
    ColumnKind.WHOLE: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "This is not a whole number, 0 or more. Write it in digits.",
    },
}


def add_sheets(book: Workbook, spec: TableSpec, words: dict[Column, list[str]]) -> None:
    """Adds every sheet of a template to ``book``. ``words``: the choices of each column."""
    listed = [column for column, choices in words.items() if not fits_in_a_rule(choices)]
    _add_table(book, spec, {column: _source(column, words, listed) for column in words})
    _add_notes(book, spec, words)
    if listed:
        _add_lists(book, {column: words[column] for column in listed})


def fits_in_a_rule(words: list[str]) -> bool:
    """True if the choices fit in a validation rule; others are listed on a sheet."""
    unclear = any("," in word or '"' in word for word in words)
    return len(",".join(words)) <= LONGEST_LIST and not unclear


def message_rule(column: Column) -> dict[str, Any]:
    """A rule that allows everything and shows the meaning of the column."""
    return {
        "validate": "any",
        "input_title": shorten(column.heading, LONGEST_TITLE, placeholder=" ..."),
        "input_message": prompt(column),
    }


def validation_rule(column: Column, source: list[str] | str) -> dict[str, Any]:
    """The rule for the cells of a column. ``source``: its choices, or the range that lists them."""
    from_list = _list_rule(column, source) if source else {}
    return message_rule(column) | LIMITS.get(column.kind, from_list)


def _source(
    column: Column, words: dict[Column, list[str]], listed: list[Column]
) -> list[str] | str:
    if column not in listed:
        return words[column]
    position = listed.index(column)
    return f"={LISTS}!{xl_range_abs(1, position, len(words[column]), position)}"


def _add_table(book: Workbook, spec: TableSpec, sources: dict[Column, list[str] | str]) -> None:
    sheet = book.add_worksheet(table_descriptions()[spec.table].title)
    _write_headings(book, sheet, [column.heading for column in spec.template])
    for position, column in enumerate(spec.template):
        width = max(WIDTHS.get(column.kind, USUAL_WIDTH), len(column.heading) + 2)
        cells = book.add_format(CELLS.get(column.kind, AS_TEXT))
        sheet.set_column(position, position, width, cells)
        sheet.data_validation(0, position, 0, position, message_rule(column))
        sheet.data_validation(
            1, position, LAST_ROW, position, validation_rule(column, sources[column])
        )
    sheet.freeze_panes(1, 0)
    # Codes such as 16 are text here, and Excel would mark each as an error.
    sheet.ignore_errors({"number_stored_as_text": "A2:XFD1048576"})


def _add_notes(book: Workbook, spec: TableSpec, words: dict[Column, list[str]]) -> None:
    sheet = book.add_worksheet(NOTES)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for position, width in enumerate(NOTES_HEADINGS.values()):
        sheet.set_column(position, position, width)
    above = paragraphs(spec)
    _write_paragraphs(sheet, above, wrapped)
    _write_headings(book, sheet, list(NOTES_HEADINGS), row=len(above) + 1)
    for row, column in enumerate(spec.template, start=len(above) + 2):
        for position, text in enumerate(column_note(column, words[column])):
            sheet.write_string(row, position, text, wrapped)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _write_paragraphs(sheet: Worksheet, texts: list[str], wrapped: Format) -> None:
    for row, text in enumerate(texts):
        sheet.merge_range(row, 0, row, len(NOTES_HEADINGS) - 1, text, wrapped)
        # Excel sets the height of a row by itself, except if cells are merged.
        sheet.set_row(row, POINTS_A_LINE * (len(text) // LETTERS_A_LINE + 1))


def _add_lists(book: Workbook, words: dict[Column, list[str]]) -> None:
    sheet = book.add_worksheet(LISTS)
    _write_headings(book, sheet, [column.heading for column in words])
    for position, choices in enumerate(words.values()):
        sheet.set_column(position, position, max(len(word) for word in choices) + 2)
        for row, word in enumerate(choices, start=1):
            sheet.write_string(row, position, word)


def _write_headings(book: Workbook, sheet: Worksheet, headings: list[str], row: int = 0) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for position, heading in enumerate(headings):
        sheet.write_string(row, position, heading, bold)


def _list_rule(column: Column, source: list[str] | str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning" if column.kind in MAY_GROW else "stop",
        "error_message": "This is not in the list. Choose a word of the list; the sheet Notes "
        "says more.",
    }
