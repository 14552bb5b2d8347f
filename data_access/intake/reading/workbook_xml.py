"""Reads from a workbook's XML what the library does not report; called in the same worker."""

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.parsers import expat

from data_access.intake.reading.file_type import DAMAGED, read_part
from data_access.intake.reading.sheet import Merged, NotReadable

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
# Only merged headings matter, and they are at the top.
MOST_MERGED = 1_000


def refuse_broken_parts(archive: zipfile.ZipFile) -> None:
    """Checks that the XML of the parts is complete. Errors: NotReadable if it is not.

    The library reads broken XML as far as it can, and does not report the lost cells.
    """
    for name in archive.namelist():
        if name.lower().startswith("xl/") and name.lower().endswith(".xml"):
            try:
                expat.ParserCreate().Parse(read_part(archive, name), True)
            except (expat.ExpatError, LookupError):
                raise NotReadable(DAMAGED) from None


def merged_by_sheet(archive: zipfile.ZipFile) -> list[tuple[Merged, ...]]:
    """The merged ranges of each sheet, in order, which the library does not report.

    They matter because columns under different merged headings can have equal headings.
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
    """A target's path from the root; without a leading slash it is from the workbook's folder."""
    return normpath(join("/xl", target)).lstrip("/")


def _merged(sheet: bytes) -> Iterator[Merged]:
    # Merged ranges come after the cells, which ``find`` skips twenty times as fast as the pattern.
    start = sheet.find(b"mergeCells")
    for each in islice(MERGE.finditer(sheet, start), MOST_MERGED if start > 0 else 0):
        column, row, last_column, last_row = each.groups()
        yield int(row), _number(column), int(last_row), _number(last_column)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
