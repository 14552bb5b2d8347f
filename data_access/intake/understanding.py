"""From the text of a sheet to the typed rows of one table, and everything that is wrong with it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from data_access.intake import faults
from data_access.intake.cells import emptied, failed_formulas, parsed
from data_access.intake.incoming import Options, Upload
from data_access.intake.layouts import (
    NEVER_ASKED_FOR,
    Kind,
    Layout,
    folded,
    known_heading,
    layouts,
)
from data_access.intake.matching import Matching, Remembered, guess, letter, match, wrong_headings
from data_access.intake.places import Places, with_area, with_force
from data_access.intake.privacy import as_asked, refused, safe_file_name
from data_access.intake.privacy.pseudonyms import CaseKey
from data_access.intake.reading.headings import Table, find_table
from data_access.intake.reading.sheets import NotReadable, Sheet, read_sheets
from data_access.intake.templates import NOTES_SHEETS
from data_access.store import INIT

CANNOT_BE_READ = "cannot be read"
CRIME_REFERENCE = "Crime reference"
# Read by what the store holds, or by the key, and not by the cell alone.
READ_APART = (Kind.FORCE, Kind.AREA, Kind.REFERENCE, Kind.KEY, *NEVER_ASKED_FOR)


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
    table: Table | None = None
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


def typed(
    table: Table, matching: Matching, places: Places, key: CaseKey | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of a table, typed, with ``row``, ``force`` and ``case_key``; the faults of cells."""
    cells = table.rows.get_columns()[1:]
    rows = table.rows["row"]
    values, found = [rows], []
    for at, column in matching.columns.items():
        if column.kind in NEVER_ASKED_FOR:
            values.append(as_asked(cells[at], column.kind).alias(column.name))
        elif column.kind not in READ_APART:
            value, wrong = parsed(cells[at], column, rows)
            values.append(value)
            found.append(wrong)
    by_kind = {column.kind: cells[at] for at, column in matching.columns.items()}
    placed, misplaced = _placed(by_kind, matching.layout, rows, places, key)
    return pl.DataFrame([*values, *placed]), faults.together([*found, *misplaced])


def letters_of(table: Table | None) -> list[str]:
    """How the spreadsheet calls the column of each heading."""
    return [letter(int(name[1:])) for name in table.rows.columns[1:]] if table else []


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
    found = faults.together(faults.of_whole(*each) for each in wrong)
    return Found(
        file,
        name,
        digest,
        faults.standing_in(found, file, name),
        table,
        matching,
        (*sheet.notices, *_left_out(table)),
    )


def _digest(content: bytes, key: CaseKey | None) -> str:
    """Keyed where there is a key: the plain hash of a short file could be tried with references."""
    return key.keyed_digest(content) if key else hashlib.sha256(content).hexdigest()


def _not_understood(file: str, name: str, digest: str, rule: str, todo: str) -> Found:
    return Found(file, name, digest, faults.standing_in(faults.of_whole(rule, todo), file, name))


def _layouts(table: Table, around: Around) -> list[Layout]:
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


def _left_out(table: Table) -> list[str]:
    said = []
    if table.footnotes:
        numbers = ", ".join(str(row) for row in table.footnotes)
        said.append(f"Remarks below the table were left out: rows {numbers}.")
    if table.unnamed:
        said.append(f"Columns without a heading were left out: {', '.join(table.unnamed)}.")
    return said


def _placed(
    by_kind: Mapping[Kind, pl.Series],
    layout: Layout,
    rows: pl.Series,
    places: Places,
    key: CaseKey | None,
) -> tuple[list[pl.Series], list[pl.DataFrame]]:
    """Force, area and case of each row, as far as the table has them."""
    kinds = {column.kind for column in layout.columns}
    if Kind.FORCE not in kinds:
        return [], []
    force, found = with_force(by_kind.get(Kind.FORCE), rows, places)
    values, wrong = [force], [found]
    if Kind.AREA in by_kind:
        area, found = with_area(by_kind[Kind.AREA], force, rows, places)
        values.append(area)
        wrong.append(found)
    if Kind.REFERENCE in kinds:
        case_key, found = _case_keys(by_kind, force, rows, key)
        values.append(case_key)
        wrong.append(found)
    return values, wrong


def _case_keys(
    by_kind: Mapping[Kind, pl.Series], force: pl.Series, rows: pl.Series, key: CaseKey | None
) -> tuple[pl.Series, pl.DataFrame]:
    """The case of each row: by its key, else by its reference, which goes no further than here."""
    nothing = pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    given, found = _given_keys(by_kind.get(Kind.KEY, nothing), rows)
    references = emptied(by_kind.get(Kind.REFERENCE, nothing))
    # A failed formula is no reference: hashed, all of them would be one case.
    references = references.set(failed_formulas(references), None)
    if references.count() and key is None:
        return given, faults.of_whole(
            "no key to hash references with", f"Make one with: {INIT}", CRIME_REFERENCE
        )
    hashed = _hashed(references, force, key) if key else nothing
    both = given.is_not_null() & hashed.is_not_null()
    neither = given.is_null() & hashed.is_null()
    return given.fill_null(hashed).alias("case_key"), faults.together(
        [
            found,
            faults.of_rows(
                rows.filter(both),
                CRIME_REFERENCE,
                "a reference and a case key",
                "Keep one of them in each row.",
            ),
            faults.of_rows(
                rows.filter(neither), CRIME_REFERENCE, "no reference stands here", "Fill it in."
            ),
        ]
    )


def _given_keys(cells: pl.Series, rows: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    column = next(each for each in layouts()["investigation"].columns if each.kind == Kind.KEY)
    return parsed(cells, column, rows)


def _hashed(references: pl.Series, force: pl.Series, key: CaseKey) -> pl.Series:
    """The keyed hash of each reference; the same reference of two forces is two cases."""
    hashed = pl.repeat(None, len(references), dtype=pl.String, eager=True)
    for of in force.drop_nulls().unique():
        hashed = key.case_keys(of, references).zip_with(force.eq_missing(of), hashed)
    return hashed
