"""Tables as a workbook: each on its own sheet, with filters and a text for screen readers."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import NamedTuple

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ui.elements.csv_download import Download, without_marks

NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)")
# Excel reads these as formulas once somebody edits the cell; a leading quote keeps them text.
FORMULA = re.compile(r"[=+@\t\r-]")
# The button of a filter takes room beside a heading.
ROOM_FOR_FILTER, NARROWEST, WIDEST = 4, 10, 70
A4 = 9
# A style without stripes, which print badly.
PLAIN = "Table Style Light 1"
DAY_FIRST = "dd/mm/yyyy"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class ExportSheet(NamedTuple):
    """A table on a sheet; ``about`` describes it to a screen reader.

    ``numbers``: the columns whose texts become numbers, such as "1,693" and "61%".
    """

    name: str
    rows: pl.DataFrame
    about: str
    numbers: Collection[str] = ()


def export_workbook(
    title: str, sheets: Sequence[ExportSheet], download: Download, *, marking: str, mark: str = ""
) -> bytes:
    """The sheets as one file, with ``mark`` and ``marking`` on each printed page.

    The same sheets give the same bytes: the file is dated on the day of ``download``. Nulls are
    empty cells.
    """
    content = BytesIO()
    book = Workbook(content, OPTIONS)
    made = datetime.combine(download.day, time(), UTC)
    book.set_properties({"title": title, "comments": mark, "category": marking, "created": made})
    for number, sheet in enumerate(sheets, start=1):
        written = book.add_worksheet(sheet.name)
        _write(book, written, without_marks(sheet.rows).fill_nan(None), sheet.numbers)
        _as_table(written, sheet, f"Table{number}")
        _on_paper(written, marking, mark)
    book.close()
    return content.getvalue()


def _write(book: Workbook, sheet: Worksheet, rows: pl.DataFrame, numbers: Collection[str]) -> None:
    looks = _Looks(book)
    for place, column in enumerate(rows.iter_columns()):
        for line, cell in enumerate(column, start=1):
            _write_cell(sheet, (line, place), cell, column.name in numbers, looks)
        words = [len(line) for cell in column for line in str(cell).splitlines()]
        widest = max([len(column.name) + ROOM_FOR_FILTER, NARROWEST, *words])
        sheet.set_column(place, place, min(widest, WIDEST))


class _Looks:
    """Cell formats, each added to the workbook once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.formats: dict[tuple[str, bool], Format] = {}

    def __call__(self, number: str = "", *, is_quoted: bool = False) -> Format:
        if (number, is_quoted) not in self.formats:
            look = self.book.add_format({"valign": "top", "text_wrap": not number})
            if number:
                look.set_num_format(number)
            if is_quoted:
                look.set_quote_prefix()
            self.formats[number, is_quoted] = look
        return self.formats[number, is_quoted]


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], cell: object, is_number: bool, looks: _Looks
) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(*at, datetime.combine(cell, time()), looks(DAY_FIRST))
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(*at, cell, looks("#,##0" if isinstance(cell, int) else "General"))
    elif is_number and (match := NUMBER.fullmatch(str(cell))):
        decimals, percent = match.groups()
        number = float(str(cell).replace(",", "").rstrip("%"))
        shape = ("0" if percent else "#,##0") + (f".{'0' * len(decimals)}" if decimals else "")
        sheet.write_number(*at, number / 100 if percent else number, looks(shape + percent))
    else:
        words = str(cell)
        sheet.write_string(*at, words, looks(is_quoted=bool(FORMULA.match(words))))


def _as_table(written: Worksheet, sheet: ExportSheet, name: str) -> None:
    rows = sheet.rows
    headings = [{"header": column} for column in rows.columns]
    looks = {"columns": headings, "name": name, "style": PLAIN, "description": sheet.about}
    written.add_table(0, 0, rows.height, rows.width - 1, looks)
    written.freeze_panes(1, 0)


def _on_paper(written: Worksheet, marking: str, mark: str) -> None:
    written.set_header(f"&L{mark}")
    written.set_footer(f"&L{marking}&RPage &P of &N")
    written.repeat_rows(0)
    written.set_landscape()
    written.set_paper(A4)
    written.fit_to_pages(1, 0)
