"""A workbook filled in as a person would: cells typed into the template itself, nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import fastexcel
from xlsxwriter.utility import xl_col_to_name

TABLE_SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DAY_ZERO = date(1899, 12, 30)


def filled(template: bytes, rows: Sequence[Mapping[str, str | int | date]]) -> bytes:
    """``template`` with ``rows`` from row 2 on, by heading; a date is a true date."""
    names = headings(template)
    sheet = part(template, TABLE_SHEET)
    styles = [each.get("style", "0") for each in sheet.iter(f"{{{MAIN}}}col")]
    [data] = sheet.iter(f"{{{MAIN}}}sheetData")
    for number, row in enumerate(rows, start=2):
        line = ElementTree.SubElement(data, f"{{{MAIN}}}row", r=str(number))
        for position in sorted(names.index(heading) for heading in row):
            place = {"r": f"{xl_col_to_name(position)}{number}", "s": styles[position]}
            _type(ElementTree.SubElement(line, f"{{{MAIN}}}c", place), row[names[position]])
    return _with_part(template, TABLE_SHEET, sheet)


def headings(template: bytes) -> list[str]:
    """Row 1 of the first sheet."""
    return [str(each) for each in cells(template, 0)[0]]


def cells(workbook: bytes, sheet: int | str) -> list[tuple[object, ...]]:
    """Every row of a sheet, each cell as fastexcel reads it."""
    read = fastexcel.read_excel(workbook).load_sheet(sheet, header_row=None)
    return read.to_polars().rows()


def part(workbook: bytes, name: str) -> ElementTree.Element:
    """One part of a workbook, as XML."""
    with ZipFile(BytesIO(workbook)) as archive:
        return ElementTree.fromstring(archive.read(name))


def _type(cell: ElementTree.Element, value: str | int | date) -> None:
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        inline = ElementTree.SubElement(cell, f"{{{MAIN}}}is")
        ElementTree.SubElement(inline, f"{{{MAIN}}}t").text = value
        return
    number = (value - DAY_ZERO).days if isinstance(value, date) else value
    ElementTree.SubElement(cell, f"{{{MAIN}}}v").text = str(number)


def _with_part(workbook: bytes, name: str, changed: ElementTree.Element) -> bytes:
    ElementTree.register_namespace("", MAIN)
    content = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(content, "w") as after:
        for entry in before.infolist():
            instead = ElementTree.tostring(changed) if entry.filename == name else None
            after.writestr(entry, instead or before.read(entry))
    return content.getvalue()
