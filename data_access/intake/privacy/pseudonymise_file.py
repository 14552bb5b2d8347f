"""A file of cases made fit to leave the force: case keys for references, and nobody's name.

What the service would not read does not leave either: other columns, and cells that are not what
their column asks for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_access.intake import validation_errors
from data_access.intake.header_matching import Matching, guess, match
from data_access.intake.parsers import emptied, parsed, references_in
from data_access.intake.privacy import ROW, pii_heuristics, refused
from data_access.intake.privacy.characteristics import as_asked
from data_access.intake.privacy.pseudonyms import CaseKey
from data_access.intake.privacy.safe_file_name import LEFT_OUT, safe_file_name
from data_access.intake.reading.reader import read_sheets
from data_access.intake.reading.sheet import NotReadable, Sheet, column_letters
from data_access.intake.reading.table_detection import SheetTable, find_table
from data_access.intake.table_specs import (
    NEVER_ASKED_FOR,
    Column,
    Kind,
    Layout,
    known_heading,
    layouts,
)
from data_access.intake.templates import NOTES_SHEETS
from data_access.store import StoreProblem

NOT_READ = "this service reads nothing from it"
# Checked where the store is: its forces and areas are not known here.
AS_WRITTEN = (Kind.FORCE, Kind.AREA)


@dataclass(frozen=True)
class Pseudonymised:
    """One sheet as it may leave the force.

    ``rows``: as text, under the headings of the service. ``changed``: what became of each column
    that is not there as it was, by letter. ``faults``: the cells that were left blank.
    """

    table: str
    rows: pl.DataFrame
    changed: dict[str, str]
    faults: pl.DataFrame


def pseudonymised(
    name: str, content: bytes, key: CaseKey, force: str, table: str | None = None
) -> list[Pseudonymised]:
    """Each sheet of a file of cases. ``force``: its reference in the office's store.

    Errors: StoreProblem where the file cannot be read, or it is not clear what it holds.
    """
    try:
        return [
            _of_sheet(sheet, key, force, table)
            for sheet in read_sheets(name, content)
            if sheet.name not in NOTES_SHEETS
        ]
    except NotReadable as problem:
        raise StoreProblem(str(problem)) from None


def name_of_result(name: str) -> str:
    """What to call the result: the parts of ``name`` that name nobody, and what it is."""
    stem = safe_file_name(Path(name).name).rpartition(".")[0].replace(LEFT_OUT, " ")
    return f"{'-'.join([*stem.strip(' -_.,&+()').split(), 'pseudonymised'])}.csv"


def write_results(results: Sequence[Pseudonymised], place: Path) -> list[Path]:
    """The files written: ``place``, and for further sheets a number after its name.

    Errors: StoreProblem where one is there already, or cannot be written.
    """
    places = [place, *(place.with_stem(f"{place.stem}-{n}") for n in range(2, len(results) + 1))]
    taken = next((each for each in places if each.exists()), None)
    if taken:
        raise StoreProblem(f"There is a file {taken} already. Move it away, or use --out.")
    try:
        for each, result in zip(places, results, strict=True):
            with each.open("xb") as opened:
                result.rows.write_csv(opened)
    except OSError as problem:
        raise StoreProblem(f"{each} cannot be written: {problem.strerror}. Use --out.") from None
    return places


def _of_sheet(sheet: Sheet, key: CaseKey, force: str, wanted: str | None) -> Pseudonymised:
    table = find_table(sheet, known_heading)
    layout = _layout(table, wanted)
    matching = match(table.headings, layout, {})
    letters = [column_letters(int(name.removeprefix("c"))) for name in table.rows.columns[1:]]
    refusals = {each.position: each.why for each in refused(table.headings, table.rows, layout)}
    kept = {at: column for at, column in matching.columns.items() if at not in refusals}
    _refuse_unclear(matching, kept, letters)
    rows, found = _typed(table, kept, key, force)
    changed = {
        letters[at]: became
        for at in range(len(letters))
        if (became := _became(kept.get(at), refusals.get(at)))
    }
    return Pseudonymised(layout.table, rows, changed, found)


def _layout(table: SheetTable, wanted: str | None) -> Layout:
    of_cases = {name: layout for name, layout in layouts().items() if layout.is_of_cases}
    if wanted and wanted not in of_cases:
        raise StoreProblem(f"There is no table of cases of that name. Use: {', '.join(of_cases)}.")
    guesses = guess(table.headings, {name: {} for name in layouts()})
    possible = [each for each in guesses if each.is_of_cases]
    if wanted:
        return of_cases[wanted]
    if len(possible) != 1:
        names = ", ".join(layout.table for layout in possible or of_cases.values())
        raise StoreProblem(
            f"It is not clear which table the file holds. Say so with --table, one of: {names}."
        )
    return possible[0]


def _refuse_unclear(matching: Matching, kept: Mapping[int, Column], letters: list[str]) -> None:
    for heading, places in matching.twice:
        raise StoreProblem(
            f"Columns {' and '.join(letters[at] for at in places)} both mean “{heading}”: keep "
            "one of them. Nothing was written."
        )
    if not any(column.kind == Kind.REFERENCE for column in kept.values()):
        raise StoreProblem(
            "No column holds crime references, so there is nothing to make case keys of. Call "
            "the column “Crime reference”. Nothing was written."
        )


def _typed(
    table: SheetTable, kept: Mapping[int, Column], key: CaseKey, force: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns under our headings, and a fault for each cell that was left blank."""
    numbers = table.rows[ROW]
    cells = [emptied(each) for each in table.rows.drop(ROW).iter_columns()]
    values = []
    found = []
    for at, column in kept.items():
        if column.kind == Kind.REFERENCE:
            case_keys = key.case_keys(force, references_in(cells[at]))
            values.append(case_keys.alias(_heading(Kind.KEY)))
            found.append(_without_reference(numbers.filter(case_keys.is_null()), column))
        elif column.kind in NEVER_ASKED_FOR:
            values.append(as_asked(cells[at], column.kind).alias(_asked_heading(column)))
        elif column.kind in AS_WRITTEN:
            place, wrong = _without_names(cells[at], column, numbers)
            values.append(place.alias(column.heading))
            found.append(wrong)
        elif column.kind != Kind.KEY:
            read, wrong = parsed(cells[at], column, numbers)
            # As it was read: what else stood in the cell must not leave the force.
            values.append(_written(read).alias(column.heading))
            found.append(wrong)
    return pl.DataFrame(values), validation_errors.together(found)


