"""An old Excel file looked into before any library reads it: its streams, and where its cells lie.

Source: [MS-CFB] for the container, [MS-XLS] for the records.
"""

from collections.abc import Iterator
from itertools import islice
from struct import Struct, error, iter_unpack

from data_access.intake.archives import DAMAGED, MACROS, PROTECTED
from data_access.intake.extents import MOST_MERGED, Extent, checked_extent
from data_access.intake.grids import Merged, NotReadable, check_sheets
from data_access.intake.kinds import no_spreadsheet

WORKBOOKS = ("Workbook", "Book")
ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
VISUAL_BASIC = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")
ROOT = "Root Entry"
ENTRY = Struct("<64sHB49xII4x")
SHORT, LONG, PAIR = Struct("<H"), Struct("<I"), Struct("<HH")
LAST_SECTOR = 0xFFFFFFFA
SECTOR_SHIFTS, SMALL_SHIFT = (9, 12), 6
# Records of a workbook.
FILEPASS, BOUND_SHEET, BEGIN, END, MERGED, ROWS_AT_ONCE, DIMENSIONS = (
    0x2F, 0x85, 0x809, 0x0A, 0xE5, 0xBD, 0x200,
)  # fmt: skip
# Formula, number, text of three kinds, a short number, true or false or an error.
CELLS = {0x06, 0x203, 0x204, 0xFD, 0xD6, 0x27E, 0x205}
WORKSHEET, MACRO_SHEET = 0, 1
XLS_ROWS, XLS_COLUMNS = 65_536, 256


def xls_extents(content: bytes) -> list[Extent]:
    """The extent of each worksheet of an Excel 97 workbook, in the workbook's order.

    Errors: NotReadable for a password, macros, another document, a broken or too large workbook.
    """
    try:
        return [_sheet_extent(*each) for each in _worksheets(_workbook_stream(content))]
    except (error, LookupError, UnicodeDecodeError) as fault:
        raise NotReadable(DAMAGED) from fault


def _workbook_stream(content: bytes) -> bytes:
    streams = _Streams(content)
    if any(name in streams.entries for name in ENCRYPTED):
        raise NotReadable(PROTECTED)
    if any(name in streams.entries for name in VISUAL_BASIC):
        raise NotReadable(MACROS)
    name = next((name for name in WORKBOOKS if name in streams.entries), None)
    if name is None:
        raise no_spreadsheet("another kind of document")
    return streams.read(name)


class _Streams:
    """The named streams in a compound file, which is laid out like a small disk."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, small_shift = PAIR.unpack_from(content, 30)
        if shift not in SECTOR_SHIFTS or small_shift != SMALL_SHIFT:
            raise NotReadable(DAMAGED)
        self.size, self.small_size = 1 << shift, 1 << small_shift
        first_entry, self.least, small_table = (
            LONG.unpack_from(content, place)[0] for place in (48, 56, 60)
        )
        self.next = self._table(self._table_sectors())
        self.small_next = self._table(self._chain(small_table))
        self.entries = dict(self._entries(first_entry))

    def read(self, name: str) -> bytes:
        start, length = self.entries[name]
        if length >= self.least:
            return self._joined(start)[:length]
        small = self._joined(self.entries[ROOT][0])
        places = self._follow(self.small_next, start)
        parts = (small[at * self.small_size :][: self.small_size] for at in places)
        return b"".join(parts)[:length]

    def _entries(self, first: int) -> Iterator[tuple[str, tuple[int, int]]]:
        directory = self._joined(first)
        whole = len(directory) // ENTRY.size * ENTRY.size
        for name, length, kind, start, size in ENTRY.iter_unpack(directory[:whole]):
            if kind:
                yield name[: max(length - 2, 0)].decode("utf-16-le"), (start, size)

    def _table_sectors(self) -> list[int]:
        """The sectors of the table: the first 109 in the header, others in a chain of lists."""
        sectors = list(Struct("<109I").unpack_from(self.content, 76))
        (at,) = LONG.unpack_from(self.content, 68)
        lists = 0
        while at < LAST_SECTOR and lists * self.size < len(self.content):
            *more, at = (each for (each,) in iter_unpack("<I", self._sector(at)))
            sectors, lists = sectors + more, lists + 1
        return [sector for sector in sectors if sector < LAST_SECTOR]

    def _table(self, sectors: list[int]) -> list[int]:
        return [each for at in sectors for (each,) in iter_unpack("<I", self._sector(at))]

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first)))

    def _chain(self, first: int) -> list[int]:
        return self._follow(self.next, first)

    def _follow(self, table: list[int], at: int) -> list[int]:
        chain: list[int] = []
        while at < LAST_SECTOR:
            chain.append(at)
            if len(chain) > len(table):
                raise NotReadable(DAMAGED)
            at = table[at]
        return chain

    def _sector(self, at: int) -> bytes:
        sector = self.content[(at + 1) * self.size : (at + 2) * self.size]
        if not sector:
            raise NotReadable(DAMAGED)
        # The last sector of some files is cut short.
        return sector.ljust(self.size, b"\x00")


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at < len(stream):
        record, length = PAIR.unpack_from(stream, at)
        yield record, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _worksheets(stream: bytes) -> Iterator[tuple[bytes, int]]:
    """The stream and the place in it, for each worksheet in turn."""
    bound: list[tuple[int, int]] = []
    for record, body in _records(stream):
        if record == FILEPASS:
            raise NotReadable(PROTECTED)
        if record == BOUND_SHEET:
            bound.append((LONG.unpack_from(body)[0], body[5]))
        if record == END:
            break
    if any(kind == MACRO_SHEET for _, kind in bound):
        raise NotReadable(MACROS)
    check_sheets(len(bound))
    yield from ((stream, at) for at, kind in bound if kind == WORKSHEET)


def _sheet_extent(stream: bytes, at: int) -> Extent:
    rows, columns = set(), set()
    merged: list[Merged] = []
    for record, body in _sheet_records(stream, at):
        if record in CELLS or record == ROWS_AT_ONCE:
            row, column = PAIR.unpack_from(body)
            rows.add(row)
            columns.add(column)
        if record == ROWS_AT_ONCE:
            columns.add(SHORT.unpack_from(body, len(body) - 2)[0])
        elif record == MERGED:
            merged += islice(_merged(body), MOST_MERGED)
        elif record == DIMENSIONS:
            _check_dimensions(body)
    return checked_extent(rows, columns, merged)


def _sheet_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet; a chart in it begins and ends on its own."""
    depth = 0
    for record, body in _records(stream, at):
        depth += (record == BEGIN) - (record == END)
        if depth == 1:
            yield record, body
        if depth == 0:
            return


def _check_dimensions(body: bytes) -> None:
    _, rows, _, columns = Struct("<IIHH" if len(body) >= 12 else "<HHHH").unpack_from(body)
    if rows > XLS_ROWS or columns > XLS_COLUMNS:
        raise NotReadable(DAMAGED)


def _merged(body: bytes) -> Iterator[Merged]:
    ranges = body[2 : 2 + (len(body) - 2) // 8 * 8]
    for row, last_row, column, last_column in iter_unpack("<HHHH", ranges):
        yield row + 1, column + 1, last_row + 1, last_column + 1
