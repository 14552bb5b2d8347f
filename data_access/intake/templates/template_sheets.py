"""The sheets of a workbook to fill in: the empty table, its notes, and lists to choose from."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from data_access.intake.table_specs import Column, Kind, Layout
from data_access.intake.templates.excel_validation import fits_in_a_rule, rule, told
from data_access.intake.templates.notes_text import note, paragraphs, subjects

NOTES = "Notes"
LISTS = "Lists"
LAST_ROW = 1_048_575
A4 = 9
IN_DIGITS = {"num_format": "0"}
DAY_FIRST = {"num_format": "dd/mm/yyyy"}
# Excel takes a reference like 5/3/21 for a date, and 0123 for 123, in a cell that is not text.
AS_TEXT = {"num_format": "@"}
# A text cell of more than 255 characters shows as a row of hashes.
CELLS = {
    Kind.DATE: DAY_FIRST,
    Kind.YEAR: IN_DIGITS,
    Kind.WHOLE: IN_DIGITS,
    Kind.LONG: {"text_wrap": True},
}
WIDTHS = {
    Kind.DATE: 12,
    Kind.YEAR: 10,
    Kind.WHOLE: 10,
    Kind.YES_NO: 10,
    Kind.LONG: 60,
    Kind.KEY: 36,
}
USUAL_WIDTH = 20
# What ``guidance.note`` says of a column, and how wide it is written.
NOTES_HEADINGS = {
    "Column": 30,
    "Required": 10,
    "Meaning": 60,
    "Allowed values": 50,
    "Example": 34,
}
LETTERS_A_LINE = 165
POINTS_A_LINE = 15


def add_sheets(book: Workbook, layout: Layout, words: dict[Column, list[str]]) -> None:
    """Adds every sheet of the template to ``book``. ``words``: what each column offers."""
    listed = [column for column, offered in words.items() if not fits_in_a_rule(offered)]
    _add_table(book, layout, {column: _source(column, words, listed) for column in words})
    _add_notes(book, layout, words)
    if listed:
        _add_lists(book, {column: words[column] for column in listed})


def _source(
    column: Column, words: dict[Column, list[str]], listed: list[Column]
) -> list[str] | str:
    if column not in listed:
        return words[column]
    position = listed.index(column)
    return f"={LISTS}!{xl_range_abs(1, position, len(words[column]), position)}"


def _add_table(book: Workbook, layout: Layout, sources: dict[Column, list[str] | str]) -> None:
    sheet = book.add_worksheet(subjects()[layout.table].title)
    _write_headings(book, sheet, [column.heading for column in layout.template])
    for position, column in enumerate(layout.template):
        width = max(WIDTHS.get(column.kind, USUAL_WIDTH), len(column.heading) + 2)
        cells = book.add_format(CELLS.get(column.kind, AS_TEXT))
        sheet.set_column(position, position, width, cells)
        sheet.data_validation(0, position, 0, position, told(column))
        sheet.data_validation(1, position, LAST_ROW, position, rule(column, sources[column]))
    sheet.freeze_panes(1, 0)
    # Codes such as 16 are words here; Excel would mark every one of them as a slip.
    sheet.ignore_errors({"number_stored_as_text": "A2:XFD1048576"})


def _add_notes(book: Workbook, layout: Layout, words: dict[Column, list[str]]) -> None:
    sheet = book.add_worksheet(NOTES)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for position, width in enumerate(NOTES_HEADINGS.values()):
        sheet.set_column(position, position, width)
    above = paragraphs(layout)
    _write_paragraphs(sheet, above, wrapped)
    _write_headings(book, sheet, list(NOTES_HEADINGS), row=len(above) + 1)
    for row, column in enumerate(layout.template, start=len(above) + 2):
        for position, text in enumerate(note(column, words[column])):
            sheet.write_string(row, position, text, wrapped)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _write_paragraphs(sheet: Worksheet, texts: list[str], wrapped: Format) -> None:
    for row, text in enumerate(texts):
        sheet.merge_range(row, 0, row, len(NOTES_HEADINGS) - 1, text, wrapped)
        # Excel finds the height of a row by itself, but not where cells are merged.
        sheet.set_row(row, POINTS_A_LINE * (len(text) // LETTERS_A_LINE + 1))


def _add_lists(book: Workbook, words: dict[Column, list[str]]) -> None:
    sheet = book.add_worksheet(LISTS)
    _write_headings(book, sheet, [column.heading for column in words])
    for position, offered in enumerate(words.values()):
        sheet.set_column(position, position, max(len(word) for word in offered) + 2)
        for row, word in enumerate(offered, start=1):
            sheet.write_string(row, position, word)


def _write_headings(book: Workbook, sheet: Worksheet, headings: list[str], row: int = 0) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for position, heading in enumerate(headings):
        sheet.write_string(row, position, heading, bold)
