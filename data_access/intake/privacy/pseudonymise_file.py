"""Makes a file of cases safe to leave the force, with case keys for references and no names.

Other columns, and cells that are not of their column's kind, are removed as well, because the
service would not read them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_access import csv_text
from data_access.intake.casting.characteristics import asked_as, none_meaning
from data_access.intake.casting.parsers import blanks_as_null, parse_column, parse_references
from data_access.intake.mapping.guesses import map_table
from data_access.intake.mapping.headings import (
    ColumnMapping,
    guess_tables,
    outside_of,
    word_meanings,
)
from data_access.intake.mapping.sheets import letters_of
from data_access.intake.models import Answers, ValueMeanings
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.privacy.safe_file_name import LEFT_OUT, safe_file_name
from data_access.intake.questions import none_texts
from data_access.intake.reading.reader import read_sheets
from data_access.intake.reading.sheet import NotReadable, Sheet
from data_access.intake.reading.table_detection import SheetTable, find_table
from data_access.intake.table_specs import (
    NEVER_ASKED_FOR,
    Column,
    ColumnKind,
    TableSpec,
    is_known_heading,
    table_specs,
)
from data_access.intake.templates import NOTES_SHEETS
from data_access.intake.validation import pii_heuristics
from data_access.intake.validation.errors import concat_errors, row_errors
from data_access.intake.validation.pii_columns import ROW, refuse_columns
from data_access.store import StoreProblem, owner_only

NOT_READ = "this service reads nothing from it"
# Places are validated beside the store, because its forces and areas are not known here.
AS_WRITTEN = (ColumnKind.FORCE, ColumnKind.AREA)


@dataclass(frozen=True)
class Pseudonymised:
    """A sheet that may leave the force.

    ``rows``: as text, under the headings of the service. ``changed``: by letter, the change made to
    each changed column. ``errors``: the cells that were blanked. ``notices``: what was left out.
    """

    table: str
    rows: pl.DataFrame
    changed: dict[str, str]
    errors: pl.DataFrame
    notices: tuple[str, ...] = ()


def pseudonymise_sheets(
    content: bytes,
    key: CaseKey,
    force: str,
    table: str | None = None,
    answers: Answers | None = None,
) -> list[Pseudonymised]:
    """Pseudonymises each sheet of a file of cases. ``force``: its ref in the office's store.

    ``answers``: about words that are not ours.
    Errors: StoreProblem if the file cannot be read, or its table is ambiguous.
    """
    try:
        return [
            _pseudonymise_sheet(sheet, key, force, table, answers or {})
            for sheet in read_sheets(content)
            if sheet.name not in NOTES_SHEETS
        ]
    except NotReadable as problem:
        raise StoreProblem(str(problem)) from None


def name_of_result(name: str) -> str:
    """The name of the result: the harmless parts of ``name``, and "pseudonymised"."""
    stem = safe_file_name(Path(name).name).rpartition(".")[0].replace(LEFT_OUT, " ")
    return f"{'-'.join([*stem.strip(' -_.,&+()').split(), 'pseudonymised'])}.csv"


def write_results(results: Sequence[Pseudonymised], path: Path) -> list[Path]:
    """Writes the results to ``path``, further sheets with a number; returns the files.

    Errors: StoreProblem if one exists already, or cannot be written.
    """
    paths = [path, *(path.with_stem(f"{path.stem}-{n}") for n in range(2, len(results) + 1))]
    taken = next((each for each in paths if each.exists()), None)
    if taken:
        raise StoreProblem(f"There is a file {taken} already. Move it away, or use --out.")
    try:
        for each, result in zip(paths, results, strict=True):
            owner_only.make_file(each)
            owner_only.write_file(each, csv_text.as_csv(result.rows))
    except OSError as problem:
        raise StoreProblem(f"{each} cannot be written: {problem.strerror}. Use --out.") from None
    return paths


def _pseudonymise_sheet(
    sheet: Sheet, key: CaseKey, force: str, wanted: str | None, answers: Answers
) -> Pseudonymised:
    table = find_table(sheet, is_known_heading)
    spec = _table_of(table, wanted)
    mapping = map_table(table, spec, {})
    meanings = word_meanings(answers, mapping)
    letters = letters_of(table)
    refusals = {
        refusal.position: refusal.why
        for refusal in refuse_columns(table.headings, table.rows, spec)
    }
    kept = {
        position: column for position, column in mapping.columns.items() if position not in refusals
    }
    _refuse_unclear(mapping, kept, letters)
    rows, errors = _pseudonymise_columns(table, kept, key, force, meanings)
    changed = {
        letter: change
        for position, letter in enumerate(letters)
        if (change := _change_of(kept.get(position), refusals.get(position)))
    }
    notices = (*outside_of(table), *none_texts(table, mapping, meanings))
    return Pseudonymised(spec.table, rows, changed, errors, notices)


def _table_of(table: SheetTable, wanted: str | None) -> TableSpec:
    of_cases = {name: spec for name, spec in table_specs().items() if spec.is_of_cases}
    if wanted and wanted not in of_cases:
        raise StoreProblem(f"There is no table of cases of that name. Use: {', '.join(of_cases)}.")
    if wanted:
        return of_cases[wanted]
    guesses = guess_tables(table.headings, {})
    possible = [spec for spec in guesses if spec.is_of_cases]
    if len(possible) != 1:
        names = ", ".join(spec.table for spec in possible or of_cases.values())
        raise StoreProblem(
            f"It is not clear which table the file holds. Say so with --table, one of: {names}."
        )
    return possible[0]


def _refuse_unclear(
    mapping: ColumnMapping, kept: Mapping[int, Column], letters: Sequence[str]
) -> None:
    for heading, positions in mapping.duplicates:
        raise StoreProblem(
            f"Columns {' and '.join(letters[each] for each in positions)} both mean “{heading}”: "
            "keep one of them. Nothing was written."
        )
    if not any(column.kind == ColumnKind.REFERENCE for column in kept.values()):
        raise StoreProblem(
            "No column holds crime references, so there is nothing to make case keys of. Call "
            "the column “Crime reference”. Nothing was written."
        )


def _pseudonymise_columns(
    table: SheetTable,
    kept: Mapping[int, Column],
    key: CaseKey,
    force: str,
    meanings: ValueMeanings,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns under our headings, and an error for each cell that was blanked."""
    numbers = table.rows[ROW]
    all_cells = [blanks_as_null(cells) for cells in table.rows.drop(ROW).iter_columns()]
    values, errors = [], []
    for position, column in kept.items():
        cells = all_cells[position]
        if column.kind == ColumnKind.REFERENCE:
            case_keys = key.case_keys(force, parse_references(cells))
            values.append(case_keys.alias(_key_heading()))
            blank = ("nothing stands here", "Fill it in.")
            errors.append(row_errors(numbers.filter(case_keys.is_null()), column.heading, *blank))
        elif column.kind in NEVER_ASKED_FOR:
            none_means = none_meaning(column, meanings)
            values.append(asked_as(cells, column.kind, none_means).alias(_asked_heading(column)))
        elif column.kind in AS_WRITTEN:
            place, found = _without_names(cells, column, numbers)
            values.append(place.alias(column.heading))
            errors.append(found)
        elif column.kind != ColumnKind.KEY:
            parsed, found = parse_column(cells, column, numbers, meanings)
            # Only the parsed value leaves the force, not the rest of the cell's text.
            values.append(_as_text(parsed).alias(column.heading))
            errors.append(found)
    return pl.DataFrame(values), concat_errors(errors)


