"""OpenDocument spreadsheets, read cell by cell.

The library that reads Excel's workbooks reads these too, but leaves out formula errors and times
of the day, and cannot tell which cells are merged.
"""

import zipfile
from dataclasses import dataclass, field

import polars as pl

from data_access.intake.reading.extents import MOST_MERGED, Attributes, walk
from data_access.intake.reading.grids import Merged, Sheet, check_sheets, check_size
from data_access.intake.reading.values import plain_number, plain_time, with_plain_values

CONTENT = "content.xml"
CELLS = ("table-cell", "covered-table-cell")
NUMBERS = ("float", "percentage", "currency")
# Text inside these stands beside the cell's own: a remark, a picture's caption, a sub-table.
ASIDES = {"annotation", "shapes", "frame", "custom-shape", "tracked-changes", "dde-links"}
MOST_SPACES = 1_000
BREAKS = {"tab": "\t", "line-break": "\n"}
Row = list[str | None]


@dataclass
class _Table:
    name: str
    style: str
    rows: list[Row] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    blank: int = 0
    widest: int = 0

    @property
    def cells(self) -> int:
        return len(self.rows) * self.widest

    def add(self, row: Row, times: int, other_cells: int) -> None:
        """Blank rows are written out only once a filled one follows: thousands end every sheet."""
        if not row:
            self.blank += times
            return
        self.widest = max(self.widest, len(row))
        check_size(len(self.rows) + self.blank + times, self.widest, other_cells)
        self.rows += [[] for _ in range(self.blank)]
        self.rows += [row] * times
        self.blank = 0


def read_opendocument(archive: zipfile.ZipFile) -> tuple[list[Sheet], int]:
    """The filled sheets of a spreadsheet, and how many hidden ones were left out.

    Errors: NotReadable where it is broken or too large.
    """
    reader = _Reader()
    walk(archive, CONTENT, reader.started, reader.ended, reader.characters)
    filled = [table for table in reader.tables if table.rows]
    shown = [table for table in filled if table.style not in reader.hidden_styles]
    return [_sheet(table) for table in shown], len(filled) - len(shown)


def _sheet(table: _Table) -> Sheet:
    columns = [
        pl.Series(
            f"c{place}", [row[place] if place < len(row) else None for row in table.rows], pl.String
        )
        for place in range(table.widest)
    ]
    return Sheet(table.name, with_plain_values(pl.DataFrame(columns)), merged=tuple(table.merged))


class _Reader:
    """Takes the elements of a spreadsheet in turn and keeps its tables."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.row: Row = []
        self.row_times = self.empty_cells = 0
        self.cell: Attributes = {}
        self.text: list[str] = []
        self.paragraphs = self.in_paragraph = self.aside = 0
        self.in_table = False

    def started(self, name: str, attributes: Attributes) -> None:
        if self.aside or name in ASIDES or (self.in_table and name == "table"):
            self.aside += 1
        elif name in CELLS:
            self.cell, self.text, self.paragraphs = attributes, [], 0
        elif name == "table-row":
            self.row, self.empty_cells = [], 0
            self.row_times = _count(attributes, "table:number-rows-repeated")
        elif name in ("p", "s", *BREAKS):
            self.text_started(name, attributes)
        else:
            self.sheet_started(name, attributes)

    def sheet_started(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self.in_table = True
            style = attributes.get("table:style-name", "")
            self.tables.append(_Table(attributes.get("table:name", ""), style))
            check_sheets(len(self.tables))
        elif name == "style":
            self.style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def text_started(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self.text += ["\n"] * bool(self.paragraphs)
            self.paragraphs += 1
            self.in_paragraph += 1
        elif name == "s":
            self.text.append(" " * min(_count(attributes, "text:c"), MOST_SPACES))
        else:
            self.text.append(BREAKS[name])

    def characters(self, text: str) -> None:
        if self.in_paragraph and not self.aside:
            self.text.append(text)

    def ended(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name == "p":
            self.in_paragraph -= 1
        elif name in CELLS and self.in_table:
            self.cell_ended()
        elif name == "table-row" and self.in_table:
            other_cells = sum(table.cells for table in self.tables[:-1])
            self.tables[-1].add(self.row, self.row_times, other_cells)
        elif name == "table":
            self.in_table = False

    def cell_ended(self) -> None:
        value = _value(self.cell, "".join(self.text))
        times = _count(self.cell, "table:number-columns-repeated")
        if not value:
            self.empty_cells += times
            return
        check_size(1, len(self.row) + self.empty_cells + times)
        self.row += [None] * self.empty_cells
        self.note_merged()
        self.row += [value] * times
        self.empty_cells = 0

    def note_merged(self) -> None:
        table = self.tables[-1]
        row, column = len(table.rows) + table.blank + 1, len(self.row) + 1
        down = _count(self.cell, "table:number-rows-spanned") - 1
        across = _count(self.cell, "table:number-columns-spanned") - 1
        if (down or across) and len(table.merged) < MOST_MERGED:
            table.merged.append((row, column, row + down, column + across))


def _count(attributes: Attributes, name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)


def _value(cell: Attributes, text: str) -> str:
    """What stands in a cell: a value given beside the text that is shown goes before it."""
    kind = cell.get("office:value-type")
    if kind in NUMBERS:
        return plain_number(cell.get("office:value", text))
    if kind == "time":
        return plain_time(cell.get("office:time-value", text))
    if kind == "string":
        # The value of a formula error is given as empty; its text is the error.
        return cell.get("office:string-value") or text
    return cell.get(f"office:{kind}-value", text)
