"""Excel workbooks, new and old, as sheets of text.

Their cells are read by fastexcel; how far they reach is found out before, see ``extents``.
"""

import re

import fastexcel
import polars as pl

from data_access.intake.reading.archives import DAMAGED
from data_access.intake.reading.extents import Extent
from data_access.intake.reading.grids import NotReadable, Sheet
from data_access.intake.reading.values import plain_number, with_plain_values

# What the reader calls an error that stands in a cell, and what Excel shows.
ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
ERROR = re.compile(r"'Error\((\w+)\)'")
# A number that is shown as a date and lies beyond the year 9999.
NO_DATE = re.compile(r"ExcelDateTime \{ value: (-?[\d.]+)")
OTHER = "#VALUE!"
NEW_ERROR = (
    "A cell holds a formula error of a newer kind, such as #SPILL! or #CALC!."
    " Mend the formula or empty the cell, and send the workbook again."
)


def read_workbook(content: bytes, extents: list[Extent]) -> tuple[list[Sheet], int]:
    """The filled sheets of a workbook, and how many hidden ones were left out.

    Errors: NotReadable where the workbook is broken.
    """
    # What the library says of a fault may hold what stands in a cell: it is not passed on.
    try:
        return _read(content, extents)
    except fastexcel.FastExcelError as fault:
        new_error = "Unsupported cell error value" in str(fault)
        raise NotReadable(NEW_ERROR if new_error else DAMAGED) from None
    except BaseException as fault:
        # The library is written in Rust; when it gives up, what it raises is no Exception.
        if type(fault).__name__ != "PanicException":
            raise
        raise NotReadable(DAMAGED) from None


def _read(content: bytes, extents: list[Extent]) -> tuple[list[Sheet], int]:
    reader = fastexcel.read_excel(content)
    if len(reader.sheet_names) != len(extents):
        raise NotReadable(DAMAGED)
    filled = [place for place, extent in enumerate(extents) if extent.cells]
    read = (_sheet(reader, place, extents[place]) for place in filled)
    shown = [sheet for sheet in read if sheet]
    return shown, len(filled) - len(shown)


def _sheet(reader: fastexcel.ExcelReader, place: int, extent: Extent) -> Sheet | None:
    """The sheet at this place; None where it is hidden."""
    # Without rows to skip, blank rows at the top would be left out, and all numbers be wrong.
    sheet = reader.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
    if sheet.visible != "visible":
        return None
    if (sheet.height, sheet.width) != (extent.last_row + 1, extent.width):
        raise NotReadable(DAMAGED)
    batch, faults = sheet.to_arrow_with_errors()
    cells = pl.DataFrame(pl.from_arrow(batch))
    cells.columns = [f"c{place}" for place in range(extent.first_column, extent.last_column + 1)]
    before = [pl.lit(None, pl.String).alias(f"c{place}") for place in range(extent.first_column)]
    plain = with_plain_values(cells).select(*before, pl.all())
    return Sheet(sheet.name, _with_errors(plain, faults, extent), merged=extent.merged)


def _with_errors(
    rows: pl.DataFrame, faults: fastexcel.CellErrors | None, extent: Extent
) -> pl.DataFrame:
    """What could not be had as text, put where it stood."""
    by_column: dict[str, dict[int, str]] = {}
    for fault in faults.errors if faults else []:
        row, column = fault.offset_position
        texts = by_column.setdefault(f"c{extent.first_column + column}", {})
        texts[row] = _error_text(fault.detail)
    return rows.with_columns(
        rows[name].scatter(list(texts), pl.Series(list(texts.values())))
        for name, texts in by_column.items()
    )


def _error_text(detail: str) -> str:
    if error := ERROR.search(detail):
        return ERRORS.get(error[1], OTHER)
    number = NO_DATE.search(detail)
    return plain_number(number[1]) if number else OTHER
