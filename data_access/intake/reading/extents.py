"""How far the cells of a workbook's sheets reach, found out before a library makes room for them.

The library that reads workbooks lays out every cell between the first and the last that is filled,
whatever their number, and leaves out the empty columns before the first.
"""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from posixpath import join, normpath
from xml.parsers import expat

from data_access.intake.reading.archives import DAMAGED, pieces
from data_access.intake.reading.grids import (
    Merged,
    NotReadable,
    check_sheets,
    check_size,
    column_letters,
    column_position,
)

DIGITS = "0123456789"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MOST_MERGED = 100_000
# Text may be empty and is a value all the same; a number without figures is none.
TEXT_TYPES = ("str", "inlineStr")

Attributes = dict[str, str]


@dataclass(frozen=True)
class Extent:
    """Where the filled cells of a sheet lie, counted from 0 with both ends in it; what is merged.

    Shape: the last row and column are -1 where nothing is filled.
    """

    first_column: int = 0
    last_row: int = -1
    last_column: int = -1
    merged: tuple[Merged, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are from the first to the last that is filled."""
        return self.last_column - self.first_column + 1

    @property
    def cells(self) -> int:
        """How many cells there are from the sheet's first to the last that is filled."""
        return (self.last_row + 1) * (self.last_column + 1)


def extent_of(rows: set[int], columns: set[int], merged: list[Merged]) -> Extent:
    """The extent of filled cells in these rows and columns."""
    if not rows:
        return Extent()
    return Extent(min(columns), max(rows), max(columns), tuple(merged))


def checked(extents: Iterable[Extent]) -> list[Extent]:
    """These extents, in which not more lies than can be read. Errors: NotReadable otherwise."""
    fit: list[Extent] = []
    for extent in extents:
        check_size(extent.last_row + 1, extent.last_column + 1, sum(each.cells for each in fit))
        fit.append(extent)
    return fit


def xlsx_extents(archive: zipfile.ZipFile) -> list[Extent]:
    """The extent of each sheet of an Excel workbook, in the workbook's order.

    Errors: NotReadable where a sheet is broken or too large.
    """
    return checked(_sheet_extent(archive, part) for part in _sheet_parts(archive))


def walk(
    archive: zipfile.ZipFile,
    part: str,
    started: Callable[[str, Attributes], object],
    ended: Callable[[str], object] | None = None,
    characters: Callable[[str], object] | None = None,
) -> None:
    """Nothing; calls back for every element and text of one part, by names without a prefix.

    Errors: NotReadable where the part is no XML, or declares entities.
    """
    local = _LocalNames()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: started(local[name], attributes)
    if ended:
        parser.EndElementHandler = lambda name: ended(local[name])
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = _refuse
    try:
        for piece in pieces(archive, part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise NotReadable(DAMAGED) from None


class _LocalNames(dict[str, str]):
    """The name of an element without its prefix, worked out once each."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


def _refuse(*_declared: object) -> None:
    raise NotReadable(DAMAGED)


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts that hold the sheets, in the workbook's order."""
    spelled = {name.lower(): name for name in archive.namelist()}
    sheets: list[Attributes] = []
    relations: dict[str, str] = {}

    def note(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            sheets.append({key.rpartition(":")[2]: value for key, value in attributes.items()})
        elif name == "Relationship":
            relations[attributes["Id"]] = attributes["Target"]

    for part in (WORKBOOK, RELATIONS):
        walk(archive, spelled.get(part, part), note)
    check_sheets(len(sheets))
    targets = (relations.get(sheet.get("id", ""), "") for sheet in sheets)
    parts = [spelled.get(_from_the_root(target).lower()) for target in targets]
    if None in parts:
        raise NotReadable(DAMAGED)
    return [part for part in parts if part]


def _from_the_root(target: str) -> str:
    """A target is given from the workbook's own folder, or from the root with a slash before."""
    return normpath(join("/xl", target)).lstrip("/")


def _sheet_extent(archive: zipfile.ZipFile, part: str) -> Extent:
    filled = _FilledCells()
    walk(archive, part, filled.started, characters=filled.characters)
    return filled.extent()


class _FilledCells:
    """What a sheet's XML says of its cells; one that is only coloured is not filled."""

    def __init__(self) -> None:
        self.letters: set[str] = set()
        self.numbers: set[str] = set()
        self.merged: list[Merged] = []
        self.row = self.column = 0
        self.cell: str | None = None
        self.kind: str | None = None
        self.in_value = False

    def started(self, name: str, attributes: Attributes) -> None:
        self.in_value = False
        if name == "c":
            self.cell, self.kind = attributes.get("r"), attributes.get("t")
            self.column += 1
        elif name in ("v", "is"):
            self.in_value = self.kind not in TEXT_TYPES
            if not self.in_value:
                self.fill()
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED:
            self.merged.append(_merged(attributes["ref"]))

    def characters(self, text: str) -> None:
        # Blanks may stand between elements too; to be told of each end would cost a fifth more.
        if self.in_value and not text.isspace():
            self.in_value = False
            self.fill()

    def fill(self) -> None:
        # A cell without a reference follows the one before it.
        cell = self.cell or f"{column_letters(max(self.column - 1, 0))}{self.row}"
        letters = cell.rstrip(DIGITS)
        self.letters.add(letters)
        self.numbers.add(cell[len(letters) :])

    def extent(self) -> Extent:
        try:
            columns = {column_position(letters) for letters in self.letters}
            rows = {_row_position(each) for each in self.numbers}
            return extent_of(rows, columns, self.merged)
        except ValueError:
            raise NotReadable(DAMAGED) from None


def _row_position(number: str) -> int:
    if int(number) < 1:
        raise ValueError("no number of a row")
    return int(number) - 1


def _merged(reference: str) -> Merged:
    start, _, end = reference.replace("$", "").partition(":")
    (row, column), (last_row, last_column) = _place(start), _place(end or start)
    return row, column, last_row, last_column


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip(DIGITS)
    return int(reference[len(letters) :]), column_position(letters) + 1
