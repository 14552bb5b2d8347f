"""A sheet as text, the limits of size, and the error for an unreadable file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # Polars is imported for types only, so that a worker for workbooks starts in half the time.
    import polars as pl

# Workbooks have a lower limit than text because they grow when unpacked.
MOST_BYTES_OF_WORKBOOK = 50_000_000
MOST_BYTES_OF_TEXT = 200_000_000
# Spreadsheets compress to a twentieth; a higher ratio is a sign of a zip bomb.
MOST_BYTES_UNPACKED = 500_000_000
FEWEST_BYTES_REFUSED = 100_000_000
MOST_TIMES_UNPACKED = 100
# Rows, and characters in a cell, are limited as in Excel; columns, and cells of all sheets
# together, by the memory of a small machine.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_COLUMNS = 500
MOST_CELLS = 10_000_000
MOST_SHEETS = 100
# The number of rows, or spans of them, that a message names.
SPANS_NAMED = 5


class NotReadable(Exception):
    """Raised for a file that cannot be read; the message tells its sender why, and what to do.

    The message contains nothing from the file, not even the name of a sheet.
    """


@dataclass(frozen=True)
class Sheet:
    """A sheet as text, with the rows and columns that the sender's program shows.

    Shape: ``rows`` has String columns c0, c1, ... with column A first, from the sheet's row 1 on.
    ``notices`` tell the sender how the file was read.
    Nulls: an empty cell.
    """

    name: str
    rows: "pl.DataFrame"
    notices: tuple[str, ...] = ()


class SheetCells(NamedTuple):
    """A sheet as a worker sends it: its cells are an Arrow stream of columns c0, c1, ..."""

    name: str
    cells: bytes


class Workbook(NamedTuple):
    """The visible sheets that have cells, and the number of hidden ones."""

    sheets: list[SheetCells]
    hidden: int


def check_size(rows: int, columns: int, other_cells: int = 0) -> None:
    """Checks that a sheet and the cells of other sheets are within the limits.

    Errors: NotReadable if there are too many rows, columns or cells.
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


def check_longest(characters: int, sent: str) -> None:
    """Checks the longest text of a cell. Errors: NotReadable if it is too long."""
    if characters > MOST_CHARACTERS:
        raise NotReadable(
            f"A cell holds more than {MOST_CHARACTERS:,} characters. Shorten it, and send the"
            f" {sent} again."
        )


def most_unpacked(size: int) -> int:
    """The largest unpacked size, in bytes, of a zip of ``size`` bytes."""
    return min(MOST_BYTES_UNPACKED, max(FEWEST_BYTES_REFUSED, MOST_TIMES_UNPACKED * size))


@lru_cache(MOST_COLUMNS)
def column_letters(position: int) -> str:
    """The letters of a spreadsheet's column: A for position 0, AA for 26."""
    before, last = divmod(position, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + last)


def rows_text(rows: Iterable[int]) -> str:
    """The numbers of rows after their noun: "rows 3, 5 to 9 and 12"."""
    numbers = sorted(rows)
    return f"{'row' if len(numbers) == 1 else 'rows'} {spans_text(numbers)}"


def spans_text(rows: Iterable[int]) -> str:
    """The numbers of rows in ascending order; of very many, the first and how many more.

    Two rows that follow each other are named one by one.
    """
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    words: list[str] = []
    for span in spans[:SPANS_NAMED]:
        words.extend(map(str, span) if len(span) < 3 else [f"{span[0]} to {span[-1]}"])
    if more := sum(map(len, spans[SPANS_NAMED:])):
        words.append(f"{more:,} more")
    return listed(words)


def listed(words: Sequence[str]) -> str:
    """The words with commas, and "and" before the last."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
