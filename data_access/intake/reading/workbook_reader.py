"""Reads the cells of a workbook as text with fastexcel, in a worker process with limits.

The limits are needed because a small file can unpack to more than the memory.
"""

import os
import re
import sys
import zipfile
from collections import defaultdict
from xml.parsers import expat

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from data_access.intake.reading.file_type import (
    DAMAGED,
    open_archive,
    read_part,
    refuse_others,
)
from data_access.intake.reading.sheet import (
    MOST_BYTES_OF_TEXT,
    MOST_SHEETS,
    NotReadable,
    SheetCells,
    Workbook,
    check_longest,
    check_size,
    most_unpacked,
)

# What stands for the error value of a failed formula; a look-up writes #N/A for a blank.
OTHER, NOT_AVAILABLE = "#VALUE!", "#N/A"
# A number formatted as a date that is after the year 9999.
NO_DATE = re.compile(r"ExcelDateTime \{ value: (-?[\d.e-]+)")
NEW_ERROR = (
    "A cell holds a formula error of a newer kind, such as #SPILL! or #CALC!."
    " Mend the formula or empty the cell, and send the workbook again."
)


def read_workbook(content: bytes) -> Workbook | str:
    """The sheets of a workbook, or the reason to refuse it."""
    # The message that the library prints on a failure can contain the text of a cell.
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    try:
        return _read(content)
    except NotReadable as refusal:
        return str(refusal)
    except fastexcel.FastExcelError as fault:
        return NEW_ERROR if "Unsupported cell error value" in str(fault) else DAMAGED
    except BaseException as fault:
        # The library is written in Rust; its panics are not subclasses of Exception.
        if type(fault).__name__ != "PanicException":
            raise
        return DAMAGED


def _read(content: bytes) -> Workbook:
    archive = open_archive(content)
    refuse_others(archive)
    _refuse_broken_parts(archive)
    most_text = min(MOST_BYTES_OF_TEXT, most_unpacked(len(content)))
    reader = fastexcel.read_excel(content)
    names = reader.sheet_names
    if len(names) > MOST_SHEETS:
        raise NotReadable(
            f"The workbook has more than {MOST_SHEETS} sheets."
            " Copy the ones that are meant into a new workbook and send that."
        )
    sheets: list[SheetCells] = []
    hidden = cells = text = 0
    for place in range(len(names)):
        # Without this argument blank rows at the top are left out, and row numbers are wrong.
        sheet = reader.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
        if not sheet.width:
            continue
        if sheet.visible != "visible":
            hidden += 1
            continue
        # The library leaves out columns before the first filled one.
        before = sheet.available_columns()[0].absolute_index
        check_size(sheet.height, before + sheet.width, cells)
        cells += sheet.height * (before + sheet.width)
        columns = [pa.nulls(sheet.height, pa.string())] * before + _columns(sheet)
        text += sum(_check_text(column) for column in columns)
        if text > most_text:
            raise NotReadable(
                f"The file holds more than {most_text // 1_000_000} MB of text. Delete what is not"
                " needed, or send it in several files."
            )
        sheets.append(SheetCells(sheet.name, _stream(columns)))
    return Workbook(sheets, hidden)


def _refuse_broken_parts(archive: zipfile.ZipFile) -> None:
    """Checks that the XML of the parts is complete. Errors: NotReadable if it is not.

    The library reads broken XML as far as it can, and does not report the lost cells.
    """
    for name in archive.namelist():
        if name.lower().startswith("xl/") and name.lower().endswith(".xml"):
            try:
                expat.ParserCreate().Parse(read_part(archive, name), True)
            except (expat.ExpatError, LookupError):
                raise NotReadable(DAMAGED) from None


def _columns(sheet: fastexcel.ExcelSheet) -> list[pa.Array]:
    batch, faults = sheet.to_arrow_with_errors()
    # Cells that the library cannot give as text, by column and row.
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for fault in faults.errors if faults else ():
        row, column = fault.offset_position
        texts[column][row] = _text_of(fault.detail)
    return [_put(texts[at], column) if at in texts else column for at, column in enumerate(batch)]


def _put(texts: dict[int, str], column: pa.Array) -> pa.Array:
    values = column.to_pylist()
    for row, text in texts.items():
        values[row] = text
    return pa.array(values, pa.string())


def _text_of(detail: str) -> str:
    if "Error(NA)" in detail:
        return NOT_AVAILABLE
    number = NO_DATE.search(detail)
    return number[1].removesuffix(".0") if number else OTHER


def _check_text(column: pa.Array) -> int:
    """The bytes of text in a column. Errors: NotReadable if a cell's text is too long."""
    check_longest(pc.max(pc.utf8_length(column)).as_py() or 0, "workbook")
    return pc.sum(pc.binary_length(column)).as_py() or 0


def _stream(columns: list[pa.Array]) -> bytes:
    cells = pa.RecordBatch.from_arrays(columns, [f"c{place}" for place in range(len(columns))])
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, cells.schema) as writer:
        writer.write_batch(cells)
    content: bytes = stream.getvalue().to_pybytes()
    return content
