"""A sheet as text, the limits of what is read, and the refusal of what is not."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # A worker that reads a workbook starts in half the time without it.
    import polars as pl

# A workbook is unpacked many times over; text is not.
MOST_BYTES_OF_WORKBOOK = 50_000_000
MOST_BYTES_OF_TEXT = 200_000_000
# Spreadsheets shrink to a twentieth; what shrinks further was made to fill a memory.
MOST_BYTES_UNPACKED = 500_000_000
FEWEST_BYTES_REFUSED = 100_000_000
MOST_TIMES_UNPACKED = 100
# As many rows as Excel has, and as many characters in a cell; columns, and cells of all sheets
# together, as many as the memory of a small machine bears.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_COLUMNS = 500
MOST_CELLS = 10_000_000
MOST_SHEETS = 100

Merged = tuple[int, int, int, int]


class NotReadable(Exception):
    """A file that cannot be read; the message tells its sender why, and what to do.

    It never holds anything out of the file, not even the name of a sheet.
    """


@dataclass(frozen=True)
class Sheet:
    """One sheet as text, row for row and column for column as the sender's program shows it.

    Shape: ``rows`` has String columns c0, c1, ... with column A first; its first row is the sheet's
    row ``first_row``. ``merged`` holds first row, first column, last row and last column of each
    merged range, counted from 1 and with both ends in it. ``notices`` say what was done with the
    file that the sender should know. Nulls: an empty cell.
    """

    name: str
    rows: "pl.DataFrame"
    first_row: int = 1
    merged: tuple[Merged, ...] = ()
    notices: tuple[str, ...] = ()


class SheetCells(NamedTuple):
    """One sheet as a worker sends it: its cells are an Arrow stream of columns c0, c1, ..."""

    name: str
    cells: bytes
    merged: tuple[Merged, ...]


class Workbook(NamedTuple):
    """The sheets that are shown and hold cells, and how many such sheets are hidden."""

    file_type: str
    sheets: list[SheetCells]
    hidden: int


def check_size(rows: int, columns: int, other_cells: int = 0) -> None:
    """Nothing, for a sheet that is small enough to be read beside the cells of other sheets.

    Errors: NotReadable where there are too many rows, columns or cells.
    """
    for size, most, unit in [
        (rows, MOST_ROWS, "rows"),
        (columns, MOST_COLUMNS, "columns"),
        (rows * columns + other_cells, MOST_CELLS, "cells"),
    ]:
        if size > most:
            raise NotReadable(
                f"The file has more than {most:,} {unit}. Delete what lies outside the table,"
                " or send it in several files."
            )


def most_unpacked(size: int) -> int:
    """How many bytes may come out of a zip of ``size`` bytes."""
    return min(MOST_BYTES_UNPACKED, max(FEWEST_BYTES_REFUSED, MOST_TIMES_UNPACKED * size))


@lru_cache(MOST_COLUMNS)
def column_letters(position: int) -> str:
    """The letters that a spreadsheet shows over a column: A for position 0, AA for 26."""
    before, last = divmod(position, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + last)
