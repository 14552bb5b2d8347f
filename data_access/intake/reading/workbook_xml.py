"""What the library does not say of a workbook, looked for in its XML: called in the same worker."""

import re
import zipfile
from collections.abc import Collection, Iterator
from itertools import islice
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.parsers import expat

from data_access.intake.reading.file_type import DAMAGED, WHAT_TO_SEND, read_part
from data_access.intake.reading.sheet import Merged, NotReadable

# Of an OpenDocument file the library reads a formula error as an empty text, and leaves out values
# that stand as text alone, breaks and tabs. What stands in a box it puts before the text of a cell.
IN_CELL = rb"[^>]*(?<!/)>(?:\s*<(?!/table|office:annotation)[^>]*>)*\s*[^<\s]"
LOST = re.compile(
    rb'calcext:value-type="error"'
    rb'|office:string-value=""' + IN_CELL + rb"|<table:table-cell"
    rb'(?![^>]*office:(?:[a-z]+-)?value=|[^>]*office:value-type="string")'
    + IN_CELL
    + rb"|<text:(?:tab|line-break)\b|<draw:(?:text-box|custom-shape)\b|<!\[CDATA\["
)
TABLE = re.compile(rb"<table:table[\s>]")
IS_LOST = (
    "The file is an OpenDocument spreadsheet with formula errors, or with drawings, line breaks or"
    f" untyped text in its cells, which cannot be read without loss. {WHAT_TO_SEND}"
)
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
# They matter over headings, which stand at the top.
MOST_MERGED = 1_000


def refuse_broken_parts(archive: zipfile.ZipFile) -> None:
    """Nothing, for parts whose XML is whole. Errors: NotReadable.

    The library reads broken XML as far as it can, and says nothing of the cells that it lost.
    """
    for name in archive.namelist():
        if name.lower().startswith(("xl/", "content.xml")) and name.lower().endswith(".xml"):
            try:
                expat.ParserCreate().Parse(read_part(archive, name), True)
            except (expat.ExpatError, LookupError):
                raise NotReadable(DAMAGED) from None


def refuse_losses(archive: zipfile.ZipFile, sheets: Collection[str]) -> None:
    """Nothing, for an OpenDocument file of which the library reads everything.

    Errors: NotReadable otherwise.
    """
    content = read_part(archive, "content.xml")
    tables = len(TABLE.findall(content))
    # A table in a drawing or a cell mixes with its sheet, and of two of one name neither is read.
    if LOST.search(content) or not tables == len(sheets) == len({*sheets}):
        raise NotReadable(IS_LOST)


def merged_by_sheet(archive: zipfile.ZipFile) -> list[tuple[Merged, ...]]:
    """The merged ranges of each sheet, in the workbook's order, which the library does not tell.

    Two columns under one merged heading can have equal headings of their own.
    """
    try:
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in ElementTree.fromstring(read_part(archive, RELATIONS))
        }
        sheets = ElementTree.fromstring(read_part(archive, WORKBOOK)).iterfind(".//{*}sheet")
        links = [
            next((value for key, value in sheet.items() if key.endswith("}id")), None)
            for sheet in sheets
        ]
    except ElementTree.ParseError:
        raise NotReadable(DAMAGED) from None
    return [tuple(_merged(read_part(archive, _from_root(targets.get(link, ""))))) for link in links]


def _from_root(target: str) -> str:
    """A target is given from the workbook's own folder, or from the root with a slash before."""
    return normpath(join("/xl", target)).lstrip("/")


def _merged(sheet: bytes) -> Iterator[Merged]:
    # They stand after the cells, which are passed over twenty times as fast without the pattern.
    start = sheet.find(b"mergeCells")
    for each in islice(MERGE.finditer(sheet, start), MOST_MERGED if start > 0 else 0):
        column, row, last_column, last_row = each.groups()
        yield int(row), _number(column), int(last_row), _number(last_column)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