def _as_text(parsed: pl.Series) -> pl.Series:
    if parsed.dtype == pl.Boolean:
        return parsed.replace_strict([True, False], ["yes", "no"], return_dtype=pl.String)
    return parsed.cast(pl.String)


def _without_names(
    cells: pl.Series, column: Column, numbers: pl.Series
) -> tuple[pl.Series, pl.DataFrame]:
    """The places as written, with an error for each that looks like a person's name."""
    names = pii_heuristics.with_forename(pii_heuristics.count_texts(cells))["text"].to_list()
    is_name = cells.str.strip_chars().is_in(names).fill_null(value=False)
    rule = ("looks like a name", "Write the place.")
    return cells.set(is_name, None), row_errors(numbers.filter(is_name), column.heading, *rule)


def _key_heading() -> str:
    return table_specs()["investigation"].heading_of("case_key")


def _asked_heading(answer: Column) -> str:
    """The heading of the column that says whether a characteristic was asked about."""
    return table_specs()["investigation"].heading_of(answer.name)


def _change_of(kept: Column | None, refusal: str | None) -> str | None:
    """The change made to a column; null if it is unchanged."""
    if kept is None:
        return f"left out: {refusal or NOT_READ}"
    if kept.kind == ColumnKind.REFERENCE:
        return "turned into case keys"
    if kept.kind == ColumnKind.KEY:
        return "left out: the case keys are made of the references"
    if kept.kind in NEVER_ASKED_FOR:
        return "turned into whether it was asked"
    return None
