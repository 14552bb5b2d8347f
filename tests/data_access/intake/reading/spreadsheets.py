"""Small spreadsheets of every kind, made by hand so that one detail can be wrong."""

import io
import zipfile
from collections.abc import Callable, Iterable

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Cells = Iterable[tuple[str, object]]


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


def compound(*names: str) -> bytes:
    """The beginning of an old Office document in which streams of these names are listed."""
    listed = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + listed
