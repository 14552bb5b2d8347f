"""Small spreadsheets of every kind, made by hand so that one detail can be wrong."""

import io
import zipfile
from collections.abc import Callable, Iterable

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data_access.intake.reading.reader import NotReadable, read_sheets

Cells = Iterable[tuple[str, object]]


def refusal(content: bytes) -> str:
    """The sentence in which a file is refused."""
    with pytest.raises(NotReadable) as fault:
        read_sheets(content)
    return str(fault.value)


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


def compound(*names: str) -> bytes:
    """The beginning of an old Office document in which streams of these names are listed."""
    listed = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + listed
