"""Which table each sheet of a file holds, what its headings mean, and what is wrong with it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from data_access.intake import validation_errors
from data_access.intake.header_matching import Matching, Remembered, guess, match, wrong_headings
from data_access.intake.models import Options, Upload
from data_access.intake.privacy import refused, safe_file_name
from data_access.intake.privacy.pseudonyms import CaseKey
from data_access.intake.reading.reader import NotReadable, Sheet, read_sheets
from data_access.intake.reading.sheet import column_letters
from data_access.intake.reading.table_detection import SheetTable, find_table
from data_access.intake.table_specs import Kind, Layout, folded, known_heading, layouts
from data_access.intake.templates import NOTES_SHEETS

CANNOT_BE_READ = "cannot be read"


@dataclass(frozen=True)
class Around:
    """What a sheet is read with. ``key``: null where none is held, so no reference can be taken."""

    remembered: Mapping[str, Remembered]
    key: CaseKey | None
    options: Options


@dataclass(frozen=True)
class Found:
    """One sheet of a file: its text, the table it holds, and what is wrong with it as a whole.

    ``matching`` is null where the sheet could not be understood at all.
    """

    file: str
    sheet: str
    digest: str
    faults: pl.DataFrame
    table: SheetTable | None = None
    matching: Matching | None = None
    notices: tuple[str, ...] = ()

    @property
    def table_name(self) -> str:
        """The table of the store that it holds; empty where that is not known."""
        return self.matching.layout.table if self.matching else ""

    @property
    def headings(self) -> set[str]:
        """Its headings, folded."""
        return {folded(heading) for heading in self.table.headings} if self.table else set()

    @property
    def has_references(self) -> bool:
        """True where a column holds references of cases, which are hashed on the way in."""
        means = self.matching.columns.values() if self.matching else ()
        return any(column.kind == Kind.REFERENCE for column in means)

    @property
    def columns(self) -> dict[str, str]:
        """What each letter was read as."""
        letters = letters_of(self.table)
        means = self.matching.columns if self.matching else {}
        return {letters[at]: column.heading for at, column in means.items()}

    @property
    def unused(self) -> dict[str, str]:
        """Headings that mean nothing here by their letter, for the sender's eyes alone."""
        if self.table is None or self.matching is None:
            return {}
        return {letters_of(self.table)[at]: self.table.headings[at] for at in self.matching.unused}


def tables_in(upload: Upload, around: Around) -> Iterator[Found]:
    """Each sheet of a file, one after the other; a single one with a fault where none can be."""
    file = safe_file_name(upload.name)
    digest = _digest(upload.content, around.key)
    try:
        sheets = read_sheets(upload.name, upload.content)
        tables = {
            place: sheet for place, sheet in enumerate(sheets, 1) if sheet.name not in NOTES_SHEETS
        }
        if not tables:
            raise NotReadable("There is no table in it: fill in a template, or send another file.")
    except NotReadable as problem:
        yield _not_understood(file, "", digest, CANNOT_BE_READ, str(problem))
        return
    for place, sheet in tables.items():
        name = f"sheet {place}" if len(sheets) > 1 else ""
        try:
            yield _found(file, name, digest, sheet, around)
        except NotReadable as problem:
            yield _not_understood(file, name, digest, CANNOT_BE_READ, str(problem))


def letters_of(table: SheetTable | None) -> list[str]:
    """How the spreadsheet calls the column of each heading."""
    return [column_letters(int(name[1:])) for name in table.rows.columns[1:]] if table else []


def _found(file: str, name: str, digest: str, sheet: Sheet, around: Around) -> Found:
    confirmed = _confirmed(around)
    table = find_table(sheet, lambda text: known_heading(text) or folded(text) in confirmed)
    possible = _layouts(table, around)
    if len(possible) != 1:
        return _not_understood(file, name, digest, *_which_table(possible))
    matching = match(table.headings, possible[0], _meanings(around, possible[0]))
    wrong = [
        *wrong_headings(matching, letters_of(table)),
        *(
            (each.why, each.todo, f"column {each.letter}")
            for each in refused(table.headings, table.rows, possible[0], matching.columns)
        ),
    ]
    found = validation_errors.together(validation_errors.of_whole(*each) for each in wrong)
    return Found(
        file,
        name,
        digest,
        validation_errors.standing_in(found, file, name),
        table,
        matching,
        (*sheet.notices, *_left_out(table)),
    )


def _digest(content: bytes, key: CaseKey | None) -> str:
    """Keyed where there is a key: the plain hash of a short file could be tried with references."""
    return key.keyed_digest(content) if key else hashlib.sha256(content).hexdigest()


def _not_understood(file: str, name: str, digest: str, rule: str, todo: str) -> Found:
    return Found(
        file,
        name,
        digest,
        validation_errors.standing_in(validation_errors.of_whole(rule, todo), file, name),
    )


def _layouts(table: SheetTable, around: Around) -> list[Layout]:
    if around.options.table:
        return [layouts()[around.options.table]]
    return guess(
        table.headings, {name: _meanings(around, layout) for name, layout in layouts().items()}
    )


def _which_table(possible: list[Layout]) -> tuple[str, str]:
    if not possible:
        return "no heading is known", "Use the headings of a template, or say what each one means."
    names = " or ".join(layout.table for layout in possible)
    return "it may be more than one table", f"Say which it is: {names}."


def _confirmed(around: Around) -> set[str]:
    """Headings of which somebody has said what they mean, for any table."""
    remembered = (heading for meant in around.remembered.values() for heading in meant)
    return {*map(folded, around.options.meanings), *remembered}


def _meanings(around: Around, layout: Layout) -> Remembered:
    now = {folded(heading): column for heading, column in around.options.meanings.items()}
    return {**around.remembered.get(layout.table, {}), **now}


def _left_out(table: SheetTable) -> list[str]:
    said = []
    if table.footnotes:
        numbers = ", ".join(str(row) for row in table.footnotes)
        said.append(f"Remarks below the table were left out: rows {numbers}.")
    if table.unnamed:
        said.append(f"Columns without a heading were left out: {', '.join(table.unnamed)}.")
    return said
