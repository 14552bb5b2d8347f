"""Small spreadsheets of every kind, made by hand so that one detail can be wrong."""

import io
import zipfile
from collections.abc import Callable, Iterable
from itertools import zip_longest
from struct import pack

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Cells = Iterable[tuple[str, object]]
FREE, END_OF_CHAIN, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, LEAST_STREAM = 512, 64, 4096


def xlsx(fill: Callable[[xlsxwriter.Workbook], object], **options: object) -> bytes:
    """An Excel workbook, as ``fill`` makes it."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **options})
    fill(book)
    book.close()
    return content.getvalue()


def xlsx_of(*rows: Iterable[object]) -> bytes:
    """An Excel workbook of one sheet with these rows."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet: Worksheet = book.add_worksheet("Cases")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return xlsx(fill)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    return zipped(parts_of(content) | {name: part})


def locked(content: bytes) -> bytes:
    """A zip whose parts are marked as locked by a password."""
    mark = content.index(b"PK\x01\x02") + 8
    return content[:mark] + b"\x01" + content[mark + 1 :]


def with_cells(cells: str, before: str = "") -> bytes:
    """An Excel workbook whose one sheet holds the XML ``cells``, and ``before`` before them."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{cells}</sheetData></worksheet>"
    )
    return with_part(xlsx_of(["a"]), "xl/worksheets/sheet1.xml", sheet.encode())


def ods(*tables: str, styles: str = "", mimetype: str = "spreadsheet") -> bytes:
    """An OpenDocument spreadsheet of these tables."""
    names = {
        "office": "office:1.0",
        "table": "table:1.0",
        "text": "text:1.0",
        "style": "style:1.0",
        "calcext": "calcext:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="urn:oasis:{space}"' for name, space in names.items())
    document = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{mimetype}".encode(),
            "content.xml": document.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def ods_table(*rows: str, name: str = "Cases", style: str = "shown") -> str:
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'
    )


def ods_row(*cells: str, times: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


def ods_text(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def ods_value(kind: str, attribute: str, value: str) -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}">'
        "<text:p>as shown</text:p></table:table-cell>"
    )


def ods_blank(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an Excel 97 workbook."""
    return pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float, form: int = 0) -> bytes:
    return record(0x203, pack("<HHHd", row, column, form, value))


def label(row: int, column: int, text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return record(0x204, pack("<HHHHB", row, column, 0, len(text), 1) + encoded)


def error(row: int, column: int, code: int) -> bytes:
    return record(0x205, pack("<HHHBB", row, column, 0, code, 1))


def xls(
    *sheets: bytes,
    before: bytes = b"",
    shown: Iterable[int] = (),
    kinds: Iterable[int] = (),
    others: Iterable[str] = (),
    small: bool = False,
) -> bytes:
    """An Excel 97 workbook whose sheets hold these records; ``form`` 1 of a number is a date.

    ``shown`` is 0 for a sheet that is shown and 1 for one that is hidden, ``kinds`` 0 for one of
    cells; ``others`` are names of empty streams beside the workbook; a ``small`` workbook is kept
    in the part for small streams.
    """
    begin = record(0x809, pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    forms = record(0xE0, bytes(20)) + record(0xE0, pack("<HH16x", 0, 14))
    bodies = [
        record(0x809, pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + sheet + record(0x0A)
        for sheet in sheets
    ]
    bounds = len(sheets) * len(_bound(0, 0, 0, 0))
    at = len(begin + before + forms) + bounds + len(record(0x0A))
    stream = begin + before + forms
    flags = zip_longest(range(len(sheets)), shown, kinds, fillvalue=0)
    for (place, hidden, kind), body in zip(flags, bodies, strict=True):
        stream += _bound(at, hidden, kind, place)
        at += len(body)
    workbook = stream + record(0x0A) + b"".join(bodies)
    return (
        small_compound("Workbook", workbook) if small else compound({"Workbook": workbook}, others)
    )


def _bound(at: int, hidden: int, kind: int, place: int) -> bytes:
    return record(0x85, pack("<IBBBB", at, hidden, kind, 1, 0) + str(place % 10).encode())


def compound(streams: dict[str, bytes], others: Iterable[str] = ()) -> bytes:
    """A compound file of these streams, none of them in the part for small ones."""
    table, body = [TABLE, END_OF_CHAIN], b""
    entries = [_entry("Root Entry", 5, END_OF_CHAIN, 0)]
    for name, content in streams.items():
        whole = max(LEAST_STREAM, -(-len(content) // SECTOR) * SECTOR)
        table += _chain(len(table), whole // SECTOR)
        entries.append(_entry(name, 2, len(table) - whole // SECTOR, whole))
        body += content.ljust(whole, b"\x00")
    entries += [_entry(name, 2, END_OF_CHAIN, 0) for name in others]
    return _laid_out(table, entries, body)


def small_compound(name: str, content: bytes) -> bytes:
    """A compound file of one stream in the part for small ones, which begins after its table."""
    pieces, sectors = -(-len(content) // SMALL), -(-len(content) // SECTOR)
    table = [TABLE, END_OF_CHAIN, END_OF_CHAIN, *_chain(3, sectors)]
    entries = [
        _entry("Root Entry", 5, 3, pieces * SMALL),
        _entry(name, 2, 0, len(content)),
    ]
    body = _table(_chain(0, pieces)) + content.ljust(sectors * SECTOR, b"\x00")
    return _laid_out(table, entries, body, small_table=2)


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), END_OF_CHAIN]


def _table(numbers: list[int]) -> bytes:
    return b"".join(pack("<I", each) for each in numbers).ljust(SECTOR, b"\xff")


def _laid_out(
    table: list[int], entries: list[bytes], body: bytes, small_table: int = END_OF_CHAIN
) -> bytes:
    header = pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, LEAST_STREAM, small_table, 0, END_OF_CHAIN, 0,
    )  # fmt: skip
    lists = pack("<109I", 0, *[FREE] * 108)
    return header + lists + _table(table) + b"".join(entries).ljust(SECTOR, b"\x00") + body


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = (name + "\x00").encode("utf-16-le")
    return pack(
        "<64sHBBIII36xIII", encoded, len(encoded), kind, 1, FREE, FREE, FREE, first, size, 0
    )
