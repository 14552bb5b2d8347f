"""Writes the sheets of a template: the empty table, its notes for its user, and lists of words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from data_access import vocabulary
from data_access.intake.table_specs import Column, ColumnKind, TableSpec
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
}


# The words of codes that need an explanation.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "Outcome": {code.value: code.words for code in vocabulary.Outcome}
}
ALLOWED = {
    ColumnKind.DATE: "A date from 01/01/2000 to 31/12/2099.",
    ColumnKind.YEAR: "A year from 2000 to 2099.",
    ColumnKind.WHOLE: "A whole number, 0 or more.",
    ColumnKind.REFERENCE: "The reference as the force writes it.",
    ColumnKind.KEY: "32 of the digits 0 to 9 and the letters a to f.",
    ColumnKind.FORCE: "A police force of the store.",
    ColumnKind.AREA: "An area of the store.",
    ColumnKind.NAME: "Letters, digits, hyphens and strokes, without spaces.",
    ColumnKind.TEXT: "Text.",
    ColumnKind.LONG: "Text, a paragraph or more.",
}
HOW_TO_FILL = (
    "Fill in the first sheet from row 2 on, and leave its headings as they are. A column marked "
    "“yes” under Required is filled in every row; any other may stay empty or be taken out. "
    "This sheet is not imported."
)
DATES = (
    "Write a date like 16/07/2021, 16 July 2021 or 2021-07-16: the day first, never the month. "
    "A blank cell means “not recorded”, unless the column’s meaning says otherwise."
)
NEVER_IN_CASES = (
    "Never put in a name, a date of birth, an address or postcode, a telephone number, an e-mail "
    "address, or free text about a person: a file with such a column is refused. Of age, sex, "
    "ethnicity and the like, give only whether they were asked about, never the answer."
)
NEVER_IN_CONTENT = (
    "Never put in what could identify a victim, a witness or a suspect: no name, date of birth, "
    "address, postcode, telephone number, e-mail address or crime reference, and no free text "
    "about a person. Whoever owns or agrees something is given by role."
)
REFERENCES = (
    "Fill in the crime reference or the case key, one of the two. The crime reference is turned "
    "into a keyed hash on the way in, and is kept nowhere."
)


@dataclass(frozen=True)
class TableDescription:
    """The title of a table, and the meaning of one row."""

    title: str
    one_row: str


@cache
def table_descriptions() -> dict[str, TableDescription]:
    """The title of each table and the meaning of one of its rows, by table."""
    rows = pl.read_csv(Path(__file__).with_name("tables.csv"), infer_schema=False)
    return {table: TableDescription(title, one_row) for table, title, one_row in rows.iter_rows()}


def paragraphs(spec: TableSpec) -> list[str]:
    """The paragraphs above the notes on the columns."""
    description = table_descriptions()[spec.table]
    hashed = any(column.kind == ColumnKind.REFERENCE for column in spec.template)
    return [
        f"{description.title}: one row is {description.one_row}.",
        HOW_TO_FILL,
        DATES,
        NEVER_IN_CASES if spec.is_of_cases else NEVER_IN_CONTENT,
        *([REFERENCES] if hashed else []),
    ]


def choices(column: Column, areas: list[str], forces: list[str]) -> list[str]:
    """The words to choose from in a column; empty if it has no choices."""
    places = {ColumnKind.AREA: areas, ColumnKind.FORCE: forces}
    return places.get(column.kind, column.choices)


def column_note(column: Column, words: list[str]) -> tuple[str, str, str, str, str]:
    """The notes on a column: heading, required, meaning, allowed values, example.

    ``words``: its ``choices``.
    """
    required = "yes" if column.required else "no"
    return column.heading, required, column.meaning, _allowed(column, words), column.example


def _allowed(column: Column, words: list[str]) -> str:
    if words:
        meanings = MEANINGS.get(column.words, {})
        return "\n".join(f"{word}: {meanings[word]}" if meanings else word for word in words)
    if column.kind == ColumnKind.REF:
        title = table_descriptions()[column.words].title
        return f"A reference from the table {title}: in the store, or in a file loaded with this."
    return ALLOWED[column.kind]


def add_sheets(book: Workbook, spec: TableSpec, words: dict[Column, list[str]]) -> None:
    """Adds every sheet of a template to ``book``. ``words``: the choices of each column."""
    listed = {column: choices for column, choices in words.items() if choices}
    ranges = {
        column: f"={LISTS}!{xl_range_abs(1, position, len(choices), position)}"
        for position, (column, choices) in enumerate(listed.items())
    }
    _add_table(book, spec, ranges)
    _add_notes(book, spec, words)
    if listed:
        _add_lists(book, listed)


def message_rule(column: Column) -> dict[str, Any]:
    """A rule that allows everything and shows the meaning of the column."""
    return {
        "validate": "any",
        "input_title": shorten(column.heading, LONGEST_TITLE, placeholder=" ..."),
        "input_message": f"{column.meaning} Required." if column.required else column.meaning,
    }


def validation_rule(column: Column, source: str | None) -> dict[str, Any]:
    """The rule for the cells of a column. ``source``: the range that lists its choices, if any."""
    from_list = {
        "validate": "list",
        "source": source,
        "error_type": "warning" if column.kind in MAY_GROW else "stop",
        "error_message": "This is not in the list. Choose a word of the list; the sheet Notes "
        "says more.",
    }
    return message_rule(column) | LIMITS.get(column.kind, from_list if source else {})


def _add_table(book: Workbook, spec: TableSpec, ranges: dict[Column, str]) -> None:
    sheet = book.add_worksheet(table_descriptions()[spec.table].title)
    _write_headings(book, sheet, [column.heading for column in spec.template])
    for position, column in enumerate(spec.template):
        width = max(WIDTHS.get(column.kind, USUAL_WIDTH), len(column.heading) + 2)
        cells = book.add_format(CELLS.get(column.kind, AS_TEXT))
        sheet.set_column(position, position, width, cells)
        sheet.data_validation(0, position, 0, position, message_rule(column))
        sheet.data_validation(
            1, position, LAST_ROW, position, validation_rule(column, ranges.get(column))
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
