"""An Excel 97 workbook looked into before any library reads it: its locks, and where cells lie.

The library that reads it believes what it declares, and ends the whole program when that is more
than there is memory. Source: [MS-XLS].
"""

from collections.abc import Iterator
from itertools import pairwise
from struct import Struct, error, iter_unpack

from data_access.intake.reading.archives import DAMAGED, MACROS, PROTECTED
from data_access.intake.reading.compound import LONG, PAIR, compound_of, streams_of
from data_access.intake.reading.extents import MOST_MERGED, Extent, checked, extent_of
from data_access.intake.reading.grids import Merged, NotReadable, check_sheets
from data_access.intake.reading.kinds import no_spreadsheet

WORKBOOKS = {"Workbook", "Book"}
ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}
VISUAL_BASIC = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"}
# Kinds of records.
FILEPASS, BOUND_SHEET, BEGIN, END = 0x2F, 0x85, 0x809, 0x0A
MERGED, DIMENSIONS, SHORT_NUMBERS = 0xE5, 0x200, 0xBD
# Formula, number, text of three kinds, a short number or a row of them, true or false or an error.
CELLS = {0x06, 0x203, 0x204, 0xFD, 0xD6, 0x27E, SHORT_NUMBERS, 0x205}
WORKSHEET, MACRO_SHEETS = 0, {1, 6}
SHORT, LONG_RANGE, SHORT_RANGE = Struct("<H"), Struct("<IIHH"), Struct("<HHHH")
XLS_ROWS, XLS_COLUMNS = 65_536, 256
WITH_CHART = (
    "A sheet of the workbook holds a chart, whose figures cannot be told from the table's in an"
    " old .xls file. Save it as an Excel workbook (.xlsx) and send that."
)


def open_old_workbook(content: bytes) -> tuple[bytes, list[Extent]]:
    """The workbook without anything beside it, and the extent of each of its sheets.

    Errors: NotReadable for a password, macros, another document, a broken or too large workbook.
    """
    streams = streams_of(content)
    names = set(streams.names)
    if names & ENCRYPTED:
        raise NotReadable(PROTECTED)
    if names & VISUAL_BASIC:
        raise NotReadable(MACROS)
    if not names & WORKBOOKS:
        raise no_spreadsheet("another kind of document")
    name = "Workbook" if "Workbook" in names else "Book"
    stream = streams.read(name)
    return compound_of(name, stream), _extents(stream)


def _extents(stream: bytes) -> list[Extent]:
    try:
        bound = _bound_sheets(stream)
        starts = sorted({at for at, _ in bound})
        if len(starts) < len(bound):
            raise NotReadable(DAMAGED)
        ends = dict(pairwise([*starts, len(stream)]))
        # The figures of a sheet that is one chart take room as well, though it shows no cells.
        extents = checked(_sheet_extent(stream, at, ends[at]) for at, _ in bound)
    except (error, LookupError):
        raise NotReadable(DAMAGED) from None
    return [
        extent if kind == WORKSHEET else Extent()
        for extent, (_, kind) in zip(extents, bound, strict=True)
    ]


def _bound_sheets(stream: bytes) -> list[tuple[int, int]]:
    """The place in the stream and the kind of each sheet, in the workbook's order."""
    bound: list[tuple[int, int]] = []
    for record, body in _records(stream, 0, len(stream)):
        if record == FILEPASS:
            raise NotReadable(PROTECTED)
        if record == BOUND_SHEET:
            bound.append((LONG.unpack_from(body)[0], body[5]))
    if any(kind in MACRO_SHEETS for _, kind in bound):
        raise NotReadable(MACROS)
    check_sheets(len(bound))
    return bound


def _sheet_extent(stream: bytes, at: int, end: int) -> Extent:
    rows: set[int] = set()
    columns: set[int] = set()
    merged: list[Merged] = []
    begun = 0
    for record, body in _records(stream, at, end):
        begun += record == BEGIN
        if record in CELLS:
            _refuse_chart(begun)
            row, column = PAIR.unpack_from(body)
            rows.add(row)
            columns |= {column, _last_column(record, body, column)}
        elif record == MERGED and len(merged) < MOST_MERGED:
            merged += _merged(body)
        elif record == DIMENSIONS:
            _check_dimensions(body)
    return extent_of(rows, columns, merged)


def _records(stream: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The kind and the body of each record from ``at`` to the first that ends a sheet.

    Errors: NotReadable where none does, or there is none before ``end``.
    """
    while at < end:
        record, length = PAIR.unpack_from(stream, at)
        if record == END:
            return
        yield record, stream[at + 4 : at + 4 + length]
        at += 4 + length
    raise NotReadable(DAMAGED)


def _last_column(record: int, body: bytes, column: int) -> int:
    if record != SHORT_NUMBERS:
        return column
    (last,) = SHORT.unpack_from(body, len(body) - SHORT.size)
    return int(last)


def _refuse_chart(begun: int) -> None:
    # A chart in a sheet begins on its own, and its figures are records like those of cells.
    if begun > 1:
        raise NotReadable(WITH_CHART)


def _check_dimensions(body: bytes) -> None:
    form = LONG_RANGE if len(body) >= LONG_RANGE.size else SHORT_RANGE
    first_row, rows, first_column, columns = form.unpack_from(body)
    if not (first_row <= rows <= XLS_ROWS and first_column <= columns <= XLS_COLUMNS):
        raise NotReadable(DAMAGED)


def _merged(body: bytes) -> Iterator[Merged]:
    ranges = body[2 : 2 + (len(body) - 2) // 8 * 8]
    for row, last_row, column, last_column in iter_unpack("<HHHH", ranges):
        yield row + 1, column + 1, last_row + 1, last_column + 1