def _written(read: pl.Series) -> pl.Series:
    if read.dtype == pl.Boolean:
        return read.replace_strict([True, False], ["yes", "no"], return_dtype=pl.String)
    return read.cast(pl.String)


def _without_names(
    cells: pl.Series, column: Column, numbers: pl.Series
) -> tuple[pl.Series, pl.DataFrame]:
    """The places as written, and a fault for each that looks like somebody's name."""
    names = pii_heuristics.with_forename(pii_heuristics.seen_in(cells))["text"].to_list()
    is_name = cells.str.strip_chars().is_in(names).fill_null(value=False)
    wrong = validation_errors.of_rows(
        numbers.filter(is_name), column.heading, "looks like a name", "Write the place."
    )
    return cells.set(is_name, None), wrong


def _without_reference(rows: pl.Series, column: Column) -> pl.DataFrame:
    return validation_errors.of_rows(rows, column.heading, "nothing stands here", "Fill it in.")


def _heading(kind: Kind) -> str:
    return next(each.heading for each in layouts()["investigation"].columns if each.kind == kind)


def _asked_heading(answer: Column) -> str:
    """The heading of the column that says whether it was asked."""
    return next(
        column.heading
        for column in layouts()["investigation"].template
        if column.name == answer.name
    )


def _became(kept: Column | None, refusal: str | None) -> str | None:
    """What became of a column; null where it is there as it was."""
    if kept is None:
        return f"left out: {refusal or NOT_READ}"
    if kept.kind == Kind.REFERENCE:
        return "turned into case keys"
    if kept.kind == Kind.KEY:
        return "left out: the case keys are made of the references"
    if kept.kind in NEVER_ASKED_FOR:
        return "turned into whether it was asked"
    return None
